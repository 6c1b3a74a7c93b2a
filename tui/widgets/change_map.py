"""A whole difference in two columns: where something went or came, and which part of it is in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from tui.drawing.glyphs import UNICODE
from tui.drawing.theme import DARK, ink_for
from tui.terminal.textual_hacks import still_size
from tui.widgets.runs import Run, strip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.strip import Strip


class ChangeMap(Widget):
    """The signs of the changes, and what is in view."""

    ALLOW_SELECT = False
    WIDTH: ClassVar[int] = 2
    virtual_size = still_size()
    DEFAULT_CSS = """
    ChangeMap { width: 2; height: 1fr; }
    """

    class Picked(Message):
        """A place of the map was clicked."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def __init__(self, source: Callable[[], Sequence[str]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._source = source
        self._states: Sequence[str] = ()
        self._known = False
        self._view: range = range(0)

    def changed(self) -> None:
        """Draw again: the lines are others."""
        self._known = False
        self.refresh()

    def show_place(self, top: int, page: int) -> None:
        """Show which lines are in view; repaints the cells that change."""
        self._read()
        before = {row for row in range(self.size.height) if self._in_view(row)}
        self._view = range(top, min(top + page, len(self._states)))
        after = {row for row in range(self.size.height) if self._in_view(row)}
        for row in before ^ after:
            self.refresh(Region(self.WIDTH - 1, row, 1, 1))

    def on_click(self, event: events.Click) -> None:
        """Go where the reader pointed."""
        self.post_message(self.Picked(self._span(event.y).start))

    def render_line(self, y: int) -> Strip:
        """Draw one cell of the map."""
        self._read()
        glyphs = getattr(self.app, "glyphs", UNICODE)
        signs = {
            "": (" ", "text"),
            "-": (glyphs.deleted, "deleted_sign"),
            "+": (glyphs.inserted, "inserted_sign"),
            "*": (glyphs.changed, "near"),
        }
        span = self._span(y)
        found = {state for state in self._states[span.start : span.stop] if state}
        state = "" if not found else found.pop() if len(found) == 1 else "*"
        in_view = self._in_view(y)
        runs: list[Run] = [
            signs[state],
            (glyphs.thumb, "pointer") if in_view else (glyphs.column, "rule"),
        ]
        return strip(runs, self.size.width, ink_for(getattr(self.app, "theme", DARK)))

    def _read(self) -> None:
        if not self._known:
            self._known = True
            self._states = self._source()

    def _span(self, row: int) -> range:
        """Return the lines that a row of the map stands for."""
        count, height = len(self._states), max(self.size.height, 1)
        if count <= height:
            return range(row, row + 1)
        return range(row * count // height, max((row + 1) * count // height, row * count // height + 1))

    def _in_view(self, row: int) -> bool:
        span = self._span(row)
        return span.start < self._view.stop and span.stop > self._view.start
