"""The sections of a cable at the left of its text: headings, and the beginning of each paragraph.

It follows the cursor of the text and never takes the keys.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from parser.fields.markings import read_paragraph_start
from parser.kinds import COVER_KINDS, Kind
from parser.printable import printable_line
from tui.drawing.wrapping import fit
from tui.names import name_of
from tui.reading.block_marks import NO_MARK, BlockMark, elsewhere_glyph
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from parser.model import Block, Cable
    from tui.widgets.runs import Run

_TEXT = frozenset({Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT})
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline."""

    block: int
    name: str
    excerpt: str
    heading: bool
    mark: BlockMark


class Outline(LineView, can_focus=False):
    """The outline of one cable."""

    DEFAULT_CSS = """
    Outline {
        width: 32;
        display: none;
    }
    Outline.shown {
        display: block;
    }
    """

    class Picked(Message):
        """A section was clicked."""

        def __init__(self, block: int) -> None:
            super().__init__()
            self.block = block

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.entries: list[Entry] = []
        self._blocks: list[int] = []

    def show(self, cable: Cable, marks: Sequence[BlockMark]) -> None:
        """Show the sections of a cable."""
        self.entries = list(self._entries(cable, marks))
        self._blocks = [entry.block for entry in self.entries]
        self._cursor = self.top = 0
        self.changed()

    def follow(self, block: int) -> None:
        """Put the cursor on the section that a block stands in."""
        if self.entries:
            self.move_to(max(bisect_right(self._blocks, block) - 1, 0))

    @property
    def line_count(self) -> int:
        return len(self.entries)

    def line(self, number: int, width: int) -> Sequence[Run]:
        entry = self.entries[number]
        glyphs = self.glyphs
        mark = entry.mark
        here = (glyphs.above if mark.repeats else glyphs.below) if mark.here else " "
        elsewhere = elsewhere_glyph(mark.elsewhere, glyphs) if mark.elsewhere else " "
        signs: list[Run] = [
            (here, "within"),
            (elsewhere, mark.elsewhere.value if mark.elsewhere else "text"),
            (" ", "text"),
        ]
        room = width - 1 - len(signs) - 2
        edge = (f" {glyphs.column}", "rule")
        if entry.heading:
            return [*signs, (fit(entry.name, room, glyphs.ellipsis), "heading"), edge]
        name = f"{entry.name} "
        rest = fit(entry.excerpt, room - len(name), glyphs.ellipsis)
        return [*signs, (name, "number"), (rest, "dim"), edge]

    def filler(self, width: int) -> Sequence[Run]:
        """Draw the line that parts the outline from the text, below its end too."""
        return [(" " * (width - 1), "text"), (self.glyphs.column, "rule")]

    def on_click(self, event: events.Click) -> None:
        """Go to the section under the mouse."""
        number = self.top + event.y
        if number < self.line_count:
            self.post_message(self.Picked(self.entries[number].block))

    def _entries(self, cable: Cable, marks: Sequence[BlockMark]) -> list[Entry]:
        found: list[Entry] = []
        in_cover = False
        for block in cable.blocks:
            mark = marks[block.index] if block.index < len(marks) else NO_MARK
            if block.kind in COVER_KINDS:
                if not in_cover:
                    copy = f", copy {block.transmission}" if cable.transmissions > 1 else ""
                    found.append(Entry(block.index, f"COVER{copy}", "", True, mark))
                in_cover = True
                continue
            if block.kind in (Kind.BLANK, Kind.PAGE_BREAK):
                continue
            in_cover = False
            entry = self._entry(block, mark)
            if entry is not None:
                found.append(entry)
        return found

    def _entry(self, block: Block, mark: BlockMark) -> Entry | None:
        words = " ".join(printable_line(block.clean[: _EXCERPT * 3]).split())
        if block.kind is Kind.HEADING:
            return Entry(block.index, words.strip("-=_ "), "", True, mark)
        if block.kind is Kind.SIGNATURE:
            return Entry(block.index, words, "", True, mark)
        if block.kind not in _TEXT:
            return None
        name = name_of(block, self.glyphs)
        if block.number is not None:
            name = f"{self.glyphs.paragraph}{block.number}"
        start = read_paragraph_start(block.clean[: _EXCERPT * 3])
        if start is not None:
            words = " ".join(printable_line(block.clean[start.end : _EXCERPT * 3]).split())
        return Entry(block.index, name, words, False, mark)
