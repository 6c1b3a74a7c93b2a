"""One run of one tool over texts in a file, in a process of its own, so that its memory is its own.

Run by `benchmarks.join`; prints one line of JSON. The other tools give candidates, which the join's own
RapidFuzz call verifies: nobody is measured by precision he does not claim.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.join import join
from duplicates.means import Means
from duplicates.pairs import NearPairs, in_order
from duplicates.passages import passages
from duplicates.progress import Watch
from duplicates.strings import similarities
from duplicates.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED: Final = 1
PERMUTATIONS: Final = 128
CHUNK: Final = 1_000_000  # candidates verified in one go
BANDS: Final = {0.8: 16, 0.5: 32, 0.3: 64}
"""Of rensa, which does not choose them itself: 16 bands of 8 rows rise at .71, 32 of 4 at .42,
64 of 2 at .13."""


def save(path: Path, texts: Texts) -> None:
    """Write texts to a file."""
    np.savez(path, words=texts.words, starts=texts.starts)


def load(path: Path) -> Texts:
    """Read texts from a file."""
    held = np.load(path)
    return Texts(held["words"], held["starts"])


def grams(texts: Texts, length: int) -> Iterator[list[str]]:
    """Yield for each text its runs of so many words."""
    for number in range(len(texts)):
        spoken = [str(word) for word in texts.of(number).tolist()]
        yield [" ".join(spoken[at : at + length]) for at in range(len(spoken) - length + 1)]


def by_datasketch(texts: Texts, length: int, threshold: float) -> Iterator[list[int]]:
    """Yield for each text the earlier ones that datasketch takes for similar."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    for number, tokens in enumerate(grams(texts, length)):
        hashed = MinHash(num_perm=PERMUTATIONS, seed=SEED)
        hashed.update_batch([token.encode() for token in tokens])
        yield index.query(hashed)
        index.insert(number, hashed)


def by_rensa(texts: Texts, length: int, threshold: float) -> Iterator[list[int]]:
    """Yield for each text the earlier ones that rensa takes for similar."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=BANDS[threshold])
    for number, tokens in enumerate(grams(texts, length)):
        hashed = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        hashed.update(tokens)
        yield index.query(hashed)
        index.insert(number, hashed)


TOOLS: Final = {"datasketch": by_datasketch, "rensa": by_rensa}


def verified(texts: Texts, candidates: Iterator[list[int]], threshold: float) -> tuple[NearPairs, int]:
    """Return the pairs that RapidFuzz confirms, and how many candidates it was asked."""
    found: list[tuple[Any, Any, Any]] = []
    asked = 0
    a: list[int] = []
    b: list[int] = []

    def verify() -> None:
        one, other = np.array(a, np.int64), np.array(b, np.int64)
        alike = similarities(texts, one, other, threshold)
        found.append((one[alike > 0], other[alike > 0], alike[alike > 0]))
        a.clear()
        b.clear()

    for number, earlier in enumerate(candidates):
        asked += len(earlier)
        a.extend(earlier)
        b.extend([number] * len(earlier))
        if len(a) >= CHUNK:
            verify()
    verify()
    return in_order(*(np.concatenate(parts) for parts in zip(*found, strict=True))), asked


def peak() -> int:
    """Return the most bytes this process has had in memory since it was started.

    `getrusage` would tell the parent's where that was more.
    """
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def _spent() -> float:
    """Return the processor seconds of this process and of those that it has ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


class Stages:
    """Adds up the seconds between two words from a search by the stage that it names."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._since = "", time.perf_counter()

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        now = time.perf_counter()
        if self._stage:
            self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now


def main(tool: str, path: str, length: str, threshold: str, similar: str, out: str) -> None:
    """Run a tool and print what it took: seconds, processor seconds, peak memory, pairs, stages."""
    texts = load(Path(path))
    before = peak()
    stages = Stages()
    start, spent = time.perf_counter(), _spent()
    asked = 0
    if tool == "cablediff":
        found = join(texts, float(similar), Watch(stages), means=Means(jobs=int(length)))
        asked = found.measured
        count = len(found)
    elif tool == "passages":
        count = len(passages(texts, 15, float(similar), Watch(stages), means=Means(jobs=int(length))))
    else:
        found, asked = verified(texts, TOOLS[tool](texts, int(length), float(threshold)), float(similar))
        count = len(found)
    stages("", 0, 0)
    told = {
        "seconds": time.perf_counter() - start,
        "processor": _spent() - spent,
        "peak": peak(),
        "before": before,
        "pairs": count,
        "candidates": asked,
        "stages": stages.seconds,
        "words": len(texts.words),
    }
    if out != "-" and tool != "passages":
        np.save(out, np.sort(found.a << 32 | found.b))
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
