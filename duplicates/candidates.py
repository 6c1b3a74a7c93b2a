"""Candidates of the join on their way to becoming pairs: each is measured once, by RapidFuzz.

A candidate comes up under every rare word that its texts share, so they are gathered and sorted first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.sketches import NARROW, WIDE, WIDE_FROM, Bits, allowed, differences, sketch
from duplicates.strings import similarities
from duplicates.texts import changes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from duplicates.progress import Watch
    from duplicates.texts import Floats, Numbers, Texts

DRAIN: Final = 8_000_000  # candidates gathered before they are measured: 64 MB
SLICE: Final = 200_000  # candidates measured between two looks at the watch


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


def ground_of(texts: Texts, threshold: float) -> Ground:
    """Put texts, which are in order of time, in order of length and draw their bitmaps."""
    order = np.argsort(texts.lengths, kind="stable")
    lengths = texts.lengths[order]
    first_wide = int(np.searchsorted(lengths, WIDE_FROM))
    return Ground(
        texts=texts,
        order=order,
        lengths=lengths,
        threshold=threshold,
        first_of=np.searchsorted(lengths, np.arange(int(lengths[-1]) + 2)),
        bits=sketch(texts, order, NARROW),
        wide=sketch(texts, order[first_wide:], WIDE),
        first_wide=first_wide,
    )


class Candidates:
    """Gathers candidates, measures them when there are many, keeps the similar ones."""

    def __init__(self, ground: Ground, watch: Watch) -> None:
        self._ground = ground
        self._watch = watch
        self._waiting: list[Numbers] = []
        self._count = 0
        self._short: list[Numbers] = []
        self._long: list[Numbers] = []
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
        self._waiting.append(short.astype(np.int64) << 32 | long)
        self._count += len(short)
        if self._count >= DRAIN:
            self._gather()
            if self._count >= DRAIN // 2:
                self._drain()

    def keep(self, short: NDArray[Any], long: NDArray[Any], similarity: Floats) -> None:
        """Take pairs that are measured already."""
        self._short.append(short.astype(np.int64))
        self._long.append(long.astype(np.int64))
        self._similarity.append(similarity)

    def keep_crowd(self, texts: Numbers) -> None:
        """Remember texts of which not every pair is kept."""
        self._crowded.update(texts.tolist())

    @property
    def crowded(self) -> int:
        """How many texts have not every pair kept."""
        return len(self._crowded)

    def finish(self) -> tuple[Numbers, Numbers, Floats]:
        """Return the similar pairs; one may come twice."""
        self._gather()
        self._drain()
        if not self._short:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        return np.concatenate(self._short), np.concatenate(self._long), np.concatenate(self._similarity)

    def _gather(self) -> None:
        if self._waiting:
            keys = np.concatenate(self._waiting)
            keys.sort()
            keys = keys[changes(keys)]
            self._waiting = [keys]
            self._count = len(keys)

    def _drain(self) -> None:
        if not self._waiting:
            return
        keys = self._waiting[0]
        self._waiting, self._count = [], 0
        for start in range(0, len(keys), SLICE):
            self._watch.at("measuring candidates", start, len(keys))
            self._measure(keys[start : start + SLICE])

    def _measure(self, keys: Numbers) -> None:
        ground = self._ground
        short, long = keys >> 32, keys & 0xFFFFFFFF
        fit = self._wide_fit(short, long)
        short, long = short[fit], long[fit]
        self.measured += len(short)
        similarity = ground.similarities(short, long)
        found = similarity > 0
        self.keep(short[found], long[found], similarity[found])

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
