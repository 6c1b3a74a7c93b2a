"""One importer at a time: who is at work on an archive, written in the archive itself.

The one fact that surprises: no file lock is used, because archives lie on network shares where locks are
kept badly or not at all. A process of this machine is asked for by its number, which after a crash may be
another's; so one that has long been silent counts as gone, and if it was only asleep it learns at its next
sign that it is replaced, and ends.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from socket import gethostname
from typing import TYPE_CHECKING, Final

from corpus.errors import ArchiveError, AtWorkError
from corpus.schema import VERSION

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

SILENCE: Final = 120
"""Seconds without a sign after which an importer on another machine counts as gone."""

SILENCE_HERE: Final = 900
"""The same on this machine, where the process is still there."""


@contextmanager
def at_work(connection: sqlite3.Connection, path: Path) -> Iterator[Callable[[], None]]:
    """Hold the archive as its one importer; yields what is to be called now and then as a sign of life.

    Raises `AtWorkError`, which names the other, where somebody is at work already, and `ArchiveError` where a
    newer program has brought the archive up to date since it was opened.
    """
    me = (os.getpid(), gethostname())
    connection.execute("BEGIN IMMEDIATE")
    try:
        check_that_nobody_is(connection, path)
        _check_version(connection, path)
        connection.execute("DELETE FROM at_work")
        now = time.time()
        connection.execute("INSERT INTO at_work VALUES (?, ?, ?, ?)", (*me, now, now))
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    try:
        yield lambda: _sign(connection, me, path)
    finally:
        with connection:
            connection.execute("DELETE FROM at_work WHERE process = ? AND host = ?", me)


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise ArchiveError(
            f"{path}: a newer cablediff has brought it up to date meanwhile (schema {version}, this one"
            f" writes {VERSION}); update cablediff, or choose another place with --archive"
        )


def check_that_nobody_is(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `AtWorkError`, which names the other, where another process is importing into the archive."""
    other = connection.execute("SELECT process, host, since, sign FROM at_work").fetchone()
    if other is not None and other[:2] != (os.getpid(), gethostname()) and _alive(*other):
        raise AtWorkError(
            f"{path}: process {other[0]} on {other[1]} has been importing into it since"
            f" {time.strftime('%H:%M:%S', time.localtime(other[2]))}; wait for it, or stop it"
        )


def _sign(connection: sqlite3.Connection, me: tuple[int, str], path: Path) -> None:
    signed = connection.execute(
        "UPDATE at_work SET sign = ? WHERE process = ? AND host = ?", (time.time(), *me)
    )
    if not signed.rowcount:
        raise ArchiveError(f"{path}: another import has taken over while this one was silent")


def _alive(process: int, host: str, since: float, sign: float) -> bool:
    silent = abs(time.time() - sign)
    if host != gethostname():
        return silent < SILENCE
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return silent < SILENCE_HERE
