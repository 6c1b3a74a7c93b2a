"""More than two texts together: one runs through, and below each line stands what others read there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from parser.printable import printable, printable_line
from tui import actions
from tui.comparing.compare_sides import COMPARING, collate_sides, siglum, size_of
from tui.comparing.ignore_levels import level_switches
from tui.drawing.wrapping import wrap
from tui.giving.command_lines import place_name
from tui.names import counted
from tui.screens.levels import LevelsPage
from tui.screens.searching import SearchingPage
from tui.widgets.runs import highlighted
from tui.widgets.searched_view import SearchedView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType

    from duplicates.collation import Collation, Entry
    from duplicates.diff.model import Ignore, Options
    from tui.catalogue import Side
    from tui.drawing.glyphs import Glyphs
    from tui.screens.page import Clipping
    from tui.widgets.line_view import LineView
    from tui.widgets.runs import Run
    from tui.widgets.searched_view import Column

_WIDEST = 100
MOST_WITNESSES: Final = 26
"""Texts that are set together: as many as there are letters."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the view; ``entry`` counts the place where the texts part that begins in it."""

    runs: tuple[Run, ...]
    entry: int | None = None
    running: bool = False  # of the text that runs through

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(part for part, _ in self.runs)


def rows_of(collation: Collation, sides: Sequence[Side], width: int, glyphs: Glyphs) -> list[Row]:
    """Return the witnesses, then the text with its readings, in lines of at most ``width`` cells."""
    rows = [Row(_witness(place, side, collation)) for place, side in enumerate(sides)]
    rows.append(Row(((glyphs.rule * min(width, _WIDEST), "rule"),)))
    shown = printable(collation.text)
    entries = list(collation.apparatus)
    next_entry = at = 0
    for line in shown.split("\n"):
        for start, end in wrap(shown, at, at + len(line), min(width - 2, _WIDEST)) or [(at, at)]:
            spans = [
                (entry.start - start, entry.end - start, "near")
                for entry in entries
                if entry.start < end and entry.end > start
            ]
            runs = highlighted([(shown[start:end], "text")], spans)
            rows.append(Row((("  ", "text"), *runs), running=True))
            while next_entry < len(entries) and entries[next_entry].start < max(end, start + 1):
                rows += _readings(next_entry, entries[next_entry], min(width, _WIDEST), glyphs)
                next_entry += 1
        at += len(line) + 1
    for number in range(next_entry, len(entries)):
        rows += _readings(number, entries[number], min(width, _WIDEST), glyphs)
    return rows


def _witness(place: int, side: Side, collation: Collation) -> tuple[Run, ...]:
    base = "  base" if siglum(place) == collation.base else ""
    where = f"{side.date}  {side.place}"
    return (
        (f"  {siglum(place):3}", "key"),
        (f"{printable_line(side.key):20} ", "id"),
        (printable_line(where), "dim"),
        (base, "strong"),
    )


def _readings(number: int, entry: Entry, width: int, glyphs: Glyphs) -> Iterator[Row]:
    """Yield ``A C  nine`` for what stands in the line above, then each other reading."""
    first = True
    for reading in (entry.lemma, *entry.variants):
        text = " ".join(printable_line(reading.text).split())
        text = "(cut off)" if reading.cut else text or "(nothing)"
        sign = f"  {glyphs.changed} " if first else "    "
        head = f"{' '.join(reading.sigla)}: "
        for start, end in wrap(text, 0, len(text), max(width - 4 - len(head), 16)):
            role = "inserted" if not first else "near"
            yield Row(((sign, "near"), (head, "key"), (text[start:end], role)), number if first else None)
            sign, head = "    ", " " * len(head)
            first = False
        first = False


