"""Pairs of similar texts as arrays: what a join gives, whichever way it went."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duplicates.texts import Flags, Floats, Numbers, changes


@dataclass(frozen=True, slots=True)
class NearPairs:
    """Pairs of text numbers, ``a < b``, each once, by ``a`` and then ``b``, with their similarity."""

    a: Numbers
    b: Numbers
    similarity: Floats
    crowded: int = 0  # texts of crowds (`crowds`), of which only the pairs with leaders are here
    measured: int = 0  # candidates that RapidFuzz measured

    def __len__(self) -> int:
        return len(self.a)

    def touching(self, fresh: Flags) -> NearPairs:
        """Return the pairs of which at least one text is fresh."""
        return self.only(fresh[self.a] | fresh[self.b])

    def only(self, kept: Flags) -> NearPairs:
        """Return the pairs that a flag for each keeps."""
        return NearPairs(self.a[kept], self.b[kept], self.similarity[kept], self.crowded, self.measured)


def in_order(a: Numbers, b: Numbers, similarity: Floats, crowded: int = 0, measured: int = 0) -> NearPairs:
    """Return pairs with the smaller number first, sorted, each once."""
    return by_key(np.minimum(a, b) << 32 | np.maximum(a, b), similarity, crowded, measured)


def by_key(keys: Numbers, similarity: Floats, crowded: int = 0, measured: int = 0) -> NearPairs:
    """Return the pairs ``a << 32 | b``, ``a < b``, sorted, each once. ``keys`` are used up.

    Tens of millions of pairs are the greatest thing that a join holds, so one sort does for both.
    """
    similarity = similarity[np.argsort(keys, kind="stable")]
    keys.sort()
    first = changes(keys)
    if not first.all():
        keys, similarity = keys[first], similarity[first]
    early = keys >> 32
    return NearPairs(early, np.bitwise_and(keys, 0xFFFFFFFF, out=keys), similarity, crowded, measured)


def no_pairs() -> NearPairs:
    """Return no pairs."""
    return NearPairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
