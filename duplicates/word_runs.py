"""Runs of words that stand in two texts, found through the hash of every run of the least length.

The one fact that surprises: no fingerprints are sampled and none is dropped for being frequent. Each place
of a hash is matched with its earliest place alone, so a sentence in ten thousand texts costs ten thousand
matches, not fifty million.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.means import UNLIMITED, Means
from duplicates.progress import SILENT, Watch
from duplicates.texts import Flags, Numbers, Texts, changes, runs
from duplicates.workers import in_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNK_WORDS: Final = 2_000_000
PART_WORDS: Final = 16_000_000  # hashes sorted in one go: 0.8 GB at the peak
PLACE_BYTES: Final = 50  # at the peak of a part
SEEN_BITS: Final = 24  # of the table of the hashes of fresh texts: 16 MB
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_BASE: Final = 0xD6E8FEB86659FD93


@dataclass(frozen=True, slots=True)
class WordRuns:
    """Runs of equal words in two texts each, the earlier text first: places in all words, and length."""

    a: Numbers
    b: Numbers
    length: Numbers

    def __len__(self) -> int:
        return len(self.a)

    def where(self, chosen: NDArray[Any]) -> WordRuns:
        """Return some runs: a mask or numbers."""
        return WordRuns(self.a[chosen], self.b[chosen], self.length[chosen])


def shared_runs(
    texts: Texts, least: int, watch: Watch = SILENT, *, fresh: Flags | None = None, means: Means = UNLIMITED
) -> WordRuns:
    """Return runs of ``least`` words or more that stand in two texts.

    Wherever such a run stands in several texts, each has a run over it with the earliest of them. Runs end
    where matching through the earliest text does; `passages` lets them grow. With ``fresh`` only those of
    which one text is fresh.
    """
    a, b = _matches(texts, least, watch, fresh, means)
    return _merged(texts, a, b, least)


def sharing(texts: Texts, chosen: Flags, least: int, watch: Watch = SILENT) -> Flags:
    """Return which texts share a run of ``least`` words with one of the chosen."""
    watch.at("looking for passages", 0, 1)
    parts = [np.zeros(0, np.uint64)]
    for start, end in texts.chunks(CHUNK_WORDS):
        some = texts.only(np.flatnonzero(chosen[start:end]) + start)
        room = np.maximum(some.lengths - least + 1, 0)
        parts.append(np.unique(hashes(some.words, least)[runs(some.starts[:-1], room)]))
    wanted = np.unique(np.concatenate(parts))
    found = np.zeros(len(texts), bool)
    if not len(wanted):
        return found
    for start, end in texts.chunks(CHUNK_WORDS):
        watch.at("looking for passages", start, len(texts))
        first, last = int(texts.starts[start]), int(texts.starts[end])
        value = hashes(texts.words[first:last], least)
        room = np.maximum(texts.lengths[start:end] - least + 1, 0)
        place = runs(texts.starts[start:end], room)
        value = value[place - first]
        near = np.minimum(np.searchsorted(wanted, value), len(wanted) - 1)
        found[text_of(texts, place[wanted[near] == value])] = True
    return found


def text_of(texts: Texts, place: Numbers) -> Numbers:
    """Return the texts in which places of the concatenated words lie."""
    found: Numbers = np.searchsorted(texts.starts, place, "right") - 1
    return found


def hashes(words: NDArray[Any], length: int) -> NDArray[np.uint64]:
    """Return the hash of every run of ``length`` words, by the place of its first word."""
    if len(words) < length:
        return np.zeros(0, np.uint64)
    single = (words.astype(np.uint64) + np.uint64(1)) * _SPREAD
    single ^= single >> np.uint64(29)
    double, covered = single, 1
    result: NDArray[np.uint64] | None = None
    reach = 0
    while True:
        power = np.uint64(pow(_BASE, covered, 1 << 64))
        if length & covered:
            if result is None:
                result = double
            else:
                count = len(words) - reach - covered + 1
                result = result[:count] * power + double[reach : reach + count]
            reach += covered
        if 2 * covered > length:
            return result if result is not None else single[:0]
        double = double[:-covered] * power + double[covered:]
        covered *= 2


def _matches(
    texts: Texts, least: int, watch: Watch, fresh: Flags | None, means: Means
) -> tuple[Numbers, Numbers]:
    """Return pairs of places of equal hashes: the earliest place and each later one in another text."""
    parts = 1 + len(texts.words) // means.items(PART_WORDS, PLACE_BYTES, 0.25)
    wanted = None if fresh is None else _seen(texts, least, fresh)

    def part(number: int, watch: Watch) -> tuple[Numbers, Numbers]:
        value, place = _places(texts, least, number, parts, wanted, watch)
        order = np.argsort(value, kind="stable")
        value, place = value[order], place[order]
        opens = changes(value)
        first = place[opens][np.cumsum(opens) - 1]
        again = np.flatnonzero(~opens)
        one, other = text_of(texts, first[again]), text_of(texts, place[again])
        differ = one != other
        if fresh is not None:
            differ &= fresh[one] | fresh[other]
        again = again[differ]
        return first[again], place[again]

    found = list(in_parts("looking for passages", parts, part, watch, means.workers))
    return np.concatenate([early for early, _ in found]), np.concatenate([late for _, late in found])


def _seen(texts: Texts, least: int, fresh: Flags) -> Flags:
    """Return a table of the hashes that fresh texts hold, by their first bits: others need no look."""
    seen = np.zeros(1 << SEEN_BITS, bool)
    for start, end in texts.chunks(CHUNK_WORDS):
        some = texts.only(np.flatnonzero(fresh[start:end]) + start)
        room = np.maximum(some.lengths - least + 1, 0)
        seen[_first_bits(hashes(some.words, least)[runs(some.starts[:-1], room)])] = True
    return seen


def _first_bits(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return value >> np.uint64(64 - SEEN_BITS)


def _places(
    texts: Texts, least: int, part: int, parts: int, wanted: Flags | None, watch: Watch
) -> tuple[NDArray[np.uint64], Numbers]:
    """Return the hashes of one part of all, with the places where they begin, in order of place."""
    values: list[NDArray[np.uint64]] = []
    places: list[Numbers] = []
    for start, end in texts.chunks(CHUNK_WORDS):
        watch.at("looking for passages", part, parts)
        first, last = int(texts.starts[start]), int(texts.starts[end])
        value = hashes(texts.words[first:last], least)
        room = texts.lengths[start:end] - least + 1  # runs that end inside their text
        place = runs(texts.starts[start:end], np.maximum(room, 0))
        value = value[place - first]
        if parts > 1:
            own = value % np.uint64(parts) == part
            value, place = value[own], place[own]
        if wanted is not None:
            own = wanted[_first_bits(value)]
            value, place = value[own], place[own]
        values.append(value)
        places.append(place)
    if not values:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    return np.concatenate(values), np.concatenate(places)


def _merged(texts: Texts, a: Numbers, b: Numbers, least: int) -> WordRuns:
    """Join matches that follow one another, and drop those that only their hashes share."""
    order = np.lexsort((a, b - a))
    a, b = a[order], b[order]
    opens = changes(b - a)
    opens[1:] |= a[1:] != a[:-1] + 1
    opens |= changes(text_of(texts, a)) | changes(text_of(texts, b))
    first = np.flatnonzero(opens)
    count = np.diff(np.append(first, len(a)))
    found = WordRuns(a[first], b[first], count + least - 1)
    steps = runs(np.zeros(len(first), np.int64), found.length)
    owner = np.repeat(np.arange(len(first)), found.length)
    unequal = texts.words[found.a[owner] + steps] != texts.words[found.b[owner] + steps]
    return found.where(np.bincount(owner[unequal], minlength=len(first)) == 0)
