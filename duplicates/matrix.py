"""Words that many texts have among their rarest: there bitmaps meet bitmaps as a matrix.

The one fact that surprises: looking at all pairs is cheap, a nanosecond or two each, as long as nothing is
looked up: one row of numbers against one column. So a frequent word costs little more than a rare one. Texts
of few words are told apart by a bitmap folded to 64 bits, longer ones need more.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from duplicates.sketches import NARROW, Bits, allowed, folded
from duplicates.texts import changes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from duplicates.candidates import Candidates, Ground
    from duplicates.partners import Runs
    from duplicates.progress import Watch
    from duplicates.texts import Flags, Numbers

MATRIX_FROM: Final = 16_384  # pairs under one word from which a matrix is quicker
ROWS: Final = 64
COLUMNS: Final = 2048
SINGLE: Final = 13
DOUBLE: Final = 38
"""Bits in which two texts may differ for a bitmap of 64 or 128 bits to tell most others apart:
those of unlike texts differ in less than half of their bits, since all texts share the small words."""


def crowded(found: Runs) -> Flags:
    """Return for each seeker whether its word has pairs enough for a matrix."""
    words = found.seekers.word
    if not len(words):
        return np.zeros(0, bool)
    opens = np.flatnonzero(changes(words))
    pairs = np.add.reduceat(found.count, opens)
    size = np.diff(np.append(opens, len(words)))
    return np.repeat((pairs >= MATRIX_FROM) & (size >= ROWS // 4), size)


def meet(ground: Ground, found: Runs, candidates: Candidates, watch: Watch) -> None:
    """Look at the pairs of runs under crowded words."""
    opens = np.flatnonzero(changes(found.seekers.word)).tolist()
    for start, end in pairwise([*opens, len(found.seekers)]):
        watch.at("joining blocks", 0, 0)
        _meet_word(ground, found, start, end, candidates)


def _meet_word(ground: Ground, found: Runs, start: int, end: int, candidates: Candidates) -> None:
    """Look at the pairs of one word, whose seekers come in order of length.

    Some seekers make a strip of rows, those whose runs reach farthest on top, so that further to the right
    the strip gets thinner and hardly any pair is looked at in vain.
    """
    until = found.first[start:end] + found.count[start:end]
    height = min(ROWS, max(1, ROWS // 4, (end - start) // 8))
    rows = np.lexsort((-until, np.arange(end - start) // height))
    first, until = found.first[start:end][rows], until[rows]
    low, high = int(first.min()), int(until.max())
    first, until = first - low, until - low
    seekers, partners = found.seekers.text[start:end][rows], found.partners.text[low:high]
    row_length, column_length = ground.lengths[seekers], ground.lengths[partners]
    row_bits, column_bits = _planes(ground.bits[seekers]), _planes(ground.bits[partners])
    total = np.arange(int(row_length[-height:].max() + column_length[-1]) + 1)
    limit, length = allowed(total, ground.threshold).tolist(), column_length.tolist()
    firsts, untils = first.tolist(), until.tolist()
    kept: list[tuple[Numbers, Numbers]] = []
    for top in range(0, end - start, height):
        last = min(top + height, end - start)
        longest = int(row_length[top:last].max())
        for left in range(min(firsts[top:last]), untils[top], COLUMNS):
            right = min(untils[top], left + COLUMNS)
            while untils[last - 1] <= left:
                last -= 1
            most = limit[longest + length[right - 1]]
            width = 1 if most <= SINGLE else 2 if most <= DOUBLE else NARROW
            apart = _apart(row_bits[width][:, top:last], column_bits[width][:, left:right])
            place = (apart.ravel() <= min(most, 255)).nonzero()[0]
            if len(place):
                row, column = np.divmod(place, right - left)
                kept.append((row + top, column + left))
    if kept:
        row, column = (np.concatenate(places) for places in zip(*kept, strict=True))
        fit = (column >= first[row]) & (column < until[row])
        fit &= row_length[row] <= found.partners.longest[low:high][column]
        candidates.add_near(seekers[row[fit]], partners[column[fit]])


def _planes(bits: Bits) -> dict[int, Bits]:
    """Return bitmaps in each width, one row for all first 64-bit words and so on."""
    return {width: np.ascontiguousarray(folded(bits, width).T) for width in (1, 2, NARROW)}


def _apart(rows: Bits, columns: Bits) -> NDArray[np.uint8]:
    """Return in how many bits each row's bitmap differs from each column's, 0 where in all 256."""
    crossed = rows[0][:, None] ^ columns[0]
    found: NDArray[np.uint8] = np.bitwise_count(crossed)
    count = np.empty_like(found)
    for row_plane, column_plane in zip(rows[1:], columns[1:], strict=True):
        np.bitwise_xor(row_plane[:, None], column_plane, out=crossed)
        np.bitwise_count(crossed, out=count)
        found += count
    return found
