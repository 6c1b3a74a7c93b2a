"""How an archive file is opened: told from other files, laid out when new, brought up to date, or only read.

The one fact that surprises: nothing is ever written to a file before its magic and its application id have
said that it is ours, and a file that cannot be written is read as it is, by the tables that its version has.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from corpus.at_work import check_that_nobody_is
from corpus.errors import ArchiveError
from corpus.locks import locks_refused, wait_for_locks
from corpus.orders import keep_order
from corpus.schema import APPLICATION_ID, PAGE_SIZE, TABLES, UPGRADES, VERSION
from parser.formats.folders import special_file

if TYPE_CHECKING:
    from pathlib import Path

COMPANIONS: Final = ("-wal", "-shm", "")
"""What stands behind an archive's name in the names of its files; the archive itself is the last."""

_MAGIC: Final = b"SQLite format 3\0"
_PATIENCE: Final = 30  # seconds to wait for another writer
_AT_HAND: Final = 512  # kilobytes of pages that a connection keeps; an importer keeps more
_PATIENCE_READING: Final = 5
_PRIMARY: Final = 0xFF  # of an error code; the rest says more
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def why_not_written(path: Path) -> str:
    """Return why an archive at ``path`` is only read, '' when it can be written; SQLite needs its folder too.

    Raises `ArchiveError` where there is none and none can be made.
    """
    there = path.exists()
    folder = path.resolve().parent  # of the file itself, where path is a link to it
    if there and not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        return "cannot be written"
    if not locks_refused(folder):
        return ""
    if not there:
        raise ArchiveError(
            f"{path}: an archive cannot be made here: the file system refuses locks;"
            " choose a place on another disk with --archive"
        )
    return "lies on a file system that refuses locks"


def connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """Return a connection to the archive. Raises `ArchiveError` when there can be none.

    Each of a program's threads has one, and each keeps pages at hand: half a megabyte is a page of the list.
    """
    try:
        if readonly:
            connection = _connect_readonly(path)
            connection.execute(f"PRAGMA cache_size = -{_AT_HAND}")
            return connection
        connection = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
        try:
            wait_for_locks(connection, path, _PATIENCE)
            connection.execute(f"PRAGMA cache_size = -{_AT_HAND}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            connection.close()
            raise
    except PermissionError as error:
        raise ArchiveError(f"{path}: cannot be opened: {error}") from error
    except sqlite3.Error as error:
        raise unopened(path, error) from error
    return connection


class Immutable(sqlite3.Connection):
    """A connection that takes its file as it is, and so has to be left when the file changes.

    Who may not write where the archive lies reads it so, while somebody else may import into it.
    """

    def of(self, path: Path) -> None:
        """Remember what the file is like, before anything of it is read."""
        self._path, self._state = path, _state(path)

    @property
    def outdated(self) -> bool:
        """Whether the file, or that it has a log, has changed since."""
        return _state(self._path) != self._state


def _state(path: Path) -> tuple[int, int, int, bool]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0, False
    return found.st_ino, found.st_size, found.st_mtime_ns, _log(path).exists()


def _log(path: Path) -> Path:
    """Return where SQLite keeps the log: beside the file itself, not beside a link to it."""
    file = path.resolve()
    return file.with_name(file.name + "-wal")


def unopened(path: Path, error: sqlite3.Error) -> ArchiveError:
    """Return what is to be said of an archive that SQLite cannot open."""
    return told(path, error, f"cannot be opened: {error}; choose another place with --archive")


def told(path: Path, error: sqlite3.Error, otherwise: str) -> ArchiveError:
    """Return what is to be said of an error: that the file is damaged, where it is, else ``otherwise``."""
    if getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _DAMAGE:
        return ArchiveError(
            f"{path}: is damaged: {error}; it was left alone, cablediff index --rebuild makes it anew"
        )
    return ArchiveError(f"{path}: {otherwise}")


def check_magic(path: Path) -> None:
    """Refuse a file that is no database at all before anything is asked of it."""
    start = _head(path, len(_MAGIC))
    if start and start != _MAGIC:
        raise ArchiveError(f"{path}: is no archive of cables; it was left alone")


def _head(path: Path, size: int) -> bytes:
    """Return how a file begins, b"" where there is none.

    Raises `ArchiveError`, also for a pipe or a device, which would be waited for.
    """
    try:
        if special_file(path.stat().st_mode) is not None:
            raise ArchiveError(f"{path}: is no file and so no archive of cables; it was left alone")
        with path.open("rb") as stream:
            return stream.read(size)
    except FileNotFoundError:
        return b""
    except OSError as error:
        hint = "choose another place with --archive"
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}; {hint}") from error


