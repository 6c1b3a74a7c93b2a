"""The rarest words of each text, of which two similar texts must share one.

The one fact that surprises: this loses nothing. Texts of ``n`` and ``m`` words that reach the threshold ``t``
have at least ``t·(n + m)/2`` words in common. Sort the words of both by rarity and look at the rarest word
that they share: no rarer word is common, so in either text fewer words stand before it than that number
leaves out, a fifth of the text for ``t = 0.8`` and equal lengths. Only words so far to the front need an
entry, and an entry says for itself how long a partner may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.similarity import SLACK
from duplicates.texts import changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from duplicates.texts import Numbers, Texts

CHUNK_WORDS: Final = 2_000_000


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


def rare_words(texts: Texts, threshold: float, bearers: NDArray[Any]) -> Iterator[Entries]:
    """Yield the entries of all texts, some thousand texts at a time.

    ``bearers[w]`` is the number of texts that hold the word ``w``. Words are numbered with the most frequent
    first, so the greater number is the rarer word. A word of a single text has no entry.
    """
    for start, end in texts.chunks(CHUNK_WORDS):
        yield _entries(texts, start, end, threshold, bearers)


def _entries(texts: Texts, start: int, end: int, threshold: float, bearers: NDArray[Any]) -> Entries:
    first, last = texts.starts[start], texts.starts[end]
    lengths = texts.lengths[start:end]
    local = np.repeat(np.arange(end - start, dtype=np.int64), lengths)
    top = len(bearers) - 1
    key = local << 32 | (top - texts.words[first:last].astype(np.int64))
    key.sort()
    opens = changes(key)  # the first place of a word in its text
    word = top - (key & 0xFFFFFFFF)
    # how many words of the text are rarer
    before = np.arange(len(key)) - np.repeat(texts.starts[start:end] - first, lengths)
    length = np.repeat(lengths, lengths)
    longest = np.floor((length - before) * (2 / threshold) + SLACK).astype(np.int64) - length
    kept = opens & (bearers[word] > 1) & (longest >= shortest_partners(length, threshold))
    return Entries(
        word[kept].astype(np.int32),
        (local[kept] + start).astype(np.int32),
        np.minimum(longest[kept], np.iinfo(np.int32).max).astype(np.int32),
    )


def count_bearers(texts: Texts, vocabulary: int) -> NDArray[np.int32]:
    """Return how many texts hold each word."""
    count = np.zeros(vocabulary, np.int32)
    for start, end in texts.chunks(CHUNK_WORDS):
        local = np.repeat(np.arange(end - start, dtype=np.int64), texts.lengths[start:end])
        key = local << 32 | texts.words[texts.starts[start] : texts.starts[end]]
        key.sort()
        count += np.bincount(key[changes(key)] & 0xFFFFFFFF, minlength=vocabulary).astype(np.int32)
    return count
