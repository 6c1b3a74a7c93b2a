"""Lines under a cursor: the ground of every list and text of the browser.

Lines are asked for when they come into view, and a key that moves the cursor inside the view repaints two
lines. That is why this is a widget of the Line API that keeps its own place, without Textual's scrolling,
scroll bars and animation: one key costs some hundred bytes on a line over ssh.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.cache import LRUCache
from textual.geometry import Region, clamp
from textual.message import Message
from textual.widget import Widget

from tui import actions
from tui.drawing.glyphs import UNICODE, Glyphs
from tui.drawing.theme import DARK, ink_for
from tui.terminal.textual_hacks import still_size
from tui.widgets.runs import Run, strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size
    from textual.strip import Strip

MARGIN: Final = 2
"""Lines kept in view above and below the cursor."""

_LONGEST_COUNT: Final = 9
"""Digits of a count that are believed; a leaning elbow types more."""


class LineView(Widget, can_focus=True):
    """A view of numbered lines with a cursor. Subclasses say how many there are and what each shows."""

    ALLOW_SELECT = False
    virtual_size = still_size()
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.MOVING)]

    DEFAULT_CSS = """
    LineView {
        width: 1fr;
        height: 1fr;
        overflow: hidden hidden;
    }
    """

    @dataclass
    class Counting(Message):
        """The reader typed a digit of a count, or a count was used up."""

        view: LineView
        count: str

    @dataclass
    class Chosen(Message):
        """A line was clicked twice, or chosen in another way than by a key."""

        view: LineView

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.top = 0
        self._cursor = 0
        self._count = ""
        self._strips: LRUCache[tuple[int, bool], Strip] = LRUCache(512)
        self._laid_out_for: Size | None = None
        self._announced = True  # to the screen, what stands under the cursor
        self.shows_cursor = True

    # What a subclass gives

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def line(self, number: int, width: int) -> Sequence[Run]:
        """Return what line ``number`` shows in ``width`` cells."""
        raise NotImplementedError

    def prepare(self, first: int, last: int) -> None:
        """Get ready to show the lines from ``first`` up to, not including, ``last``."""

    def lay_out(self) -> None:
        """Make the lines for the width that the view has now; the cursor may be put on another line."""

    def selectable(self, number: int) -> bool:
        """Tell whether the cursor may stand on a line."""
        return True

    def spot_at(self, number: int) -> int | None:
        """Return what a line shows, by which it is found in another width; None where lines stay the same."""
        return None

    def line_of(self, spot: int) -> int:
        """Return the line that shows what stands at a spot."""
        return spot

    # The place

    @property
    def spot(self) -> int | None:
        """What the line under the cursor shows, whatever the width."""
        return self.spot_at(self._cursor) if self._cursor < self.line_count else None

    def line_again(self, line: int, spot: int | None) -> int:
        """Return the line that had a number and a spot, wherever it is now."""
        known = 0 <= line < self.line_count and self.spot_at(line) == spot
        return line if spot is None or known else self.line_of(spot)

    @property
    def glyphs(self) -> Glyphs:
        """The signs that the terminal can show."""
        return getattr(self.app, "glyphs", UNICODE)

    @property
    def cursor(self) -> int:
        """The line that the cursor is on."""
        return self._cursor

    @property
    def page(self) -> int:
        """How many lines are in view."""
        return max(self.size.height, 1)

    def move_to(self, number: int, *, top: int | None = None, step: int = 0) -> None:
        """Move the cursor to a line (the nearest there is), and keep it in view.

        ``top`` asks for a line to stand first in the view; ``step`` says in which direction to look for a
        line that the cursor may stand on.
        """
        last = self.line_count - 1
        number = self._nearest_selectable(clamp(number, 0, max(last, 0)), step)
        old, old_top = self._cursor, self.top
        self._cursor = number
        self._bring_into_view(number, old_top if top is None else top)
        if self.top != old_top:
            self.refresh()
        elif number != old:
            self.repaint(old)
            self.repaint(number)
        if number != old:
            self._announce()

    def changed(self, *, keep_strips: bool = False) -> None:
        """Draw everything again, because the lines themselves are others."""
        if not keep_strips:
            self._strips.clear()
        self._cursor = self._nearest_selectable(clamp(self._cursor, 0, max(self.line_count - 1, 0)), 0)
        self._bring_into_view(self._cursor, self.top)
        self.refresh()
        self._announce()

    def repaint(self, number: int) -> None:
        """Draw one line again."""
        y = number - self.top
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def take_count(self, default: int = 1) -> int:
        """Return the count that the reader typed before a key, and forget it."""
        count, self._count = self._count, ""
        if count:
            self.post_message(self.Counting(self, ""))
        return int(count) if count else default

    def forget_count(self) -> bool:
        """Drop a count; tell whether there was one."""
        had = bool(self._count)
        self.take_count()
        return had

    def _announce(self) -> None:
        """Tell the screen at once that the cursor came to another line, or that what stands there changed.

        A message would reach it a frame later, and one key would be painted twice.
        """
        self._announced = True
        if self.is_attached:
            hear = getattr(self.screen, "view_moved", None)
            if hear is not None:
                hear(self)

    def _nearest_selectable(self, number: int, step: int) -> int:
        count = self.line_count
        for direction in (step, -step) if step else (1, -1):
            candidate = number
            while 0 <= candidate < count:
                if self.selectable(candidate):
                    return candidate
                candidate += direction
        return number

    def _bring_into_view(self, number: int, top: int) -> None:
        margin = self._margin
        top = clamp(top, number - self.page + 1 + margin, number - margin)
        self.top = clamp(top, 0, max(self.line_count - self.page, 0))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw the line of the view ``y`` from its upper edge."""
        self.fit_size()
        width = self.size.width
        number = self.top + y
        ink = ink_for(getattr(self.app, "theme", DARK))
        if number >= self.line_count:
            return strip(self.filler(width), width, ink)
        at_cursor = number == self._cursor and self.shows_cursor
        key = (number, at_cursor)
        found = self._strips.get(key)
        if found is None:
            if y == 0 or not self._strips:
                self.prepare(self.top, min(self.top + self.page, self.line_count))
            line = self.with_hits(number, self.line(number, width))
            runs = [*self.pointer(number, at_cursor=at_cursor), *line]
            found = strip(runs, width, ink, cursor=at_cursor)
            self._strips[key] = found
        return found

    def with_hits(self, number: int, runs: Sequence[Run]) -> Sequence[Run]:
        """Return the runs of a line with what is to stand out in it."""
        return runs

    def filler(self, width: int) -> Sequence[Run]:
        """Return what stands below the last line."""
        return ()

    def pointer(self, number: int, *, at_cursor: bool) -> Sequence[Run]:
        """Return the first cell of a line, which shows the cursor without leaning on colour."""
        return ((self.glyphs.cursor, "pointer"),) if at_cursor else ((" ", "text"),)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._strips.clear()

    def fit_size(self) -> None:
        """Lay the lines out when the view has got another size.

        Textual (8.2) paints a resized widget before it tells it of its size. Waiting for that news would
        paint everything twice; and where somebody asked for a place on the screen meanwhile, there is none.
        """
        if self._laid_out_for == self.size or not self.size.width:
            return
        self._laid_out_for = self.size
        self._announced = False
        self.call_later(self._announce_lines)
        self._strips.clear()
        self.lay_out()
        self._cursor = self._nearest_selectable(clamp(self._cursor, 0, max(self.line_count - 1, 0)), 0)
        self._bring_into_view(self._cursor, self.top)

    def on_resize(self) -> None:
        """Lay the lines out for the new size and keep the cursor in view."""
        self.fit_size()
        self._announce()

    def _announce_lines(self) -> None:
        """Tell the screen that the lines are others, unless it has been told."""
        if not self._announced:
            self._announce()

    # Keys and mouse

    def take_digit(self, digit: str) -> bool:
        """Take a key as a digit of a count; tell whether it was one."""
        if not (digit.isdecimal() and digit.isascii() and (digit != "0" or self._count)):
            return False
        self._count = (self._count + digit)[:_LONGEST_COUNT]
        self.post_message(self.Counting(self, self._count))
        return True

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line under the mouse; twice chooses it."""
        number = self.top + event.y
        if number < self.line_count and self.selectable(number):
            self.move_to(number)
            if event.chain > 1:
                self.post_message(self.Chosen(self))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by three lines."""
        event.stop()
        self._page_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by three lines."""
        event.stop()
        self._page_by(-3)

    def action_line_down(self) -> None:
        """Move the cursor down."""
        self.move_to(self._cursor + self.take_count(), step=1)

    def action_line_up(self) -> None:
        """Move the cursor up; at the first line, show what stands above it."""
        self.move_to(self._cursor - self.take_count(), step=-1)

    def action_half_down(self) -> None:
        """Move half a page down, or as many lines as the count says."""
        self._page_by(self.take_count(max(self.page // 2, 1)))

    def action_half_up(self) -> None:
        """Move half a page up, or as many lines as the count says."""
        self._page_by(-self.take_count(max(self.page // 2, 1)))

    def action_page_down(self) -> None:
        """Move a page down; one line of the old page stays in view."""
        self._page_by(self.take_count() * max(self.page - 1, 1))

    def action_page_up(self) -> None:
        """Move a page up."""
        self._page_by(-self.take_count() * max(self.page - 1, 1))

    def action_top_of_view(self) -> None:
        """Move to the first line in view that needs no scrolling, or so many lines below it."""
        margin = self._margin if self.top else 0
        self.move_to(self.top + margin + self.take_count() - 1, step=1)

    def action_bottom_of_view(self) -> None:
        """Move to the last line in view that needs no scrolling, or so many lines above it."""
        self.move_to(self._last_in_view - self.take_count() + 1, step=-1)

    def action_scroll_down(self) -> None:
        """Show a line more below; the cursor goes along only at the edge."""
        self._scroll_by(self.take_count())

    def action_scroll_up(self) -> None:
        """Show a line more above; the cursor goes along only at the edge."""
        self._scroll_by(-self.take_count())

    @property
    def _margin(self) -> int:
        return min(MARGIN, (self.page - 1) // 2)

    @property
    def _last_in_view(self) -> int:
        last = min(self.top + self.page, self.line_count) - 1
        return last if last == self.line_count - 1 else last - self._margin

    def _scroll_by(self, lines: int) -> None:
        top = clamp(self.top + lines, 0, max(self.line_count - self.page, 0))
        if top == self.top:
            return
        first = top + self._margin if top else 0
        last = top + self.page - 1
        last = last if last >= self.line_count - 1 else last - self._margin
        self.move_to(clamp(self._cursor, first, last), top=top, step=1 if lines > 0 else -1)

    def action_first(self) -> None:
        """Move to the first line, or to the line that the count names."""
        self.move_to(self.take_count() - 1, step=1)

    def action_last(self) -> None:
        """Move to the last line, or to the line that the count names."""
        self.move_to(self.take_count(self.line_count) - 1, step=-1)

    def _page_by(self, lines: int) -> None:
        self.move_to(self._cursor + lines, top=self.top + lines, step=1 if lines > 0 else -1)
