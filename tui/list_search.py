"""Finding cables by the words of their list line, at the speed of typing.

The lines of a quarter of a million cables take some 40 MB, and a look through all of them takes 15 ms,
where a query to the archive would take ten times as long.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final, Protocol

from corpus import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from corpus import Row

_CHUNK: Final = 2000

_LINES: Final = """
    SELECT number,
        id || ' ' || substr(created, 1, 10) || ' ' || origin || ' ' || classification || ' ' || subject
    FROM records ORDER BY number
"""


class Rows(Protocol):
    """What is needed of an archive."""

    def order(self, by: str = ..., *, descending: bool = ...) -> array[int]: ...
    def rows(self, numbers: Sequence[int]) -> list[Row]: ...


class Haystack:
    """The list lines of an archive, to search in."""

    def __init__(self, archive: Rows, stop: Callable[[], bool] = lambda: False) -> None:
        self._numbers = array("I")
        self._lines: list[str] = []
        lines = _stored_lines(archive) if isinstance(archive, Archive) else _row_lines(archive)
        for number, line in lines:
            self._numbers.append(number)
            self._lines.append(line.lower())
            if len(self._lines) % _CHUNK == 0 and stop():
                break
        self._last: tuple[str, Sequence[int]] = ("", range(len(self._lines)))

    def matching(self, wanted: str) -> set[int]:
        """Return the numbers of the rows that have every word of ``wanted``, without regard to case."""
        return {self._numbers[index] for index in self._indices(wanted.lower())}

    def filtered(self, wanted: str, numbers: Iterable[int]) -> array[int]:
        """Return those of ``numbers`` whose rows have every word of ``wanted``, in their order."""
        flags = bytearray(max(self._numbers, default=0) + 1)
        for index in self._indices(wanted.lower()):
            flags[self._numbers[index]] = 1
        last = len(flags)
        return array("I", [number for number in numbers if number < last and flags[number]])

    def _indices(self, wanted: str) -> Sequence[int]:
        """Return the lines with all words; typing on only narrows what the text so far has left."""
        words = sorted(wanted.split(), key=len, reverse=True)
        before, indices = self._last
        if not (before and wanted.startswith(before)):
            indices = range(len(self._lines))
        lines = self._lines
        for word in words:
            indices = [index for index in indices if word in lines[index]]
        self._last = (wanted, indices)
        return indices


def _stored_lines(archive: Archive) -> Iterator[tuple[int, str]]:
    yield from archive.connection.execute(_LINES)


def _row_lines(archive: Rows) -> Iterator[tuple[int, str]]:
    numbers = archive.order("number")
    for first in range(0, len(numbers), _CHUNK):
        for row in archive.rows(numbers[first : first + _CHUNK]):
            words = (row.id, row.created[:10], row.origin, row.classification, row.subject)
            yield row.number, " ".join(words)
