"""Candidates of the join on their way to becoming pairs: each is measured once, by RapidFuzz.

A candidate comes up under every rare word that its texts share, so they are gathered and sorted first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.means import UNLIMITED, Means
from duplicates.sketches import NARROW, WIDE, WIDE_FROM, Bits, allowed, differences, sketch
from duplicates.strings import similarities
from duplicates.texts import changes
from duplicates.workers import in_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from duplicates.progress import Watch
    from duplicates.texts import Floats, Numbers, Texts

DRAIN: Final = 12_000_000  # candidates gathered before they are measured: 96 MB
GATHERED: Final = 4_000_000  # candidates of a part before those that came up twice are dropped
SLICE: Final = 200_000  # candidates measured in one go
LOW: Final = 0xFFFFFFFF
SIDES: Final = ((0, np.int64), (1, np.float64))  # keys, similarity


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


@dataclass(frozen=True, slots=True)
class Found:
    """What a part of a join comes to: candidates, similar pairs measured already, crowded texts."""

    keys: Numbers  # candidates, each once, in order: short << 32 | long
    known: Numbers  # pairs, the same way
    similarity: Floats  # of the pairs
    crowded: Numbers


class Candidates:
    """Gathers the candidates of a part of a join, and pairs that are measured on the way."""

    def __init__(self, ground: Ground, means: Means = UNLIMITED) -> None:
        self._ground = ground
        self._most = means.items(GATHERED, 40, 0.1)
        self._waiting: list[Numbers] = []
        self._count = 0
        self._known: list[Numbers] = []
        self._similarity: list[Floats] = []
        self._crowded: list[Numbers] = []

    def add_near(self, short: NDArray[Any], long: NDArray[Any]) -> None:
        """Take candidates whose lengths fit, if their bitmaps are near enough."""
        ground = self._ground
        limit = allowed(ground.lengths[short] + ground.lengths[long], ground.threshold)
        near = differences(ground.bits[short], ground.bits[long]) <= limit
        short, long = short[near], long[near]
        if not len(short):
            return
        self._waiting.append(short.astype(np.int64) << 32 | long)
        self._count += len(short)
        if self._count >= self._most:  # the same ones come up under several words
            self._waiting = [_gathered(self._waiting)]
            self._count = len(self._waiting[0])
            self._most = max(self._most, 2 * self._count)

    def keep(self, short: NDArray[Any], long: NDArray[Any], similarity: Floats) -> None:
        """Take pairs that are measured already."""
        self._known.append(short.astype(np.int64) << 32 | long)
        self._similarity.append(similarity)

    def keep_crowd(self, texts: Numbers) -> None:
        """Remember texts of which not every pair is kept."""
        self._crowded.append(texts)

    def found(self) -> Found:
        """Return what was gathered."""
        keys = _gathered(self._waiting)
        return Found(
            keys[_wide_fit(self._ground, keys >> 32, keys & LOW)],
            _joined(self._known, np.int64),
            _joined(self._similarity, np.float64),
            np.unique(_joined(self._crowded, np.int64)),
        )


class Measured:
    """Takes what the parts of a join come to; measures the candidates and keeps the similar ones."""

    def __init__(self, ground: Ground, watch: Watch, means: Means = UNLIMITED) -> None:
        self._ground, self._watch, self._means = ground, watch, means
        self._most = means.items(DRAIN, 40, 0.1)
        self._waiting: list[Numbers] = []
        self._count = 0
        self._keys: list[Numbers] = []  # similar pairs
        self._similarity: list[Floats] = []
        self._crowded = np.zeros(0, np.int64)
        self.measured = 0

    def take(self, found: Found) -> None:
        """Take what a part has found."""
        self._keep(found.known, found.similarity)
        self._crowded = np.union1d(self._crowded, found.crowded)
        self._waiting.append(found.keys)
        self._count += len(found.keys)
        if self._count >= self._most:
            keys = _gathered(self._waiting)
            self._waiting, self._count = [keys], len(keys)
            if len(keys) >= self._most // 2:
                self._drain()

    @property
    def crowded(self) -> int:
        """How many texts have not every pair kept."""
        return len(self._crowded)

    def finish(self) -> tuple[Numbers, Floats]:
        """Return the similar pairs, short << 32 | long, and their similarity; one may come twice."""
        self._waiting = [_gathered(self._waiting)]
        self._drain()
        return _emptied(self._keys, np.int64), _emptied(self._similarity, np.float64)

    def _drain(self) -> None:
        (keys,) = self._waiting
        self._waiting, self._count = [], 0
        self.measured += len(keys)

        def part(number: int, _: Watch) -> tuple[Numbers, Floats]:
            some = keys[number * SLICE : (number + 1) * SLICE]
            similarity = self._ground.similarities(some >> 32, some & LOW)
            alike = similarity > 0
            return some[alike], similarity[alike]

        parts = -(-len(keys) // SLICE)
        found = list(in_parts("measuring candidates", parts, part, self._watch, self._means.workers))
        # in one piece, which is given back to the system whole
        self._keep(*(_joined([pair[side] for pair in found], kind) for side, kind in SIDES))

    def _keep(self, keys: Numbers, similarity: Floats) -> None:
        if len(keys):
            self._keys.append(keys)
            self._similarity.append(similarity)


def _wide_fit(ground: Ground, short: Numbers, long: Numbers) -> NDArray[np.bool_]:
    """Return which pairs have wide bitmaps that are near enough, or none."""
    fit = np.ones(len(short), bool)
    checked = np.flatnonzero(short >= ground.first_wide)
    for start in range(0, len(checked), SLICE):
        some = checked[start : start + SLICE]
        a, b = short[some], long[some]
        limit = allowed(ground.lengths[a] + ground.lengths[b], ground.threshold)
        fit[some] = (
            differences(ground.wide[a - ground.first_wide], ground.wide[b - ground.first_wide]) <= limit
        )
    return fit


def _emptied(parts: list[NDArray[Any]], kind: type[Any]) -> NDArray[Any]:
    """Return parts one after the other, each let go when it is copied: pairs can be tens of millions."""
    whole = np.empty(sum(map(len, parts)), kind)
    end = len(whole)
    while parts:
        part = parts.pop()
        whole[end - len(part) : end] = part
        end -= len(part)
    return whole


def _joined(parts: list[NDArray[Any]], kind: type[Any]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _gathered(waiting: list[Numbers]) -> Numbers:
    """Return each candidate once, in order."""
    keys: Numbers = _joined(waiting, np.int64)
    keys = np.sort(keys, kind="stable")  # which is quick where parts are sorted already
    return keys[changes(keys)]
