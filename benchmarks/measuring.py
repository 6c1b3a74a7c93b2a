"""Seconds, memory of a whole tree of processes, and medians: what all benchmarks measure with."""

from __future__ import annotations

import os
import statistics
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(slots=True)
class Measure:
    """Seconds of wall time, and the highest resident memory of this process and its children together."""

    seconds: float = 0.0
    peak: int = 0

    def __str__(self) -> str:
        return f"{self.seconds:8.1f} s {self.peak / 1e6:8.0f} MB"


@contextmanager
def measured() -> Iterator[Measure]:
    """Measure what runs inside; memory is looked at ten times a second where /proc tells it."""
    measure, done = Measure(), threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            measure.peak = max(measure.peak, resident(os.getpid()))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    start = time.perf_counter()
    try:
        yield measure
    finally:
        measure.seconds = time.perf_counter() - start
        done.set()
        watcher.join()
        measure.peak = max(measure.peak, resident(os.getpid()))


def resident(process: int) -> int:
    """Return the resident bytes of a process and all its descendants, 0 where the system does not tell."""
    total = 0
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        total += pages * os.sysconf("SC_PAGE_SIZE")
        for task in Path(f"/proc/{process}/task").iterdir():
            total += sum(resident(int(child)) for child in (task / "children").read_text().split())
    except (OSError, ValueError, IndexError):
        pass
    return total


def proportional(process: int) -> int:
    """Return the bytes of a process and all its descendants, memory that several share counted once.

    0 where the system does not tell.
    """
    total = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
        for task in Path(f"/proc/{process}/task").iterdir():
            total += sum(proportional(int(child)) for child in (task / "children").read_text().split())
    except (OSError, ValueError, IndexError):
        pass
    return total


def median_ms(action: Callable[[], object], *, times: int = 7) -> float:
    """Return the median of several runs, in milliseconds, after one that does not count."""
    action()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


class Figures:
    """Prints figures, one a line, and beside those that have a limit whether it is met."""

    def __init__(self) -> None:
        self.limits = 0
        self.missed: list[str] = []

    def say(self, what: str, figure: str) -> None:
        """Print a figure that has no limit."""
        print(f"{what:46} {figure}", flush=True)

    def limit(
        self, what: str, figure: float, most: float, unit: str, more: str = "", *, digits: int = 1
    ) -> None:
        """Print a figure beside the most it may be."""
        self.limits += 1
        met = figure <= most
        if not met:
            self.missed.append(what.strip())
        judged = "met" if met else "NOT MET"
        value = f"{figure:,.{digits}f} {unit}"
        self.say(what, f"{value:>12}   at most {most:,g} {unit}".rstrip() + f": {judged}   {more}".rstrip())

    def end(self) -> None:
        """Print how many limits are met, and which are not."""
        missed = f"; not met: {', '.join(self.missed)}" if self.missed else ""
        self.say("limits met", f"{self.limits - len(self.missed)} of {self.limits}{missed}")
