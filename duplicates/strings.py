"""Texts as strings of one character a word, the form that RapidFuzz's batch functions take.

The one fact that surprises: Unicode has room for 1.1 million characters, the whole archive has more words.
So each batch numbers its own words, the words of texts that meet nowhere in it may share a character.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from duplicates.similarity import SLACK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from duplicates.texts import Floats, Texts

SURROGATES: Final = 0xD800  # first of 0x800 code points that are no characters
ROOM: Final = 0x110000 - 0x800
KEPT: Final = 800_000  # numbers below are left as they are
BATCH_WORDS: Final = 400_000  # words of one batch; fewer than there is room for, so it always fits


def as_strings(texts: Texts) -> list[str]:
    """Return each text as a string with one character for each word; equal words, equal characters.

    Frequent words have low numbers, so most strings stay at two bytes a word. The caller keeps a batch
    below `ROOM` different words.
    """
    number: NDArray[Any] = texts.words
    if len(number) and int(number.max()) >= ROOM:
        number = _closed_up(number)
    code = number.astype("<u4")
    code[code >= SURROGATES] += 0x800
    joined = code.tobytes().decode("utf-32-le")
    bounds = texts.starts.tolist()
    return [joined[start:end] for start, end in pairwise(bounds)]


def _closed_up(number: NDArray[Any]) -> NDArray[Any]:
    """Return numbers below `ROOM`, equal where the given ones are: the great ones are numbered anew."""
    for kept in (KEPT, 0):  # few words of a batch are so rare that their numbers are great
        great = np.flatnonzero(number >= kept)
        different, new = np.unique(number[great], return_inverse=True)
        if kept + len(different) <= ROOM:
            closed = number.copy()
            closed[great] = kept + new
            return closed
    raise ValueError(f"{len(different)} different words in one batch, there is room for {ROOM}")


def similarities(texts: Texts, a: NDArray[Any], b: NDArray[Any], threshold: float) -> Floats:
    """Return the similarity of each pair of texts ``a[i]``, ``b[i]``; 0.0 where it is below ``threshold``."""
    result = np.zeros(len(a))
    if not len(a):
        return result
    lengths = texts.lengths
    cost = np.cumsum(lengths[a] + lengths[b])
    start = 0
    while start < len(a):
        reached = cost[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(cost, reached + BATCH_WORDS, "right")))
        result[start:end] = _batch(texts, a[start:end], b[start:end], threshold)
        start = end
    return result


def _batch(texts: Texts, a: NDArray[Any], b: NDArray[Any], threshold: float) -> Floats:
    used, where = np.unique(np.concatenate((a, b)), return_inverse=True)
    strings = as_strings(texts.only(used))
    found = process.cpdist(
        [strings[i] for i in where[: len(a)].tolist()],
        [strings[i] for i in where[len(a) :].tolist()],
        scorer=Indel.normalized_similarity,
        score_cutoff=max(0.0, threshold - SLACK),
        dtype=np.float64,
    )
    return np.where(found >= threshold, found, 0.0)
