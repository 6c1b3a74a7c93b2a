"""Which cables were read, one after the other, and where in each: the way back, and forward again.

The one fact that surprises: there is one history for all readers that stand on each other, as a web browser
has one for a window. ``q`` takes a screen away; the history tells what was read, whatever is on top.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

Stop = tuple[str, int]
"""A cable's key, and the offset that the reader was at (in the plain form the line)."""

LONGEST: Final = 200
"""Cables that are remembered each way."""


@dataclass(slots=True)
class History:
    """The cables before the one that is read, that one, and those that were gone back from, nearest last."""

    before: list[Stop] = field(default_factory=list)
    here: Stop | None = None
    after: list[Stop] = field(default_factory=list)

    def visit(self, key: str) -> None:
        """A cable is read. What was gone back from is forgotten, unless it is the same cable still."""
        if self.here is None or self.here[0] != key:
            if self.here is not None:
                self.before = [*self.before, self.here][-LONGEST:]
            self.here = (key, 0)
            self.after = []

    def at(self, key: str, place: int) -> None:
        """The reader is at a place in the cable."""
        if self.here is not None and self.here[0] == key:
            self.here = (key, place)

    def back(self) -> Stop | None:
        """Go to the cable before, and return it; None where there is none."""
        return self._step(self.before, self.after)

    def forward(self) -> Stop | None:
        """Go to the cable that was gone back from last, and return it; None where there is none."""
        return self._step(self.after, self.before)

    def _step(self, source: list[Stop], other: list[Stop]) -> Stop | None:
        if not source:
            return None
        if self.here is not None:
            other.append(self.here)
        self.here = source.pop()
        return self.here

    def as_values(self) -> dict[str, Any]:
        """Return it as values for a file."""
        return {"before": self.before, "here": self.here, "after": self.after}

    @classmethod
    def of_values(cls, values: object) -> History:
        """Return what was written down; an empty one where the file says something else."""
        if not isinstance(values, dict):
            return cls()
        here = _stops([values.get("here")])
        return cls(_stops(values.get("before")), here[0] if here else None, _stops(values.get("after")))


def _stops(values: object) -> list[Stop]:
    listed: Sequence[object] = values if isinstance(values, list) else ()
    pairs = (tuple(value) for value in listed if isinstance(value, (list, tuple)) and len(value) == 2)
    return [(key, line) for key, line in pairs if isinstance(key, str) and isinstance(line, int)][-LONGEST:]
