"""The rarest words of each text, of which two similar texts must share one.

The one fact that surprises: this loses nothing. Texts of ``n`` and ``m`` words that reach the threshold ``t``
have at least ``t·(n + m)/2`` words in common. Sort the words of both by rarity and look at the rarest word
that they share: no rarer word is common, so in either text fewer words stand before it than that number
leaves out, a fifth of the text for ``t = 0.8`` and equal lengths. Only words so far to the front need an
entry, and an entry says for itself how long a partner may be.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.similarity import SLACK
from duplicates.texts import changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from duplicates.texts import Flags, Numbers, Texts

CHUNK_WORDS: Final = 500_000


@dataclass(frozen=True, slots=True)
class Entries:
    """Words under which texts are looked for. ``longest`` is the length of the longest partner through it."""

    word: NDArray[np.int32]
    text: NDArray[np.int32]
    longest: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.word)

    def where(self, chosen: NDArray[Any]) -> Entries:
        """Return some entries: a mask or numbers."""
        return Entries(self.word[chosen], self.text[chosen], self.longest[chosen])


def shortest_partners(lengths: Numbers, threshold: float) -> Numbers:
    """Return for each length the least that a similar text may have; see `similarity.shortest_partner`."""
    least: Numbers = np.ceil(lengths * (threshold / (2 - threshold)) - SLACK).astype(np.int64)
    return least


def rare_words(
    texts: Texts, order: Numbers, threshold: float, seldom: Flags, wanted: Flags | None = None
) -> Iterator[Entries]:
    """Yield the entries of texts, some thousand texts at a time; ``Entries.text`` is a place in ``order``.

    Words are numbered with the most frequent first, so the greater number is the rarer word. A word with
    ``seldom`` has no entry: no two texts hold it. Where ``wanted`` is given, other words have none either.
    """
    lengths = texts.lengths[order]
    for start, end in chunks(lengths, CHUNK_WORDS):
        numbers = np.arange(start, end, dtype=np.int64)
        some = texts.only(order[start:end])
        if wanted is not None:
            holds = (
                np.logical_or.reduceat(wanted[some.words], some.starts[:-1])
                if len(some.words)
                else wanted[:0]
            )
            holding = np.flatnonzero(holds)
            numbers, some = numbers[holding], some.only(holding)
        found = _entries(some, threshold, seldom)
        if wanted is not None:
            found = found.where(wanted[found.word])
        yield Entries(found.word, numbers[found.text].astype(np.int32), found.longest)


def _entries(texts: Texts, threshold: float, seldom: Flags) -> Entries:
    lengths = texts.lengths
    local = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    top = len(seldom) - 1
    key = local << 32 | (top - texts.words.astype(np.int64))
    key.sort()
    # of each word in a text the first place, which tells how many words of the text are rarer
    place = np.flatnonzero(changes(key))
    text = key[place] >> 32
    word = top - (key[place] & 0xFFFFFFFF)
    length = lengths[text]
    longest = (
        np.floor((length - place + texts.starts[text]) * (2 / threshold) + SLACK).astype(np.int64) - length
    )
    kept = ~seldom[word] & (longest >= shortest_partners(length, threshold))
    return Entries(
        word[kept].astype(np.int32),
        text[kept].astype(np.int32),
        np.minimum(longest[kept], np.iinfo(np.int32).max).astype(np.int32),
    )


def chunks(lengths: Numbers, words: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of texts, first and past the last, of about so many words each."""
    edges = np.flatnonzero(changes(np.cumsum(lengths) // words)).tolist()
    return itertools.pairwise([*edges, len(lengths)])


def count_bearers(texts: Texts, vocabulary: int) -> NDArray[np.int32]:
    """Return how many texts hold each word."""
    count = np.zeros(vocabulary, np.int32)
    for start, end in texts.chunks(CHUNK_WORDS):
        local = np.repeat(np.arange(end - start, dtype=np.int64), texts.lengths[start:end])
        key = local << 32 | texts.words[texts.starts[start] : texts.starts[end]]
        key.sort()
        count += np.bincount(key[changes(key)] & 0xFFFFFFFF, minlength=vocabulary).astype(np.int32)
    return count
