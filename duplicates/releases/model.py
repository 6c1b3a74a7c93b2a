"""What two releases of an archive have in common and where they part.

The one fact that surprises: most of what differs between two published versions of a cable is not in the
cable. A date line of the publisher, curly quotes, other line breaks: such cables are counted apart, so that
the list of changed cables is a list worth reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duplicates.diff.model import PartKind
from duplicates.diff.summary import counts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from duplicates.diff.model import Options
    from duplicates.diff.summary import Change


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the cable that the two versions state differently, as text for people."""

    name: str
    early: str
    late: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A change with some words of the late text around it, and the block that it stands in."""

    change: Change
    before: str
    after: str
    place: str


@dataclass(frozen=True, slots=True)
class ChangedCable:
    """A cable that the two releases publish with different words or fields."""

    key: str
    origin: str
    created: datetime | None
    fields: tuple[FieldChange, ...]
    changes: tuple[Shown, ...]  # restorations and redactions first, then the rest as they stand in the text
    furniture: int  # changes in lines of the archive around the message, which are not among them
    redacted_names: tuple[str, ...] = ()  # each as often as it was hidden
    restored_names: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[PartKind, tuple[int, int]]:
        """How many changes and words of each kind, in reading order."""
        return counts(shown.change for shown in self.changes)

    def words(self, kind: PartKind) -> int:
        """How many words were hidden, restored, put in …"""
        return self.counts.get(kind, (0, 0))[1]

    @property
    def weight(self) -> tuple[int, int, int]:
        """By how much a reader wants to see it: what was hidden or restored first, then other words."""
        hidden = self.words(PartKind.RESTORED) + self.words(PartKind.REDACTED)
        others = sum(words for _, words in self.counts.values()) - hidden
        return hidden, others, len(self.fields)


@dataclass(frozen=True, slots=True)
class PostNames:
    """How often names were hidden from the cables of a post, the most frequent first."""

    post: str
    names: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two releases compared. Keys are ids, with ``@2`` for a further record of one id; lists are sorted."""

    early: str
    late: str
    options: Options
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ChangedCable, ...]
    unchanged: int  # of the same words, the ones below among them
    trivial: tuple[str, ...]  # the same words under the options, but not the same characters
    redacted_names: tuple[PostNames, ...]
    restored_names: tuple[PostNames, ...]

    @property
    def differs(self) -> bool:
        """Whether a cable was added, removed or changed."""
        return bool(self.added or self.removed or self.changed)

    @property
    def counts(self) -> dict[PartKind, tuple[int, int]]:
        """How many changes and words of each kind in all cables, in reading order."""
        return counts(shown.change for cable in self.changed for shown in cable.changes)


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a cable from one release to the next."""

    status: str  # added, removed, changed, unchanged, absent
    counts: tuple[tuple[PartKind, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """More than two releases: each compared with the one before, and each cable's way through them."""

    releases: tuple[str, ...]
    steps: tuple[Comparison, ...]
    overall: Comparison  # the first against the last

    def cables(self) -> dict[str, tuple[Step, ...]]:
        """Return the steps of every cable that some step touched, by key."""
        told: list[dict[str, Step]] = []
        for step in self.steps:
            told.append(dict.fromkeys(step.added, Step("added")))
            told[-1].update(dict.fromkeys(step.removed, Step("removed")))
            told[-1].update((cable.key, _changed(cable)) for cable in step.changed)
        touched = sorted({key for steps in told for key in steps})
        return {key: tuple(_way([steps.get(key) for steps in told])) for key in touched}


def _changed(cable: ChangedCable) -> Step:
    return Step("changed", tuple((kind, *figures) for kind, figures in cable.counts.items()))


def _way(steps: list[Step | None]) -> Iterator[Step]:
    """Fill the steps of which nothing is told: the cable stays as it is, or stays away."""
    first = next(step for step in steps if step is not None)
    present = first.status != "added"
    for step in steps:
        if step is not None:
            present = step.status != "removed"
        yield step or Step("unchanged" if present else "absent")
