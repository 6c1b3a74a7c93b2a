"""What the join is measured against: every pair by RapidFuzz, every shared run of words by a dictionary.

The one fact that surprises: brute force needs to be done once. Whether two texts are alike depends on no
third, so the truth about any sample is the truth about all, cut down to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from duplicates.strings import as_strings

if TYPE_CHECKING:
    from duplicates.pairs import NearPairs
    from duplicates.passages import Passages
    from duplicates.texts import Floats, Numbers, Texts

RUN: Final = 20  # words of the shared runs that passages are measured by
CLASSES: Final = ((8, 15), (16, 1 << 30))
"""Words of the shorter text of a pair, least and most: short blocks and the others."""
ROWS: Final = 500


@dataclass(frozen=True, slots=True)
class Truth:
    """All pairs at or above a threshold, as ``a << 32 | b`` with ``a < b``, sorted."""

    keys: Numbers
    similarity: Floats

    def among(self, chosen: Numbers) -> Numbers:
        """Return the pairs of some texts, numbered anew in the order of ``chosen``, which is sorted."""
        a, b = self.keys >> 32, self.keys & 0xFFFFFFFF
        number = np.full(int(max(b.max(initial=0), chosen.max())) + 1, -1, np.int64)
        number[chosen] = np.arange(len(chosen))
        both = (number[a] >= 0) & (number[b] >= 0)
        return np.sort(number[a[both]] << 32 | number[b[both]])


def brute_force(texts: Texts, threshold: float) -> Truth:
    """Compare every two texts whose lengths allow the threshold; nothing else is left out."""
    order = np.argsort(texts.lengths, kind="stable")
    lengths = texts.lengths[order]
    spoken = as_strings(texts.only(order))
    keys, values = [], []
    for start in range(0, len(spoken), ROWS):
        end = min(len(spoken), start + ROWS)
        # one word more than the longest partner can have, so that no rounding decides
        last = int(np.searchsorted(lengths, lengths[end - 1] * (2 - threshold) / threshold + 1, "right"))
        table = process.cdist(
            spoken[start:end],
            spoken[start:last],
            scorer=Indel.normalized_similarity,
            score_cutoff=threshold - 1e-7,
            dtype=np.float64,
            workers=-1,
        )
        row, column = np.nonzero(table >= threshold)
        row, column = row[column > row], column[column > row]
        one, other = order[row + start], order[column + start]
        keys.append(np.minimum(one, other) << 32 | np.maximum(one, other))
        values.append(table[row, column])
    every, alike = np.concatenate(keys), np.concatenate(values)
    by_key = np.argsort(every)
    return Truth(every[by_key], alike[by_key])


def keys_of(found: NearPairs) -> Numbers:
    """Return pairs as a truth holds them."""
    return np.sort(found.a << 32 | found.b)


def recall(texts: Texts, truth: Numbers, found: Numbers) -> list[tuple[int, int]]:
    """Return for each class how many pairs there are and how many of them were found."""
    shorter = np.minimum(texts.lengths[truth >> 32], texts.lengths[truth & 0xFFFFFFFF])
    hit = np.isin(truth, found)
    classes = [(shorter >= least) & (shorter <= most) for least, most in CLASSES]
    return [(int(own.sum()), int((own & hit).sum())) for own in classes]


def wrong(texts: Texts, found: NearPairs, threshold: float) -> int:
    """Return how many of the pairs RapidFuzz denies when it is asked for each alone, word lists in hand."""
    return sum(
        Indel.normalized_similarity(texts.of(a).tolist(), texts.of(b).tolist()) < threshold
        for a, b in zip(found.a.tolist(), found.b.tolist(), strict=True)
    )


def shared_runs(texts: Texts) -> list[tuple[int, int, int]]:
    """Return each place of a run of `RUN` words that an earlier text has too: earliest text, text, place."""
    earliest: dict[bytes, int] = {}
    found: list[tuple[int, int, int]] = []
    for number in range(len(texts)):
        spoken = texts.of(number)
        held = spoken.tobytes()
        for start in range(len(spoken) - RUN + 1):
            first = earliest.setdefault(held[4 * start : 4 * (start + RUN)], number)
            if first != number:
                found.append((first, number, start))
    return found


def covered(shared: list[tuple[int, int, int]], found: Passages, near: NearPairs) -> tuple[int, int]:
    """Return how many shared runs lie in texts not similar as wholes, and how many of them in a passage."""
    alike = set(zip(near.a.tolist(), near.b.tolist(), strict=True))
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for a, b, start, end in zip(
        found.a.tolist(), found.b.tolist(), found.b_start.tolist(), found.b_end.tolist(), strict=True
    ):
        spans.setdefault((a, b), []).append((start, end))
    asked = [run for run in shared if (run[0], run[1]) not in alike]
    hit = sum(
        any(low <= place and place + RUN <= high for low, high in spans.get((a, b), ()))
        for a, b, place in asked
    )
    return len(asked), hit
