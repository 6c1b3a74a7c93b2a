"""One importer at a time: who is at work on an archive, written in the archive itself.

The one fact that surprises: no file lock is used, because archives lie on network shares where locks are
kept badly or not at all. A process of this machine is asked for by its number; one of another machine counts
as gone when it has not written for a while.
"""

from __future__ import annotations

import os
import platform
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from corpus.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

SILENCE: Final = 120
"""Seconds without a sign after which an importer on another machine counts as gone."""


@contextmanager
def at_work(connection: sqlite3.Connection, path: Path) -> Iterator[Callable[[], None]]:
    """Hold the archive as its one importer; yields what is to be called now and then as a sign of life.

    Raises `ArchiveError`, which names the other, where somebody is at work already.
    """
    me = (os.getpid(), platform.node())
    connection.execute("BEGIN IMMEDIATE")
    try:
        other = connection.execute("SELECT process, host, since, sign FROM at_work").fetchone()
        if other is not None and other[:2] != me and _alive(*other):
            raise ArchiveError(
                f"{path}: process {other[0]} on {other[1]} has been importing into it since"
                f" {time.strftime('%H:%M:%S', time.localtime(other[2]))}; wait for it, or stop it"
            )
        connection.execute("DELETE FROM at_work")
        now = time.time()
        connection.execute("INSERT INTO at_work VALUES (?, ?, ?, ?)", (*me, now, now))
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    try:
        yield lambda: _sign(connection)
    finally:
        with connection:
            connection.execute("DELETE FROM at_work WHERE process = ? AND host = ?", me)


def _sign(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE at_work SET sign = ?", (time.time(),))


def _alive(process: int, host: str, since: float, sign: float) -> bool:
    if host != platform.node():
        return abs(time.time() - sign) < SILENCE
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
