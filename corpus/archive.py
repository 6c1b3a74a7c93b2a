"""One archive of cables in one SQLite file: rows for a list, and each cable by its number.

The one fact that surprises: a cable is stored as it was received and parsed when it is opened. A parse
takes milliseconds, and a better parser reads an old archive without a new import.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.compression import unpacked
from corpus.errors import ArchiveError, AtWorkError
from corpus.opening import (
    Immutable,
    check_magic,
    connect,
    lay_out,
    told,
    upgrade,
    version_of,
    why_not_written,
)
from corpus.orders import kept_order, numbers_in_order
from corpus.schema import VERSION, WITH_KEPT_ORDER

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from parser.model import Cable
    from parser.record import Record

_WITH_COPIES_KNOWN: Final = 3  # the version from which on an archive has that table

_MISCOUNTED: Final = """
    SELECT path, records, (
        SELECT count(*) FROM sources JOIN records AS kept ON kept.number = record WHERE file = files.number
    ) AS here FROM files WHERE records != here LIMIT 1
"""


class Row(NamedTuple):
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
    """An open archive. Every thread that uses it gets a connection of its own.

    ``readonly`` is true also of an archive that was to be written and cannot be; `word` then says so.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        check_magic(path)
        self.why = "" if readonly else why_not_written(path)
        self.readonly = readonly or bool(self.why)
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        try:
            self.version = version_of(path, self.connection)
            if not self.version:
                if self.readonly:
                    raise ArchiveError(f"{path}: is empty; cablediff index PATH… --archive FILE fills it")
                lay_out(path, self.connection)
                self.version = VERSION
            if self.version < VERSION and not self.readonly:
                self._upgrade()
        except BaseException:
            self.close()  # a connection that stays open leaves its companions beside the file
            raise

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False) -> Archive:
        """Open the archive at ``path``, made when it is not there (unless ``readonly``).

        One that cannot be written is opened for reading. Raises `ArchiveError` when the file is no archive,
        is of a newer version, or cannot be read.
        """
        if readonly and not path.is_file():
            raise ArchiveError(f"{path}: no such archive; cablediff index makes one")
        return cls(path, readonly=readonly)

    @property
    def word(self) -> str:
        """What readers are told of an archive that was to be written and cannot be; '' of another."""
        return f"{self.path}: {self.why}; it is read as it is" if self.why else ""

    def _upgrade(self) -> None:
        """Bring the archive up to date; while another importer fills the older tables, read it by them."""
        try:
            self.version = upgrade(self.path, self.connection)
        except AtWorkError as error:
            self.why = str(error).removeprefix(f"{self.path}: ").partition("; ")[0]
            self.readonly = True

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):
            raise self.told(error) from error

    def told(self, error: sqlite3.Error) -> ArchiveError:
        """Return in words for the reader what SQLite says of the archive."""
        return told(self.path, error, f"cannot be read further: {error}")

    def __len__(self) -> int:
        (count,) = self.connection.execute("SELECT count(*) FROM records").fetchone()
        return int(count)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread; another one when that cannot be trusted any more.

        Raises `ArchiveError` when the file is gone: SQLite would make a new one in its place.
        """
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None or (isinstance(connection, Immutable) and connection.outdated):
            if self._connections and not self.path.exists():
                raise ArchiveError(f"{self.path}: is not there any more; cablediff index makes one")
            connection = connect(self.path, readonly=self.readonly)
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    def order(self, by: str = "date", *, descending: bool = False) -> array[int]:
        """Return the numbers of all records, ordered by one of `ORDERS`."""
        if (by, descending) == ("date", False) and self.version >= WITH_KEPT_ORDER:
            kept = kept_order(self.connection)
            if kept is not None:
                return kept
        return numbers_in_order(self.connection, by, descending=descending)

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
        from parser.reading import parse_record  # the list waits for no parser

        return parse_record(_record(*values))

    def text(self, number: int) -> str:
        """Return a record's text as it was received. Raises `KeyError` when there is none."""
        values = self.connection.execute(
            "SELECT text, stated FROM texts WHERE number = ?", (number,)
        ).fetchone()
        if values is None:
            raise KeyError(number)
        return _record(*values).text

    def check(self) -> None:
        """Look through the whole file. Raises `ArchiveError` where it is damaged."""
        try:
            ((found,),) = self.connection.execute("PRAGMA integrity_check(1)").fetchall()
            if found == "ok":
                found = self._miscounted() or found
        except sqlite3.Error as error:
            found = str(error)
        if found != "ok":
            raise ArchiveError(
                f"{self.path}: is damaged: {found}; cablediff index --rebuild makes it anew from its sources"
            )

    def _miscounted(self) -> str:
        """Say which source has given another number of records than the archive has of it; '' when none."""
        wrong = self.connection.execute(_MISCOUNTED).fetchone()
        if wrong is None:
            return ""
        return "{} gave {} records, of which {} are here".format(*wrong)

    def records(self) -> Iterator[tuple[str, Record]]:
        """Yield every record's key and the record as received, unparsed, in order of import."""
        cursor = self.connection.execute(
            "SELECT key, text, stated FROM records JOIN texts USING (number) ORDER BY number"
        )
        for key, text, stated in cursor:
            yield key, _record(text, stated)

    def cables(self) -> Iterator[tuple[str, Cable]]:
        """Yield every record's key and parsed cable, in order of import."""
        from parser.reading import parse_record

        for key, record in self.records():
            yield key, parse_record(record)

    def number_of(self, key: str) -> int | None:
        """Return the record number of a key (an id, or an id with ``@2`` for a further version).

        An id whose first version is gone, since its source has changed, means the earliest one left.
        """
        try:
            values = self.connection.execute(
                "SELECT number FROM records WHERE key = :it OR id = :it ORDER BY key != :it, version LIMIT 1",
                {"it": key},
            ).fetchone()
        except UnicodeEncodeError:  # a lone surrogate, of a file of settings: nothing here has one
            return None
        return None if values is None else int(values[0])

    def numbers_of(self, keys: Iterable[str]) -> set[int]:
        """Return the record numbers of many keys; one that is not here is left out, or meant by its id."""
        wanted = dict.fromkeys(keys)
        cursor = self.connection.execute(
            "SELECT records.key, number FROM json_each(?) JOIN records ON records.key = value",
            (json.dumps(list(wanted)),),
        )
        found = set()
        for key, number in cursor:
            wanted.pop(key, None)
            found.add(int(number))
        return found | {number for number in map(self.number_of, wanted) if number is not None}

    def ids(self, beginning: str = "") -> list[str]:
        """Return the ids that begin so, each once and in order."""
        cursor = self.connection.execute(
            "SELECT DISTINCT id FROM records WHERE id >= ? AND id < ? AND id != '' ORDER BY id",
            (beginning, beginning + "\U0010ffff"),
        )
        return [cable_id for (cable_id,) in cursor]

    def versions(self, cable_id: str) -> list[Row]:
        """Return the rows of all versions of a cable, the first imported first; [] when it is not there."""
        cursor = self.connection.execute(
            "SELECT number FROM records WHERE id = ? ORDER BY version", (cable_id,)
        )
        return self.rows([number for (number,) in cursor])

    @property
    def copies_known(self) -> bool:
        """Whether `set_copies` has been told of the records as they are."""
        return self.copies_since is not None

    @property
    def copies_since(self) -> float | None:
        """When `set_copies` was told of the records as they are; None where it was not."""
        if self.version < _WITH_COPIES_KNOWN:
            return None
        found = self.connection.execute("SELECT since FROM copies_known").fetchone()
        return None if found is None else float(found[0])

    def forget_copies(self) -> None:
        """Take it back that copies are known."""
        with self.connection as connection:
            connection.execute("DELETE FROM copies_known")

    def set_copies(self, copies: Mapping[str, int]) -> None:
        """Store how many groups of repeated text touch each record; records not named get 0.

        They hold until an import changes what is in the archive.
        """
        with self.connection as connection:
            connection.execute("DELETE FROM copies_known")
            connection.execute("INSERT INTO copies_known VALUES (?)", (time.time(),))
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


def _record(text: bytes, stated: str) -> Record:
    from corpus.stored import restored  # a list of cables shows no record whole

    return restored(unpacked(text), stated)
