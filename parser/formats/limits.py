"""How much a packed file may hold, and what it has unpacked to so far.

The one fact that surprises: limits on each member are not enough. A thousand members can share the same
packed bytes, or lie in each other, so what one file unpacks to is counted over all of them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import io
    from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one container may hold. The whole published archive is 251,287 files or 1.7 GB."""

    depth: int = 8  # containers within containers; a .tar.gz counts two
    members: int = 2_000_000
    size: int = 64 << 30  # bytes, unpacked
    ratio: int = 400  # unpacked to packed; cables press to a fifth
    ratio_from: int = 64 << 20  # bytes, unpacked, below which the ratio does not matter
    held: int = 512 << 20  # bytes of archives held in memory at once: each .zip inside another container
    index: int = 64 << 20  # bytes of the index of a .zip, which is held too; the published files take 28 MB


class LimitReachedError(Exception):
    """A container holds more than it may."""


class Budget:
    """What one file may unpack to in all, whatever lies in it: a thousand members may share their bytes."""

    def __init__(self, path: str, stream: io.BufferedReader[Any], limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.held = 0
        self._packed = _size_of(stream)
        self._spent = 0
        self.exceeded = ""

    def spend(self, count: int) -> None:
        """Count bytes that were unpacked. Raises `LimitReachedError`."""
        self._spent += count
        limits = self.limits
        if self._spent > limits.size:
            self.exceeded = f"all in {self.path} unpacks to more than {limits.size:,} bytes"
        elif self._packed and self._spent > max(limits.ratio_from, limits.ratio * self._packed):
            self.exceeded = f"all in {self.path} unpacks to more than {limits.ratio} times its size"
        self.check()

    def check(self) -> None:
        """Raise `LimitReachedError` where too much was unpacked."""
        if self.exceeded:
            raise LimitReachedError(self.exceeded)


def _size_of(stream: io.BufferedReader[Any]) -> int:
    """Return the bytes of an open file, 0 where it cannot be told."""
    try:
        return os.fstat(stream.fileno()).st_size
    except (OSError, ValueError):
        return 0
