"""The archive at a glance: its cables by month, post and classification, and where repeated text comes from.

The bars are drawn by plotext, which is loaded when this screen is first asked for. A bar is a way in: Enter
narrows the list to the cables that it counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from parser.printable import printable_line
from tui import actions
from tui.drawing.plots import bar_lines, columns, is_by_year
from tui.listing.facts_shown import FACTS, LOOKING, Bar, Fact, bar_name, bars_of
from tui.names import counted
from tui.screens.page import Clipping, Page
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from tui.drawing.glyphs import Glyphs
    from tui.widgets.runs import Run
    from tui.working.background import Task

_CHART_FROM: Final = 20
"""Lines of the terminal from which on a chart over time stands above the bars."""

_CHART: Final = 9
_ALL: Final = ("--limit=0",)


COUNTING: Final = "counting"

_BLANKS: Final = re.compile(r"( +)")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Bars, and the lines that show them in a terminal of some width."""

    bars: Sequence[Bar] = ()
    width: int = 0
    lines: Sequence[tuple[str, str, str]] = ()
    chart: Sequence[str] = ()


def lines_of(bars: Sequence[Bar], width: int, glyphs: Glyphs) -> list[tuple[str, str, str]]:
    """Draw a line for each bar."""
    return bar_lines([(printable_line(bar.label), bar.count) for bar in bars], width - 2, glyphs)


def chart_of(bars: Sequence[Bar], width: int, glyphs: Glyphs) -> list[str]:
    """Draw a chart of all bars over time, and say below it what a column counts."""
    drawn = columns([(bar.label, bar.count) for bar in bars], width - 2, _CHART, glyphs.bar)
    unit = "a year" if is_by_year(bar.label for bar in bars) else "a month"
    return [*drawn, f"cables {unit}".rjust(width - 2)] if drawn else []


class Chart(LineView, can_focus=False):
    """A chart over time, drawn once for a size."""

    DEFAULT_CSS = "Chart { height: 10; display: none; } Chart.shown { display: block; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.shows_cursor = False
        self.bars: Sequence[Bar] = ()
        self._lines: Sequence[str] = []
        self._width = 0  # that they are drawn for

    def show(self, drawn: Drawn) -> None:
        """Show other bars."""
        self.bars, self._lines, self._width = drawn.bars, drawn.chart, drawn.width
        self.lay_out()
        self.changed()

    def lay_out(self) -> None:
        if self.size.width and self.bars and self._width != self.size.width:
            self._width = self.size.width
            self._lines = chart_of(self.bars, self._width, self.glyphs)

    @property
    def line_count(self) -> int:
        return len(self._lines)

    def line(self, number: int, width: int) -> Sequence[Run]:
        if number >= _CHART - 1:
            return [(self._lines[number], "dim")]
        # Blanks and bars apart: where a font draws them unlike in width, columns still stand on each other.
        parts = _BLANKS.split(self._lines[number])
        return [(part, "id" if self.glyphs.bar in part else "dim") for part in parts if part]


