"""The dot plot as cells: large blocks where they fit, else two points of four braille dots in a cell.

The one fact that surprises: how alike two blocks are is told by how much of a point is filled, never by its
colour: all of it for the same words, half of it for nearly the same, a quarter for a shared passage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.geometry import Region, clamp

from duplicates.dot_plot import point
from tui.drawing.theme import DARK, ink_for
from tui.widgets.line_view import LineView
from tui.widgets.runs import Run, strip

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from duplicates.dot_plot import DotPlot

LARGEST: Final = 3
"""Lines that a block gets at most in a plot of few."""

EDGE: Final = 2
"""Cells at the left: the pointer and a space."""

_ROLES: Final = {0: "text", 1: "passage", 2: "near", 3: "exact", 4: "faint"}
_ITSELF: Final = 4
_BRAILLE: Final = 0x2800
_UPPER: Final = (0, 0x01, 0x11, 0x1B, 0x08)
_LOWER: Final = (0, 0x04, 0x84, 0xE4, 0x20)
"""Bits of the upper and the lower four dots of a cell, by what a point shows."""


class Dots(LineView):
    """A dot plot with a cursor that stands on one block of either axis."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.plot: DotPlot | None = None
        self.column = 0
        self.starts: dict[int, str] = {}  # by column: the name of what begins there
        self._blocks = 1.0  # to a point
        self._tall = 1  # lines of a point; 0 where two points share a cell
        self._points: list[list[int]] = []

    def show(self, plot: DotPlot, starts: dict[int, str], row: int = 0, column: int = 0) -> None:
        """Show a plot with the cursor at two blocks, by their places on the axes."""
        self.plot, self.starts = plot, starts
        self._cursor, self.column = row, column
        self._scale()
        self.changed()

    # What the base asks for

    @property
    def line_count(self) -> int:
        return len(self.plot.rows) if self.plot else 0

    @property
    def page(self) -> int:
        """How many blocks stand one below the other in the view."""
        lines = max(self.size.height - 1, 1)
        return max(int(lines * (2 if not self._tall else 1 / self._tall) * self._blocks), 1)

    def lay_out(self) -> None:
        """Scale the plot for the size of the view."""
        self._scale()

    def _bring_into_view(self, number: int, top: int) -> None:
        """Nothing scrolls: all of the plot is always in view."""
        self.top = 0

    def repaint(self, number: int) -> None:
        """Draw the line again on which a block stands."""
        self.refresh(Region(0, 1 + self._line_of(number), self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the plot, the ruler above it first."""
        self.fit_size()
        width = self.size.width
        ink = ink_for(getattr(self.app, "theme", DARK))
        if self.plot is None or not self.line_count:
            return strip((), width, ink)
        if y == 0:
            return strip(self._ruler(), width, ink)
        here = y - 1 == self._line_of(self._cursor)
        pointer: Run = (self.glyphs.cursor if here else " ", "pointer")
        return strip([pointer, (" ", "text"), *self._line(y - 1)], width, ink, cursor=here)

    # Moving

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on two blocks."""
        if self.plot is None:
            return
        self.column = clamp(column, 0, max(len(self.plot.columns) - 1, 0))
        self.refresh(Region(0, 0, self.size.width, 1))
        self.repaint(self._cursor)
        if row == self._cursor:
            self._announce()
        self.move_to(row)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the blocks under the mouse; twice compares them."""
        event.prevent_default()
        if self.plot is None or event.y == 0:
            return
        across = (event.x - EDGE) // (2 * self._tall or 1)
        down = (event.y - 1) // self._tall if self._tall else 2 * (event.y - 1)
        self.go_to(int(down * self._blocks), int(across * self._blocks))
        if event.chain > 1:
            self.post_message(self.Chosen(self))

    # How it is drawn

    def _scale(self) -> None:
        if self.plot is None:
            return
        rows, columns = max(len(self.plot.rows), 1), max(len(self.plot.columns), 1)
        height, width = max(self.size.height - 1, 1), max(self.size.width - EDGE, 1)
        self._tall = min(height // rows, width // (2 * columns), LARGEST)
        self._blocks = 1.0
        if not self._tall:
            dense = self.glyphs.braille
            tall, wide = (2 * height, width) if dense else (height, width // 2)
            self._tall = 0 if dense else 1
            self._blocks = max(rows / tall, columns / max(wide, 1), 1.0)
        points = self.plot.at(self._blocks)
        if self.plot.itself:
            self._thin_diagonal(points)
        self._points = points

    def _thin_diagonal(self, points: list[list[int]]) -> None:
        """That each block is like itself says nothing: the main diagonal is drawn thin."""
        plot = self.plot
        assert plot is not None
        others = {(point(row, self._blocks), point(column, self._blocks)) for row, column in plot.places()}
        for place in range(len(points)):
            if (place, place) not in others:
                points[place][place] = _ITSELF

    def _line_of(self, row: int) -> int:
        place = point(row, self._blocks)
        return place * self._tall if self._tall else place // 2

    def _cell_of(self, column: int) -> int:
        return point(column, self._blocks) * (2 * self._tall or 1)

    def _ruler(self) -> list[Run]:
        """Return where the copies of the message begin, and the column of the cursor."""
        cells = [" "] * max(self.size.width - EDGE, 1)
        for column, name in sorted(self.starts.items()):
            start = self._cell_of(column)
            text = f"{self.glyphs.column}{name}"
            cells[start : start + len(text)] = list(text)[: max(len(cells) - start, 0)]
        place = self._cell_of(self.column)
        text = "".join(cells)
        return [
            (" " * EDGE, "text"),
            (text[:place], "dim"),
            (self.glyphs.here, "pointer"),
            (text[place + 1 :], "dim"),
        ]

    def _line(self, line: int) -> list[Run]:
        cursor = self._cell_of(self.column) if line == self._line_of(self._cursor) else -1
        if self._tall:
            row = line // self._tall
            if row >= len(self._points):
                return []
            signs = (" ", self.glyphs.dots[0], self.glyphs.dots[1], self.glyphs.dots[2], self.glyphs.dots[3])
            width = 2 * self._tall
            return [
                (signs[value] * width, "hit_current" if place * width == cursor else _ROLES[value])
                for place, value in enumerate(self._points[row])
            ]
        upper = self._points[2 * line] if 2 * line < len(self._points) else []
        if not upper:
            return []
        lower = self._points[2 * line + 1] if 2 * line + 1 < len(self._points) else [0] * len(upper)
        runs: list[Run] = []
        for place, (above, below) in enumerate(zip(upper, lower, strict=True)):
            bits = _UPPER[above] | _LOWER[below]
            strongest = max(value % _ITSELF for value in (above, below)) or max(above, below)
            role = "hit_current" if place == cursor else _ROLES[strongest]
            runs.append((chr(_BRAILLE + bits) if bits else " ", role))
        return runs


def legend(view: LineView) -> list[Run]:
    """Return what the signs of a plot mean, as they are drawn there."""
    dots = view.glyphs.dots
    braille = isinstance(view, Dots) and not view._tall
    signs = (
        [chr(_BRAILLE + (_UPPER[kind] | _LOWER[kind])) for kind in (3, 2, 1, 4)]
        if braille
        else [dots[2], dots[1], dots[0], dots[3]]
    )
    names = ("the same", "nearly", "a passage", "the block itself")
    count = 4 if isinstance(view, Dots) and view.plot is not None and view.plot.itself else 3
    runs: list[Run] = []
    for sign, name in list(zip(signs, names, strict=True))[:count]:
        runs += [(f" {sign * 2} ", "columns"), (f"{name} ", "columns")]
    return runs
