"""What similar means here, in one place, so that every room means the same.

Similarity is ``2 × LCS / (words of a + words of b)``: the share of both texts' words that a word diff would
leave standing. RapidFuzz calls it the normalized Indel similarity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from collections.abc import Sequence

SLACK: Final = 1e-7
"""Taken off a threshold before whole numbers of words are derived from it, so that rounding drops nothing."""


def similarity(a_words: Sequence[str], b_words: Sequence[str]) -> float:
    """Return how similar two word sequences are, from 0.0 to 1.0; two empty ones are alike (1.0)."""
    return Indel.normalized_similarity(a_words, b_words)


def shortest_partner(length: int, threshold: float) -> int:
    """Return the least number of words that a text similar to one of ``length`` words can have.

    At best all of the shorter one stands in the longer: ``2·short / (short + long) ≥ threshold``.
    """
    least = length * threshold / (2 - threshold) - SLACK
    return max(0, -int(-least // 1))
