"""The reading pane: the text of one cable, and beside each block what is known of its copies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from tui.reading.block_marks import NO_MARK, BlockMark
from tui.reading.document import MEASURE, Document, Form, View
from tui.widgets.line_view import LineView
from tui.widgets.runs import Run, highlighted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parser.model import Cable
    from tui.reading.header_table import HeaderLine

GUTTER: Final = 4
"""Cells before the text: pointer, repeated here, occurs elsewhere, a space."""

_EMPTY: Final[tuple[BlockMark, ...]] = ()


class CableText(LineView):
    """The text of one cable."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.document: Document | None = None
        self.view_options = View()
        self.hits: Sequence[tuple[int, int]] = ()  # in the order of the lines: the table's lie below 0
        self.hit = -1
        self._text_hits: Sequence[tuple[int, int]] = ()
        self._in_table = ""  # in the table on top, which is laid out anew with every width
        self._cable: Cable | None = None
        self._marks: Sequence[BlockMark] = _EMPTY
        self._header: Callable[[int], Sequence[HeaderLine]] = lambda width: ()
        self._width = 0

    def show(
        self, cable: Cable, marks: Sequence[BlockMark], header: Callable[[int], Sequence[HeaderLine]]
    ) -> None:
        """Show a cable from its first line on. ``header`` gives the table on top for a width."""
        self._cable, self._marks, self._header = cable, marks, header
        self._forget_hits()
        self._cursor = self.top = 0
        self._lay_out()
        self.changed()

    def clear(self) -> None:
        """Show no cable."""
        self.document = self._cable = None
        self._forget_hits()
        self._cursor = self.top = 0
        self.changed()

    def show_marks(
        self, marks: Sequence[BlockMark], header: Callable[[int], Sequence[HeaderLine]] | None = None
    ) -> None:
        """Show other marks beside the same text; the reader stays where they are."""
        self._marks = marks
        if header is not None:
            self._header = header
        self._keep_place(self._lay_out)
        self.changed()

    def show_view(self, options: View) -> None:
        """Fold or unfold; the reader stays at the same words."""
        self.view_options = options
        self._keep_place(self._lay_out)
        self.changed()

    # What the base asks for

    @property
    def line_count(self) -> int:
        return len(self.document.lines) if self.document else 0

    def line(self, number: int, width: int) -> Sequence[Run]:
        assert self.document is not None
        line = self.document.lines[number]
        runs = self.document.runs(number, self.glyphs)
        if line.form in (Form.TEXT, Form.HEADER) and self.hits:
            start = self.document.start_of(number)
            end = line.end if line.form is Form.TEXT else start + sum(len(text) for text, _ in runs)
            runs = highlighted(runs, self._hits_in(start, end))
        return [*self.document.gutter(number, self.glyphs), *runs]

    def lay_out(self) -> None:
        """Wrap again, and keep the words under the cursor there."""
        if self.document is None or self._text_width() != self._width:
            self._keep_place(self._lay_out)

    # The place in words of the cable

    @property
    def block(self) -> int:
        """The index of the block under the cursor; -1 in the table on top."""
        return self.document.lines[self.cursor].block if self.document and self.document.lines else -1

    @property
    def link(self) -> str | None:
        """The cable that the line under the cursor refers to."""
        if self.document is None or not self.document.lines:
            return None
        line = self.document.lines[self.cursor]
        return self.document.header[line.start].link if line.form is Form.HEADER else None

    @property
    def span(self) -> tuple[int, int] | None:
        """The span of the cable's text that the line under the cursor shows; None where it shows none."""
        if self.document is None or not self.document.lines:
            return None
        line = self.document.lines[self.cursor]
        return (line.start, line.end) if line.form is Form.TEXT else None

    @property
    def text_offset(self) -> int:
        """The offset into the cable's text of the line under the cursor; in the table on top, below 0."""
        return self.spot or 0

    def spot_at(self, number: int) -> int | None:
        """Return the offset that a line begins with, as `text_offset` tells it."""
        return self.document.start_of(number) if self.document and self.document.lines else None

    def line_of(self, spot: int) -> int:
        """Return the line that shows an offset, or stands for it where it is folded away."""
        return self.document.line_at(spot) if self.document and self.document.lines else 0

    def go_to_block(self, index: int) -> bool:
        """Move to the first line of a block, with some lines before it in view; tell whether it is shown."""
        number = self.document.first_line(index) if self.document else None
        if number is None:
            return False
        self.move_to(number, top=self._comfortable_top(number))
        return True

    def go_to_offset(self, offset: int) -> None:
        """Move to the line that shows a character, unfolding it where it is hidden."""
        if self.document is None:
            return
        if not self.document.shows(offset):
            self.show_view(self.view_options._replace(routing=True, fold=False))
        number = self.document.line_at(offset)
        inside = self.top <= number < self.top + self.page
        self.move_to(number, top=None if inside else self._comfortable_top(number))

    def find_hits(self, hits: Sequence[tuple[int, int]], wanted: str = "") -> None:
        """Show these spans of the text, and ``wanted`` in the table on top, as what was searched for."""
        self._forget_hits()
        self._text_hits, self._in_table = hits, wanted
        self._join_hits()
        self._strips.clear()
        self.refresh()

    def go_to_hit(self, step: int) -> None:
        """Go to the next hit below the cursor (or the one above), round the end of the text."""
        if not self.hits:
            return
        if self.hit >= 0 and self._at_current_hit():
            index = (self.hit + step) % len(self.hits)
        else:
            starts = [start for start, _ in self.hits]
            index = (
                bisect_left(starts, self.text_offset)
                if step > 0
                else bisect_left(starts, self.text_offset) - 1
            )
            index %= len(self.hits)
        self._show_hit(index)

    def _show_hit(self, index: int) -> None:
        self.hit = index
        self._strips.clear()
        self.go_to_offset(self.hits[index][0])
        self.refresh()

    def go_to_first_hit(self) -> None:
        """Go to the first hit that is not folded away; stay where there is none."""
        shows = self.document.shows if self.document else lambda _: False
        first = next((index for index, (start, _) in enumerate(self.hits) if shows(start)), None)
        if first is not None:
            self._show_hit(first)

    def states(self) -> list[BlockMark]:
        """Return for each line the mark of its block, for the map."""
        self.fit_size()
        if self.document is None:
            return []
        document = self.document
        return [
            document.mark(line.block) if line.form in (Form.TEXT, Form.FOLD) else NO_MARK
            for line in document.lines
        ]

    # How it is done

    def _at_current_hit(self) -> bool:
        assert self.document is not None
        return self.document.line_at(self.hits[self.hit][0]) == self.cursor

    def _comfortable_top(self, number: int) -> int:
        return number - min(3, self.page // 4)

    def _text_width(self) -> int:
        return min(self.size.width - GUTTER - 1, MEASURE)

    def _lay_out(self) -> None:
        self._width = self._text_width()
        if self._cable is not None and self._width > 0:
            header = self._header(self._width)
            self.document = Document(self._cable, self._marks, header, self._width, self.view_options)
            self._join_hits()

    def _forget_hits(self) -> None:
        self.hits, self.hit, self._text_hits, self._in_table = (), -1, (), ""

    def _join_hits(self) -> None:
        """Put the hits of the table before those of the text; the current one stays what it is."""
        if not self._in_table or self.document is None:
            self.hits = self._text_hits
            return
        before = max(len(self.hits) - len(self._text_hits), 0)
        in_header = self.document.in_header(self._in_table)
        self.hits = [*in_header, *self._text_hits]
        in_text = self.hit >= before
        self.hit = self.hit - before + len(in_header) if in_text else min(self.hit, len(in_header) - 1)

    def _keep_place(self, change: Callable[[], None]) -> None:
        before = self.document.lines[self.cursor] if self.document and self.document.lines else None
        row = self.cursor - self.top
        change()
        if self.document and before is not None:
            if before.form is Form.HEADER:
                number = min(before.start, len(self.document.header) - 1)
            else:
                number = self.document.line_at(before.start)
            self._cursor = number
            self.top = number - row

    def _hits_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        first = bisect_right(self.hits, (start, start))
        while first > 0 and self.hits[first - 1][1] > start:
            first -= 1
        found: list[tuple[int, int, str]] = []
        for index in range(first, len(self.hits)):
            hit_start, hit_end = self.hits[index]
            if hit_start >= end:
                break
            role = "hit_current" if index == self.hit else "hit"
            found.append((hit_start - start, hit_end - start, role))
        return found
