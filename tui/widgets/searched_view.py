"""Lines in which a reader searches: where the words stand, which of the places is the one gone to.

The one fact that surprises: hits are counted in what the lines say now. A view that is laid out anew, side by
side instead of unified or in another width, is looked through again when it is next painted.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tui.reading.text_search import find_all
from tui.widgets.line_view import LineView
from tui.widgets.runs import highlighted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tui.widgets.runs import Run

Piece = tuple[int, int, int]
"""A line and the characters of it, from and to, that belong to a hit."""

Column = list[tuple[int, int, str]]
"""Lines under one another that can be read on: number, where in the line the text begins, the text."""


class SearchedView(LineView):
    """A view with hits. A subclass says in which columns its text runs, or is told which lines have hits."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.sought = ""
        self.hit = -1
        self._at_hit = -1  # the line that the cursor came to for it: some cannot be stood on
        self._hits: list[tuple[Piece, ...]] | None = None
        self._by_line: dict[int, list[tuple[int, int, int]]] = {}
        self._told = False  # whether the hits are whole lines, found elsewhere

    def columns(self) -> Sequence[Column]:
        """Return the text, each column to be searched from its first line to its last."""
        raise NotImplementedError

    def search(self, wanted: str) -> None:
        """Look for words in the columns; none ends the search."""
        self.sought, self._told = wanted, False
        self._show_hits(None if wanted else [])

    def show_lines(self, wanted: str, lines: Iterable[int]) -> None:
        """Take over in which lines words were found."""
        self.sought, self._told = wanted, True
        self._show_hits([((line, 0, 0),) for line in lines])

    def _show_hits(self, hits: list[tuple[Piece, ...]] | None) -> None:
        self.forget_hits()
        self._hits = hits
        self.hit = -1
        self._strips.clear()
        self.refresh()

    def forget_hits(self) -> None:
        """The lines are others: look again when the hits are next asked for."""
        if not self._told:
            self._hits = None
        self._by_line = {}

    @property
    def hits(self) -> list[tuple[Piece, ...]]:
        """The hits in order, each in the pieces that it has in lines."""
        if self._hits is None:
            self._hits = hits_in(self.columns(), self.sought) if self.sought else []
        return self._hits

    @property
    def hit_number(self) -> int:
        """Which hit the cursor is at or behind, from 1; 0 before the first."""
        if 0 <= self.hit < len(self.hits) and self._at_hit == self.cursor:
            return self.hit + 1
        return sum(pieces[0][0] <= self.cursor for pieces in self.hits)

    def go_to_hit(self, step: int, *, from_here: bool = False) -> None:
        """Go ``step`` hits on, round the end; ``from_here`` takes one in the line of the cursor first."""
        count = len(self.hits)
        if not count:
            return
        if 0 <= self.hit < count and self._at_hit == self.cursor and not from_here:
            place = self.hit + step
        elif step < 0:
            place = sum(pieces[0][0] < self.cursor for pieces in self.hits) + step
        else:
            first = self.cursor if from_here else self.cursor + 1
            place = sum(pieces[0][0] < first for pieces in self.hits) + step - 1
        self.hit = place % count
        line = self.hits[self.hit][0][0]
        self._strips.clear()
        inside = self.top <= line < self.top + self.page
        self.move_to(line, top=None if inside else line - self.page // 4)
        self._at_hit = self.cursor
        self.refresh()

    def with_hits(self, number: int, runs: Sequence[Run]) -> Sequence[Run]:
        """Return the runs of a line with its hits shown."""
        if not self.sought or not self.hits:
            return runs
        if self._told:
            text = "".join(part for part, _ in runs)
            current = 0 <= self.hit < len(self.hits) and self.hits[self.hit][0][0] == number
            role = "hit_current" if current else "hit"
            return highlighted(runs, [(start, end, role) for start, end in find_all(text, self.sought)])
        if not self._by_line:
            by_line = defaultdict(list)
            for place, pieces in enumerate(self.hits):
                for line, start, end in pieces:
                    by_line[line].append((start, end, place))
            self._by_line = dict(by_line)
        spans = sorted(self._by_line.get(number, ()))
        roles = [(start, end, "hit_current" if place == self.hit else "hit") for start, end, place in spans]
        return highlighted(runs, roles) if roles else runs


def hits_in(columns: Iterable[Column], wanted: str) -> list[tuple[Piece, ...]]:
    """Return where words stand in columns of lines, over line ends too; what two columns share once."""
    found: set[tuple[Piece, ...]] = set()
    for column in columns:
        text = "\n".join(part for _, _, part in column)
        starts: list[int] = []
        at = 0
        for _, _, part in column:
            starts.append(at)
            at += len(part) + 1
        row = 0
        for first, last in find_all(text, wanted):
            while row + 1 < len(starts) and starts[row + 1] <= first:
                row += 1
            pieces: list[Piece] = []
            for place in range(row, len(column)):
                if starts[place] >= last:
                    break
                line, offset, part = column[place]
                start, end = max(first - starts[place], 0), min(last - starts[place], len(part))
                if end > start:
                    pieces.append((line, offset + start, offset + end))
            found.add(tuple(pieces))
    return sorted(found)
