"""Two cables as a dot plot: every block of one against every block of the other.

The one fact that surprises: nobody has to look for repeats in it. A message that stands twice is a diagonal
beside the main one, a passage put in later breaks the diagonal, and a paragraph moved stands off it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import Indel

from duplicates.kinds import MATCHED_KINDS
from duplicates.similarity import SLACK
from duplicates.words import words
from parser.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parser.model import Cable

THRESHOLD: Final = 0.8  # similarity from which two blocks are nearly the same
NEAR_WORDS: Final = 8  # shorter blocks are only compared for being the same
PASSAGE_WORDS: Final = 15  # the shortest run of words that two blocks share as a passage
MOST_BLOCKS: Final = 1_000  # of either cable that are compared; of 3,357 real ones none has more than 202
MOST_WORDS: Final = 400_000  # of either cable in which passages are looked for
SHOWN: Final = MATCHED_KINDS | {Kind.HEADING, Kind.SIGNATURE}

Place = tuple[int, int]
"""A row and a column of a plot."""

_DOT: Final = re.compile(rb"[^\0]")
_SURROGATES: Final = 0xD800  # the first of 0x800 code points that are no characters
_LAST: Final = 0x10FFFF


class Likeness(IntEnum):
    """How two blocks agree; the stronger, the greater."""

    NONE = 0
    PASSAGE = 1  # they share a run of words
    NEAR = 2
    EXACT = 3  # the same words


@dataclass(frozen=True, slots=True)
class Dot:
    """Two blocks that agree: where they stand on the axes, how, and how much."""

    row: int
    column: int
    likeness: Likeness
    similarity: float
    shared: int  # words of the one that stand in the other, in order

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.row, self.column


@dataclass(frozen=True, slots=True)
class DotPlot:
    """How block ``rows[i]`` of one cable and ``columns[j]`` of the other agree: ``likeness[i][j]``.

    Against itself, a cable has its main diagonal exact throughout.
    """

    rows: tuple[int, ...]  # indices of the blocks with words
    columns: tuple[int, ...]
    row_texts: tuple[str, ...]  # a character for each word
    column_texts: tuple[str, ...]
    likeness: tuple[bytes, ...]  # of `Likeness`
    itself: bool  # whether both cables are one
    left_out: int  # blocks of both beyond `MOST_BLOCKS`

    def words(self, row: int, column: int) -> tuple[int, int]:
        """Return how many words two blocks have."""
        return len(self.row_texts[row]), len(self.column_texts[column])

    def dot(self, row: int, column: int) -> Dot:
        """Return how two blocks agree."""
        likeness = Likeness(self.likeness[row][column])
        similarity = float(likeness == Likeness.EXACT)
        if likeness in (Likeness.PASSAGE, Likeness.NEAR):
            similarity = Indel.normalized_similarity(self.row_texts[row], self.column_texts[column])
        return Dot(row, column, likeness, similarity, round(similarity * sum(self.words(row, column)) / 2))

    def places(self) -> Iterator[Place]:
        """Yield where two blocks agree, row by row; of a cable against itself not each block with itself."""
        for row, line in enumerate(self.likeness):
            for found in _DOT.finditer(line):
                if not (self.itself and found.start() == row):
                    yield row, found.start()

    def dots(self) -> Iterator[Dot]:
        """Yield the blocks that agree, in the order of `places`."""
        return (self.dot(*place) for place in self.places())

    def scaled(self, height: int, width: int) -> list[list[int]]:
        """Return the plot in at most ``height`` by ``width`` points, the strongest likeness of each.

        Both axes are scaled alike, so a diagonal stays one.
        """
        most = max(len(self.rows) / max(height, 1), len(self.columns) / max(width, 1), 1.0)
        return self.at(most)

    def at(self, blocks: float) -> list[list[int]]:
        """Return the plot with so many blocks (one or more) to a point, the strongest likeness of each."""
        tall, wide = (point(max(len(axis) - 1, 0), blocks) + 1 for axis in (self.rows, self.columns))
        grid = [[0] * wide for _ in range(tall)]
        for row, line in enumerate(self.likeness):
            points = grid[point(row, blocks)]
            for found in _DOT.finditer(line):
                column = point(found.start(), blocks)
                points[column] = max(points[column], line[found.start()])
        return grid


def point(place: int, blocks: float) -> int:
    """Return the point of a scaled axis that a block's place falls on, with so many blocks to a point."""
    return int(place / blocks)


