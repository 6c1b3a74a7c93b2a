"""Pieces of work done by several processes, their results in the order of the pieces.

The one fact that surprises: threads are of no use here. RapidFuzz keeps Python's lock while it compares, and
numpy takes and drops it for each of many small steps: two threads together were slower than one. Forked
processes see all that was there before as it is, without a copy; only results travel. A reader's callbacks
are called by the process that asked for the work and by no other.
"""

from __future__ import annotations

import signal
import sys
import threading
from multiprocessing import current_process, get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from duplicates.progress import SILENT, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

Result = TypeVar("Result")

AHEAD: Final = 4  # parts for each worker that may be done before their turn: one may take long
GLANCE: Final = 0.05  # seconds between two looks at the wish to stop


class WorkerLostError(Exception):
    """A process ended before its work was done."""


def in_parts(
    stage: str, parts: int, work: Callable[[int, Watch], Result], watch: Watch, workers: int
) -> Iterator[Result]:
    """Yield ``work(part, watch)`` of the parts 0, 1, 2 …, of which ``workers`` are done at a time.

    Where processes cannot be forked safely, one after the other. Raises what ``work`` raises, `Stopped` where
    the reader asks for it, and `WorkerLostError`.
    """
    workers = min(workers, parts)
    if workers <= 1 or not can_fork():
        for part in range(parts):
            watch.at(stage, part, parts)
            yield work(part, watch)
        return
    crew = _Crew(work, workers)
    try:
        yield from crew.results(stage, parts, watch)
    finally:
        crew.dismiss()


def can_fork() -> bool:
    """Whether a copy of this process would be whole: other threads are not copied, but their locks are."""
    return sys.platform == "linux" and threading.active_count() == 1 and not current_process().daemon


class _Crew:
    """Forked processes that take parts of some work."""

    def __init__(self, work: Callable[[int, Watch], Any], workers: int) -> None:
        context = get_context("fork")
        self._members: list[tuple[ForkProcess, Connection[Any, Any]]] = []
        for _ in range(workers):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, work), daemon=True)
            process.start()
            theirs.close()
            self._members.append((process, ours))

    def results(self, stage: str, parts: int, watch: Watch) -> Iterator[Any]:
        """Yield the results in the order of the parts."""
        done: dict[int, Any] = {}
        idle = [connection for _, connection in self._members]
        busy: dict[Connection[Any, Any], int] = {}
        given = wanted = 0
        while wanted < parts:
            while idle and given < min(parts, wanted + AHEAD * len(self._members)):
                connection = idle.pop()
                connection.send(given)
                busy[connection] = given
                given += 1
            watch.at(stage, given - len(busy), parts)
            for ready in wait(list(busy), GLANCE):
                connection = cast("Connection[Any, Any]", ready)
                done[busy.pop(connection)] = _answer(connection)
                idle.append(connection)
            while wanted in done:
                yield done.pop(wanted)
                wanted += 1

    def dismiss(self) -> None:
        """End all processes."""
        for process, connection in self._members:
            connection.close()
            process.terminate()
        for process, _ in self._members:
            process.join()


def _answer(connection: Connection[Any, Any]) -> Any:
    try:
        good, value = connection.recv()
    except EOFError:
        raise WorkerLostError("a process of the search ended early, perhaps for want of memory") from None
    if not good:
        raise value
    return value


def _serve(connection: Connection[Any, Any], work: Callable[[int, Watch], Any]) -> None:
    """What each process does: take the number of a part, send its result, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the one that asked, which ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        try:
            part = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = True, work(part, SILENT)
        except Exception as error:
            answer = False, error
        connection.send(answer)
