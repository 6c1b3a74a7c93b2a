"""Records parsed in other processes, in batches that come back in their order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from corpus.entries import Entry, entry
from corpus.errors import HelperLostError
from corpus.helping import begin_to_put_away, rules, settle_to_help

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from parser.record import Record

ALONE: Final = 4
"""Up to so many batches no further process is started: it would cost more than it saves."""

_LOOK_AHEAD: Final = 4  # batches under way for each process


@dataclass(frozen=True, slots=True)
class Finished:
    """The news that a file has been read to its end, with the digest of its bytes where it is known."""

    digest: bytes | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A record of a file on its way, or the news that the file is finished."""

    file: int
    what: Record | Finished


Batch = list[tuple[int, "Entry | Finished"]]
"""Entries with the numbers of their files, in order; `Finished` behind the last of each file."""


def parsed_batches(
    batches: Iterator[list[Item]], workers: int, stop: Callable[[], bool] = lambda: False
) -> Iterator[Batch]:
    """Parse the batches, here or in other processes, and give them back in their order.

    When ``stop`` says so, what is not parsed yet is left out, from the first such batch on. Raises
    `HelperLostError` where one of the processes ends before its time.
    """
    for batch in islice(batches, ALONE):
        yield _parsed(batch)
    first = next(batches, None)
    if first is None:
        return
    if workers == 1:
        yield _parsed(first)
        yield from map(_parsed, batches)
        return
    begin_to_put_away()
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, context, settle_to_help, (rules(),)) as pool:
        under_way: deque[Future[Batch]] = deque([pool.submit(_parsed, first)])
        try:
            for batch in batches:
                under_way.append(pool.submit(_parsed, batch))
                if len(under_way) >= workers * _LOOK_AHEAD:
                    yield under_way.popleft().result()
            while under_way and not (stop() and not under_way[0].done()):
                yield under_way.popleft().result()
        except (BrokenProcessPool, CancelledError) as error:
            raise HelperLostError("a process of it was ended, perhaps for want of memory") from error
        finally:
            for future in under_way:
                future.cancel()


def _parsed(batch: list[Item]) -> Batch:
    return [(item.file, item.what if isinstance(item.what, Finished) else entry(item.what)) for item in batch]
