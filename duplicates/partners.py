"""Where under each rare word the partners of a text stand: runs of a sorted array.

A pair is looked for from its shorter text, the seeker, which knows how long a partner may be. What the
longer text's entry allows is known only when both meet, so entries are looked through in classes: those that
take a partner of their own length, and those that want one shorter by so much.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from duplicates.similarity import SLACK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from duplicates.candidates import Ground
    from duplicates.rare_words import Entries
    from duplicates.texts import Flags, Numbers

STEPS: Final = (1.0, 0.88, 0.77, 0.0)
"""Bounds of the classes: the longest partner's length over the text's own."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The partners of seeker ``i`` are among ``partners[first[i]] … partners[first[i] + count[i] - 1]``."""

    seekers: Entries
    partners: Entries
    first: Numbers
    count: Numbers

    def where(self, chosen: NDArray[np.bool_]) -> Runs:
        """Return the runs of some seekers."""
        return Runs(self.seekers.where(chosen), self.partners, self.first[chosen], self.count[chosen])

    def touching(self, fresh: Flags) -> Iterator[Runs]:
        """Yield runs of those pairs alone of which a text is fresh."""
        own = fresh[self.seekers.text]
        yield self.where(own)
        is_fresh = fresh[self.partners.text]
        before = np.zeros(len(is_fresh) + 1, np.int64)
        np.cumsum(is_fresh, out=before[1:])
        first = before[self.first]
        count = before[self.first + self.count] - first
        old = ~own & (count > 0)
        yield Runs(self.seekers.where(old), self.partners.where(is_fresh), first[old], count[old])


def partner_runs(ground: Ground, entries: Entries) -> Iterator[Runs]:
    """Yield the runs of possible partners under the words of ``entries``, class by class.

    Seekers are in order of word and then of length; those without partners are left out.
    """
    key = entries.word.astype(np.int64) << 32 | entries.text
    order = np.argsort(key, kind="stable")
    key, entries = key[order], entries.where(order)
    length = ground.lengths[entries.text]
    own = entries.longest >= length
    seekers = entries.where(own)
    shift = seekers.word.astype(np.int64) << 32
    until = shift | ground.first_of[np.minimum(seekers.longest, ground.lengths[-1]) + 1]
    yield from _runs(seekers, seekers, key[own], shift | (seekers.text + 1), until)
    ratio = entries.longest / length
    for upper, lower in itertools.pairwise(STEPS):
        chosen = ~own & (ratio < upper) & (ratio >= lower)
        least = np.ceil(length[own] / upper - SLACK).astype(np.int64)  # a partner wants me shorter than it is
        start = shift | ground.first_of[np.minimum(least, ground.lengths[-1] + 1)]
        yield from _runs(seekers, entries.where(chosen), key[chosen], start, until)


def _runs(
    seekers: Entries, partners: Entries, key: Numbers, start: Numbers, until: Numbers
) -> Iterator[Runs]:
    first = np.searchsorted(key, start)
    count = np.searchsorted(key, until) - first
    some = count > 0
    if some.any():
        yield Runs(seekers.where(some), partners, first[some], count[some])
