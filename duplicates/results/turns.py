"""One search of an archive at a time: who comes second waits, and takes what the first has kept.

The one fact that surprises: a lock that cannot be had is no hindrance. Where the file system has none, two
searches do the same work beside each other, and the results of both are the same bytes.
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duplicates.progress import Watch

LOCK: Final = "search.lock"
"""The file in the folder of results that whoever searches holds locked."""

WAITING: Final = "another search of this archive is at work"

_PAUSE: Final = 0.5
"""Seconds between two looks whether the other has ended."""


@contextmanager
def turn(folder: Path, watch: Watch) -> Iterator[None]:
    """Hold the folder's lock; wait while another process has it. Raises `Stopped` when asked to end."""
    descriptor = -1
    with suppress(OSError):
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        while descriptor >= 0 and not _taken(descriptor):
            watch.at(WAITING, 0, 0)
            time.sleep(_PAUSE)
        yield
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _taken(descriptor: int) -> bool:
    """Take the lock, and tell whether it is ours; also where there are no locks."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES)
    return True
