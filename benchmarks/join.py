"""The join measured in one run: recall and precision, other tools, growth, passages.

    python -m benchmarks.join --quick                    a minute
    python -m benchmarks.join                            everything, on a quiet machine
    python -m benchmarks.join --sizes 10000,100000       another growth table

Each limit stands beside its figure. Whatever is timed runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from benchmarks import join_truth as truth
from benchmarks.corpora import originals
from benchmarks.invented import Corpus, archive, planted
from benchmarks.join_tools import save
from benchmarks.measuring import proportional
from duplicates.join import join
from duplicates.passages import passages
from duplicates.prepare import Preparer
from parser.reading import parse_record

if TYPE_CHECKING:
    from duplicates.texts import Texts

THRESHOLD: Final = 0.8
SEEDS: Final = (1, 2, 3)
SIZES: Final = (10_000, 100_000, 1_000_000, 3_600_000)
WHOLE: Final = 3_600_000
WORDS: Final = 84  # of a block on average: the whole archive has 300 million words in 3.6 million blocks
NEAR_LIMIT, BOTH_LIMIT = (360, 4e9), (720, 6e9)  # seconds and bytes at the whole size
GLANCE: Final = 0.2  # seconds between two looks at the memory
LIMITS: Final = (0.99, 0.999)  # recall of short blocks and of the others
TOLD: Final = ("8–15 words", "16 and more")


def verdict(met: bool) -> str:
    """Say whether a limit is met."""
    return "met" if met else "NOT MET"


def real_texts() -> Texts:
    """Return the different compared texts of the real cables (or the samples), as the search makes them."""
    preparer = Preparer(8)
    for number, record in enumerate(originals()):
        preparer.add(f"{record.id}@{number}", parse_record(record))
    prepared = preparer.finish()
    return prepared.texts.only(np.flatnonzero(prepared.comparable))


def sample(texts: Texts, count: int, seed: int) -> np.ndarray:
    """Return the numbers of some texts, in order."""
    chance = np.random.default_rng(seed)
    return np.sort(chance.choice(len(texts), min(count, len(texts)), replace=False))


def measure_recall(texts: Texts, known: truth.Truth, count: int, invented: int) -> None:
    """Print recall and precision on samples of the real texts and on invented ones."""
    print(f"\nRecall and precision at {THRESHOLD:.2f} against RapidFuzz over all pairs")
    for seed in SEEDS:
        chosen = sample(texts, count, seed)
        tell_recall(f"real, seed {seed}", texts.only(chosen), known.among(chosen))
    for seed in SEEDS:
        made = planted(invented, seed)
        every = truth.brute_force(made.texts, THRESHOLD)
        tell_recall(f"invented, seed {seed}", made.texts, every.keys)
        similarity = dict(zip(every.keys.tolist(), every.similarity.tolist(), strict=True))
        alike = {key: value for key, value in made.pairs.items() if value >= THRESHOLD}
        as_known = sum(
            abs(similarity.get(a << 32 | b, 0.0) - value) < 1e-9 for (a, b), value in alike.items()
        )
        print(
            f"    planted changes: {as_known} of {len(alike)} as similar as they were made:",
            verdict(as_known == len(alike)),
        )


def tell_recall(name: str, texts: Texts, expected: np.ndarray) -> None:
    """Print the recall and precision of the join over some texts."""
    found = join(texts, THRESHOLD)
    wrong = truth.wrong(texts, found, THRESHOLD)
    parts = []
    for told, limit, (every, hit) in zip(
        TOLD, LIMITS, truth.recall(texts, expected, truth.keys_of(found)), strict=True
    ):
        share = hit / every if every else 1.0
        parts.append(f"{told}: {hit}/{every} = {share:.4f} (≥ {limit}: {verdict(share >= limit)})")
    print(f"  {name}, {len(texts)} texts; {'; '.join(parts)}; wrong pairs: {wrong} ({verdict(not wrong)})")


def child(tool: str, path: Path, length: int, threshold: float, out: str = "-") -> dict[str, Any]:
    """Run one tool in a process of its own."""
    arguments = [tool, str(path), str(length), str(threshold), str(THRESHOLD), out]
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.join_tools", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        peak = 0
        while True:
            try:
                out_text, errors = running.communicate(timeout=GLANCE)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak, proportional(running.pid))
    if running.returncode:
        return {"error": (errors.strip().splitlines() or ["killed"])[-1]}
    told: dict[str, Any] = json.loads(out_text.splitlines()[-1])
    told["peak"] = max(told["peak"], peak)
    return told


def compare_tools(texts: Texts, known: truth.Truth, folder: Path) -> None:
    """Print what each tool takes and finds among the real texts, candidates verified by the same call."""
    path = folder / "real.npz"
    save(path, texts)
    print(f"\nSide by side, {len(texts)} texts, {len(texts.words) / 1e6:.1f} million words")
    print("  tool, settings           seconds  (CPU)      MB   candidates  8–15 words  16 and more")
    rows: list[tuple[str, dict[str, Any], int]] = []
    for tool, length, threshold in (
        ("cablediff", 1, 0.0),
        ("cablediff", 2, 0.0),
        ("datasketch", 3, 0.8),
        ("datasketch", 2, 0.5),
        ("datasketch", 2, 0.3),
        ("rensa", 3, 0.8),
        ("rensa", 2, 0.5),
        ("rensa", 2, 0.3),
    ):
        told = child(tool, path, length, threshold, str(folder / "found.npy"))
        name = (
            f"{tool}, {length} process(es)"
            if tool == "cablediff"
            else f"{tool}, {length}-grams t={threshold}"
        )
        if "error" in told:
            print(f"  {name:24} {told['error']}")
            continue
        shares = truth.recall(texts, known.keys, np.load(folder / "found.npy"))
        recall = [hit / every if every else 1.0 for every, hit in shares]
        print(
            f"  {name:24} {told['seconds']:7.1f} {told['processor']:7.1f} {told['peak'] / 1e6:7.0f}"
            f" {told['candidates']:12,} {recall[0]:11.3f} {recall[1]:12.3f}"
        )
        rows.append((tool, told, sum(hit for _, hit in shares)))
    ours = max((told for tool, told, _ in rows if tool == "cablediff"), key=lambda told: told["seconds"])
    others = [
        max((row for row in rows if row[0] == tool), key=lambda row: row[2])[1]
        for tool in ("datasketch", "rensa")
        if any(row[0] == tool for row in rows)
    ]
    faster = all(ours["seconds"] < told["seconds"] for told in others)
    smaller = all(ours["peak"] < told["peak"] for told in others)
    print(f"  faster than either at its best recall: {verdict(faster)}; in less memory: {verdict(smaller)}")


def as_long_as(texts: Texts, words: float) -> Texts:
    """Return the texts without so many of the longest that the others have ``words`` words on average."""
    order = np.argsort(texts.lengths, kind="stable")
    average = np.cumsum(texts.lengths[order]) / np.arange(1, len(order) + 1)
    return texts.only(np.sort(order[: max(1, int(np.searchsorted(average, words, "right")))]))


def measure_growth(corpus: Corpus, sizes: list[int], folder: Path) -> None:
    """Print what the join and the passages take at each size."""
    print("\nGrowth, real texts varied (benchmarks.invented), two processes")
    previous: tuple[int, float] | None = None
    for size in sizes:
        path = folder / "archive.npz"
        save(path, archive(corpus, size, SEEDS[0]))
        near, moved = child("cablediff", path, 2, 0.0), child("passages", path, 2, 0.0)
        path.unlink()
        if "error" in near or "error" in moved:
            print(f"  {size:9,} blocks: {near.get('error', '')} {moved.get('error', '')}")
            continue
        grown = ""
        if previous:
            power = np.log(near["seconds"] / previous[1]) / np.log(size / previous[0])
            grown = f"; grows with the power {power:.2f}"
        previous = size, near["seconds"]
        print(f"  {size:9,} blocks, {near['words'] / 1e6:.0f} million words")
        print(
            f"    near: {near['seconds']:.1f} s ({near['processor']:.1f} CPU), {near['peak'] / 1e6:.0f} MB,"
            f" of which texts {near['before'] / 1e6:.0f}; {near['candidates']:,} candidates measured,"
            f" {near['pairs']:,} pairs{grown}"
        )
        print(f"    near, where the time goes: {stages(near)}")
        print(
            f"    passages: {moved['seconds']:.1f} s ({moved['processor']:.1f} CPU), "
            f"{moved['peak'] / 1e6:.0f} MB, {moved['pairs']:,} passages: {stages(moved)}"
        )
        if size >= WHOLE:
            both, peak = near["seconds"] + moved["seconds"], max(near["peak"], moved["peak"])
            tell_limit("near", near["seconds"], near["peak"], NEAR_LIMIT)
            tell_limit("near and passages", both, peak, BOTH_LIMIT)


def stages(told: dict[str, Any]) -> str:
    """Say how long each stage took."""
    return ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in told["stages"].items())


def tell_limit(name: str, seconds: float, peak: float, limit: tuple[int, float]) -> None:
    """Print a figure beside its limit."""
    print(
        f"    {name}: {seconds:.0f} s (≤ {limit[0]}: {verdict(seconds <= limit[0])}),"
        f" {peak / 1e9:.2f} GB (≤ {limit[1] / 1e9:.0f}: {verdict(peak <= limit[1])})"
    )


def measure_passages(texts: Texts) -> None:
    """Print the recall of passages against a dictionary of all runs of words."""
    shared = truth.shared_runs(texts)
    every, hit = truth.covered(shared, passages(texts, 15, THRESHOLD), join(texts, THRESHOLD))
    share = hit / every if every else 1.0
    print(f"\nPassages: of {len(shared)} places of a run of {truth.RUN} words that an earlier text has too,")
    print(
        f"  {every} lie in blocks not similar as wholes; in a passage {hit} = {share:.4f} (≥ 0.999:", end=" "
    )
    print(f"{verdict(share >= 0.999)})")


def main() -> None:
    """Measure what the command line asks for."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--quick", action="store_true", help="small sizes, about a minute")
    asked.add_argument("--sizes", help="blocks of the growth table, separated by commas")
    asked.add_argument("--texts", type=int, help="real texts compared by brute force (default: all)")
    asked.add_argument("--only", help="recall, tools, growth, passages: separated by commas")
    options = asked.parse_args()
    wanted = set((options.only or "recall,tools,growth,passages").split(","))
    sizes = [int(size) for size in options.sizes.split(",")] if options.sizes else list(SIZES)
    if options.quick and not options.sizes:
        sizes = [10_000, 30_000]
    every = real_texts()
    count = options.texts or (4_000 if options.quick else len(every))
    texts = every if count >= len(every) else every.only(sample(every, count, 0))
    with tempfile.TemporaryDirectory(prefix="cablediff-benchmark-") as folder:
        if wanted & {"recall", "tools"}:
            known = truth.brute_force(texts, THRESHOLD)
            if "recall" in wanted:
                measure_recall(texts, known, len(texts) // 2, 500 if options.quick else 3_000)
            if "tools" in wanted:
                compare_tools(texts, known, Path(folder))
        if "passages" in wanted:
            measure_passages(texts)
        if "growth" in wanted:
            measure_growth(Corpus.of(as_long_as(every, WORDS)), sizes, Path(folder))


if __name__ == "__main__":
    main()