class CollationText(SearchedView):
    """The rows of a collation."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.collation: Collation | None = None
        self.sides: Sequence[Side] = ()
        self.rows: list[Row] = []
        self._width = 0

    def show(self, collation: Collation, sides: Sequence[Side]) -> None:
        """Show a collation; the reader stays at the same place as far as there is one."""
        entry = self.entry
        self.collation, self.sides = collation, sides
        self._lay_out()
        self._strips.clear()
        self.changed()
        self.go_to(entry or 0)

    def lay_out(self) -> None:
        """Break the lines for the new width; the reader stays at the same place.

        In another height, as when a prompt is opened, the lines are the same.
        """
        if self._width != self.size.width:
            line, row, spot = self.cursor, self.cursor - self.top, self.spot
            self._lay_out()
            self._cursor = self.line_again(line, spot)
            self.top = self._cursor - row

    def _lay_out(self) -> None:
        if self.collation is not None and self.size.width:
            self._width = self.size.width
            self.forget_hits()
            self.rows = rows_of(self.collation, self.sides, self.size.width - 1, self.glyphs)

    @property
    def entry(self) -> int | None:
        """The place where the texts part at or before the cursor."""
        return self.spot

    def spot_at(self, number: int) -> int | None:
        """Return the place where the texts part at or before a line."""
        before = [row.entry for row in self.rows[: number + 1] if row.entry is not None]
        return before[-1] if before else None

    def line_of(self, spot: int) -> int:
        """Return the line in which a place where the texts part begins."""
        return next((number for number, row in enumerate(self.rows) if row.entry == spot), 0)

    def go_to(self, entry: int) -> bool:
        """Move to a place where the texts part; tell whether there is one."""
        line = next((number for number, row in enumerate(self.rows) if row.entry == entry), None)
        if line is not None:
            self.move_to(line)
        return line is not None

    def columns(self) -> list[Column]:
        """Return the text that runs through, and what stands above and between its lines."""
        sides: dict[bool, Column] = {True: [], False: []}
        for number, row in enumerate(self.rows):
            sides[row.running].append((number, 0, row.text))
        return [sides[True], sides[False]]

    @property
    def line_count(self) -> int:
        return len(self.rows)

    def line(self, number: int, width: int) -> Sequence[Run]:
        return self.rows[number].runs


class CollationPage(SearchingPage):
    """Several texts, one of them the base."""

    SCOPE = actions.COLLATION
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.COLLATION)]

    def __init__(self, sides: Sequence[Side], options: Options, base: int = 0) -> None:
        super().__init__()
        self.sides = list(sides)
        self.options = options
        self.base = base
        self.text = CollationText(id="collation")
        self.collation: Collation | None = None

    @property
    def view(self) -> LineView:
        return self.text

    @property
    def searched_view(self) -> SearchedView:
        return self.text

    def begin(self) -> None:
        """Set the texts against each other."""
        self._collate()

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        return (
            (
                (" Together ", "bar_strong"),
                (f"{self.glyphs.separator} {counted(len(self.sides), 'text')}", "bar"),
            ),
            ((f"base {siglum(self.base)} ", "bar_dim"),),
        )

    def place(self) -> str:
        if self.collation is None:
            return "" if self.browser.background.is_at(COMPARING) else "not compared"
        current = self.text.entry
        where = f"reading {0 if current is None else current + 1}/{len(self.collation.apparatus)}"
        if self.collation.unanimous:
            where = "no difference: the same words"
        hits = self.hit_place()
        return f"{where} {self.glyphs.separator} {hits}" if hits else where

    def action_next_hit(self) -> None:
        """Go to the next hit; without a search to the next place where the texts part."""
        if self.searched:
            super().action_next_hit()
        else:
            self.action_next_reading()

    def action_previous_hit(self) -> None:
        """Go to the previous hit; without a search to the place before where the texts part."""
        if self.searched:
            super().action_previous_hit()
        else:
            self.action_previous_reading()

    def action_next_reading(self) -> None:
        """Go to the next place where the texts part."""
        current = self.text.entry
        self._go((-1 if current is None else current) + self.text.take_count(), "no further one")

    def action_previous_reading(self) -> None:
        """Go to the one before."""
        self._go((self.text.entry or 0) - self.text.take_count(), "none before this")

    def action_base(self) -> None:
        """Take the next text as the one that the others are set against."""
        self.base = (self.base + 1) % len(self.sides)
        self._collate()

    async def action_levels(self) -> None:
        """Choose what is no variant."""
        await self.app.push_screen(LevelsPage(self.options.ignore, self.ignore))

    def ignore(self, levels: frozenset[Ignore]) -> None:
        """Collate again with other levels."""
        self.options = type(self.options)(levels, self.options.move_words)
        self._collate()

    async def action_read(self) -> None:
        """Read the cable of the base."""
        side = self.sides[self.base]
        number = self.browser.archive.number_of(side.key)
        if number is not None:
            await self.browser.read_cable(number, side.block)

    def clippings(self) -> Sequence[Clipping]:
        names = [place_name(side.key, side.block) for side in self.sides]
        text = "\n".join(row.text.rstrip() for row in self.text.rows)
        return (
            ("i", "ids", " ".join(names)),
            ("u", "text with readings", text),
            ("c", "command", self.browser.command("diff", *self._words())),
        )

    def _words(self) -> Iterator[str]:
        """Yield the words of the command line that sets the same texts together."""
        yield from level_switches(self.options.ignore)
        if self.base:
            yield f"--base={self.base + 1}"
        yield from (side.name for side in self.sides)

    def _go(self, entry: int, nothing: str) -> None:
        if not self.text.go_to(entry):
            self.say(nothing)

    def _collate(self) -> None:
        """Set the texts together, off the screen's thread where they are long."""
        sides, options, base = self.sides, self.options, self.base
        self.collation = None

        def take(collation: Collation) -> None:
            self.collation = collation
            self.text.show(collation, sides)
            self.show_place()

        background = self.browser.background
        background.do(
            COMPARING, lambda _: collate_sides(sides, options, base=base), take, size=size_of(sides)
        )

    def on_screen_resume(self) -> None:
        """Go on with what another comparison on top of this screen has ended."""
        if self.is_mounted and self.collation is None and not self.browser.background.is_at(COMPARING):
            self._collate()

    def on_unmount(self) -> None:
        """Nobody waits for what the texts read."""
        self.browser.background.drop(COMPARING)
