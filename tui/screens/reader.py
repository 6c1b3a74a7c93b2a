"""Reading one cable: fields, text, sections, and what of it occurs elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from corpus.snippets import find_hits
from parser.printable import printable, printable_line
from tui import actions
from tui.names import block_name, copy_name
from tui.notes.notes_shown import with_notes
from tui.opening import show_dots, show_dots_against, show_groups_of, unknown_copies
from tui.reading.classification import role_of, short
from tui.reading.explain import mark_words
from tui.reading.reading_places import cited_at, sections, step_to
from tui.reading.text_search import find_all
from tui.screens.searching import SearchingPage
from tui.widgets.cable_text import CableText
from tui.widgets.duplication_map import DuplicationMap
from tui.widgets.outline import Outline
from tui.widgets.panes import Panes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from corpus.query import Words
    from duplicates.model import Group
    from parser.model import Cable
    from tui.reading.block_marks import BlockMark
    from tui.reading.document import Document
    from tui.reading.header_table import HeaderLine
    from tui.reading.history import Stop
    from tui.screens.page import Clipping
    from tui.widgets.line_view import LineView
    from tui.widgets.runs import Run

OUTLINE_FROM = 110
"""Columns from which on the outline stands beside the text."""


_LONGEST_STATED: Final = 16
"""Letters of a classification that the title has room for; a longer one is shown in its short form."""


class ReaderPage(SearchingPage):
    """One cable."""

    SCOPE = actions.READER
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.READER)]

    def __init__(
        self, number: int, block: int | None = None, words: Sequence[Words] = (), *, spot: int | None = None
    ) -> None:
        super().__init__()
        self.number = number
        self.key = ""
        self.cable: Cable | None = None
        self.text = CableText(id="text")
        self.map = DuplicationMap(self.text.states, id="map")
        self.outline = Outline(id="outline")
        self.wants_outline = True
        self._narrow_outline = False
        self._words = words
        self._first_block = block
        self._first_spot = spot
        self._groups: Mapping[int, Sequence[Group]] = {}
        self._mapped: Document | None = None  # whose lines the map shows

    @property
    def view(self) -> LineView:
        return self.text

    def body(self) -> Sequence[Widget]:
        return (Panes(self.outline, self.text, self.map),)

    def on_screen_resume(self) -> None:
        """The cable is read again, after what stood on top of it."""
        if self.key:
            self.browser.history.visit(self.key)
            self.browser.history.at(self.key, self.text.text_offset)

    def begin(self) -> None:
        """Open the cable; where a search led here, show its hits."""
        self.wants_outline = self.browser.options.flag("outline", default=True)
        self._show_outline()
        self.text.view_options = self.browser.reading
        self.show_cable(self.number, self._first_block)
        if self._first_spot is not None:
            self.call_after_refresh(self._stand_at, self._first_spot)
        elif self._words:
            self.call_after_refresh(self._stand_at_hit)

    def _stand_at(self, offset: int) -> None:
        """Go to the line that shows an offset, or stands for it."""
        self.text.move_to(self.text.line_of(offset))

    def _stand_at_hit(self) -> None:
        """Go to the first hit that is shown, unless the reader has gone on already."""
        if self.text.cursor == 0:
            self.text.go_to_first_hit()
            self.show_place()

    def show_cable(self, number: int, block: int | None = None) -> None:
        """Show another cable in this screen."""
        row, cable = self.browser.catalogue.cable(number)
        self.number, self.key, self.cable = number, row, cable
        self.browser.catalogue.note_read(row)
        self.browser.history.visit(row)
        self.searched = ""
        marks = self.marks()
        self.text.show(cable, marks, self._header)
        self.outline.show(cable, marks)
        self.map.changed()
        if block is not None:
            self.call_after_refresh(self.text.go_to_block, block)
        if self._words:
            self.searched = self.browser.cables_page.wanted
            self.text.find_hits(find_hits(cable.text, self._words))
        self.call_after_refresh(self.show_place)

    def show_marks(self) -> None:
        """Show the marks of a finished search for duplicates; the reader stays where they are."""
        if self.cable is not None:
            marks = self.marks()
            self.text.show_marks(marks, self._header)
            self.outline.show(self.cable, marks)
            self.outline.follow(self.text.block)
            self.map.changed()

    def marks(self) -> list[BlockMark]:
        """Return the mark of each block."""
        if self.cable is None:
            return []
        self._groups, marks = self.browser.catalogue.marks(self.key, self.cable)
        return marks

    def _header(self, width: int) -> Sequence[HeaderLine]:
        assert self.cable is not None
        lines = self.browser.catalogue.header(self.key, self.cable, width)
        return with_notes(lines, self.browser.notes, self.key, self.cable, width, self.glyphs)

    # Title and place

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        cable = self.cable
        if cable is None:
            return (), ()
        left: list[Run] = [(f" {printable_line(self.key)} ", "bar_strong")]
        gap = f"{self.glyphs.separator} "
        if cable.created:
            left.append((f"{gap}{cable.created:%Y-%m-%d} ", "bar"))
        if cable.origin:
            left.append((f"{gap}{printable_line(cable.origin)} ", "bar"))
        right: list[Run] = []
        if cable.classification:
            stated = printable_line(cable.classification)
            stated = stated if len(stated) <= _LONGEST_STATED else short(stated)
            right.append((f"{stated} ", f"bar_{role_of(cable.classification)}"))
        return left, right

    def place(self) -> str:
        if self.cable is None or not self.text.line_count:
            return ""
        parts = [f"{self.text.cursor + 1:,}/{self.text.line_count:,}"]
        block = self.text.block
        name = block_name(self.cable, block, self.glyphs)
        copy = copy_name(self.cable, block) if block >= 0 else ""
        parts.append(f"{name}, {copy}" if copy else name)
        parts.append(self.hit_place())
        return f" {self.glyphs.separator} ".join(part for part in parts if part)

    def details(self) -> str:
        if self.text.hits or self.text.document is None or not self.text.document.lines:
            return ""
        return mark_words(self.text.document.mark(self.text.block))

    def moved(self) -> None:
        """Keep the map, and the history, at the place."""
        self.browser.history.at(self.key, self.text.text_offset)
        if self.text.document is not self._mapped:  # laid out anew: folded, filled, or for another width
            self._mapped = self.text.document
            self.map.changed()
        self.map.show_place(self.text.top, self.text.page)
        if self.outline.display:
            self.outline.follow(self.text.block)

    def on_resize(self) -> None:
        """Show the outline where there is room beside the text."""
        self._show_outline()
        super().on_resize()

    def _show_outline(self) -> None:
        wide = self.size.width >= OUTLINE_FROM
        self.outline.set_class(self.wants_outline if wide else self._narrow_outline, "shown")

    def on_outline_picked(self, event: Outline.Picked) -> None:
        """Go to the section that was clicked."""
        self.text.go_to_block(event.block)

    def on_duplication_map_picked(self, event: DuplicationMap.Picked) -> None:
        """Go where the reader pointed in the map."""
        self.text.move_to(event.line)

    # What can be done

    async def action_copies(self) -> None:
        """Show the copies of the block under the cursor."""
        if self.cable is None:
            return
        block = self.text.block
        await self.browser.show_copies(self.key, None if block < 0 else block, self._groups.get(block, ()))

    async def action_follow(self) -> None:
        """Open the reference under the cursor; else show the copies of the block."""
        link = self.text.link or self._cited_here()
        if link is None:
            if self.text.block >= 0:
                await self.action_copies()
            return
        number = self.browser.archive.number_of(link)
        if number is None:
            self.say(f"{link} is not in this archive")
            return
        self.show_cable(number)

    def _cited_here(self) -> str | None:
        """Return the cable of the archive that the text under the cursor refers to."""
        span, archive = self.text.span, self.browser.archive
        if self.cable is None or span is None:
            return None
        return cited_at(self.cable, span, lambda key: archive.number_of(key) is not None)

    async def on_line_view_chosen(self) -> None:
        """A double click follows."""
        await self.action_follow()

    async def action_groups(self) -> None:
        """Show the groups of the block under the cursor, or (in the table of fields) of the cable."""
        await self.show_groups_of(self.text.block if self.text.block >= 0 else None)

    async def show_groups_of(self, block: int | None) -> None:
        """Show the groups of a block, or (without one) of the cable."""
        lookup = self.browser.catalogue.lookup
        if lookup is None:
            self.say(unknown_copies(self.browser))
        elif block is None:
            await show_groups_of(self.browser, self.key, lookup.groups_of(self.key), [f"--cable={self.key}"])
        else:
            name = f"{self.key} {self.browser.catalogue.place_name(self.key, block)}"
            groups = self._groups.get(block, ())
            choice = [f"--group={group.id}" for group in groups]
            await show_groups_of(self.browser, name, groups, choice, block)

    async def action_dots(self) -> None:
        """Show the cable as a dot plot."""
        await show_dots(self.browser, self.key)

    async def action_dots_against(self) -> None:
        """Show the cable and another as a dot plot."""
        await show_dots_against(self.browser, self.key)

    def action_back_in_history(self) -> None:
        """Return to the cable that was read before this one."""
        self._go_in_history(self.browser.history.back, "nothing to go back to")

    def action_forward_in_history(self) -> None:
        """Go to the cable that was gone back from."""
        self._go_in_history(self.browser.history.forward, "nothing to go forward to")

    def _go_in_history(self, step: Callable[[], Stop | None], nothing: str) -> None:
        for _ in range(self.text.take_count()):
            stop = step()
            if stop is None:
                self.say(nothing)
                return
            number = self.browser.archive.number_of(stop[0])
            if number is None:
                self.say(f"{stop[0]} is not in this archive")
                return
            self.show_cable(number)
            self._stand_at(stop[1])

    def action_mark(self) -> None:
        """Mark the cable, or take its mark away."""
        marked = self.browser.toggle_mark(self.key)
        self.say("marked" if marked else "mark taken away", "bar")

    def action_note(self) -> None:
        """Write a note on the block under the cursor, or (in the table of fields) on the cable."""
        if self.cable is None:
            return
        block = self.text.block
        if block < 0:
            self.write_note(self.key, self.key)
        else:
            name = f"{self.key} {self.browser.catalogue.place_name(self.key, block)}"
            self.write_note(name, f"{self.key}#{block}")

    def show_notes(self) -> None:
        """Write the notes into the table of fields again."""
        self.show_marks()

    def clippings(self) -> Sequence[Clipping]:
        if self.cable is None:
            return ()
        block = self.text.block
        found = [("i", "id", self.key)]
        if block >= 0:
            found.append(("t", "block", self.cable.blocks[block].clean))
        return [
            *found,
            ("a", "whole text", self.cable.text),
            ("r", "command for a reading copy", self.browser.command("clean", self.key)),
            ("c", "command", self.browser.command("read", self.key, options=self._options())),
        ]

    def _options(self) -> list[str]:
        """Return the options that have ``cablediff read`` print the cable as it is shown."""
        view = self.text.view_options
        options = [name for name, on in (("--fold", view.fold), ("--routing", view.routing)) if on]
        if view.fill is not None:
            options.append("--filled" if view.fill else "--as-sent")
        return options

    def action_next_section(self) -> None:
        """Go to the next section."""
        self._go(self._sections(), self.text.take_count(), "no further section")

    def action_previous_section(self) -> None:
        """Go to the previous section."""
        self._go(self._sections(), -self.text.take_count(), "no section before this")

    def action_next_repeat(self) -> None:
        """Go to the next block that occurs elsewhere, or again here."""
        self._go(self._repeats(), self.text.take_count(), "no further repeated block")

    def action_previous_repeat(self) -> None:
        """Go to the previous block that occurs elsewhere, or again here."""
        self._go(self._repeats(), -self.text.take_count(), "no repeated block before this")

    def seek(self, wanted: str, then: Callable[[], None]) -> None:
        assert self.cable is not None
        self.text.find_hits(find_all(printable(self.cable.text), wanted), wanted)
        then()

    def found(self) -> None:
        if self.text.hits:
            self.step_hit(1)
            self.show_place()
        else:
            self.say(f"not found: {self.searched}")

    def count_hits(self) -> tuple[int, int]:
        return self.text.hit + 1, len(self.text.hits)

    def step_hit(self, step: int) -> None:
        self.text.go_to_hit(step)

    def end_search(self) -> None:
        self.text.find_hits(())

    def action_next_cable(self) -> None:
        """Read the next cable of the list."""
        self._step(self.text.take_count())

    def action_previous_cable(self) -> None:
        """Read the previous cable of the list."""
        self._step(-self.text.take_count())

    def action_fold(self) -> None:
        """Fold repeats away, or show them."""
        options = self.text.view_options
        if not options.fold and not any(mark.repeats for mark in self.marks()):
            self.say("nothing here repeats what stands above it")
            return
        self.text.show_view(options._replace(fold=not options.fold))

    def action_routing(self) -> None:
        """Show or hide the routing header."""
        options = self.text.view_options
        self.text.show_view(options._replace(routing=not options.routing))
        self.browser.reading = self.browser.reading._replace(routing=not options.routing)

    def action_outline(self) -> None:
        """Show or hide the outline; in a narrow terminal for this cable alone: the text gives way."""
        if self.size.width >= OUTLINE_FROM:
            self.wants_outline = not self.wants_outline
            self.browser.options.put("outline", self.wants_outline)
        else:
            self._narrow_outline = not self._narrow_outline
        self._show_outline()

    def action_wrap(self) -> None:
        """Fill the lines anew, or show them as they were sent."""
        options = self.text.view_options
        self.text.show_view(options._replace(fill=not options.fill))
        self.browser.reading = self.browser.reading._replace(fill=not options.fill)
        self.say("lines filled" if not options.fill else "lines as sent", "bar")

    def _sections(self) -> list[int]:
        if self.cable is None or self.text.document is None:
            return []
        return sections(self.cable, self.text.document.blocks_shown())

    def _repeats(self) -> list[int]:
        if self.text.document is None:
            return []
        return [index for index in self.text.document.blocks_shown() if self.text.document.mark(index)]

    def _go(self, blocks: list[int], step: int, nothing: str) -> None:
        document = self.text.document
        if document is None:
            return
        lines = [line for index in blocks if (line := document.first_line(index)) is not None]
        target = step_to(lines, self.text.cursor, step)
        if target is None:
            self.say(nothing)
        else:
            self.text.go_to_block(document.lines[target].block)

    def _step(self, step: int) -> None:
        number = self.browser.neighbour(self.number, step)
        if number is None:
            self.say("the list ends here")
        else:
            self.show_cable(number)
            self._stand_at_hit()
