"""A dot plot: each block of a cable against each of another, or of itself. Repeats appear as diagonals."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from duplicates.shares import percent
from parser.printable import printable_line
from tui import actions
from tui.names import block_name, counted
from tui.screens.diff import DiffPage
from tui.screens.page import Clipping, Page
from tui.widgets.bars import Bar
from tui.widgets.dots import Dots, legend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from duplicates.dot_plot import Dot, DotPlot, Place
    from parser.model import Cable
    from tui.widgets.line_view import LineView
    from tui.widgets.runs import Run

_EXCERPT = 300


class DotsPage(Page):
    """The dot plot of one cable or two."""

    SCOPE = actions.DOTS
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.DOTS)]

    def __init__(self, row_key: str, column_key: str, rows: Cable, columns: Cable) -> None:
        super().__init__()
        self.keys = (row_key, column_key)
        self.cables = (rows, columns)
        self.plot: DotPlot | None = None
        self.dots = Dots(id="dots")
        self.legend = Bar(id="legend", base="columns")
        self.row_text = Bar(id="row", base="columns")
        self.column_text = Bar(id="column", base="columns")
        self._diagonals: list[list[Place]] = []

    @property
    def view(self) -> LineView:
        return self.dots

    def body(self) -> Sequence[Widget]:
        return (self.legend, self.dots, self.row_text, self.column_text)

    def begin(self) -> None:
        """Compare the cables, and stand where the longest diagonal begins."""
        self._show()

    def _show(self) -> None:
        from duplicates.dot_plot import dot_plot  # brings RapidFuzz

        rows, columns = self.cables
        self.plot = dot_plot(rows, None if self.keys[0] == self.keys[1] else columns)
        self._diagonals = diagonals(self.plot)
        at = self._diagonals[0][0] if self._diagonals else (0, 0)
        self.dots.show(self.plot, _starts(columns, self.plot.columns), *at)
        self.call_after_refresh(self.moved)

    def on_resize(self) -> None:
        """Draw the legend as the points are drawn now."""
        super().on_resize()
        self.call_after_refresh(self.moved)

    # Title and place

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        row, column = (printable_line(key) for key in self.keys)
        names = f"{row} against itself" if row == column else f"{row} down, {column} across"
        left: list[Run] = [(" Dot plot ", "bar_strong"), (f"{self.glyphs.separator} {names}", "bar")]
        if self.plot is None:
            return left, ()
        size = f"{len(self.plot.rows)} {self.glyphs.times} {len(self.plot.columns)} blocks "
        if self.plot.left_out:
            size = f"first {size}"
        return left, ((size, "bar_dim"),)

    def _here(self) -> Dot | None:
        if self.plot is None or not self.plot.rows or not self.plot.columns:
            return None
        return self.plot.dot(self.dots.cursor, self.dots.column)

    def place(self) -> str:
        here = self._here()
        if here is None:
            return "no block with words"
        if self.notice:
            return f"{here.row + 1} {self.glyphs.times} {here.column + 1}"
        names = (block_name(self.cables[axis], self._block(axis, here.place), self.glyphs) for axis in (0, 1))
        return f" {self.glyphs.times} ".join(names)

    def details(self) -> str:
        here = self._here()
        if here is None or self.plot is None:
            return ""
        if self.plot.itself and here.row == here.column:
            return "the block itself"
        if not here.likeness:
            return "nothing in common"
        how = {1: "share a passage", 2: "nearly the same", 3: "the same words"}[int(here.likeness)]
        words = self.plot.words(here.row, here.column)
        if here.likeness == 3:
            return f"{how}: {counted(words[0], 'word')}"
        return f"{how}: {percent(here.similarity)}, {here.shared} of {words[0]} and {words[1]} words"

    def _called(self, axis: int, here: Dot) -> str:
        return self.browser.catalogue.place_name(self.keys[axis], self._block(axis, here.place))

    def _block(self, axis: int, place: Place) -> int:
        assert self.plot is not None
        return self.plot.columns[place[1]] if axis else self.plot.rows[place[0]]

    def moved(self) -> None:
        """Show the words of the two blocks."""
        self.legend.show(legend(self.dots))
        here = self._here()
        if here is None:
            return
        for axis, bar in ((0, self.row_text), (1, self.column_text)):
            text = self.cables[axis].blocks[self._block(axis, here.place)].clean[:_EXCERPT]
            words = " ".join(printable_line(text).split())
            sign = self.glyphs.here if axis else self.glyphs.arrow
            bar.show([(f" {sign} {self._called(axis, here)}  {words}", "columns")])

    # What can be done

    async def action_open(self) -> None:
        """Show the differences of the two blocks; J and K go along their diagonal."""
        here = self._here()
        if here is None:
            return
        if self.plot is not None and self.plot.itself and here.row == here.column:
            self.say("this is one block: n goes to two that agree")
            return
        line = next((found for found in self._diagonals if here.place in found), [here.place])
        pairs = []
        for place in line:
            sides = [
                self.browser.catalogue.named(f"{self.keys[axis]}#{self._block(axis, place)}")
                for axis in (0, 1)
            ]
            if sides[0] is None or sides[1] is None:
                continue
            early, late = sides[0], sides[1]
            later = (early.date, early.block or 0) > (late.date, late.block or 0)
            pairs.append((late, early) if later else (early, late))
        if pairs:
            await self.browser.push_screen(DiffPage(pairs, line.index(here.place)))

    async def on_line_view_chosen(self) -> None:
        """A double click compares."""
        await self.action_open()

    async def action_compare(self) -> None:
        """Compare the whole cables."""
        if self.keys[0] == self.keys[1]:
            self.say("one cable: Enter compares two blocks of it")
        else:
            await self.browser.compare_cables(*self.keys)

    async def action_read(self) -> None:
        """Read the block of the row."""
        here = self._here()
        number = self.browser.archive.number_of(self.keys[0])
        if here is not None and number is not None:
            await self.browser.read_cable(number, self._block(0, here.place))

    def action_column_left(self) -> None:
        """Move the cursor to the left."""
        self.dots.go_to(self.dots.cursor, self.dots.column - self.dots.take_count())

    def action_column_right(self) -> None:
        """Move the cursor to the right."""
        self.dots.go_to(self.dots.cursor, self.dots.column + self.dots.take_count())

    def action_next_dot(self) -> None:
        """Go to the next two blocks that agree, row by row."""
        self._step(1)

    def action_previous_dot(self) -> None:
        """Go to the previous two blocks that agree."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self.plot is None:
            return
        here = (self.dots.cursor, self.dots.column)
        places = list(self.plot.places())
        further = [place for place in places if (place > here if step > 0 else place < here)]
        if not further:
            self.say("no two blocks agree further on" if places else "no two blocks agree")
            return
        self.dots.go_to(*(further[0] if step > 0 else further[-1]))

    def action_next_diagonal(self) -> None:
        """Go to where the next diagonal begins."""
        self._go_diagonal(1)

    def action_previous_diagonal(self) -> None:
        """Go to where the previous diagonal begins."""
        self._go_diagonal(-1)

    def _go_diagonal(self, step: int) -> None:
        here = (self.dots.cursor, self.dots.column)
        on = [number for number, line in enumerate(self._diagonals) if here in line]
        target = on[0] + step if on else 0
        if not 0 <= target < len(self._diagonals):
            self.say(f"{counted(len(self._diagonals), 'diagonal')}, no further one")
            return
        self.dots.go_to(*self._diagonals[target][0])

    def action_swap(self) -> None:
        """Swap the axes; the cursor stays on the two blocks."""
        self.keys = (self.keys[1], self.keys[0])
        self.cables = (self.cables[1], self.cables[0])
        row, column = self.dots.cursor, self.dots.column
        self._show()
        self.dots.go_to(column, row)

    def clippings(self) -> Sequence[Clipping]:
        here = self._here()
        if here is None:
            return ()
        names = [f"{self.keys[axis]}#{self._block(axis, here.place)}" for axis in (0, 1)]
        return (
            ("i", "the two names", " ".join(names)),
            ("b", "command for the two blocks", self.browser.command("diff", *names)),
            ("c", "command", self.browser.command("diff", "--format=dots", *self.keys)),
        )


def diagonals(plot: DotPlot) -> list[list[Place]]:
    """Return the runs of dots along diagonals, the longest first; of one cable those above the main one."""
    places = {(row, column) for row, column in plot.places() if column > row or not plot.itself}
    found: list[list[Place]] = []
    for row, column in sorted(places):
        if (row - 1, column - 1) in places:
            continue
        length = 1
        while (row + length, column + length) in places:
            length += 1
        found.append([(row + step, column + step) for step in range(length)])
    return sorted(found, key=lambda line: (-len(line), line[0]))


def _starts(cable: Cable, blocks: Sequence[int]) -> dict[int, str]:
    """Return the places at which a copy of the message begins, each with its name for the ruler."""
    found: dict[int, str] = {}
    before = 0
    for place, index in enumerate(blocks):
        copy = cable.blocks[index].transmission
        if copy > before and cable.transmissions > 1:
            found[place] = f"copy {copy}"
        before = max(before, copy)
    return found
