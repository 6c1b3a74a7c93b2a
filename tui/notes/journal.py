"""A file of lines that are only ever added, each on the disk before the next key is looked at.

The one fact that surprises: several windows of one reader write to one journal, and any of them can be killed
in the middle of a line, or find the disk full there. Such a line is closed by the next one that is written,
and passed over when the journal is read.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def read_lines(path: Path) -> Iterator[object]:
    """Yield what the lines of a journal say, those left out that are torn or foreign."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            continue


def add_line(path: Path, values: dict[str, Any]) -> None:
    """Add a line, synced. Raises `OSError` when it is not wholly on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = (json.dumps(values) + "\n").encode("ascii")
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        size = os.fstat(file).st_size
        if size and _byte(file, size - 1) != b"\n":
            line = b"\n" + line
        while line:  # all at once but on a full disk, which says so when asked for the rest
            line = line[os.write(file, line) :]
        os.fsync(file)
    finally:
        os.close(file)


def _byte(file: int, place: int) -> bytes:
    os.lseek(file, place, os.SEEK_SET)
    return os.read(file, 1)
