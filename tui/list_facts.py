"""What the list shows of each cable beside its row: whether something is blacked out, how many versions.

Asked of the archive once, in a worker: two small sets for a quarter of a million cables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from corpus.archive import Archive
from corpus.statistics import redacted, versions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from corpus import Row


_CHUNK: Final = 900
"""Rows that are asked for at once."""


class Rows(Protocol):
    """What is needed of an archive for its keys."""

    def rows(self, numbers: Sequence[int]) -> list[Row]: ...


@dataclass(frozen=True, slots=True)
class ListFacts:
    """Record numbers of cables with something blacked out, and the versions of the ids that have several."""

    redacted: Collection[int] = frozenset()
    versions: Mapping[str, int] = field(default_factory=dict)


def list_facts(archive: object) -> ListFacts:
    """Return the facts of an archive."""
    if not isinstance(archive, Archive):
        return ListFacts()
    return ListFacts(redacted(archive), versions(archive))


def keys_of(archive: Rows, numbers: Sequence[int]) -> list[str]:
    """Return the keys of some records."""
    chunks = (numbers[first : first + _CHUNK] for first in range(0, len(numbers), _CHUNK))
    return [row.key for chunk in chunks for row in archive.rows(chunk)]
