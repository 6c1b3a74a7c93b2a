"""Pieces of work done by several threads, their results in the order of the pieces.

The one fact that surprises: threads are enough. numpy lets go of Python's lock while it sorts, looks up and
counts bits, and nothing needs to be copied to another process. A reader's callbacks are called by the thread
that asked for the work and by no other.
"""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Final, TypeVar

from duplicates.progress import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Result = TypeVar("Result")

AHEAD: Final = 4  # parts handed out for each thread: a long part must not keep the other threads waiting
GLANCE: Final = 0.05  # seconds between two looks at the wish to stop


def in_parts(
    stage: str, parts: int, work: Callable[[int, Watch], Result], watch: Watch, workers: int
) -> Iterator[Result]:
    """Yield ``work(part, watch)`` of the parts 0, 1, 2 …, of which ``workers`` are done at a time."""
    if workers == 1 or parts == 1:
        for part in range(parts):
            watch.at(stage, part, parts)
            yield work(part, watch)
        return
    stopped = threading.Event()
    quiet = Watch(stop=stopped.is_set)
    with ThreadPoolExecutor(workers, "join") as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for part in range(parts):
                waiting.append(pool.submit(work, part, quiet))
                while len(waiting) >= workers * AHEAD:
                    yield _first(waiting, stage, part, parts, watch)
            while waiting:
                yield _first(waiting, stage, parts - len(waiting), parts, watch)
        finally:
            stopped.set()


def _first(waiting: deque[Future[Result]], stage: str, part: int, parts: int, watch: Watch) -> Result:
    while not waiting[0].done():
        watch.at(stage, part, parts)
        wait([waiting[0]], GLANCE, FIRST_COMPLETED)
    return waiting.popleft().result()
