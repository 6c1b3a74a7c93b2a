"""Different texts as numbers: one long array of word numbers and where each text starts in it.

The one fact that surprises: texts are numbered in order of time, by the earliest block that bears them, so
wherever two texts meet the smaller number is the earlier text, the leader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Numbers = NDArray[np.int64]
Words = NDArray[np.uint32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Vocabulary(dict[str, int]):
    """Words to numbers from 0; looking up a new word numbers it."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Texts:
    """``words[starts[i]:starts[i + 1]]`` are the words of text ``i``."""

    words: Words
    starts: Numbers

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> Numbers:
        """How many words each text has."""
        return np.diff(self.starts)

    def of(self, number: int) -> Words:
        """Return the words of one text."""
        return self.words[self.starts[number] : self.starts[number + 1]]

    def only(self, numbers: NDArray[Any]) -> Texts:
        """Return the texts with these numbers, numbered anew in the order given."""
        lengths = self.lengths[numbers]
        starts = np.zeros(len(numbers) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        return Texts(self.words[runs(self.starts[numbers], lengths)], starts)

    def chunks(self, words: int) -> Iterator[tuple[int, int]]:
        """Yield ranges of texts, first and past the last, of about so many words each."""
        start = 0
        while start < len(self):
            reached = self.starts[start] + words
            end = max(start + 1, int(np.searchsorted(self.starts, reached, "right")) - 1)
            yield start, end
            start = end

    @classmethod
    def of_sequences(cls, sequences: Iterable[Sequence[int]]) -> Texts:
        """Build texts from sequences of word numbers."""
        parts = [np.asarray(sequence, np.uint32) for sequence in sequences]
        starts = np.zeros(len(parts) + 1, np.int64)
        np.cumsum([len(part) for part in parts], out=starts[1:])
        return cls(np.concatenate(parts) if parts else np.zeros(0, np.uint32), starts)


def changes(values: NDArray[Any]) -> Flags:
    """Return for each value of a sorted array whether it differs from the one before; the first does."""
    found = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def runs(starts: NDArray[Any], lengths: NDArray[Any]) -> Numbers:
    """Return the numbers ``start … start + length - 1`` of every run, one run after the other.

    >>> runs(np.array([10, 20]), np.array([2, 3])).tolist()
    [10, 11, 20, 21, 22]
    """
    before = np.cumsum(lengths) - lengths
    found: Numbers = np.arange(int(lengths.sum()), dtype=np.int64)
    found += np.repeat(starts - before, lengths)
    return found
