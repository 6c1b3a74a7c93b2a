"""Where archives lie when the reader names no place: in the cache folder, never inside the reader's data."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIX: Final = ".cablediff"
_LAST: Final = "last"
_DIGEST: Final = 12  # hexadecimal digits
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9.]")


def archives_folder() -> Path:
    """Return the folder of archives, made when it is not there and can be.

    Where it cannot be made, in a home that is read-only or none, whoever makes an archive in it is told.
    """
    folder = user_cache_path("cablediff", appauthor=False) / "archives"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def archive_for(paths: Sequence[Path]) -> Path:
    """Return the archive file that belongs to exactly these sources, whatever their order."""
    import hashlib  # an archive that is named needs none

    resolved = sorted(str(path.resolve()) for path in paths)
    digest = hashlib.sha256("\n".join(resolved).encode("utf-8", "surrogateescape")).hexdigest()[:_DIGEST]
    name = _UNSAFE.sub("-", Path(resolved[0]).name)[:40] or "cables"
    return archives_folder() / f"{name}-{digest}{SUFFIX}"


def archive_name(archive: Path) -> str:
    """Return what a reader calls an archive: its file's name; in the cache without the digest of the sources.

    >>> archive_name(archives_folder() / "cables-0f0b8844744a.cablediff")
    'cables'
    """
    name, _, digest = archive.stem.rpartition("-")
    own = len(digest) == _DIGEST and archive.parent == archives_folder()
    return name if own else archive.stem


def remember_last(archive: Path) -> None:
    """Note the archive that a browser without a path opens next time, where that can be noted."""
    note = archives_folder() / _LAST
    with suppress(OSError):
        if note.is_file() or not note.exists():  # a pipe would be waited for
            note.write_text(str(archive), encoding="utf-8", errors="surrogateescape")


def last_archive() -> Path | None:
    """Return the archive opened last, or None when there is none any more."""
    note = archives_folder() / _LAST
    try:
        if not note.is_file():
            return None
        archive = Path(note.read_text(encoding="utf-8", errors="surrogateescape"))
        return archive if archive.is_file() else None
    except OSError:  # none noted yet, or nothing here can be read
        return None
