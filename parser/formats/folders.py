"""A folder of any size as a sorted stream of its files.

The one fact that surprises: archives are kept as farms of symbolic links as well as trees, so links are
followed; each folder is entered once, whatever leads to it, which is also what ends a loop.
"""

from __future__ import annotations

import os
import stat
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from parser.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_COMPANIONS: Final = frozenset(
    f".{suffix}"
    for suffix in (
        *("py", "pyc", "md", "rst", "json", "toml", "yaml", "yml", "sqlite", "db"),
        *("css", "js", "png", "jpg", "jpeg", "gif", "ico", "svg", "woff", "woff2"),
        *("cablediff", "cablediff-wal", "cablediff-shm", "cablediff-copies"),
    )
)
"""Suffixes of what lies beside cables and is passed over in silence: notes, manifests, a page's furniture,
an archive that was made of them."""

_SPECIAL: Final = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def is_companion(name: str) -> bool:
    """Whether a file is furniture by its name: hidden, or a note, manifest or image beside cables."""
    base = PurePosixPath(name.replace("\\", "/"))
    return base.name.startswith((".", "__")) or base.suffix.lower() in _COMPANIONS


def special_file(mode: int) -> str | None:
    """Return what a path is that is neither file nor folder (``a named pipe``), None for those two."""
    for test, name in _SPECIAL:
        if test(mode):
            return name
    return None


def files(folder: Path, on_problem: Callable[[Problem], None]) -> Iterator[Path]:
    """Yield the regular files below ``folder``, sorted by name folder by folder; hidden ones are left out.

    What cannot be entered or is no file at all (pipe, socket, device, broken link) is reported and skipped.
    """
    entered: set[tuple[int, int]] = set()
    waiting = [_entries(folder, entered, on_problem)]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        try:
            mode = path.stat().st_mode
        except OSError as error:
            on_problem(Problem(str(path), f"cannot be opened: {reason(error)}"))
            continue
        special = special_file(mode)
        if stat.S_ISDIR(mode):
            waiting.append(_entries(path, entered, on_problem))
        elif special is not None:
            on_problem(Problem(str(path), f"is {special}, not a file; skipped"))
        else:
            yield path


def reason(error: OSError) -> str:
    """Return what the system says of an error, without path and number (``Permission denied``)."""
    return error.strerror or str(error) or type(error).__name__


def _entries(
    folder: Path, entered: set[tuple[int, int]], on_problem: Callable[[Problem], None]
) -> Iterator[Path]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in entered:
            return
        entered.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as error:
        on_problem(Problem(str(folder), f"cannot be listed: {reason(error)}"))
        return
    for name in names:
        if not is_companion(name):
            yield folder / name
