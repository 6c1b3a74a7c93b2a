"""Where the results of an archive lie: in a folder beside it."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX: Final = "-copies"


def folder_of(archive: Path) -> Path:
    """Return the folder of results that belongs to an archive file, whatever link led to it."""
    file = archive.resolve()
    return file.with_name(file.name + SUFFIX)


def remove_results(archive: Path) -> None:
    """Take away what was kept for an archive, if anything was."""
    with suppress(OSError):
        shutil.rmtree(folder_of(archive))
