"""The near join: every pair of similar texts among millions, without comparing them all.

Texts that share a rare word (`rare_words`) and whose lengths fit (`partners`) become candidates; their
bitmaps (`sketches`) throw out nearly all of those; RapidFuzz measures what is left (`candidates`). No step
loses a similar pair, so the result is that of comparing every text with every other.

The one fact that surprises: texts are numbered by length here. A range of lengths is then a range of
numbers, and under each word the fitting partners of a text stand in one run of a sorted array.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from duplicates.candidates import Candidates, Ground, ground_of
from duplicates.matrix import crowded, meet
from duplicates.pairs import NearPairs, in_order, no_pairs
from duplicates.partners import Runs, partner_runs
from duplicates.progress import SILENT, Watch
from duplicates.rare_words import Entries, count_bearers, rare_words
from duplicates.sketches import allowed, differences
from duplicates.texts import Texts, runs

PARTITION_ENTRIES: Final = 8_000_000  # sorted in one go: about 0.5 GB at the peak
RUN_PAIRS: Final = 400_000  # pairs whose bitmaps are looked at in one go


def join(texts: Texts, threshold: float, watch: Watch = SILENT) -> NearPairs:
    """Return every pair of texts whose similarity reaches the threshold, which is above 0."""
    if not len(texts):
        return no_pairs()
    by_length = np.argsort(texts.lengths, kind="stable")
    ground = ground_of(texts.only(by_length), by_length, threshold)
    candidates = Candidates(ground, watch)
    partitions = _partitions(ground)
    for number, entries in enumerate(partitions):
        watch.at("joining blocks", number, len(partitions))
        for found in partner_runs(ground, entries):
            many = crowded(found)
            _walk(ground, found.where(~many), candidates, watch)
            meet(ground, found.where(many), candidates, watch)
    short, long, similarity = candidates.finish()
    return in_order(by_length[short], by_length[long], similarity, candidates.crowded)


def _partitions(ground: Ground) -> list[Entries]:
    """Return the entries of all texts, in parts that share no word."""
    texts = ground.texts
    vocabulary = int(texts.words.max()) + 1 if len(texts.words) else 0
    bearers = count_bearers(texts, vocabulary)
    share = 1 - ground.threshold / (2 - ground.threshold)
    parts = 1 + int(len(texts.words) * share) // PARTITION_ENTRIES
    found: list[list[Entries]] = [[] for _ in range(parts)]
    for entries in rare_words(texts, ground.threshold, bearers):
        part = entries.word % parts
        for number in range(parts):
            found[number].append(entries.where(part == number) if parts > 1 else entries)
    return [_joined(pieces) for pieces in found]


def _joined(pieces: list[Entries]) -> Entries:
    if not pieces:
        nothing = np.zeros(0, np.int32)
        return Entries(nothing, nothing, nothing)
    return Entries(
        np.concatenate([piece.word for piece in pieces]),
        np.concatenate([piece.text for piece in pieces]),
        np.concatenate([piece.longest for piece in pieces]),
    )


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
    bits = ground.bits
    apart = differences(bits[near_text][partner], bits[short_text][seeker])
    short, long = short_text[seeker], near_text[partner]
    similar = apart <= allowed(ground.lengths[short] + ground.lengths[long], ground.threshold)
    candidates.add(short[similar], long[similar])
