"""Bringing sources into an archive: read as streams, parsed by several processes, written by one.

The one fact that surprises: what a file has given so far is counted in the same transaction that writes it,
so a run that was stopped or killed at any moment is simply continued by the next.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from corpus.at_work import at_work
from corpus.errors import ArchiveError, HelperLostError
from corpus.opening import COMPANIONS, told
from corpus.pace import Pace, Progress
from corpus.sources import digest_of, state_of
from corpus.workers import Finished, Item, parsed_batches
from corpus.writing import Writer
from parser.formats.folders import files as files_below
from parser.problems import Problem, ReadError
from parser.reading import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from corpus.archive import Archive
    from corpus.sources import State

BATCH: Final = 64
"""Records that go to a process together."""

TOGETHER: Final = 16
"""Batches that go into one transaction: the full text index is packed anew with each."""

KEPT_AFTER: Final = 2.0
"""Seconds after which a transaction ends in any case: a reader sees the archive grow."""


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did."""

    files: int = 0  # sources looked at
    unchanged: int = 0  # of these not read again
    records: int = 0  # records read
    added: int = 0  # of these new to the archive, further versions included
    problems: int = 0
    stopped: bool = False


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
    importing, the archive cannot be written, the disk is full or the archive is damaged; what was written
    before is kept.
    """
    if archive.readonly:
        raise ArchiveError(
            f"{archive.path}: {archive.why or 'cannot be written'}, so nothing can be read into it;"
            " choose another place with --archive"
        )
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
        self.pace = Pace()
        self.files_total = 0
        self.place = archive.path.resolve()
        self.own = {self.place.name + companion for companion in COMPANIONS}

    def go(self, paths: Sequence[Path], workers: int, sign: Callable[[], None]) -> None:
        files = [file for path in paths for file in self._files(path)]
        self.files_total = len(files)
        self.pace.total = sum(_size(file) for file in files)
        together, kept = 0, time.monotonic()
        with self.writer:
            for batch in parsed_batches(_batches(self._items(files)), workers, self.stop):
                read, added = self.writer.write(batch)
                self._count(records=read, added=added)
                together += 1
                if together >= TOGETHER or time.monotonic() - kept > KEPT_AFTER:
                    sign()
                    self.writer.commit()
                    together, kept = 0, time.monotonic()
                if self.progress:
                    self.progress(
                        self.pace.progress(self.summary.records, self.summary.files, self.files_total)
                    )

    def _files(self, path: Path) -> Iterator[Path]:
        """Yield the files of a source; the archive itself, which may lie among them, is none."""
        if not path.is_dir():
            yield path
            return
        for file in files_below(path, self._problem):
            if file.name not in self.own or file.parent.resolve() != self.place.parent:
                yield file

    def _items(self, files: Iterable[Path]) -> Iterator[Item]:
        for path in files:
            if self.stop():
                self.summary = replace(self.summary, stopped=True)
                return
            self.pace.enter(str(path), _size(path))
            self._count(files=1)
            try:
                state = state_of(path)
                number, done = self.writer.begin(path, state)
            except OSError as error:
                self._problem(Problem(str(path), f"cannot be read: {error.strerror or error}"))
                continue
            if number is None:
                self._count(unchanged=1)
                self.pace.skip()
                continue
            yield from self._items_of(path, state, number, done)
            if self.summary.stopped:
                return

    def _items_of(self, path: Path, state: State, number: int, done: int) -> Iterator[Item]:
        """Yield the records of a file behind the first ``done``, and that it is finished when it is."""
        try:
            found = records(path, on_problem=self._problem, on_open=lambda file: self.pace.follow(file.tell))
            for place, record in enumerate(islice(found, done, None)):
                if place == 0 and done:
                    self.pace.skip_here()
                yield Item(number, record)
                if self.stop():
                    self.summary = replace(self.summary, stopped=True)
                    return
        except ReadError as error:
            self._problem(error.problem)
        except OSError as error:
            self._problem(Problem(str(path), f"stopped being readable: {error.strerror or error}"))
            return
        yield Item(number, Finished(digest_of(path, state, self.stop)))

    def _problem(self, problem: Problem) -> None:
        self._count(problems=1)
        if self.on_problem:
            self.on_problem(problem)

    def _count(self, **more: int) -> None:
        counted = {name: getattr(self.summary, name) + number for name, number in more.items()}
        self.summary = replace(self.summary, **counted)


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Turn what ends an import early into words for the reader: a full disk, damage, a lost helper."""
    kept = "what was written before is kept, and the next import goes on from there"
    try:
        yield
    except HelperLostError as error:
        raise ArchiveError(f"{path}: the import ended early: {error}; {kept}") from error
    except sqlite3.Error as error:
        raise told(path, error, f"the import ended early: {error}; {kept}") from error
