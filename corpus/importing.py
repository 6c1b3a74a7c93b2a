"""Bringing sources into an archive: read as streams, parsed by several processes, written by one.

The one fact that surprises: what a file has given so far is counted in the same transaction that writes it,
so a run that was stopped or killed at any moment is simply continued by the next.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from corpus.compression import unpacked
from corpus.entries import Entry, entry, searchable
from corpus.facts import FactWriter
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
    of processes to parse with, by default one for each processor.
    """
    return _Import(archive, progress, stop, on_problem, workers or os.cpu_count() or 1).run(paths)


class _Import:
    """One import under way."""

    def __init__(
        self,
        archive: Archive,
        progress: Callable[[Progress], None] | None,
        stop: Callable[[], bool] | None,
        on_problem: Callable[[Problem], None] | None,
        workers: int,
    ) -> None:
        self.archive = archive
        self.connection = archive.connection
        self.progress = progress
        self.stop = stop or (lambda: False)
        self.on_problem = on_problem
        self.workers = workers
        self.summary = ImportSummary()
        self.facts = FactWriter(self.connection)
        self.files_total = 0
        self.path = ""

    def run(self, paths: Sequence[Path]) -> ImportSummary:
        files = [file for path in paths for file in self._files(path)]
        self.files_total = len(files)
        for batch in self._entries(self._batches(self._items(files))):
            self._write(batch)
            if self.progress:
                self.progress(Progress(self.summary.records, self.summary.files, self.files_total, self.path))
        return self.summary

    def _files(self, path: Path) -> Iterator[Path]:
        return files_below(path, self._problem) if path.is_dir() else iter([path])

    def _problem(self, problem: Problem) -> None:
        self.summary = replace(self.summary, problems=self.summary.problems + 1)
        if self.on_problem:
            self.on_problem(problem)

    def _items(self, files: Iterable[Path]) -> Iterator[_Item]:
        for path in files:
            if self.stop():
                self.summary = replace(self.summary, stopped=True)
                return
            self.path = str(path)
            self.summary = replace(self.summary, files=self.summary.files + 1)
            try:
                number, done = self._begin(path)
            except OSError as error:
                self._problem(Problem(str(path), f"cannot be read: {error.strerror or error}"))
                continue
            if number is None:
                self.summary = replace(self.summary, unchanged=self.summary.unchanged + 1)
                continue
            try:
                for record in islice(records(path, on_problem=self._problem), done, None):
                    yield _Item(number, record)
                    if self.stop():
                        self.summary = replace(self.summary, stopped=True)
                        return
            except ReadError as error:
                self._problem(error.problem)
            except OSError as error:
                self._problem(Problem(str(path), f"stopped being readable: {error.strerror or error}"))
                continue
            yield _Item(number, None)

    def _begin(self, path: Path) -> tuple[int | None, int]:
        """Return the file's number and how many of its records are there; no number when nothing is to do."""
        status = path.stat()
        name = os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")
        with self.connection as connection:
            known = connection.execute(
                "SELECT number, size, modified, records, finished FROM files WHERE path = ?", (name,)
            ).fetchone()
            if known is not None:
                number, size, modified, done, finished = known
                if (size, modified) == (status.st_size, status.st_mtime_ns):
                    return (None, 0) if finished else (number, done)
                self._forget(number)
            cursor = connection.execute(
                "INSERT INTO files (path, size, modified) VALUES (?, ?, ?)",
                (name, status.st_size, status.st_mtime_ns),
            )
            return cursor.lastrowid, 0

    def _forget(self, file: int) -> None:
        """Take out a file that has changed, with the records that no other source states."""
        gone = "SELECT record FROM sources GROUP BY record HAVING min(file) = ? AND max(file) = ?"
        numbers = self.connection.execute(gone, (file, file)).fetchall()
        self.connection.execute("DELETE FROM files WHERE number = ?", (file,))
        for (number,) in numbers:
            subject, text = self.connection.execute(
                "SELECT subject, text FROM records JOIN texts USING (number) WHERE number = ?", (number,)
            ).fetchone()
            # A full text index without content wants to be told what it is to forget.
            words = searchable(unpacked(text))
            self.connection.execute(
                "INSERT INTO words (words, rowid, subject, body) VALUES ('delete', ?, ?, ?)",
                (number, subject, words),
            )
            self.connection.execute("DELETE FROM records WHERE number = ?", (number,))

    @staticmethod
    def _batches(items: Iterator[_Item]) -> Iterator[list[_Item]]:
        while batch := list(islice(items, BATCH)):
            yield batch

    def _entries(self, batches: Iterator[list[_Item]]) -> Iterator[list[tuple[int, Entry | None]]]:
        """Parse the batches, here or in other processes, and give them back in their order."""
        for batch in islice(batches, ALONE // BATCH):
            yield _parsed(batch)
        first = next(batches, None)
        if first is None:
            return
        if self.workers == 1:
            yield _parsed(first)
            yield from map(_parsed, batches)
            return
        context = get_context("spawn")
        with ProcessPoolExecutor(self.workers, mp_context=context, initializer=_leave_signals) as pool:
            under_way: deque[Future[list[tuple[int, Entry | None]]]] = deque([pool.submit(_parsed, first)])
            for batch in batches:
                under_way.append(pool.submit(_parsed, batch))
                if len(under_way) >= self.workers * _LOOK_AHEAD:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()

    def _write(self, batch: list[tuple[int, Entry | None]]) -> None:
        added = 0
        with self.connection as connection:
            for file, made in batch:
                if made is None:
                    connection.execute("UPDATE files SET finished = 1 WHERE number = ?", (file,))
                    continue
                number, new = self._record(made)
                added += new
                connection.execute(
                    "INSERT INTO sources (file, place, line, format, record)"
                    " VALUES (?, (SELECT records + 1 FROM files WHERE number = ?), ?, ?, ?)",
                    (file, file, made.line, made.format, number),
                )
                connection.execute("UPDATE files SET records = records + 1 WHERE number = ?", (file,))
        read = sum(made is not None for _, made in batch)
        self.summary = replace(
            self.summary, records=self.summary.records + read, added=self.summary.added + added
        )

    def _record(self, made: Entry) -> tuple[int, bool]:
        """Return the number of the record, and whether it is new; the same version is kept once."""
        known = self.connection.execute(
            "SELECT number FROM records WHERE id = ? AND digest = ?", (made.id, made.digest)
        ).fetchone()
        if known is not None:
            return int(known[0]), False
        version = self._version(made.id)
        cursor = self.connection.execute(
            "INSERT INTO records (key, id, id_order, created, origin, classification, subject, version,"
            " digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                made.id if version == 1 else f"{made.id}@{version}",
                made.id,
                made.id_order,
                made.created,
                made.origin,
                made.classification,
                made.subject,
                version,
                made.digest,
            ),
        )
        number = int(cursor.lastrowid or 0)
        self.connection.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, made.stated, made.text))
        self.connection.execute(
            "INSERT INTO words (rowid, subject, body) VALUES (?, ?, ?)", (number, made.subject, made.words)
        )
        self.facts.write(number, made.facts)
        return number, True

    def _version(self, cable_id: str) -> int:
        """Return the number of the cable's next version."""
        (latest,) = self.connection.execute(
            "SELECT max(version) FROM records WHERE id = ?", (cable_id,)
        ).fetchone()
        return int(latest or 0) + 1


def _parsed(batch: list[_Item]) -> list[tuple[int, Entry | None]]:
    return [(item.file, entry(item.record) if item.record else None) for item in batch]


def _leave_signals() -> None:
    """A ^C reaches every process of the terminal; only the one that writes shall act on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
