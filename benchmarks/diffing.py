"""Word diffs beside difflib and ``git diff --word-diff`` on the same pairs: time, memory, words shown.

    python -m benchmarks.diffing [FOLDER…]

A folder holds two releases, ``releases/early`` and ``releases/late``. Without one the sample releases are
taken, and the published ones where they lie beside the checkout; made-up bodies consist of their words.

The one fact that surprises: fewer words shown is not the aim by itself. Git and difflib show more because to
them a word is what stands between blanks, comma and curly quote included, and less where two hunks share a
word by chance, which makes both unreadable.
"""

from __future__ import annotations

import difflib
import random
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

from duplicates.diff import Options, PartKind
from duplicates.diff.cables import compare_cables
from duplicates.diff.compare import compare
from duplicates.diff.tokens import count_words
from duplicates.releases import DEFAULT
from parser import parse, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from duplicates.diff import WordDiff

Pair = tuple[str, str]
Shown = tuple[int, int]  # words shown as changed, hunks

CHECKOUT = Path(__file__).resolve().parent.parent
SAMPLES = CHECKOUT / "sample_cables"
PUBLISHED = CHECKOUT.parent / "shared" / "cables"


def by_difflib(early: str, late: str) -> Shown:
    """Diff the words as white space parts them, as difflib's users do."""
    a, b = early.split(), late.split()
    opcodes = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    changed = [(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in opcodes if tag != "equal"]
    return sum(map(sum, changed)), len(changed)


def by_git(early: str, late: str) -> Shown:
    """Run git on two files, as a user would, and count the words that it marks."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("early", "late")]
        for path, text in zip(paths, (early, late), strict=True):
            path.write_text(text, encoding="utf-8")
        command = ["git", "diff", "--no-index", "--word-diff=porcelain", "-U0", *map(str, paths)]
        output = subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8", "replace")
    words = hunks = 0
    inside = False
    for line in output.splitlines():
        marked = line[:1] in "+-" and not line.startswith(("+++", "---"))
        words += len(line[1:].split()) if marked else 0
        hunks += marked and not inside
        inside = marked
    return words, hunks


def by_cablediff(options: Options) -> Callable[[str, str], Shown]:
    """Diff as ``cablediff diff`` does with these options."""

    def run(early: str, late: str) -> Shown:
        return shown(compare(early, late, options))

    return run


def shown(diff: WordDiff) -> Shown:
    """Count the words in the changes; a moved block counts once."""
    words = hunks = 0
    for part in diff.changes:
        if part.kind is PartKind.MOVED and part.early[0] == part.early[1]:
            continue
        words += count_words(diff.early_text(part)) + count_words(diff.late_text(part))
        hunks += 1
    return words, hunks


def timed(run: Callable[[str, str], Shown], pair: Pair, least: float = 0.2) -> tuple[float, Shown]:
    """Return the median seconds of some runs, and what was shown."""
    times: list[float] = []
    result: Shown = (0, 0)
    while not times or (sum(times) < least and len(times) < 20):
        start = time.perf_counter()
        result = run(*pair)
        times.append(time.perf_counter() - start)
    return statistics.median(times), result


def release_pairs(folder: Path) -> Iterator[Pair]:
    """Yield the texts of cables that are in both releases of a folder."""
    late = {cable.id: cable.text for cable in read(folder / "late")}
    for cable in read(folder / "early"):
        if cable.id in late:
            yield cable.text, late[cable.id]


def body(pairs: list[Pair], words: int) -> list[str]:
    """Return so many words, with the line ends behind them, taken from the pairs again and again."""
    found: list[str] = []
    while len(found) < words:
        for early, _ in pairs:
            found += early.replace("\n", " \n").split(" ")
    return [word for word in found if word][:words]


def edited(words: list[str], share: float) -> str:
    """Return the words with a share of them dropped, replaced, or with another one behind them."""
    chance = random.Random(1)
    out: list[str] = []
    for word in words:
        kind = chance.random() / share
        if kind >= 1:
            out.append(word)
        elif kind > 2 / 3:
            out += [word, chance.choice(words)]
        elif kind > 1 / 3:
            out.append(chance.choice(words))
    return " ".join(out)


def main(folders: list[str]) -> None:
    """Print the tables."""
    roots = [*map(Path, folders)] or [SAMPLES, *([PUBLISHED] if PUBLISHED.is_dir() else [])]
    pairs = [pair for root in roots for pair in release_pairs(root / "releases")]
    tools = {
        "difflib": by_difflib,
        "git diff --word-diff": by_git,
        "cablediff": by_cablediff(Options()),
        "cablediff, as compare": by_cablediff(DEFAULT),
    }
    print(f"{len(pairs)} pairs of two releases, {sum(len(a.split()) for a, _ in pairs):,} words")
    print(f"{'':24}{'ms a pair':>12}{'words shown':>14}{'hunks':>8}")
    for name, run in tools.items():
        results = [timed(run, pair, 0.0) for pair in pairs]
        mean = statistics.mean(seconds for seconds, _ in results)
        total = [sum(result[part] for _, result in results) for part in (0, 1)]
        print(f"{name:24}{mean * 1000:12.2f}{total[0]:14,}{total[1]:8,}")
    for count in (200, 2_000, 20_000):
        words = body(pairs, count)
        early = " ".join(words)
        for share in (0.01, 0.1):
            late = edited(words, share)
            print(f"\nbodies of {count:,} words, {share:.0%} changed")
            print(f"{'':24}{'ms':>12}{'words shown':>14}{'hunks':>8}")
            for name, run in tools.items():
                seconds, result = timed(run, (early, late))
                print(f"{name:24}{seconds * 1000:12.2f}{result[0]:14,}{result[1]:8,}")
            cables = parse(early), parse(late)
            start = time.perf_counter()
            diff = compare_cables(*cables)
            seconds = time.perf_counter() - start
            print(f"{'cablediff, by blocks':24}{seconds * 1000:12.2f}{shown(diff)[0]:14,}{shown(diff)[1]:8,}")
    tracemalloc.start()
    compare(early, late)
    print(f"\nmost memory of the last pair: {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