def lay_out(path: Path, connection: sqlite3.Connection) -> None:
    """Make the tables of a new archive, or of one whose making was ended before it had any.

    The mark comes first and into the file itself, not into its log: whatever ends the program next, the file
    is known for ours.
    """
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        # In one transaction, since each writes the first page; for the vacuum see Writer.shrink.
        connection.execute("BEGIN")
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.commit()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(f"BEGIN IMMEDIATE; PRAGMA user_version = {VERSION}; {TABLES} COMMIT;")
    except sqlite3.Error as error:
        connection.rollback()
        with suppress(sqlite3.Error):
            if connection.execute("PRAGMA user_version").fetchone() == (VERSION,):
                return  # another program was quicker
        raise ArchiveError(
            f"{path}: an archive cannot be made here: {error}; choose another place with --archive"
        ) from error


def version_of(path: Path, connection: sqlite3.Connection) -> int:
    """Return the version of an archive, 0 of one that has no tables yet.

    Raises `ArchiveError` when it is none, or of a newer version.
    """
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    except sqlite3.Error as error:
        raise unopened(path, error) from error
    if not pages:
        return 0
    if application != APPLICATION_ID:
        raise ArchiveError(f"{path}: is a database, but no archive of cables; it was left alone")
    if version > VERSION:
        raise ArchiveError(
            f"{path}: was written by a newer cablediff (schema {version}, this one reads {VERSION});"
            " update cablediff, or choose another place with --archive"
        )
    return int(version)


def upgrade(path: Path, connection: sqlite3.Connection) -> int:
    """Bring an older archive to the tables of today, in one transaction; return its version then.

    Raises `AtWorkError` where a process is importing into it: an older program would go on filling the tables
    that it knows, and leave the new ones empty.
    """
    try:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            check_that_nobody_is(connection, path)
            version = version_of(path, connection)  # again: another program may have been quicker
            while version < VERSION:
                for statement in UPGRADES[version].split(";\n"):
                    connection.execute(statement)
                version += 1
                connection.execute(f"PRAGMA user_version = {version}")
            keep_order(connection)
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: cannot be brought up to date: {error}; it is as it was") from error
    return version


def remove_archive(path: Path) -> None:
    """Remove an archive file with its companions.

    Raises `ArchiveError` when the file is none of ours, or somebody is importing into it.

    A damaged archive is told by the mark that SQLite keeps at a fixed place of the file's first page.
    """
    head = _head(path, 72)
    if head and (head[: len(_MAGIC)] != _MAGIC or int.from_bytes(head[68:72], "big") != APPLICATION_ID):
        raise ArchiveError(f"{path}: is no archive of cables; it was left alone")
    _check_that_nobody_imports(path)
    file = path.resolve()  # a link to it stays, and leads to the new one
    try:
        for companion in COMPANIONS:
            file.with_name(file.name + companion).unlink(missing_ok=True)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be taken away: {error.strerror}") from error


_WAYS: Final = {"mode=ro": sqlite3.Connection, "mode=ro&immutable=1": Immutable}


def _check_that_nobody_imports(path: Path) -> None:
    with suppress(sqlite3.Error), closing(_connect_readonly(path)) as connection:  # it may be damaged
        check_that_nobody_is(connection, path)


def _connect_readonly(path: Path) -> sqlite3.Connection:
    """Connect without writing; where no companion file can be made, the file is taken as immutable."""
    address = path.resolve().as_uri()
    log = _log(path)
    for mode, kind in _WAYS.items():
        connection = sqlite3.connect(f"{address}?{mode}", uri=True, check_same_thread=False, factory=kind)
        if isinstance(connection, Immutable):
            connection.of(path)
        try:
            wait_for_locks(connection, path, _PATIENCE_READING)
        except BaseException as error:
            connection.close()
            if kind is Immutable or not isinstance(error, sqlite3.OperationalError):
                raise
            if log.exists() and log.stat().st_size:  # taken as immutable, the file would lack what is in it
                raise ArchiveError(
                    f"{path}: what was last written to it is still in {log.name}, which cannot be read where"
                    " nothing can be written; copy both files to another place and open the archive there"
                ) from None
        else:
            return connection
    raise AssertionError
