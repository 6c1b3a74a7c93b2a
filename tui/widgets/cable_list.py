"""The list of cables: rows are fetched when they come into view, a page at a time, and never all.

A quarter of a million rows cost one array of numbers; what a row shows is asked of the archive by number.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final, Protocol

from rich.cells import cell_len
from textual.cache import LRUCache

from parser.printable import printable_line
from tui.drawing.wrapping import fit, fit_id
from tui.listing.list_facts import ListFacts
from tui.reading.classification import role_of, short
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from corpus import Row
    from duplicates.cable_marks import CableMarks
    from tui.widgets.runs import Run

SHORT_ORIGINS: Final = ("Embassy ", "Consulate General ", "Consulate ", "Mission ", "US Mission ", "The ")
MARKS_WIDTH: Final = 7
_LEAST_ORIGIN: Final = 8
"""Cells that the origin keeps when a long id takes some of them."""
_AHEAD: Final = 64
"""Rows fetched at once, so that a held key asks the archive once in a page and not once in a line."""


class RowSource(Protocol):
    """What the list needs of an archive."""

    def rows(self, numbers: Sequence[int]) -> list[Row]: ...


class Columns:
    """How wide the columns are in a terminal of some width."""

    def __init__(self, width: int) -> None:
        self.id = 15 if width < 100 else 18
        self.date = 10
        self.short_origin = width < 110
        self.origin = 12 if width < 110 else 24
        self.classification = 4 if width < 110 else 6
        self.gap = " " if width < 100 else "  "
        columns = (MARKS_WIDTH, self.id, self.date, self.origin, self.classification)
        used = 1 + sum(columns) + 4 * len(self.gap)
        self.subject = max(width - used, 8)


class CableList(LineView):
    """The cables of an archive, or those of them that a filter leaves."""

    def __init__(self, source: RowSource, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.source = source
        self.numbers: array[int] = array("I")
        self.marks: Callable[[int, str], CableMarks | None] = lambda number, key: None
        self.facts = ListFacts()
        self.marked: Collection[str] = ()
        self.noted: Collection[str] = ()
        self.words: tuple[str, ...] = ()
        self._rows: LRUCache[int, Row] = LRUCache(1024)

    def show(self, numbers: array[int], *, keep: int | None = None) -> None:
        """Show these rows in this order; ``keep`` is the number of the row that the cursor shall be on."""
        self.numbers = numbers
        place = 0
        if keep is not None:
            try:
                place = numbers.index(keep)
            except ValueError:
                place = min(self._cursor, max(len(numbers) - 1, 0))
        row = self._cursor - self.top
        self._cursor = place
        self.top = place - row
        self.changed()

    def show_marks(self, marks: Callable[[int, str], CableMarks | None]) -> None:
        """Show what has been found about copies; ``marks`` is asked by record number and key."""
        self.marks = marks
        self.changed()

    def forget_rows(self) -> None:
        """Ask for all rows again: the archive changed."""
        self._rows.clear()

    @property
    def number(self) -> int | None:
        """The record number of the row under the cursor."""
        return self.numbers[self._cursor] if self._cursor < len(self.numbers) else None

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        if self.number is None:
            return None
        self._fetch(self._cursor, self._cursor + 1)
        return self._rows.get(self.number)

    @property
    def line_count(self) -> int:
        return len(self.numbers)

    def prepare(self, first: int, last: int) -> None:
        """Fetch what is in view, and some rows on the way."""
        if any(number not in self._rows for number in self.numbers[first:last]):
            self._fetch(max(first - _AHEAD // 4, 0), last + _AHEAD)

    def line(self, number: int, width: int) -> Sequence[Run]:
        record = self.numbers[number]
        row = self._rows.get(record)
        if row is None:
            self.prepare(number, number + 1)
            row = self._rows.get(record)
        if row is None:
            return [("…", "dim")]
        columns = Columns(width)
        dots = self.glyphs.ellipsis
        key = fit_id(printable_line(row.key), columns.id, width - MARKS_WIDTH - 1, dots)
        over = cell_len(key) - columns.id
        origin = max(columns.origin - over, min(columns.origin, _LEAST_ORIGIN))
        subject = columns.subject - over + columns.origin - origin
        return [
            *self._marks(self.marks(record, row.key)),
            *self._facts(row),
            (self._note_sign(row.key), "key"),
            (key, "id"),
            (columns.gap, "text"),
            (row.created[:10].ljust(columns.date), "dim"),
            (columns.gap, "text"),
            (fit(_origin(row.origin, shorten=columns.short_origin), origin, dots), "text"),
            (columns.gap, "text"),
            (
                fit(printable_line(short(row.classification)), columns.classification, dots),
                role_of(row.classification),
            ),
            (columns.gap, "text"),
            (fit(printable_line(row.subject), subject, dots), "text"),
        ]

    def _note_sign(self, key: str) -> str:
        """Return the sign for what the reader noted of a cable."""
        return self.glyphs.noted_sign(marked=key in self.marked, noted=key in self.noted)

    def _marks(self, marks: CableMarks | None) -> list[Run]:
        """Return the sign for what is repeated inside the cable, and those for what stands elsewhere."""
        if marks is None:
            return [("    ", "text")]
        glyphs = self.glyphs
        return [
            (glyphs.within if marks.within else " ", "within"),
            (glyphs.exact if marks.exact else " ", "exact"),
            (glyphs.near if marks.near else " ", "near"),
            (glyphs.passage if marks.passage else " ", "passage"),
        ]

    def _facts(self, row: Row) -> list[Run]:
        """Return the sign for what is blacked out, and the number of versions where there are several."""
        versions = min(self.facts.versions.get(row.id, 1), 9)
        return [
            (self.glyphs.redaction if self.facts.is_redacted(row.number) else " ", "redacted_sign"),
            (str(versions) if versions > 1 else " ", "number"),
        ]

    def _fetch(self, first: int, last: int) -> None:
        missing = [number for number in self.numbers[first:last] if number not in self._rows]
        if missing:
            for row in self.source.rows(missing):
                self._rows[row.number] = row


def _origin(origin: str, *, shorten: bool) -> str:
    text = printable_line(origin)
    if shorten:
        for start in SHORT_ORIGINS:
            if text.startswith(start) and len(text) > len(start):
                return text[len(start) :]
    return text
