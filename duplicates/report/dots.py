"""The repeats inside one record as a dot plot: its text from its first to its last character on both axes.

The one fact that surprises: nothing is compared here. Every group of the report that stands twice in the
record is drawn where it stands, so picture and list cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duplicates.model import Group

MOST: Final = 4_000
"""Lines that are drawn."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A repeat: the spans of its two places as shares of the record's length, the earlier first."""

    early: tuple[float, float]
    late: tuple[float, float]
    same: bool  # word for word
    group: str


def strokes(groups: Iterable[Group], key: str, length: int) -> tuple[Stroke, ...]:
    """Return the repeats inside the record ``key``, whose text has ``length`` characters."""
    found = []
    for stroke in _strokes(groups, key, max(length, 1)):
        found.append(stroke)
        if len(found) == MOST:
            break
    return tuple(found)


def _strokes(groups: Iterable[Group], key: str, length: int) -> Iterator[Stroke]:
    for group in groups:
        here = sorted(
            (member for member in group.members if member.cable == key), key=lambda each: each.start
        )
        for a, b in combinations(here, 2):
            yield Stroke(
                (a.start / length, a.end / length),
                (b.start / length, b.end / length),
                same=min(a.similarity, b.similarity) == 1.0,
                group=group.id,
            )
