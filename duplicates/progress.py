"""How a long search says where it is, and how it is told to stop.

The one fact that surprises: stopping is asked for, never forced. A search looks at ``stop`` between two
pieces of work, which are kept small enough that Esc is answered at once.
"""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, what is done and what there is to do."""

Stop = Callable[[], bool]
"""Called often; True asks the search to end."""


class Stopped(Exception):  # noqa: N818 - a reader stopped the search, nothing went wrong
    """The reader stopped the search; what it had found so far is dropped."""


class Watch:
    """Tells of progress and looks for the wish to stop; with neither it costs next to nothing."""

    __slots__ = ("_progress", "_stop")

    def __init__(self, progress: Progress | None = None, stop: Stop | None = None) -> None:
        self._progress = progress
        self._stop = stop

    def at(self, stage: str, done: int, total: int) -> None:
        """Report ``done`` of ``total`` in ``stage``; raise `Stopped` where the reader asked for it."""
        if self._stop is not None and self._stop():
            raise Stopped(f"stopped while {stage}")
        if self._progress is not None:
            self._progress(stage, done, total)


SILENT = Watch()
"""A watch that nobody reads."""