def dot_plot(early: Cable, late: Cable | None = None) -> DotPlot:
    """Compare the blocks of a cable with those of another, or (without one) with each other.

    Takes some tens of milliseconds for the longest published cables, never raises. Of a cable that has more,
    the first `MOST_BLOCKS` blocks are compared.
    """
    itself = late is None or late is early
    letters = _Letters()
    ours, ours_left = _blocks(early, letters)
    theirs, theirs_left = (ours, 0) if itself or late is None else _blocks(late, letters)
    rows = tuple(text for _, text in ours)
    columns = tuple(text for _, text in theirs)
    return DotPlot(
        rows=tuple(index for index, _ in ours),
        columns=tuple(index for index, _ in theirs),
        row_texts=rows,
        column_texts=columns,
        likeness=_compared(rows, columns),
        itself=itself,
        left_out=ours_left + theirs_left,
    )


class _Letters(dict[str, str]):
    """Words to characters; what words there are beyond a million share the last one."""

    def __missing__(self, word: str) -> str:
        number = len(self)
        code = number if number < _SURROGATES else min(number + 0x800, _LAST)
        letter = self[word] = chr(code)
        return letter


def _blocks(cable: Cable, letters: _Letters) -> tuple[list[tuple[int, str]], int]:
    """Return the index of each block with words and its text, and how many further ones there are."""
    shown = (
        (block.index, found)
        for block in cable.blocks
        if block.kind in SHOWN and (found := words(block.clean))
    )
    kept = [(index, "".join(letters[word] for word in found)) for index, found in islice(shown, MOST_BLOCKS)]
    return kept, sum(1 for _ in shown)


def _compared(rows: Sequence[str], columns: Sequence[str]) -> tuple[bytes, ...]:
    """Return the likeness of all pairs, row by row. Equal texts are compared once, and share their row."""
    places: dict[str, list[int]] = {}
    for column, text in enumerate(columns):
        places.setdefault(text, []).append(column)
    choices = tuple(places)
    sharing = _Sharing(choices)
    lines: dict[str, bytes] = {}
    for text in dict.fromkeys(rows):
        line = bytearray(len(columns))
        for number in sharing.with_runs_of(text):
            _fill(line, places[choices[number]], Likeness.PASSAGE)
        for choice in _near(text, choices):
            _fill(line, places[choice], Likeness.NEAR)
        _fill(line, places.get(text, ()), Likeness.EXACT)
        lines[text] = bytes(line)
    return tuple(lines[text] for text in rows)


def _fill(line: bytearray, places: Sequence[int], likeness: Likeness) -> None:
    for place in places:
        line[place] = likeness


def _near(text: str, choices: Sequence[str]) -> Iterator[str]:
    if len(text) < NEAR_WORDS:
        return
    found = process.extract(
        text, choices, scorer=Indel.normalized_similarity, score_cutoff=THRESHOLD - SLACK, limit=None
    )
    yield from (choice for choice, _, _ in found if len(choice) >= NEAR_WORDS)


class _Sharing:
    """Which of some texts have each run of `PASSAGE_WORDS` words: a bit for each text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._bearers: dict[str, int] = {}
        room = MOST_WORDS
        for number, text in enumerate(texts):
            for run in _runs(text[:room]):
                self._bearers[run] = self._bearers.get(run, 0) | 1 << number
            room = max(room - len(text), 0)

    def with_runs_of(self, text: str) -> Iterator[int]:
        """Yield the numbers of the texts that share a run with one."""
        bits = 0
        for run in _runs(text[:MOST_WORDS]):
            bits |= self._bearers.get(run, 0)
        while bits:
            lowest = bits & -bits
            yield lowest.bit_length() - 1
            bits ^= lowest


def _runs(text: str) -> Iterator[str]:
    return (text[start : start + PASSAGE_WORDS] for start in range(len(text) - PASSAGE_WORDS + 1))
