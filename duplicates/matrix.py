"""Words that many texts have among their rarest: there bitmaps meet bitmaps as a matrix.

The one fact that surprises: looking at all pairs is cheap, under four nanoseconds each, as long as nothing is
looked up: one row of numbers against one column. So a frequent word costs little more than a rare one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from duplicates.crowds import gather_crowd, is_crowd
from duplicates.sketches import allowed
from duplicates.texts import changes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from duplicates.candidates import Candidates, Ground
    from duplicates.partners import Runs
    from duplicates.progress import Watch

MATRIX_FROM: Final = 8_192  # pairs under one word from which a matrix is quicker
ROWS: Final = 64
COLUMNS: Final = 512


def crowded(found: Runs) -> NDArray[np.bool_]:
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
    words = found.seekers.word
    if not len(words):
        return
    opens = np.flatnonzero(changes(words)).tolist()
    for start, end in zip(opens, [*opens[1:], len(words)], strict=True):
        if is_crowd(ground, found, start, end):
            gather_crowd(ground, found, start, end, candidates, watch)
            continue
        for row in range(start, end, ROWS):
            watch.at("joining blocks", 0, 0)
            _meet_rows(ground, found, row, min(end, row + ROWS), candidates)


def _meet_rows(ground: Ground, found: Runs, start: int, end: int, candidates: Candidates) -> None:
    first, count = found.first[start:end], found.count[start:end]
    rows = found.seekers.text[start:end]
    row_length = ground.lengths[rows]
    row_bits = np.ascontiguousarray(ground.bits[rows].T)
    last = int((first + count).max())
    for low in range(int(first.min()), last, COLUMNS):
        high = min(last, low + COLUMNS)
        columns = found.partners.text[low:high]
        column_bits = np.ascontiguousarray(ground.bits[columns].T)
        apart = np.zeros((len(rows), len(columns)), np.uint16)
        crossed = np.empty((len(rows), len(columns)), np.uint64)
        for row_plane, column_plane in zip(row_bits, column_bits, strict=True):
            np.bitwise_xor(row_plane[:, None], column_plane, out=crossed)
            apart += np.bitwise_count(crossed)
        column_length = ground.lengths[columns]
        most = int(allowed(row_length[-1:] + column_length[-1:], ground.threshold)[0])
        row, column = np.nonzero(apart <= most)
        place = column + low
        fit = (
            (place >= first[row])
            & (place < first[row] + count[row])
            & (row_length[row] <= found.partners.longest[place])
            & (apart[row, column] <= allowed(row_length[row] + column_length[column], ground.threshold))
        )
        candidates.add(rows[row[fit]], columns[column[fit]])
