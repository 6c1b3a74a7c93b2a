"""What a search may use: how much memory, how many processors.

The one fact that surprises: neither changes a result. Less memory makes more and smaller parts, some of
them on disk; more processors take more parts at a time; what comes out is sorted, the same to the last byte.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final

SIZE: Final = re.compile(r"(?P<number>\d{1,12}(?:\.\d{1,3})?)\s?(?P<unit>[KMGT]?)I?B?", re.IGNORECASE)
"""``4G``, ``512M``, ``1.5 GiB``, ``800000000``: units of 1024."""

LEAST: Final = 64 << 20
"""The least limit that is taken at its word; below it everything is cut as for this one."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def size_of(text: str) -> int:
    """Return the bytes that ``4G`` or ``512M`` stand for; raise ValueError on anything else."""
    found = SIZE.fullmatch(text.strip())
    if found is None or not float(found["number"]):
        raise ValueError(f"expected a size such as 4G, 512M or 800000K, not {text!r}")
    power = "KMGT".find(found["unit"].upper()) + 1 if found["unit"] else 0
    return int(float(found["number"]) * 1024**power)


@dataclass(frozen=True, slots=True)
class Means:
    """``memory`` in bytes, None for no limit; ``jobs`` at a time, 0 for as many as there are processors."""

    memory: int | None = None
    jobs: int = 0

    @property
    def workers(self) -> int:
        """How many pieces of work are done at a time."""
        return self.jobs or min(processors(), 4)

    @property
    def held(self) -> int | None:
        """The bytes that one array may take in memory; a longer one goes to disk. None: no limit."""
        return None if self.memory is None else self.memory // 16

    def items(self, most: int, size: int, share: float) -> int:
        """Return how many items of ``size`` bytes a part may hold: ``most``, or what fits in a share."""
        if self.memory is None:
            return most
        return max(1, min(most, int(max(self.memory, LEAST) * share / self.workers / size)))


UNLIMITED: Final = Means()
