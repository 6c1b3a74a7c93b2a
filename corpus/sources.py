"""What tells that a source has not changed: its size and time, and where the time differs its digest.

The one fact that surprises: the digest is taken after the reading, of a file that the system has at hand by
then, and kept only where size and time are still what they were before.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class State:
    """Bytes and nanoseconds of a file, by which a change shows."""

    size: int
    modified: int


def state_of(path: Path) -> State:
    """Return size and time of a file. Raises `OSError`."""
    status = path.stat()
    return State(status.st_size, status.st_mtime_ns)


def name_of(path: Path) -> str:
    """Return the name by which the archive knows a file, whatever bytes its path has."""
    return os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")


def digest_of(path: Path, before: State, stop: Callable[[], bool] = lambda: False) -> bytes | None:
    """Return the digest of a file's bytes; None where it changed since ``before``, or on ``stop``."""
    found = hashlib.sha256()
    try:
        with path.open("rb", buffering=0) as stream:
            while piece := stream.read(_PIECE):
                if stop():
                    return None
                found.update(piece)
        return found.digest()[:16] if state_of(path) == before else None
    except OSError:
        return None
