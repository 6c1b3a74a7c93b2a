"""What may take longer than a key, done off the screen's thread: for each purpose one work at a time.

The one fact that surprises: a newer work for the same purpose drops the older one, whose result nobody waits
for any more. So a reader who presses the key for the next order three times sees the third order.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app import CablediffApp

T = TypeVar("T")
D = TypeVar("D")

QUIET: Final = 0.2
"""Seconds for which a work goes on before the status line says so."""

AT_ONCE: Final = 5_000
"""Rows or groups up to which a key does without a thread."""


MANY: Final = AT_ONCE + 1
"""The size of a work that is never done at once."""


class Background:
    """The works of one app."""

    def __init__(self, app: CablediffApp) -> None:
        self.app = app
        self._works: dict[str, Task] = {}
        self._under_way = 0
        self._idle = threading.Condition()

    def do(
        self,
        purpose: str,
        work: Callable[[Task], T],
        done: Callable[[T], D],
        *,
        size: int,
        quiet: bool = False,
    ) -> D | None:
        """Do a work, in a thread when it is of some size, and hand what it gives to the screen.

        ``purpose`` says in the status line what is going on. What ``done`` returns is returned where it was
        done at once. A ``quiet`` work is told of to nobody, and goes on whatever is stopped.
        """
        self.drop(purpose)
        task = Task(self.app, purpose, quiet=quiet)
        if size <= AT_ONCE:
            return done(work(task))
        self._works[purpose] = task
        with self._idle:
            self._under_way += 1
        self.app.run_worker(lambda: self._run(task, work, done), thread=True, group=purpose)
        if not quiet:
            self.app.set_timer(QUIET, lambda: self._say(task))
        return None

    def _run(self, task: Task, work: Callable[[Task], T], done: Callable[[T], object]) -> None:
        try:
            if not task.stopped:
                found = work(task)
                if not self.app._exit:
                    self.app.call_from_thread(self._take, task, lambda: done(found))
        finally:
            with self._idle:
                self._under_way -= 1
                self._idle.notify_all()
            if not self.app._exit:
                self.app.call_from_thread(self._forget, task)

    def _take(self, task: Task, done: Callable[[], object]) -> None:
        if not task.stopped:
            self._forget(task)
            done()

    def _forget(self, task: Task) -> None:
        if self._works.get(task.purpose) is task:
            del self._works[task.purpose]
            if task.said:
                self.app.show_progress("")

    def _say(self, task: Task) -> None:
        if self._works.get(task.purpose) is task and not task.said:
            task.show("")

    @property
    def running(self) -> bool:
        """Whether there is something that Esc stops."""
        return not all(task.quiet for task in self._works.values())

    def is_at(self, purpose: str) -> bool:
        """Whether a work for some purpose is under way."""
        return purpose in self._works

    def drop(self, purpose: str) -> None:
        """Stop the work for a purpose, whose result is not wanted any more."""
        task = self._works.pop(purpose, None)
        if task is not None:
            task.stopped = True
            if task.said:
                self.app.show_progress("")

    def stop(self) -> bool:
        """Stop everything; tell whether there was something."""
        works = [purpose for purpose, task in self._works.items() if not task.quiet]
        for purpose in works:
            self.drop(purpose)
        if works:
            self.app.show_progress("")
        return bool(works)

    def leave(self) -> None:
        """Stop everything, and return when no thread uses the archive any more."""
        for task in self._works.values():
            task.stopped = True
        with self._idle:
            self._idle.wait_for(lambda: not self._under_way, timeout=10.0)


class Task:
    """A work under way, as it sees itself."""

    _PAUSE = 0.25

    def __init__(self, app: CablediffApp, purpose: str, *, quiet: bool) -> None:
        self.app = app
        self.purpose = purpose
        self.quiet = quiet
        self.stopped = False
        self.said = False
        self._began = self._last = time.monotonic()

    def stop(self) -> bool:
        """Tell whether nobody waits for it any more: it is asked every few milliseconds."""
        return self.stopped or self.app._exit

    def at(self, done: int, total: int) -> None:
        """Show how far it is, when the last news are old enough; called from its thread."""
        now = time.monotonic()
        if now - self._last >= self._PAUSE and not self.stop():
            self._last = now
            share = f" {done / total:.0%}" if total else f" {done:,}" if done else ""
            self.app.call_from_thread(self.show, share)

    def show(self, share: str) -> None:
        """Show it in the status line."""
        if not self.stopped:
            self.said = True
            self.app.show_progress(f"{self.purpose}{share} {self.app.glyphs.separator} Esc stops")
