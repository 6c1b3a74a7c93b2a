"""Candidates of the join on their way to becoming pairs: each is measured once, by RapidFuzz.

A candidate comes up under every rare word that its texts share, so they are gathered and sorted first.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.means import UNLIMITED, Means
from duplicates.progress import SILENT, Watch
from duplicates.sketches import NARROW, WIDE, WIDE_FROM, Bits, allowed, differences, sketch
from duplicates.strings import similarities
from duplicates.texts import changes
from duplicates.workers import in_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from duplicates.texts import Floats, Numbers, Texts

DRAIN: Final = 8_000_000  # candidates gathered before they are measured: 64 MB
SLICE: Final = 100_000  # candidates measured between two looks at the watch


@dataclass(frozen=True, slots=True)
class Ground:
    """What every step of a join looks at: texts by the numbers that they have in order of length."""

    texts: Texts
    order: Numbers  # the number in ``texts`` of each, which is its place in order of time
    lengths: Numbers
    threshold: float
    first_of: Numbers  # first_of[n]: the first text of n words or more; one beyond the greatest length
    bits: Bits
    wide: Bits  # of the texts from first_wide on
    first_wide: int

    def similarities(self, short: Numbers, long: Numbers) -> Floats:
        """Return the similarity of each pair, 0.0 below the threshold."""
        return similarities(self.texts, self.order[short], self.order[long], self.threshold)


def ground_of(texts: Texts, order: Numbers, threshold: float, means: Means = UNLIMITED) -> Ground:
    """Draw the bitmaps of texts, which are in order of time; ``order`` is that of length."""
    lengths = texts.lengths[order]
    first_wide = int(np.searchsorted(lengths, WIDE_FROM))
    return Ground(
        texts=texts,
        order=order,
        lengths=lengths,
        threshold=threshold,
        first_of=np.searchsorted(lengths, np.arange(int(lengths[-1]) + 2)),
        bits=sketch(texts, order, NARROW, means.held),
        wide=sketch(texts, order[first_wide:], WIDE, means.held),
        first_wide=first_wide,
    )


class Candidates:
    """Gathers candidates, measures them when there are many, keeps the similar ones. Threads may share it."""

    def __init__(self, ground: Ground, means: Means = UNLIMITED) -> None:
        self._ground = ground
        self._workers = means.workers
        self._most = means.items(DRAIN, 40, 0.1)
        self._lock = threading.Lock()
        self._waiting: list[Numbers] = []
        self._count = 0
        self._keys: list[Numbers] = []  # similar pairs: short << 32 | long
        self._similarity: list[Floats] = []
        self._crowded: set[int] = set()
        self.measured = 0

    def add_near(self, short: NDArray[Any], long: NDArray[Any]) -> None:
        """Take candidates whose lengths fit, if their narrow bitmaps are near enough."""
        ground = self._ground
        limit = allowed(ground.lengths[short] + ground.lengths[long], ground.threshold)
        near = differences(ground.bits[short], ground.bits[long]) <= limit
        self.add(short[near], long[near])

    def add(self, short: NDArray[Any], long: NDArray[Any]) -> None:
        """Take candidates whose lengths fit and whose narrow bitmaps are near enough."""
        if not len(short):
            return
        with self._lock:
            self._waiting.append(short.astype(np.int64) << 32 | long)
            self._count += len(short)
            if self._count < self._most:
                return
            full, self._waiting, self._count = self._waiting, [], 0
        keys = _gathered(full)
        with self._lock:
            if len(keys) < self._most // 2:
                self._waiting.append(keys)
                self._count += len(keys)
                return
        self._drain(keys, SILENT, 1)  # other threads are at work

    def keep(self, short: NDArray[Any], long: NDArray[Any], similarity: Floats) -> None:
        """Take pairs that are measured already."""
        with self._lock:
            self._keys.append(short.astype(np.int64) << 32 | long)
            self._similarity.append(similarity)

    def keep_crowd(self, texts: Numbers) -> None:
        """Remember texts of which not every pair is kept."""
        with self._lock:
            self._crowded.update(texts.tolist())

    @property
    def crowded(self) -> int:
        """How many texts have not every pair kept."""
        return len(self._crowded)

    def finish(self, watch: Watch = SILENT) -> tuple[Numbers, Numbers, Floats]:
        """Return the similar pairs; one may come twice."""
        if self._waiting:
            keys, self._waiting, self._count = _gathered(self._waiting), [], 0
            self._drain(keys, watch, self._workers)
        if not self._keys:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        found, similarity = np.concatenate(self._keys), np.concatenate(self._similarity)
        self._keys, self._similarity = [], []
        return found >> 32, found & 0xFFFFFFFF, similarity

    def _drain(self, keys: Numbers, watch: Watch, workers: int) -> None:
        def part(number: int, _: Watch) -> None:
            self._measure(keys[number * SLICE : (number + 1) * SLICE])

        for _ in in_parts("measuring candidates", -(-len(keys) // SLICE), part, watch, workers):
            pass

    def _measure(self, keys: Numbers) -> None:
        ground = self._ground
        short, long = keys >> 32, keys & 0xFFFFFFFF
        fit = self._wide_fit(short, long)
        short, long = short[fit], long[fit]
        similarity = ground.similarities(short, long)
        found = similarity > 0
        self.keep(short[found], long[found], similarity[found])
        with self._lock:
            self.measured += len(short)

    def _wide_fit(self, short: Numbers, long: Numbers) -> NDArray[np.bool_]:
        ground = self._ground
        fit = np.ones(len(short), bool)
        checked = np.flatnonzero(short >= ground.first_wide)
        a, b = short[checked], long[checked]
        limit = allowed(ground.lengths[a] + ground.lengths[b], ground.threshold)
        fit[checked] = (
            differences(ground.wide[a - ground.first_wide], ground.wide[b - ground.first_wide]) <= limit
        )
        return fit


def _gathered(waiting: list[Numbers]) -> Numbers:
    """Return each candidate once, in order."""
    keys = np.concatenate(waiting)
    keys.sort()
    return keys[changes(keys)]
