"""All that the reader noted in this archive: marked cables, notes, and verdicts on pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from parser.printable import printable_line
from tui import actions
from tui.drawing.wrapping import fit, fit_id
from tui.names import counted
from tui.screens.page import Clipping, Page
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

    from tui.notes.reader_notes import Remark
    from tui.widgets.runs import Run

_PLACES_WIDTH = 42


class NotesList(LineView):
    """A line for each place or pair."""

    def __init__(self, subject: Callable[[str], str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.remarks: list[Remark] = []
        self._subject = subject

    @property
    def line_count(self) -> int:
        return len(self.remarks)

    def line(self, number: int, width: int) -> Sequence[Run]:
        remark = self.remarks[number]
        dots = self.glyphs.ellipsis
        places = f" {self.glyphs.arrow} ".join(printable_line(place) for place in remark.about)
        where = fit_id(places, _PLACES_WIDTH, width - 3, dots)
        runs: list[Run] = [
            (f"{self.glyphs.mark if remark.marked else ' '} ", "key"),
            (where, "id"),
            (f" {remark.verdict or '':10} ", "strong"),
        ]
        room = max(width - len(where) - 15, 1)
        if remark.note:
            note = f"{self.glyphs.note} {printable_line(remark.note)}"
            return [*runs, (fit(note, room, dots), "comment")]
        return [*runs, (fit(printable_line(self._subject(remark.about[0])), room, dots), "faint")]


class NotesPage(Page):
    """What can be opened, changed and copied again."""

    SCOPE = actions.NOTES
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.NOTES)]

    def __init__(self) -> None:
        super().__init__()
        self.list = NotesList(self._subject, id="notes")

    @property
    def view(self) -> LineView:
        return self.list

    def begin(self) -> None:
        """Fill the list."""
        self.show_notes()

    def show_notes(self) -> None:
        """Fill the list again; the cursor stays on its line."""
        self.list.remarks = self.browser.notes.remarks()
        self.list.changed()

    def _subject(self, place: str) -> str:
        return self.browser.catalogue.subject_of(place.partition("#")[0]) or ""

    @property
    def remark(self) -> Remark | None:
        """What is under the cursor."""
        return self.list.remarks[self.list.cursor] if self.list.remarks else None

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        notes = self.browser.notes
        counts = (
            counted(len(notes.marked), "mark"),
            counted(len(notes.notes), "note"),
            counted(len(notes.verdicts), "verdict"),
        )
        right = f" {self.glyphs.separator} ".join(counts)
        return ((" Marks, notes and verdicts ", "bar_strong"),), ((f"{right} ", "bar_dim"),)

    def place(self) -> str:
        if not self.list.remarks:
            return "nothing is noted yet: m marks a cable, A writes a note, V judges a pair"
        return f"{self.list.cursor + 1:,}/{len(self.list.remarks):,}"

    def details(self) -> str:
        """Say what the blocks under the cursor are called."""
        if self.remark is None or not any("#" in place for place in self.remark.about):
            return ""
        called = self.browser.catalogue.called(self.remark.about)
        return printable_line(f" {self.glyphs.arrow} ".join(called))

    async def action_open(self) -> None:
        """Read the cable, or compare the pair."""
        if self.remark is not None:
            await self.browser.open_places(*self.remark.about)

    async def on_line_view_chosen(self) -> None:
        """A double click opens."""
        await self.action_open()

    def action_note(self) -> None:
        """Write or change the note."""
        if self.remark is not None:
            called = self.browser.catalogue.called(self.remark.about)
            self.write_note(" and ".join(called), *self.remark.about)

    def action_unmark(self) -> None:
        """Mark the cable, or take its mark away."""
        if self.remark is None:
            return
        if len(self.remark.about) > 1:
            self.say("a pair has no mark: V in its differences changes the verdict")
        else:
            self.browser.toggle_mark(self.remark.about[0])

    def action_unmark_all(self) -> None:
        """Take all marks away; notes and verdicts stay."""
        self.browser.unmark_all_and_say()

    def clippings(self) -> Sequence[Clipping]:
        from tui.notes.notes_forms import as_text

        if self.remark is None:
            return ()
        return (
            ("i", "id", self.remark.about[0]),
            ("t", "line", as_text([self.remark])),
            ("a", "all", as_text(self.list.remarks)),
            ("c", "command", self.browser.command("notes")),
        )
