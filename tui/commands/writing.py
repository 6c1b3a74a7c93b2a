"""Output files that are replaced only when the new one is complete.

The one fact that surprises: what a killed run left half-written is removed by the next one that writes the
same file. Who still writes holds a lock on its part, so that a part without one belongs to nobody.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

try:
    import fcntl
except ImportError:  # no POSIX: parts of killed runs stay
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def write_whole(path: Path, text: str | Iterable[str]) -> None:
    """Write a text, or its pieces one after the other, to ``path`` as UTF-8.

    It is written beside the file first, then moved over it in one step. Raises `OSError` when the folder
    cannot be written; an older file is then as it was.
    """
    with _replacing(path) as stream:
        for piece in (text,) if isinstance(text, str) else text:
            stream.write(piece.encode("utf-8", "replace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write bytes as `write_whole` does."""
    with _replacing(path) as stream:
        stream.write(content)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
        with path.open("wb") as device:
            yield device
        return
    _remove_left_parts(path)
    descriptor, part = _new_part(path)
    locked = None if fcntl is None else os.dup(descriptor)  # until the part has its name
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        if locked is not None:
            os.close(locked)


def _new_part(path: Path) -> tuple[int, Path]:
    """Return a new file beside ``path``, ``.NAME.xxxxxxxx.part``, open and locked."""
    while True:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        if fcntl is None:
            return descriptor, Path(name)
        with suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor, Path(name)
        os.close(descriptor)  # taken for a part of a killed run, before it was locked


def _remove_left_parts(path: Path) -> None:
    """Remove what killed runs left beside ``path``; what another run still writes is locked, and stays."""
    if fcntl is None:
        return
    named = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}\.part")
    with suppress(OSError):
        for each in os.scandir(path.parent):
            if named.fullmatch(each.name):
                with suppress(OSError):
                    _remove_if_left(Path(each))


def _remove_if_left(part: Path) -> None:
    descriptor = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
