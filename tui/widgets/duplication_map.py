"""The whole cable in one column: where its text is repeated, and which part of it is in view.

A record that holds its message twice shows it here at one glance. The map stands where other programs have
a scroll bar, and serves as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from tui.drawing.glyphs import UNICODE
from tui.drawing.theme import DARK, ink_for
from tui.reading.block_marks import NO_MARK, BlockMark, Elsewhere, elsewhere_glyph
from tui.terminal.textual_hacks import still_size
from tui.widgets.runs import Run, strip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.strip import Strip

_WEIGHT = {kind: len(Elsewhere) - rank for rank, kind in enumerate(Elsewhere)}


class DuplicationMap(Widget):
    """Three columns: repeated here, occurs elsewhere, what is in view."""

    ALLOW_SELECT = False
    WIDTH: ClassVar[int] = 3
    virtual_size = still_size()
    DEFAULT_CSS = """
    DuplicationMap {
        width: 3;
        height: 1fr;
        dock: right;
    }
    """

    class Picked(Message):
        """A place of the map was clicked."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def __init__(self, source: Callable[[], Sequence[BlockMark]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._source = source
        self._height = -1
        self._states: Sequence[BlockMark] = ()
        self._cells: list[tuple[str, Elsewhere | None]] = []
        self._top = 0
        self._page = 0

    def changed(self) -> None:
        """Draw again: the lines or their marks are others."""
        self._height = -1
        self.refresh()

    def _fit_size(self) -> None:
        """Divide the lines among the cells, when either changed."""
        if self._height != self.size.height:
            self._height = self.size.height
            self._states = self._source()
            self._cells = self._cells_of(self._height)

    def show_place(self, top: int, page: int) -> None:
        """Show which lines are in view; repaints the cells that change."""
        self._fit_size()
        before = {row for row in range(self.size.height) if self._in_view(row)}
        self._top, self._page = top, page
        after = {row for row in range(self.size.height) if self._in_view(row)}
        for row in before ^ after:
            self.refresh(Region(self.WIDTH - 1, row, 1, 1))

    def on_click(self, event: events.Click) -> None:
        """Go where the reader pointed."""
        first, _ = self._span(event.y)
        self.post_message(self.Picked(first))

    def render_line(self, y: int) -> Strip:
        """Draw one cell of the map."""
        self._fit_size()
        glyphs = getattr(self.app, "glyphs", UNICODE)
        ink = ink_for(getattr(self.app, "theme", DARK))
        here, elsewhere = self._cells[y] if y < len(self._cells) else ("", None)
        sign = elsewhere_glyph(elsewhere, glyphs) if elsewhere else " "
        in_view = self._in_view(y)
        runs: list[Run] = [
            ({"below": glyphs.below, "above": glyphs.above}.get(here, " "), "within"),
            (sign, elsewhere.value if elsewhere else "text"),
            (glyphs.thumb if in_view else glyphs.column, "pointer" if in_view else "rule"),
        ]
        return strip(runs, self.size.width, ink)

    def _span(self, row: int) -> tuple[int, int]:
        """Return the lines that a row of the map stands for."""
        count, height = len(self._states), max(self.size.height, 1)
        if count <= height:
            return row, row + 1
        return row * count // height, max((row + 1) * count // height, row * count // height + 1)

    def _in_view(self, row: int) -> bool:
        first, last = self._span(row)
        return first < min(self._top + self._page, len(self._states)) and last > self._top

    def _cells_of(self, height: int) -> list[tuple[str, Elsewhere | None]]:
        cells: list[tuple[str, Elsewhere | None]] = []
        for row in range(height):
            first, last = self._span(row)
            marks = [mark for mark in self._states[first:last] if mark is not NO_MARK and mark]
            strongest = max(
                (mark.elsewhere for mark in marks if mark.elsewhere is not None),
                key=_WEIGHT.__getitem__,
                default=None,
            )
            here = [mark.repeats for mark in marks if mark.here]
            cells.append(("" if not here else "above" if all(here) else "below", strongest))
        return cells
