"""Whether the file system of a folder keeps locks: some network shares refuse every one.

The one fact that surprises: SQLite takes a refused lock for one that somebody else holds, and would wait for
it half a minute. And the archive itself must not be asked: closing it would drop the locks of this process.
"""

from __future__ import annotations

import errno
import sqlite3
import tempfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_AT_ONCE: Final = 250  # milliseconds after which a lock may be one that is refused
_HELD: Final = frozenset({errno.EACCES, errno.EAGAIN})
_PRIMARY: Final = 0xFF  # of an error code; the rest says more


def locks_refused(folder: Path) -> bool:
    """Return whether a lock on a new file of the folder is refused; False where nobody can tell."""
    try:
        import fcntl
    except ImportError:  # another system, whose locks are kept by the file system itself
        return False
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".cablediff-") as file:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                return error.errno not in _HELD
    except OSError:  # nothing can be made there
        return False
    return False


def wait_for_locks(connection: sqlite3.Connection, path: Path, patience: float) -> None:
    """Read from a new connection, and have it wait so many seconds for the locks of others from here on.

    Raises `sqlite3.OperationalError`, at once where locks are refused.
    """
    connection.execute(f"PRAGMA busy_timeout = {_AT_ONCE}")
    try:
        _read(connection)
    except sqlite3.OperationalError as error:
        if not is_busy(error) or locks_refused(path.parent):
            raise
        connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        _read(connection)
    else:
        connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether an error says that another holds a lock."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_BUSY


def _read(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
