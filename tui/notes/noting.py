"""The part of the app that keeps what the reader notes: every screen writes through it, all show it.

Nothing that cannot be written is shown as noted: the journal is written first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import App

from corpus.archive import Archive
from tui.names import counted
from tui.numbers import whole
from tui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from duplicates.model import Group, Member
    from tui.catalogue import Catalogue
    from tui.notes.drafts import Draft
    from tui.notes.reader_notes import Notes, Verdict


_MANY: Final = 100
"""Marked cables from which on the archive is asked for all of them at once."""


class NotingApp(App[None], inherit_bindings=False):
    """An app over one archive with the reader's notes on it."""

    archive: Archive
    catalogue: Catalogue
    notes: Notes
    draft: Draft | None = None  # a note that an earlier session could not finish
    draft_found: Draft | None = None  # the same, also when it was gone on with

    def marked_numbers(self) -> set[int]:
        """Return the record numbers of the marked cables."""
        marked = self.notes.marked
        if len(marked) > _MANY and isinstance(self.archive, Archive):
            return self.archive.numbers_of(marked)
        found = map(self.archive.number_of, marked)
        return {number for number in found if number is not None}

    def toggle_mark(self, key: str) -> bool:
        """Mark a cable, or take its mark away; return whether it is marked now."""
        marked = key not in self.notes.marked
        self._note(lambda: self.notes.toggle(key))
        return marked

    def toggle_mark_and_say(self, key: str) -> None:
        """Mark a cable, or take its mark away, and say so: where the mark is not seen, or scrolled out."""
        if self.toggle_mark(key) == (key in self.notes.marked):
            self.say(f"{key}: {'marked' if key in self.notes.marked else 'mark taken away'}")

    def judge(self, a: str, b: str, verdict: Verdict | None) -> None:
        """Note a verdict on a pair."""
        self._note(lambda: self.notes.judge(a, b, verdict))

    def mark_all(self, keys: Iterable[str]) -> int:
        """Mark cables in one step; return how many were not marked before."""
        before = len(self.notes.marked)
        self._note(lambda: self.notes.mark_all(keys))
        return len(self.notes.marked) - before

    def unmark_all_and_say(self) -> None:
        """Take all marks away, say how many there were and how they come back."""
        count = len(self.notes.marked)
        if not count:
            self.say("no cable is marked")
            return
        self._note(self.notes.unmark_all)
        if not self.notes.marked:
            self.say(f"{counted(count, 'mark')} taken away; z makes {'it' if count == 1 else 'them'} again")

    def write_note(self, text: str, *about: str) -> None:
        """Note a text on a place or a pair; the empty text takes the note away."""
        self._note(lambda: self.notes.write(text, *about))

    def take_draft(self, *about: str) -> str:
        """Return what was typed of a note on these places when a line dropped, once; '' where nothing was."""
        draft = self.draft
        if draft is None or not draft.is_about(about):
            return ""
        self.draft = None
        return draft.text

    def action_undo(self) -> None:
        """Take the last mark, note or verdict back; say what it was and how many more there are."""
        self._note(self.notes.undo_said, said=True)

    def action_redo(self) -> None:
        """Make the last one again that was taken back."""
        self._note(self.notes.redo_said, said=True)

    def _note(self, change: Callable[[], object], *, said: bool = False) -> None:
        try:
            what = change()
        except OSError as error:
            self.say(f"not noted: {error.strerror or error}")
            return
        self._show_notes()
        if said:
            self.say(str(what))

    def _show_notes(self) -> None:
        for page in self.screen_stack:
            if isinstance(page, Page):
                page.show_notes()

    async def action_notes(self) -> None:
        """Show all marks, notes and verdicts."""
        from tui.screens.notes import NotesPage  # a screen is loaded when it is first gone to

        if isinstance(self.screen, NotesPage):
            await self.pop_screen()
        else:
            await self.push_screen(NotesPage())

    async def open_places(self, *about: str) -> None:
        """Read the one place that a note names, or compare the two."""
        from tui.screens.diff import DiffPage

        if len(about) == 1:
            key, _, block = about[0].partition("#")
            number = self.archive.number_of(key)
            if number is None:
                self.say(f"{key} is not in this archive")
            else:
                await self.read_cable(number, whole(block))
            return
        sides = [self.catalogue.named(place) for place in about]
        if None in sides:
            missing = about[sides.index(None)]
            self.say(f"{missing} is not in this archive")
            return
        together = self.catalogue.together(*about)
        if together is not None:
            group, own, member = together
            await self.show_difference(own.cable, own.block, group, member)
            return
        first, second = sorted(
            (side for side in sides if side), key=lambda side: (side.date, side.key, side.block or 0)
        )
        await self.push_screen(DiffPage([(first, second)]))

    async def read_cable(self, number: int, block: int | None = None) -> None:
        """Open the reader."""
        raise NotImplementedError

    async def show_difference(self, key: str, block: int | None, group: Group, member: Member) -> None:
        """Open the word diff between a place and another of its group."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Say something in the status line of the screen on top."""
        if isinstance(self.screen, Page):
            self.screen.say(text)
