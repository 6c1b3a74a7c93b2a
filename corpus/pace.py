"""How far an import has come, how fast it goes, and how long it still takes.

The one fact that surprises: the way is measured in bytes of the files as they lie on the disk, packed or not,
and what was skipped because it had been read before counts as way, but not as speed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_EARLIEST: Final = 1.0  # seconds before which nothing is said of the time left
_LEAST: Final = 0.005  # of the bytes, before which nothing is said


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come."""

    records: int
    files: int
    files_total: int
    path: str
    share: float  # of the bytes, from 0 to 1
    seconds: float  # since the start
    skipped: float = 0.0  # of the bytes, that needed no reading

    @property
    def rate(self) -> float:
        """Records a second."""
        return self.records / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds to go at the speed so far, None while it is too early to tell."""
        read = self.share - self.skipped
        if self.seconds < _EARLIEST or read < _LEAST:
            return None
        return self.seconds * (1 - self.share) / read


class Pace:
    """Counts the bytes of an import."""

    def __init__(self) -> None:
        self.total = 0
        self.path = ""
        self._behind = 0
        self._skipped = 0
        self._size = 0
        self._position: Callable[[], int] | None = None
        self._started = time.monotonic()

    def enter(self, path: str, size: int) -> None:
        """Begin with the next file."""
        self._behind += self._size
        self.path, self._size, self._position = path, size, None

    def skip(self) -> None:
        """Say that the file at hand needs no reading."""
        self._skipped += self._size

    def skip_here(self) -> None:
        """Say that the file at hand has been read before up to here."""
        self._skipped += self._here()

    def follow(self, position: Callable[[], int]) -> None:
        """Take the position in the file at hand from an open file."""
        self._position = position

    def progress(self, records: int, files: int, files_total: int) -> Progress:
        """Return how far the import has come."""
        total = self.total or 1
        return Progress(
            records=records,
            files=files,
            files_total=files_total,
            path=self.path,
            share=min(1.0, (self._behind + self._here()) / total) if self.total else 1.0,
            seconds=time.monotonic() - self._started,
            skipped=min(1.0, self._skipped / total),
        )

    def _here(self) -> int:
        if self._position is None:
            return 0
        try:
            return min(self._position(), self._size)
        except ValueError:  # the file has been closed: it is behind
            return self._size
