"""The list lines to search in, read by a worker when they are first asked for and again when there are more.

The one fact that surprises: while an import goes on, the lines read before are good enough. Reading them
takes a second at full size, and a letter of the filter does not wait for it; what has come since is found a
little later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.list_search import Haystack

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app import CablediffApp


class ListLines:
    """The lines of the app's archive."""

    def __init__(self, app: CablediffApp) -> None:
        self.app = app
        self._lines: Haystack | None = None
        self._waiting: Callable[[Haystack], None] | None = None
        self._old = False  # the archive has other rows by now
        self._reading = False

    def use(self, use: Callable[[Haystack], None]) -> None:
        """Call ``use`` with the lines, now or when they are read; of several that wait the last is called."""
        if self._lines is None:
            self._waiting = use
        else:
            use(self._lines)
        if (self._lines is None or self._old) and not self._reading:
            self._reading, self._old = True, False
            self.app.run_worker(self._read, thread=True, group="lines")

    def changed(self, *, for_now: bool) -> None:
        """Read the lines again before they are used next; ``for_now`` those of before will do meanwhile."""
        self._old = self._reading or for_now
        if not for_now:
            self._lines = None

    def _read(self) -> None:
        self.app.call_from_thread(self._take, Haystack(self.app.archive))

    def _take(self, lines: Haystack) -> None:
        first = self._lines is None
        self._lines, self._reading = lines, False
        use, self._waiting = self._waiting, None
        if use is not None:
            use(lines)
        elif not first:
            self.app.cables_page.lines_read()
        if self._old:
            self.use(lambda _: None)  # that is, read on
