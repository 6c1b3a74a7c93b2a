"""What the list shows of each cable beside its row: whether something is blacked out, how many versions.

Asked of the archive once, in a worker; for a quarter of a million cables it takes as many bytes.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, Final, Protocol

from corpus.archive import Archive
from corpus.statistics import redacted, versions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus import Row


_CHUNK: Final = 900
"""Rows that are asked for at once."""


class Rows(Protocol):
    """What is needed of an archive for its keys."""

    def rows(self, numbers: Sequence[int]) -> list[Row]: ...


@dataclass(frozen=True, slots=True)
class ListFacts:
    """In which records something is blacked out, and the versions of the ids that have several."""

    redacted: bytes = b""  # for each record number up to some last one, whether it is so
    versions: Mapping[str, int] = field(default_factory=dict)

    def is_redacted(self, number: int) -> bool:
        """Tell whether something is blacked out in a record."""
        return number < len(self.redacted) and bool(self.redacted[number])


def list_facts(archive: object) -> ListFacts:
    """Return the facts of an archive."""
    if not isinstance(archive, Archive):
        return ListFacts()
    return ListFacts(redacted(archive), versions(archive))


def keys_of(archive: Rows, numbers: Sequence[int]) -> list[str]:
    """Return the keys of some records."""
    chunks = (numbers[first : first + _CHUNK] for first in range(0, len(numbers), _CHUNK))
    return [row.key for chunk in chunks for row in archive.rows(chunk)]


def flags_of(numbers: Sequence[int]) -> bytes:
    """Return for each record number up to the last of some whether it is one of them.

    A quarter of a million numbers take as many bytes so, and sixty times as many in a set.
    """
    flags = bytearray(max(numbers, default=-1) + 1)
    for number in numbers:
        flags[number] = 1
    return bytes(flags)


def padded(flags: bytes, numbers: Sequence[int]) -> bytes:
    """Return flags that reach to the last of some numbers."""
    return flags.ljust(max(numbers, default=-1) + 1, b"\0")


def those(numbers: array[int], flags: bytes) -> array[int]:
    """Return those of some record numbers that have a flag, in their order."""
    return array("I", compress(numbers, map(padded(flags, numbers).__getitem__, numbers)))