class BarList(LineView):
    """One line a bar: what it counts, how long, how many."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.bars: Sequence[Bar] = ()
        self._lines: Sequence[tuple[str, str, str]] = []
        self._width = 0  # that they are drawn for

    def show(self, drawn: Drawn) -> None:
        """Show other bars, from the first on."""
        self.bars, self._lines, self._width = drawn.bars, drawn.lines, drawn.width
        self._cursor = self.top = 0
        self.lay_out()
        self.changed()

    @property
    def bar(self) -> Bar | None:
        """The bar under the cursor."""
        return self.bars[self.cursor] if self.cursor < len(self.bars) else None

    @property
    def line_count(self) -> int:
        return len(self._lines)

    def lay_out(self) -> None:
        if self.size.width and self._width != self.size.width:
            self._width = self.size.width
            self._lines = lines_of(self.bars, self._width, self.glyphs)

    def line(self, number: int, width: int) -> Sequence[Run]:
        label, bar, count = self._lines[number]
        return [(f"{label} ", "text"), (bar, "id"), (f" {count}", "strong")]


class OverviewPage(Page):
    """The facts of the archive, one at a time."""

    SCOPE = actions.OVERVIEW
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.OVERVIEW)]

    def __init__(self) -> None:
        super().__init__()
        self.fact: Fact = FACTS[0]
        self.chart = Chart(id="chart")
        self.bars = BarList(id="bars")

    @property
    def view(self) -> LineView:
        return self.bars

    def body(self) -> Sequence[Widget]:
        return (self.chart, self.bars)

    def begin(self) -> None:
        """Show the first fact."""
        self._show()

    def _show(self) -> None:
        """Count, off the screen's thread where there is much to be counted."""
        archive, copies, fact = self.browser.archive, self.browser.catalogue.lookup, self.fact
        width, glyphs = self.bars.size.width or self.browser.size.width, self.glyphs

        def draw(_: Task) -> Drawn:
            found = bars_of(archive, copies, fact)
            chart = chart_of(found, width, glyphs) if fact.over_time else ()
            return Drawn(found, width, lines_of(found, width, glyphs), chart)

        self._fill(Drawn())
        self.browser.background.do(COUNTING, draw, self._fill, size=len(archive))
        self.show_place()

    def _fill(self, drawn: Drawn) -> None:
        self.bars.show(drawn)
        self._place_chart()
        if self.fact.over_time:
            self.chart.show(drawn)
        self.show_place()

    def on_unmount(self) -> None:
        """Nobody waits for the counts."""
        self.browser.background.drop(COUNTING)

    def _place_chart(self) -> None:
        tall = self.size.height >= _CHART_FROM
        self.chart.set_class(self.fact.over_time and tall and len(self.bars.bars) > 1, "shown")

    def on_resize(self) -> None:
        """Show the chart where there is room for it."""
        self._place_chart()
        super().on_resize()

    # Title and place

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        left: list[Run] = [(" Overview ", "bar_strong")]
        for fact in FACTS:
            here = fact is self.fact
            left.append((f" {self.glyphs.folded}{fact.name} " if here else f"  {fact.name} ", _role(here)))
        return left, ((f"{self.browser.archive_name} ", "bar_dim"),)

    def place(self) -> str:
        bars = self.bars.bars
        if not bars:
            return COUNTING if self.browser.background.is_at(COUNTING) else self.fact.nothing
        return f"{self.bars.cursor + 1:,}/{len(bars):,}"

    def details(self) -> str:
        bar = self.bars.bar
        if bar is None:
            return ""
        total = sum(each.count for each in self.bars.bars)
        of = f" {self.glyphs.separator} {bar.count / total:.1%} of {total:,}" if total else ""
        return f"{counted(bar.count, self.fact.unit)}{of}"

    # What can be done

    async def action_open(self) -> None:
        """Narrow the list to the cables of the bar under the cursor."""
        bar = self.bars.bar
        if bar is None:
            return
        archive, copies, fact = self.browser.archive, self.browser.catalogue.lookup, self.fact
        list_ = self.browser.cables_page

        def show(numbers: array[int]) -> None:
            list_.show_only(bar_name(fact, bar), numbers)

        await self.browser.pop_screen()
        self.browser.background.do(
            LOOKING,
            lambda _: fact.numbers(archive, copies, bar),
            show,
            size=len(archive),
        )

    async def on_line_view_chosen(self) -> None:
        """A double click narrows."""
        await self.action_open()

    def action_next_fact(self) -> None:
        """Show the next fact."""
        self._step(1)

    def action_previous_fact(self) -> None:
        """Show the fact before."""
        self._step(-1)

    def take_fact(self, name: str) -> None:
        """Show the fact of a name, where there is one."""
        fact = next((fact for fact in FACTS if fact.name == name), self.fact)
        if fact is not self.fact:
            self.fact = fact
            self._show()

    def _step(self, step: int) -> None:
        self.fact = FACTS[(FACTS.index(self.fact) + step) % len(FACTS)]
        self._show()

    def clippings(self) -> Sequence[Clipping]:
        lines = [f"{bar.label}\t{bar.count}" for bar in self.bars.bars]
        return (
            ("t", "counts", "\n".join(lines)),
            ("c", "command", self.browser.command("stats", options=[f"--by={self.fact.subject}", *_ALL])),
        )


def _role(here: bool) -> str:
    return "bar_alert" if here else "bar_dim"
