"""Near pairs: every two different texts whose similarity reaches the threshold.

Few texts are all compared with each other, many go through the join. Both find the same pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from duplicates.aside import only
from duplicates.join import join
from duplicates.means import UNLIMITED, Means
from duplicates.pairs import NearPairs, in_order, no_pairs
from duplicates.progress import SILENT, Watch
from duplicates.similarity import SLACK
from duplicates.strings import as_strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.prepare import Prepared
    from duplicates.texts import Flags, Floats, Numbers, Texts

FEW: Final = 400  # texts up to which comparing all is quicker than the join
MATRIX_CELLS: Final = 2_000_000  # similarities computed in one go: 16 MB


def near_pairs(
    prepared: Prepared,
    threshold: float,
    watch: Watch = SILENT,
    *,
    fresh: Flags | None = None,
    means: Means = UNLIMITED,
) -> NearPairs:
    """Return the pairs of comparable texts at or above the threshold.

    ``fresh``, a truth value for each of the prepared texts, asks for the pairs with a fresh text alone.
    """
    numbers = np.flatnonzero(prepared.comparable)
    texts = only(prepared.texts, numbers, means.held)
    fresh = None if fresh is None else fresh[numbers]
    if len(texts) <= FEW:
        found = compare_all(texts, threshold, watch)
        found = found if fresh is None else found.touching(fresh)
    else:
        found = join(texts, threshold, watch, fresh=fresh, means=means)
    return NearPairs(numbers[found.a], numbers[found.b], found.similarity, found.crowded, found.measured)


def compare_all(texts: Texts, threshold: float, watch: Watch = SILENT) -> NearPairs:
    """Compare every two texts of lengths that can be similar; complete by definition, quadratic in time.

    The texts must hold fewer than a million different words (`strings.ROOM`).
    """
    lengths = texts.lengths
    by_length = np.argsort(lengths, kind="stable")
    ordered = lengths[by_length]
    strings = as_strings(texts.only(by_length))
    # a text of n words is similar to none of more than n·(2 - threshold)/threshold
    reach = np.searchsorted(ordered, ordered * (2 - threshold) / max(threshold, SLACK) + SLACK, "right")
    found: list[tuple[Numbers, Numbers, Floats]] = []
    for start, end in _strips(reach, len(texts)):
        watch.at("comparing blocks", start, len(texts))
        first = start + 1
        last = int(reach[end - 1])
        if first >= last:
            continue
        table = process.cdist(
            strings[start:end],
            strings[first:last],
            scorer=Indel.normalized_similarity,
            score_cutoff=max(0.0, threshold - SLACK),
            dtype=np.float64,
        )
        row, column = np.nonzero(
            (table >= threshold) & (np.arange(first, last) > np.arange(start, end)[:, None])
        )
        found.append((by_length[start + row], by_length[first + column], table[row, column]))
    if not found:
        return no_pairs()
    a, b, similarity = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return in_order(a, b, similarity)


def _strips(reach: Numbers, count: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < count:
        width = max(1, int(reach[start]) - start)
        end = min(count, start + max(1, MATRIX_CELLS // (2 * width)))
        yield start, end
        start = end
