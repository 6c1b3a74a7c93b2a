"""Versions of cables in one archive, compared: what the screen of releases lists.

The one fact that surprises: which version is the earlier is told by the order of the sources they came from,
EARLY before LATE on the command line, and where one file gave both, by their order in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from corpus.archive import Archive
from duplicates.diff.model import PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from duplicates.releases.model import ChangedCable

_VERSIONS: Final = """
    SELECT id, number, key, subject FROM records
    WHERE id IN (SELECT id FROM records WHERE version > 1) ORDER BY id, version, number
"""
_TELL_EVERY: Final = 10


@dataclass(frozen=True, slots=True)
class Changed:
    """Two versions of a cable that differ in words or fields."""

    early: str  # keys
    late: str
    date: str
    subject: str
    counts: Mapping[PartKind, tuple[int, int]]  # changes and words of each kind
    fields: tuple[str, ...]

    def words(self, kind: PartKind) -> int:
        """How many words were restored, hidden …"""
        return self.counts.get(kind, (0, 0))[1]

    @property
    def other(self) -> int:
        """How many words differ in other ways."""
        total = sum(words for _, words in self.counts.values())
        return total - self.words(PartKind.RESTORED) - self.words(PartKind.REDACTED)


SORTS: Final[dict[str, Callable[[Changed], tuple[object, ...]]]] = {
    "restored": lambda one: (-one.words(PartKind.RESTORED), -one.words(PartKind.REDACTED), -one.other),
    "blacked out": lambda one: (-one.words(PartKind.REDACTED), -one.words(PartKind.RESTORED), -one.other),
    "other words": lambda one: (-one.other,),
    "date": lambda one: (one.date,),
    "id": lambda one: (one.early,),
}
RISING: Final = frozenset({"date", "id"})
"""Measures of which the least comes first."""

KINDS: Final[dict[str, Callable[[Changed], bool]]] = {
    "all changes": lambda one: True,
    "restored": lambda one: one.words(PartKind.RESTORED) > 0,
    "blacked out": lambda one: one.words(PartKind.REDACTED) > 0,
}
"""What the cables are sorted by, and which of them are chosen, here and in ``cablediff compare ARCHIVE``."""


def compare_all(
    archive: Archive, progress: Callable[[int, int], None], stop: Callable[[], bool]
) -> tuple[list[Changed], int]:
    """Return the pairs of following versions that differ, and how many pairs differ in layout alone."""
    from duplicates.releases import compare_versions  # brings RapidFuzz

    if not isinstance(archive, Archive):
        return [], 0
    rows = archive.connection.execute(_VERSIONS).fetchall()
    pairs = [pair for _, versions in groupby(rows, key=itemgetter(0)) for pair in pairwise(list(versions))]
    found: list[Changed] = []
    equal = 0
    for done, ((_, first, early, _), (_, second, late, subject)) in enumerate(pairs):
        if stop():
            break
        if done % _TELL_EVERY == 0:
            progress(done, len(pairs))
        change = compare_versions(early, archive.cable(first), archive.cable(second))
        if change is None:
            equal += 1
            continue
        found.append(replace(changed_of(change), early=early, late=late, subject=subject))
    return found, equal


def changed_of(change: ChangedCable) -> Changed:
    """Return what the list shows of a changed cable, but for its subject."""
    date = f"{change.created:%Y-%m-%d}" if change.created else ""
    fields = tuple(field.name.replace("_", " ") for field in change.fields)
    return Changed(change.key, change.key, date, "", change.counts, fields)


def has_versions(archive: Archive) -> bool:
    """Tell whether an archive holds a cable in two versions."""
    if not isinstance(archive, Archive):
        return False
    found = archive.connection.execute("SELECT 1 FROM records WHERE version > 1 LIMIT 1").fetchone()
    return found is not None
