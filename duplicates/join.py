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

from duplicates.candidates import LOW, Candidates, Found, Ground, Measured, ground_of
from duplicates.crowds import gather_crowds
from duplicates.matrix import crowded, meet
from duplicates.means import UNLIMITED, Means
from duplicates.pairs import NearPairs, by_key, no_pairs
from duplicates.partners import Runs, partner_runs
from duplicates.progress import SILENT, Watch
from duplicates.rare_words import Entries, rare_words
from duplicates.shelves import Shelves, shelves
from duplicates.texts import Texts, runs
from duplicates.workers import in_parts

if TYPE_CHECKING:
    from duplicates.texts import Flags, Floats, Numbers, Words

PART_ENTRIES: Final = 1_000_000  # sorted in one go: 0.1 GB at the peak
ENTRY_BYTES: Final = 120  # at the peak of a part
SHELF_BYTES: Final = 300_000_000  # of entries kept in memory where no limit is given
SLICE_WORDS: Final = 16_000_000  # words counted in one go
SLICE_PAIRS: Final = 4_000_000  # pairs turned in one go
RUN_PAIRS: Final = 150_000  # pairs whose bitmaps are looked at in one go


def join(
    texts: Texts,
    threshold: float,
    watch: Watch = SILENT,
    *,
    fresh: Flags | None = None,
    means: Means = UNLIMITED,
) -> NearPairs:
    """Return every pair of texts whose similarity reaches the threshold, which is above 0.

    Where ``fresh`` is given, a truth value for each text, only pairs of which at least one text is fresh:
    the same ones as in a join of all, without looking for the others again.
    """
    if not len(texts) or (fresh is not None and not fresh.any()):
        return no_pairs()
    watch.at("preparing the join", 0, 1)
    order = np.argsort(texts.lengths, kind="stable")
    keys, similarity, *counts = _pairs(texts, order, threshold, watch, fresh, means)
    return by_key(_in_time(keys, order), similarity, *counts)  # the ground and its bitmaps are gone by now


def _in_time(keys: Numbers, order: Numbers) -> Numbers:
    """Turn pairs by length into pairs by time, the earlier text first, in the array given."""
    for start in range(0, len(keys), SLICE_PAIRS):
        some = keys[start : start + SLICE_PAIRS]
        one, other = order[some >> 32], order[some & LOW]
        some[:] = np.minimum(one, other) << 32 | np.maximum(one, other)
    return keys


def _pairs(
    texts: Texts, order: Numbers, threshold: float, watch: Watch, fresh: Flags | None, means: Means
) -> tuple[Numbers, Floats, int, int]:
    """Return pairs by places in ``order``, that of length; how many texts are crowded; what was measured."""
    ground = ground_of(texts, order, threshold, means)
    fresh = None if fresh is None else fresh[order]
    measured = Measured(ground, watch, means)
    expected = 1 + int(len(texts.words) * (1 - threshold / (2 - threshold)))
    parts = -(-expected // means.items(PART_ENTRIES, ENTRY_BYTES, 0.2))
    limit = SHELF_BYTES if means.held is None else means.held
    with shelves(3, np.int32, parts, expected, limit) as shelved:
        _shelve(ground, fresh, shelved, parts, watch)

        def part(number: int, watch: Watch) -> Found:
            candidates = Candidates(ground, means)
            _join_part(ground, Entries(*shelved.take(number)), fresh, candidates, watch)
            return candidates.found()

        for found in in_parts("joining blocks", parts, part, watch, means.workers):
            measured.take(found)
    keys, similarity = measured.finish()
    if fresh is not None:  # crowds are gathered whole
        touching = fresh[keys >> 32] | fresh[keys & LOW]
        keys, similarity = keys[touching], similarity[touching]
    return keys, similarity, measured.crowded, measured.measured


def _join_part(
    ground: Ground, entries: Entries, fresh: Flags | None, candidates: Candidates, watch: Watch
) -> None:
    for found in partner_runs(ground, entries):
        rest = found.where(~gather_crowds(ground, found, candidates, watch))
        for some in [rest] if fresh is None else rest.touching(fresh):
            many = crowded(some)
            _walk(ground, some.where(~many), candidates, watch)
            meet(ground, some.where(many), candidates, watch)


def _times(words: Words) -> Numbers:
    """Return how often each word stands in all texts, slice by slice: counting takes eight bytes a word."""
    count = np.zeros(int(words.max(initial=0)) + 1, np.int64)
    for start in range(0, len(words), SLICE_WORDS):
        count += np.bincount(words[start : start + SLICE_WORDS], minlength=len(count))
    return count


def _shelve(ground: Ground, fresh: Flags | None, shelved: Shelves, parts: int, watch: Watch) -> None:
    """Put the entries of all texts in parts that share no word; only words that fresh texts have too."""
    texts, threshold = ground.texts, ground.threshold
    seldom = _times(texts.words) < 2
    wanted: Flags | None = None
    if fresh is not None:
        wanted = np.zeros(len(seldom), bool)
        for entries in rare_words(texts, ground.order[fresh], threshold, seldom):
            wanted[entries.word] = True
    for entries in rare_words(texts, ground.order, threshold, seldom, wanted):
        watch.at("preparing the join", 0, 1)
        shelved.add(entries.word % parts, (entries.word, entries.text, entries.longest))


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
