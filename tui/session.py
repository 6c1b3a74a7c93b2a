"""The part of the app that begins and ends a session: signals, the place to return to, the line.

The one fact that surprises: a dropped line and the key Q do the same. Whatever ends the browser, the next one
opens the same screens.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from corpus.errors import ArchiveError
from tui.drawing.theme import ANSI_DARK, DARK, NAMES, colours_wanted
from tui.notes.noting import NotingApp
from tui.returning.resuming import Returning, keep_place
from tui.screens.page import Page
from tui.terminal.textual_hacks import forget_screen, leave_on_hangup, leave_on_signals
from tui.terminal.thin_line import amount

if TYPE_CHECKING:
    from corpus import Archive
    from tui.keys.in_order import Keys
    from tui.returning.settings import Settings
    from tui.working.background import Background
    from tui.working.search_worker import Importing, Searching


class SessionApp(NotingApp, inherit_bindings=False):
    """An app that can be left at any moment."""

    settings: Settings
    thin: bool
    archive: Archive
    problems: list[str]
    importing: Importing
    searching: Searching
    background: Background
    keys: Keys
    _leaving = False
    _counted = 0  # bytes sent when the reader asked last

    def _handle_exception(self, error: Exception) -> None:
        """Say in words what SQLite says of a damaged archive; what else goes wrong is Textual's to show."""
        cause = getattr(error, "error", error)  # a worker's is wrapped
        if not isinstance(cause, (sqlite3.Error, ArchiveError)) or self.is_headless:
            super()._handle_exception(error)
            return
        word = str(self.archive.told(cause) if isinstance(cause, sqlite3.Error) else cause)
        if word not in self.problems:
            self.problems.append(word)
        self.action_leave()
        self._return_code = 2

    def begin_session(self) -> None:
        """Take care of signals, and go back to where the reader was."""
        self.returning = Returning(self)  # type: ignore[arg-type]  # the one app there is
        if not self.is_headless:
            leave_on_signals(asyncio.get_running_loop(), self.action_leave)
            leave_on_hangup(asyncio.get_running_loop(), self.action_leave)
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())
        self.call_after_refresh(self._go_back)

    async def _go_back(self) -> None:
        await self.returning.begin()
        self.keys.begin()

    async def on_unmount(self) -> None:
        """Wait for the threads: the archive is closed next, and a connection in use must not be."""
        for work in (self.importing, self.searching, self.background):
            await asyncio.to_thread(work.leave)

    @property
    def _theme_setting(self) -> str:
        return "theme on a thin line" if self.thin else "theme"

    def own_theme(self) -> str:
        """Return the colours that the reader chose for such a line, or those that suit it."""
        name = self.settings.text(
            self._theme_setting, ANSI_DARK if self.thin or not colours_wanted() else DARK
        )
        return name if name in NAMES else DARK

    def action_theme(self) -> None:
        """Take the next theme."""
        place = NAMES.index(self.theme) if self.theme in NAMES else -1
        self.theme = NAMES[(place + 1) % len(NAMES)]
        self.settings.put(self._theme_setting, self.theme)
        self._report(self.theme)

    def action_bytes_sent(self) -> None:
        """Say how much went over the line."""
        sent = getattr(self._driver, "sent", 0)
        since, self._counted = sent - self._counted, sent
        line = "thin line" if self.thin else "full line"
        self._report(f"{line}: {amount(sent)} sent, {amount(since)} since asked last")

    def action_redraw(self) -> None:
        """Draw everything again: after another program has written over it, and after a suspension.

        Textual (8.2) leaves the screen empty after ``fg`` where the terminal has kept its size.
        """
        forget_screen(self)
        self.screen.refresh()

    def _report(self, text: str) -> None:
        if isinstance(self.screen, Page):
            self.screen.say(text, "bar")

    def action_leave(self) -> None:
        """Leave the browser; the next one opens here again."""
        if self._leaving:  # a dropped line is told twice, by a signal and by the terminal
            return
        self._leaving = True
        with suppress(Exception):  # whatever is wrong with the place, the reader gets out
            keep_place(self)  # type: ignore[arg-type]
        self.importing.stop()
        self.searching.stop()
        self.exit()
