"""Two cables as a dot plot: every block of one against every block of the other.

The one fact that surprises: nobody has to look for repeats in it. A message that stands twice is a diagonal
beside the main one, a passage put in later breaks the diagonal, and a paragraph moved stands off it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from duplicates.prepare import MATCHED_KINDS
from duplicates.similarity import SLACK
from duplicates.strings import as_strings
from duplicates.texts import Texts, Vocabulary
from duplicates.word_runs import hashes, text_of
from duplicates.words import words
from parser.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from parser.model import Block, Cable

THRESHOLD: Final = 0.8  # similarity from which two blocks are nearly the same
NEAR_WORDS: Final = 8  # shorter blocks are only compared for being the same
PASSAGE_WORDS: Final = 15  # the shortest run of words that two blocks share as a passage
SHOWN: Final = MATCHED_KINDS | {Kind.HEADING, Kind.SIGNATURE}


class Likeness(IntEnum):
    """How two blocks agree; the stronger, the greater."""

    NONE = 0
    PASSAGE = 1  # they share a run of words
    NEAR = 2
    EXACT = 3  # the same words


@dataclass(frozen=True, slots=True)
class Dot:
    """Two blocks that agree: their places on the axes, how, and how much."""

    row: int
    column: int
    likeness: Likeness
    similarity: float
    shared: int  # words of the one that stand in the other, in order


@dataclass(frozen=True, slots=True, eq=False)
class DotPlot:
    """How block ``rows[i]`` of one cable and ``columns[j]`` of the other agree: ``likeness[i, j]``.

    Against itself, a cable has its main diagonal exact throughout.
    """

    rows: tuple[int, ...]  # indices of the blocks with words
    columns: tuple[int, ...]
    row_words: NDArray[np.int64]  # how many words each of them has
    column_words: NDArray[np.int64]
    likeness: NDArray[np.uint8]  # of `Likeness`
    similarity: NDArray[np.float32]
    itself: bool  # whether both cables are one

    def dot(self, row: int, column: int) -> Dot:
        """Return how two blocks agree."""
        similarity = float(self.similarity[row, column])
        total = int(self.row_words[row] + self.column_words[column])
        likeness = Likeness(int(self.likeness[row, column]))
        return Dot(row, column, likeness, similarity, round(similarity * total / 2))

    def dots(self) -> Iterator[Dot]:
        """Yield the blocks that agree, row by row; of a cable against itself not each block with itself."""
        for row, column in np.argwhere(self.likeness).tolist():
            if not (self.itself and row == column):
                yield self.dot(row, column)

    def scaled(self, height: int, width: int) -> NDArray[np.uint8]:
        """Return the plot in at most ``height`` by ``width`` points, the strongest likeness of each.

        Both axes are scaled alike, so a diagonal stays one.
        """
        most = max(len(self.rows) / max(height, 1), len(self.columns) / max(width, 1), 1.0)
        return self.at(most)

    def at(self, blocks: float) -> NDArray[np.uint8]:
        """Return the plot with so many blocks (one or more) to a point, the strongest likeness of each."""
        tall, wide = (point(max(len(axis) - 1, 0), blocks) + 1 for axis in (self.rows, self.columns))
        found = np.zeros((tall, wide), np.uint8)
        row, column = np.nonzero(self.likeness)
        places = ((row / blocks).astype(np.int64), (column / blocks).astype(np.int64))
        np.maximum.at(found, places, self.likeness[row, column])
        return found


def point(place: int, blocks: float) -> int:
    """Return the point of a scaled axis that a block's place falls on, with so many blocks to a point."""
    return int(place / blocks)


def dot_plot(early: Cable, late: Cable | None = None) -> DotPlot:
    """Compare the blocks of a cable with those of another, or (without one) with each other.

    Takes some tens of milliseconds for the longest cables, never raises.
    """
    itself = late is None or late is early
    ours = _blocks(early)
    theirs = ours if itself or late is None else _blocks(late)
    vocabulary = Vocabulary()
    own = [[vocabulary[word] for word in found] for _, found in ours]
    other = own if itself else [[vocabulary[word] for word in found] for _, found in theirs]
    texts = Texts.of_sequences(own if itself else [*own, *other])
    strings = as_strings(texts)
    rows, columns = strings[: len(own)], strings if itself else strings[len(own) :]
    likeness, similarity = _compared(rows, columns)
    _passages(texts, len(own), 0 if itself else len(own), likeness, rows, columns, similarity)
    lengths = texts.lengths
    return DotPlot(
        rows=tuple(block.index for block, _ in ours),
        columns=tuple(block.index for block, _ in theirs),
        row_words=lengths[: len(own)],
        column_words=lengths if itself else lengths[len(own) :],
        likeness=likeness,
        similarity=similarity,
        itself=itself,
    )


def _blocks(cable: Cable) -> list[tuple[Block, list[str]]]:
    return [(block, found) for block in cable.blocks if block.kind in SHOWN and (found := words(block.clean))]


def _compared(rows: Sequence[str], columns: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Return likeness and similarity of all pairs; 0.0 where they are too unlike, or too short for it."""
    shape = (len(rows), len(columns))
    if not rows or not columns:
        return np.zeros(shape, np.uint8), np.zeros(shape, np.float32)
    similarity = process.cdist(
        rows,
        columns,
        scorer=Indel.normalized_similarity,
        score_cutoff=THRESHOLD - SLACK,
        dtype=np.float32,
    )
    least = np.minimum.outer([len(row) for row in rows], [len(column) for column in columns])
    similarity[(least < NEAR_WORDS) & (similarity < 1)] = 0
    likeness = np.zeros(shape, np.uint8)
    likeness[similarity > 0] = Likeness.NEAR
    likeness[similarity == 1] = Likeness.EXACT
    return likeness, similarity


def _passages(
    texts: Texts,
    rows: int,
    first_column: int,
    likeness: NDArray[np.uint8],
    row_strings: Sequence[str],
    column_strings: Sequence[str],
    similarity: NDArray[np.float32],
) -> None:
    """Mark the pairs that share a run of words, and measure them."""
    value = hashes(texts.words, PASSAGE_WORDS)
    place = np.arange(len(value))
    inside = text_of(texts, place) == text_of(texts, place + PASSAGE_WORDS - 1) if len(value) else place > 0
    value, text = value[inside], text_of(texts, place[inside])
    order = np.lexsort((text, value))
    value, text = value[order], text[order]
    for bearers in np.split(text, np.flatnonzero(np.diff(value)) + 1):
        if len(bearers) < 2:
            continue
        found = np.unique(bearers)
        ours = found[found < rows]
        theirs = found[found >= first_column] - first_column
        grid = np.ix_(ours, theirs)
        likeness[grid] = np.maximum(likeness[grid], np.uint8(Likeness.PASSAGE))
    for row, column in np.argwhere(likeness == Likeness.PASSAGE).tolist():
        similarity[row, column] = Indel.normalized_similarity(row_strings[row], column_strings[column])
