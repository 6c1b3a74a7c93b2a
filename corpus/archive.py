"""One archive of cables in one SQLite file: rows for a list, and each cable by its number.

The one fact that surprises: a cable is stored as it was received and parsed when it is opened. A parse
takes milliseconds, and a better parser reads an old archive without a new import.
"""

from __future__ import annotations

import sqlite3
import threading
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.compression import unpacked
from corpus.errors import ArchiveError
from corpus.schema import APPLICATION_ID, PAGE_SIZE, TABLES, VERSION
from corpus.stored import restored
from parser.reading import parse_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from parser.model import Cable

_MAGIC: Final = b"SQLite format 3\0"

_ORDERS: Final = {
    "number": "number",
    "date": "created {0}, id_order {0}, number {0}",
    "id": "id_order {0}, number {0}",
    "origin": "origin {0}, created {0}, id_order {0}",
    "classification": "classification {0}, created {0}, id_order {0}",
    "subject": "subject COLLATE NOCASE {0}, number {0}",
    "copies": "copies {0}, created {0}, id_order {0}",
}
ORDERS: Final = tuple(_ORDERS)
"""What `Archive.order` can order by."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of cables. ``created`` is in ISO form; what a record does not state is ''."""

    number: int
    key: str
    id: str
    created: str
    origin: str
    classification: str
    subject: str
    version: int
    copies: int


class Archive:
    """An open archive. Every thread that uses it gets a connection of its own."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._check_magic()
        if not readonly:
            self._prepare()
        self._check_marks()

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False) -> Archive:
        """Open the archive at ``path``, made when it is not there (unless ``readonly``).

        Raises `ArchiveError` when the file is no archive, is of a newer version, or cannot be read.
        """
        if readonly and not path.is_file():
            raise ArchiveError(f"{path}: no such archive; cablediff index makes one")
        return cls(path, readonly=readonly)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        (count,) = self.connection.execute("SELECT count(*) FROM records").fetchone()
        return int(count)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    def order(self, by: str = "date", *, descending: bool = False) -> array[int]:
        """Return the numbers of all records, ordered by one of `ORDERS`."""
        terms = _ORDERS[by].format("DESC" if descending else "ASC")
        cursor = self.connection.execute(f"SELECT number FROM records ORDER BY {terms}")
        return array("I", (number for (number,) in cursor))

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """Return the rows of these record numbers, in the order asked for; unknown numbers are left out."""
        marks = ",".join("?" * len(numbers))
        cursor = self.connection.execute(
            "SELECT number, key, id, created, origin, classification, subject, version, copies"
            f" FROM records WHERE number IN ({marks})",
            list(numbers),
        )
        found = {values[0]: Row(*values) for values in cursor}
        return [found[number] for number in numbers if number in found]

    def cable(self, number: int) -> Cable:
        """Return the parsed cable of a record number. Raises `KeyError` when there is none."""
        values = self.connection.execute(
            "SELECT text, stated FROM texts WHERE number = ?", (number,)
        ).fetchone()
        if values is None:
            raise KeyError(number)
        text, stated = values
        return parse_record(restored(unpacked(text), stated))

    def check(self) -> None:
        """Look through the whole file. Raises `ArchiveError` where it is damaged."""
        try:
            ((found,),) = self.connection.execute("PRAGMA integrity_check(1)").fetchall()
        except sqlite3.Error as error:
            found = str(error)
        if found != "ok":
            raise ArchiveError(
                f"{self.path}: is damaged: {found}; cablediff index --rebuild makes it anew from its sources"
            )

    def cables(self) -> Iterator[tuple[str, Cable]]:
        """Yield every record's key and parsed cable, in order of import."""
        for number in self.order("number"):
            (row,) = self.rows([number])
            yield row.key, self.cable(number)

    def number_of(self, key: str) -> int | None:
        """Return the record number of a key (an id, or an id with ``@2`` for a further version)."""
        values = self.connection.execute("SELECT number FROM records WHERE key = ?", (key,)).fetchone()
        return None if values is None else int(values[0])

    def set_copies(self, copies: Mapping[str, int]) -> None:
        """Store how many groups of repeated text touch each record; records not named get 0."""
        with self.connection as connection:
            connection.execute("UPDATE records SET copies = 0 WHERE copies != 0")
            connection.executemany(
                "UPDATE records SET copies = ? WHERE key = ?",
                ((count, key) for key, count in sorted(copies.items())),
            )

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()

    def _connect(self) -> sqlite3.Connection:
        try:
            if self.readonly:
                return self._connect_readonly()
            connection = sqlite3.connect(self.path, timeout=30, check_same_thread=False)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error as error:
            raise self._unopened(error) from error
        return connection

    def _unopened(self, error: sqlite3.Error) -> ArchiveError:
        if isinstance(error, sqlite3.OperationalError):
            return ArchiveError(
                f"{self.path}: cannot be opened: {error}; choose another place with --archive"
            )
        return ArchiveError(
            f"{self.path}: is damaged: {error}; it was left alone, cablediff index --rebuild makes it anew"
        )

    def _connect_readonly(self) -> sqlite3.Connection:
        """Connect without writing; on a file system that cannot be written the file is taken as immutable."""
        address = self.path.resolve().as_uri()
        for mode in ("mode=ro", "mode=ro&immutable=1"):
            connection = sqlite3.connect(f"{address}?{mode}", uri=True, check_same_thread=False)
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError:
                connection.close()
                if "immutable" in mode:
                    raise
            else:
                return connection
        raise AssertionError

    def _prepare(self) -> None:
        """Lay out a new file; leave any other as it is."""
        if self.path.exists() and self.path.stat().st_size > 0:
            return
        try:
            connection = self.connection
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute("PRAGMA journal_mode = WAL")
            marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
            connection.executescript(f"BEGIN; {marks} {TABLES} COMMIT;")
        except sqlite3.Error as error:
            raise ArchiveError(
                f"{self.path}: an archive cannot be made here: {error}; choose another place with --archive"
            ) from error

    def _check_magic(self) -> None:
        """Refuse a file that is no database at all before anything is asked of it."""
        try:
            with self.path.open("rb") as stream:
                start = stream.read(len(_MAGIC))
        except FileNotFoundError:
            return
        except OSError as error:
            raise ArchiveError(f"{self.path}: cannot be read: {error.strerror}") from error
        if start and start != _MAGIC:
            raise ArchiveError(f"{self.path}: is no archive of cables; it was left alone")

    def _check_marks(self) -> None:
        try:
            (application,) = self.connection.execute("PRAGMA application_id").fetchone()
            (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            raise self._unopened(error) from error
        if application != APPLICATION_ID:
            raise ArchiveError(f"{self.path}: is a database, but no archive of cables; it was left alone")
        if version > VERSION:
            raise ArchiveError(
                f"{self.path}: was written by a newer cablediff (schema {version}, this one reads {VERSION});"
                " update cablediff, or choose another place with --archive"
            )


def remove_archive(path: Path) -> None:
    """Remove an archive file with its companions. Raises `ArchiveError` when the file is none of ours.

    A damaged archive is told by the mark that SQLite keeps at a fixed place of the file's first page.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(72)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from error
    if head and (head[: len(_MAGIC)] != _MAGIC or int.from_bytes(head[68:72], "big") != APPLICATION_ID):
        raise ArchiveError(f"{path}: is no archive of cables; it was left alone")
    for companion in ("-wal", "-shm", ""):
        path.with_name(path.name + companion).unlink(missing_ok=True)
