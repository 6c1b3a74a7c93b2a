"""Output files that are replaced only when the new one is complete."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

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
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
