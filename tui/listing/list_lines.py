"""The list lines to search in, read by a worker when they are first asked for and again when there are more.

The one fact that surprises: while an import goes on, the lines read before are good enough. Reading them
takes a second at full size, and a letter of the filter does not wait for it; what has come since is found a
little later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.listing.list_search import Haystack

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app import CablediffApp


class ListLines:
    """The lines of the app's archive."""

    def __init__(self, app: CablediffApp) -> None:
        self.app = app
        self._lines: Haystack | None = None
        self._waiting: dict[str, Callable[[Haystack], None]] = {}
        self._reading = False
        self._more = False  # rows have come since the lines began to be read, which do for now
        self._outdated = False  # the lines that are being read are of no use any more

    def use(self, purpose: str, use: Callable[[Haystack], None]) -> None:
        """Call ``use`` with the lines, now or when they are read; of several for one purpose the last."""
        if self._lines is None:
            self._waiting[purpose] = use
        else:
            use(self._lines)
        if self._lines is None or self._more:
            self._read_on()

    def changed(self, *, for_now: bool) -> None:
        """Read the lines again before they are used next; ``for_now`` those of before will do meanwhile."""
        if for_now:
            self._more = True
        else:
            self._lines, self._outdated = None, self._reading

    def _read_on(self) -> None:
        if not self._reading:
            self._reading, self._more, self._outdated = True, False, False
            self.app.run_worker(self._read, thread=True, group="lines")

    def _read(self) -> None:
        self.app.call_from_thread(self._take, Haystack(self.app.archive))

    def _take(self, lines: Haystack) -> None:
        self._reading = False
        if self._outdated:
            if self._waiting:
                self._read_on()
            return
        first = self._lines is None
        self._lines = lines
        waiting, self._waiting = self._waiting, {}
        for use in waiting.values():
            use(lines)
        if not first:
            self.app.cables_page.lines_read()
        if self._more:
            self._read_on()
