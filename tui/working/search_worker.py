"""The long work: importing cables and looking for copies, each in a thread that can be stopped.

News go to the screen a few times a second at most, and none at all when nothing runs.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from typing import TYPE_CHECKING, Final

from corpus.errors import ArchiveError
from tui.names import counted, progress_line
from tui.returning.places import keep_sources
from tui.terminal.textual_hacks import prepare_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from corpus.pace import Progress
    from parser.problems import Problem
    from tui.app import CablediffApp

_PAUSE: Final = 0.25
"""Seconds between two news of progress."""

_REFRESH: Final = 2.0
"""Seconds between two looks at a growing archive."""


NOT_LOOKED_FOR: Final = "stopped: copies are not known; F looks for them"


class _Work:
    """Something long that runs at most once at a time."""

    def __init__(self, app: CablediffApp) -> None:
        self.app = app
        self.running = False
        self._stop = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._left = False
        self._beginning = threading.Lock()
        self._said = 0.0

    def leave(self) -> None:
        """Stop, say nothing more, and return when the thread is done with the archive."""
        with self._beginning:
            self._left = True
        self._stop.set()
        self._idle.wait()

    def _in_thread(self, work: Callable[[], None], group: str) -> None:
        def run() -> None:
            with self._beginning:  # a thread that was asked for may begin late, or never
                if self._left:
                    return
                self._idle.clear()
            try:
                work()
            finally:
                self._idle.set()

        self.app.run_worker(run, thread=True, group=group)

    @property
    def _nobody_listens(self) -> bool:
        return self._left or self.app._exit

    def stop(self) -> None:
        """Ask the work to end, which takes until the step at hand is done."""
        self._stop.set()
        if self.running:
            self.app.show_progress("stopping")

    def _begin(self) -> bool:
        if self.running:
            return False
        self.running = True
        self._stop.clear()
        self._said = 0.0
        return True

    def _tell(self, text: str) -> None:
        """Show progress, when the last news are old enough."""
        now = time.monotonic()
        if now - self._said >= _PAUSE and not self._stop.is_set():
            self._said = now
            self.app.call_from_thread(self.app.show_progress, text)

    def _end(self) -> None:
        self.running = False
        self.app.progress_text = ""


class Importing(_Work):
    """Reads the sources into the archive."""

    def start(self, sources: Sequence[Path]) -> None:
        """Begin; the list fills while this runs."""
        if not self._left and self._begin():
            self._in_thread(lambda: self._run(sources), "import")

    def _run(self, sources: Sequence[Path]) -> None:
        from corpus.importing import ImportSummary, import_paths  # brings the parser

        shown = time.monotonic()

        def progress(at: Progress) -> None:
            nonlocal shown
            stops = f" {self.app.glyphs.separator} Esc stops" if len(self.app.screen_stack) == 1 else ""
            self._tell(f"reading: {progress_line(at).strip()}{stops}")
            if time.monotonic() - shown > _REFRESH:
                shown = time.monotonic()
                self.app.call_from_thread(self.app.archive_grew)

        prepare_processes()
        message = getattr(self.app.archive, "word", "")  # that it cannot be written
        keep_sources(self.app.archive.path, sources)
        summary = ImportSummary()
        try:
            if not message:
                summary = import_paths(
                    self.app.archive,
                    sources,
                    progress=progress,
                    stop=self._stop.is_set,
                    on_problem=self._problem,
                )
        except ArchiveError as error:
            message = str(error).removeprefix(f"{self.app.archive.path}: ")  # the line is short
        except sqlite3.Error as error:
            message = f"the archive could not be written: {error}"
        self._end()
        if not message and not summary.stopped:
            keep_sources(self.app.archive.path, ())
        if summary.stopped:
            message = f"stopped after {counted(summary.records, 'cable')}; the next start goes on"
        elif summary.problems:
            message = f"{counted(summary.problems, 'problem')} in the input: {self.app.problems[-1]}"
        if not self._nobody_listens:
            self.app.call_from_thread(self.app.import_done, message)

    def _problem(self, problem: Problem) -> None:
        self.app.problems.append(str(problem))


class Searching(_Work):
    """Looks for repeated text in the whole archive."""

    def __init__(self, app: CablediffApp) -> None:
        super().__init__(app)
        self.due = False  # to begin when the first picture stands

    def start_after(self, seconds: float) -> None:
        """Begin a little later, unless the reader stops it before."""
        self.due = True
        self.app.set_timer(seconds, lambda: self.start() if self.due else None)

    def stop(self) -> None:
        if self.due:
            self.due = False
            self.app.search_failed(NOT_LOOKED_FOR)
        super().stop()

    def start(self) -> None:
        """Begin."""
        self.due = False
        if not self._left and self._begin():
            self._in_thread(self._run, "duplicates")

    def _run(self) -> None:
        from duplicates.progress import Stopped  # the first picture waits for no search
        from tui.working.copies_for_screen import copies_for_screen
        from tui.working.search_process import SearchFailedError

        message = ""
        copies = None
        try:
            copies = copies_for_screen(self.app.archive, self._progress, self._stop.is_set)
        except Stopped:
            message = NOT_LOOKED_FOR
        except (SearchFailedError, sqlite3.Error, ArchiveError) as error:
            message = f"copies were not found: {error}"
        self._end()
        if self._nobody_listens:
            return
        if copies is None:
            self.app.call_from_thread(self.app.search_failed, message)
        else:
            self.app.call_from_thread(self.app.take_copies, copies)

    def _progress(self, stage: str, done: int, total: int) -> None:
        share = f" {done / total:.0%}" if total else ""
        self._tell(f"copies: {stage}{share}")
