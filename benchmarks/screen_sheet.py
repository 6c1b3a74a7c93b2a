"""What the screen's figures are printed on, each beside its limit."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from benchmarks.terminals import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.terminals import Keys


class Sheet:
    """Prints figures and counts the limits that were not met."""

    def __init__(self) -> None:
        self.missed = 0

    def figure(self, what: str, value: float, unit: str, limit: float) -> None:
        """Print one figure with its limit."""
        met = value <= limit
        self.missed += not met
        shown = f"{value:,.2f}" if unit == "s" else f"{value:,.0f}"
        print(
            f"  {what:38} {shown:>9} {unit:5}  limit {limit:>7,g}  {'met' if met else 'NOT MET'}", flush=True
        )

    def keys(self, what: str, keys: Keys, *, time: float | None = None, size: float | None = None) -> None:
        """Print what keys cost: medians against the limits, then the worst."""
        if time is not None:
            self.figure(what, keys.time, "ms", time)
        if size is not None:
            self.figure(what, keys.size, "bytes", size)
        if time is None and size is None:
            print(f"  {what:38} {keys.time:>9,.0f} ms", flush=True)
        self._worst(keys.milliseconds, keys.own, f", {max(keys.sizes):,} bytes")

    def _worst(self, times: Sequence[float], own: Sequence[float], more: str = "") -> None:
        said = f"; the screen's thread at work {median(own):.1f} ms, at most {max(own):.1f}" if own else ""
        print(f"  {'':38} worst {max(times):,.0f} ms{more}{said}", flush=True)

    def times(self, what: str, milliseconds: Sequence[float], limit: float | None = None) -> None:
        """Print the median of some times, against a limit where there is one, and the worst."""
        middle = median(milliseconds)
        if limit is None:
            print(f"  {what:38} {middle:>9,.0f} ms", flush=True)
        else:
            self.figure(what, middle, "ms", limit)
        self._worst(milliseconds, [time.own for time in milliseconds if isinstance(time, Answer)])
