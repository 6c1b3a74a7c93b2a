"""The near join: every pair of similar texts among millions, without comparing them all.

Texts that share a rare word (`rare_words`) and whose lengths fit (`partners`) become candidates; their
bitmaps (`sketches`) throw out nearly all of those; RapidFuzz measures what is left (`candidates`). No step
loses a similar pair, so the result is that of comparing every text with every other.

The one fact that surprises: texts are numbered by length here. A range of lengths is then a range of
numbers, and under each word the fitting partners of a text stand in one run of a sorted array.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from duplicates.candidates import Candidates, Ground, ground_of
from duplicates.crowds import gather_crowds
from duplicates.matrix import crowded, meet
from duplicates.pairs import NearPairs, in_order, no_pairs
from duplicates.partners import Runs, partner_runs
from duplicates.progress import SILENT, Watch
from duplicates.rare_words import Entries, joined, rare_words
from duplicates.texts import Texts, runs

if TYPE_CHECKING:
    from duplicates.texts import Flags

PARTITION_ENTRIES: Final = 8_000_000  # sorted in one go: about 0.5 GB at the peak
RUN_PAIRS: Final = 400_000  # pairs whose bitmaps are looked at in one go


def join(texts: Texts, threshold: float, watch: Watch = SILENT, *, fresh: Flags | None = None) -> NearPairs:
    """Return every pair of texts whose similarity reaches the threshold, which is above 0.

    Where ``fresh`` is given, a truth value for each text, only pairs of which at least one text is fresh:
    the same ones as in a join of all, without looking for the others again.
    """
    if not len(texts) or (fresh is not None and not fresh.any()):
        return no_pairs()
    ground = ground_of(texts, threshold)
    by_length = None if fresh is None else fresh[ground.order]
    candidates = Candidates(ground, watch)
    partitions = _partitions(ground, by_length)
    for number, entries in enumerate(partitions):
        watch.at("joining blocks", number, len(partitions))
        for found in partner_runs(ground, entries):
            rest = found.where(~gather_crowds(ground, found, candidates, watch))
            for part in [rest] if by_length is None else rest.touching(by_length):
                many = crowded(part)
                _walk(ground, part.where(~many), candidates, watch)
                meet(ground, part.where(many), candidates, watch)
    short, long, similarity = candidates.finish()
    if by_length is not None:  # crowds are gathered whole
        touching = by_length[short] | by_length[long]
        short, long, similarity = short[touching], long[touching], similarity[touching]
    return in_order(ground.order[short], ground.order[long], similarity, candidates.crowded)


def _partitions(ground: Ground, fresh: Flags | None) -> list[Entries]:
    """Return the entries of all texts, in parts that share no word; only words that fresh texts have too."""
    texts, threshold = ground.texts, ground.threshold
    seldom = np.bincount(texts.words) < 2
    wanted: Flags | None = None
    if fresh is not None:
        wanted = np.zeros(len(seldom), bool)
        for entries in rare_words(texts, ground.order[fresh], threshold, seldom):
            wanted[entries.word] = True
    share = 1 - threshold / (2 - threshold)
    parts = 1 + int(len(texts.words) * share) // PARTITION_ENTRIES
    found: list[list[Entries]] = [[] for _ in range(parts)]
    for entries in rare_words(texts, ground.order, threshold, seldom, wanted):
        part = entries.word % parts
        for number in range(parts):
            found[number].append(entries.where(part == number) if parts > 1 else entries)
    return [joined(pieces) for pieces in found]


def _walk(ground: Ground, found: Runs, candidates: Candidates, watch: Watch) -> None:
    """Look at the pairs of many short runs, some hundred thousand pairs at a time."""
    ends = np.cumsum(found.count)
    start = 0
    while start < len(ends):
        reached = ends[start] - found.count[start] + RUN_PAIRS
        end = max(start + 1, int(np.searchsorted(ends, reached, "right")))
        _look(ground, found, slice(start, end), candidates)
        watch.at("joining blocks", 0, 0)
        start = end


def _look(ground: Ground, found: Runs, part: slice, candidates: Candidates) -> None:
    first, count = found.first[part], found.count[part]
    short_text = found.seekers.text[part]
    lowest = int(first.min())
    near = slice(lowest, int((first + count).max()))
    near_text, near_longest = found.partners.text[near], found.partners.longest[near]
    partner = runs(first - lowest, count)
    seeker = np.repeat(np.arange(len(count)), count)
    fit = np.flatnonzero(ground.lengths[short_text][seeker] <= near_longest[partner])
    seeker, partner = seeker[fit], partner[fit]
    candidates.add_near(short_text[seeker], near_text[partner])
