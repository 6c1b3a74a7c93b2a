"""Bringing sources into an archive: read as streams, parsed by several processes, written by one.

The one fact that surprises: what a file has given so far is counted in the same transaction that writes it,
so a run that was stopped or killed at any moment is simply continued by the next.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from corpus.at_work import at_work
from corpus.entries import entry
from corpus.errors import ArchiveError
from corpus.writing import Batch, Writer
from parser.formats.folders import files as files_below
from parser.problems import Problem, ReadError
from parser.reading import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from corpus.archive import Archive
    from parser.records import Record

BATCH: Final = 64
"""Records that go to a process, and into a transaction, together."""

ALONE: Final = 256
"""Up to so many records no further process is started: it would cost more than it saves."""

_LOOK_AHEAD: Final = 4  # batches under way for each process


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come."""

    records: int
    files: int
    files_total: int
    path: str
    share: float  # of the bytes, from 0 to 1; of packed sources an estimate that runs ahead
    seconds: float  # since the start

    @property
    def rate(self) -> float:
        """Records a second."""
        return self.records / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds to go at the rate so far, None while it is too early to tell."""
        if self.share < 0.01 or self.seconds < 1:
            return None
        return self.seconds * (1 - self.share) / self.share


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did."""

    files: int = 0  # sources looked at
    unchanged: int = 0  # of these not read again
    records: int = 0  # records read
    added: int = 0  # of these new to the archive, further versions included
    problems: int = 0
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """A record on its way, or, where ``record`` is None, the news that a file is finished."""

    file: int
    record: Record | None


def import_paths(
    archive: Archive,
    paths: Sequence[Path],
    *,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    workers: int | None = None,
) -> ImportSummary:
    """Read every record of ``paths`` into ``archive``; sources of known size and time are not read again.

    ``progress`` hears after each batch; when ``stop`` says so, what has been read is kept and the next call
    goes on from there. Problems of the input go to ``on_problem`` and are counted. ``workers`` is the number
    of processes to parse with, by default one for each processor. Raises `ArchiveError` when somebody else is
    importing, the disk is full or the archive is damaged; what was written before is kept.
    """
    run = _Import(archive, progress, stop or (lambda: False), on_problem)
    with _said(archive.path), at_work(archive.connection, archive.path) as sign:
        run.go(paths, workers or os.cpu_count() or 1, sign)
    return run.summary


class _Import:
    """One import under way: what it has counted, and where it is."""

    def __init__(
        self,
        archive: Archive,
        progress: Callable[[Progress], None] | None,
        stop: Callable[[], bool],
        on_problem: Callable[[Problem], None] | None,
    ) -> None:
        self.writer = Writer(archive.connection)
        self.progress = progress
        self.stop = stop
        self.on_problem = on_problem
        self.summary = ImportSummary()
        self.started = time.monotonic()
        self.path = ""
        self.files_total = 0
        self.bytes_total = 0  # of all files
        self.bytes_done = 0  # of the files behind
        self.size_here = 0  # of the file at hand
        self.bytes_here = 0  # of it, as far as its records tell

    def go(self, paths: Sequence[Path], workers: int, sign: Callable[[], None]) -> None:
        files = [file for path in paths for file in self._files(path)]
        self.files_total = len(files)
        self.bytes_total = sum(_size(file) for file in files)
        for batch in _parsed_batches(_batches(self._items(files)), workers):
            added = self.writer.write(batch, sign)
            read = sum(made is not None for _, made in batch)
            self._count(records=read, added=added)
            if self.progress:
                self.progress(self._progress())

    def _files(self, path: Path) -> Iterator[Path]:
        return files_below(path, self._problem) if path.is_dir() else iter([path])

    def _items(self, files: Iterable[Path]) -> Iterator[_Item]:
        for path in files:
            if self.stop():
                self.summary = replace(self.summary, stopped=True)
                return
            self.path = str(path)
            self.bytes_done += self.size_here
            self.size_here, self.bytes_here = _size(path), 0
            self._count(files=1)
            try:
                number, done = self.writer.begin(path)
            except OSError as error:
                self._problem(Problem(str(path), f"cannot be read: {error.strerror or error}"))
                continue
            if number is None:
                self._count(unchanged=1)
                continue
            yield from self._items_of(path, number, done)
            if self.summary.stopped:
                return

    def _items_of(self, path: Path, number: int, done: int) -> Iterator[_Item]:
        """Yield the records of a file behind the first ``done``, and that it is finished when it is."""
        try:
            for record in islice(records(path, on_problem=self._problem), done, None):
                self.bytes_here += len(record.text)
                yield _Item(number, record)
                if self.stop():
                    self.summary = replace(self.summary, stopped=True)
                    return
        except ReadError as error:
            self._problem(error.problem)
        except OSError as error:
            self._problem(Problem(str(path), f"stopped being readable: {error.strerror or error}"))
            return
        yield _Item(number, None)

    def _problem(self, problem: Problem) -> None:
        self._count(problems=1)
        if self.on_problem:
            self.on_problem(problem)

    def _count(self, **more: int) -> None:
        counted = {name: getattr(self.summary, name) + number for name, number in more.items()}
        self.summary = replace(self.summary, **counted)

    def _progress(self) -> Progress:
        done = self.bytes_done + min(self.bytes_here, self.size_here)
        return Progress(
            records=self.summary.records,
            files=self.summary.files,
            files_total=self.files_total,
            path=self.path,
            share=done / self.bytes_total if self.bytes_total else 1.0,
            seconds=time.monotonic() - self.started,
        )


def _batches(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def _parsed_batches(batches: Iterator[list[_Item]], workers: int) -> Iterator[Batch]:
    """Parse the batches, here or in other processes, and give them back in their order."""
    for batch in islice(batches, ALONE // BATCH):
        yield _parsed(batch)
    first = next(batches, None)
    if first is None:
        return
    if workers == 1:
        yield _parsed(first)
        yield from map(_parsed, batches)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_signals) as pool:
        under_way: deque[Future[Batch]] = deque([pool.submit(_parsed, first)])
        for batch in batches:
            under_way.append(pool.submit(_parsed, batch))
            if len(under_way) >= workers * _LOOK_AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _parsed(batch: list[_Item]) -> Batch:
    return [(item.file, entry(item.record) if item.record else None) for item in batch]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a full disk or a damaged file into words for the reader."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(
            f"{path}: the import ended early: {error}; what was written before is kept, and the next import"
            " goes on from there"
        ) from error


def _leave_signals() -> None:
    """A ^C reaches every process of the terminal; only the one that writes shall act on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
