"""Invented archives of any size for the growth of the join, and invented texts with known changes.

The one fact that surprises: copying a corpus measures the wrong thing, since every rare word becomes
as frequent as there are copies. In a real archive the vocabulary grows too. So a copy is put together from
snippets of three to eight words, which keeps phrases and frequencies, and half of the rare words in it are
new ones. What is similar is planted: copies with changes, forms, passages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.rare_words import count_bearers
from duplicates.texts import Texts, runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from duplicates.texts import Flags, Numbers, Words

RARE: Final = 6  # texts that bear a word at most for it to be new in every second copy
FORM_WORDS: Final = 16  # shorter texts are forms: they come again nearly as they are
FORM_CHANGED: Final = 0.1  # of the words of a form
NEAR_SHARE: Final = 0.08  # of the longer texts are changed copies of others
PASSAGE_SHARE: Final = 0.03  # hold a passage of another text
MOST_CHANGED: Final = 0.25  # of the words of a changed copy
WORD_FREQUENCY: Final = 1.2  # exponent of Zipf's law for invented words


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts to take snippets from, with what is asked of them often."""

    texts: Texts
    vocabulary: int
    rare: Flags  # for each word whether few texts bear it

    @classmethod
    def of(cls, texts: Texts) -> Corpus:
        """Look through texts."""
        vocabulary = int(texts.words.max()) + 1
        return cls(texts, vocabulary, count_bearers(texts, vocabulary) <= RARE)


def archive(corpus: Corpus, size: int, seed: int) -> Texts:
    """Return ``size`` texts in random order, words numbered with the most frequent first."""
    chance = np.random.default_rng(seed)
    words: list[Words] = []
    lengths: list[Numbers] = []
    room = size
    while room:
        made, made_lengths = _copy(corpus, len(words), min(room, len(corpus.texts)), chance)
        words.append(made)
        lengths.append(made_lengths)
        room -= len(made_lengths)
    starts = np.zeros(size + 1, np.int64)
    np.cumsum(np.concatenate(lengths), out=starts[1:])
    every = np.concatenate(words)
    words.clear()
    number = np.empty(int(every.max()) + 1, np.uint32)
    number[np.argsort(-np.bincount(every), kind="stable")] = np.arange(len(number))
    for start in range(0, len(every), 1 << 24):
        every[start : start + (1 << 24)] = number[every[start : start + (1 << 24)]]
    return Texts(every, starts)


def _copy(corpus: Corpus, copy: int, size: int, chance: np.random.Generator) -> tuple[Words, Numbers]:
    """Return the words of one copy of the corpus, one text after the other, and the texts' lengths."""
    texts = corpus.texts.only(chance.permutation(len(corpus.texts))[:size])
    lengths = texts.lengths
    words = _snippets(corpus.texts.words, len(texts.words), chance)
    new = corpus.rare[words] & (chance.random(len(words)) < 0.5)
    words[new] += np.uint32(corpus.vocabulary * (copy + 1))
    form = np.repeat(lengths < FORM_WORDS, lengths)
    keeps = form & (chance.random(len(words)) > FORM_CHANGED)
    words[keeps] = texts.words[keeps]
    near = np.flatnonzero((chance.random(size) < NEAR_SHARE) & (lengths >= FORM_WORDS))
    for early, late in zip(near[::2].tolist(), near[1::2].tolist(), strict=False):
        _plant(words, texts.starts, early, late, chance)
    return words, lengths


def _plant(words: Words, starts: Numbers, early: int, late: int, chance: np.random.Generator) -> None:
    """Write over a text as much of an earlier one as fits, with changes."""
    length = int(min(starts[early + 1] - starts[early], starts[late + 1] - starts[late]))
    if chance.random() < PASSAGE_SHARE / NEAR_SHARE:
        length = min(length, int(chance.integers(15, 60)))
    source = words[starts[early] : starts[early] + length].copy()
    changed = chance.random(length) < chance.random() * MOST_CHANGED
    source[changed] = words[chance.integers(0, len(words), int(changed.sum()))]
    words[starts[late] : starts[late] + length] = source


def _snippets(words: Words, count: int, chance: np.random.Generator) -> Words:
    sizes = chance.integers(3, 9, count // 5 + 8)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), count)) + 1]
    places = chance.integers(0, len(words) - 9, len(sizes))
    return words[runs(places, sizes)[:count]]


@dataclass(frozen=True, slots=True)
class Planted:
    """Invented texts, and pairs of them whose similarity is known from how they were made."""

    texts: Texts
    pairs: dict[tuple[int, int], float]


def planted(count: int, seed: int) -> Planted:
    """Invent ``count`` texts and a changed copy of each: words replaced, taken out or put in.

    A word put in stands nowhere else, so the words that both have in common are those left standing: of ``n``
    words with ``k`` replaced ``n - k``, and the similarity is ``(n - k) / n``.
    """
    chance = np.random.default_rng(seed)
    spoken: list[NDArray[Any]] = []
    new = 1 << 20  # words that stand nowhere else are numbered from here
    similar: list[float] = []
    for _ in range(count):
        length = int(chance.integers(8, 17) if chance.random() < 0.5 else chance.integers(17, 200))
        spoken.append(np.minimum(chance.zipf(WORD_FREQUENCY, length), new - 1))
        if chance.random() < 0.5:  # half of the texts have a rare word of their own
            spoken[-1][chance.integers(length)] = new = new + 1
    for source in spoken[:count]:
        length = len(source)
        changed = int(chance.integers(1, max(2, int(length * 0.3))))
        places = np.sort(chance.choice(length, changed, replace=False))
        fresh = np.arange(new + 1, new + 1 + changed)
        new += changed
        how = int(chance.integers(3))
        if how == 0:
            copy = source.copy()
            copy[places] = fresh
            similar.append((length - changed) / length)
        elif how == 1:
            copy = np.delete(source, places)
            similar.append(2 * (length - changed) / (2 * length - changed))
        else:
            copy = np.insert(source, places, fresh)
            similar.append(2 * length / (2 * length + changed))
        spoken.append(copy)
    every, words = np.unique(np.concatenate(spoken), return_inverse=True)
    number = np.empty(len(every), np.uint32)
    number[np.argsort(-np.bincount(words), kind="stable")] = np.arange(len(every))
    starts = np.zeros(len(spoken) + 1, np.int64)
    np.cumsum([len(text) for text in spoken], out=starts[1:])
    pairs = {(place, place + count): alike for place, alike in enumerate(similar)}
    return Planted(Texts(number[words], starts), pairs)
