"""Finding cables by the words of their list line, at the speed of typing.

The lines of a quarter of a million cables take some 22 MB and a look through all of them 30 ms, where a query
to the archive would take five times as long. The one fact that surprises: as a string each they would take
twice the memory. A word has no blank, so it stands in one part of a line: dates, and origins with their
classifications, are few, and are looked through once each.
"""

from __future__ import annotations

from array import array
from itertools import chain, repeat
from typing import TYPE_CHECKING, Final, Protocol

from corpus import Archive
from tui.listing.list_facts import those

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpus import Row

_CHUNK: Final = 2000

_LINES: Final = """
    SELECT number, id || ' ' || subject, substr(created, 1, 10), origin || ' ' || classification
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
        self._texts = bytearray()  # id and subject of each line, one behind the other
        self._ends = array("Q")
        self._dates, self._origins = _Few(), _Few()
        lines = _stored_lines(archive) if isinstance(archive, Archive) else _row_lines(archive)
        for number, text, date, origin in lines:
            self._numbers.append(number)
            self._texts += text.lower().encode()
            self._ends.append(len(self._texts))
            self._dates.append(date)
            self._origins.append(origin.lower())
            if len(self._numbers) % _CHUNK == 0 and stop():
                break
        self._last: tuple[str, Sequence[int]] = ("", range(len(self._numbers)))

    def matching(self, wanted: str) -> bytes:
        """Return for each record number whether its row has every word of ``wanted``, whatever its case."""
        flags = bytearray(max(self._numbers, default=0) + 1)
        for index in self._indices(wanted.lower()):
            flags[self._numbers[index]] = 1
        return bytes(flags)

    def filtered(
        self, wanted: str, numbers: array[int], stop: Callable[[], bool] = lambda: False
    ) -> array[int]:
        """Return those of ``numbers`` whose rows have every word of ``wanted``, in their order."""
        return array("I") if stop() else those(numbers, self.matching(wanted))

    def _indices(self, wanted: str) -> Sequence[int]:
        """Return the lines with all words; typing on only narrows what the text so far has left."""
        words = sorted(wanted.split(), key=len, reverse=True)
        before, indices = self._last
        if not (before and wanted.startswith(before)):
            indices = range(len(self._numbers))
        for word in words:
            indices = array("I", self._with(word, indices))
        self._last = (wanted, indices)
        return indices

    def _with(self, word: str, indices: Sequence[int]) -> Iterator[int]:
        ends = self._ends
        if len(indices) == len(ends):
            places = map(self._texts.find, repeat(word.encode()), chain((0,), ends), ends)
        else:
            starts = (ends[index - 1] if index else 0 for index in indices)
            places = map(self._texts.find, repeat(word.encode()), starts, (ends[index] for index in indices))
        dates, origins = self._dates.holding(word), self._origins.holding(word)
        if not dates and not origins:
            return (index for index, place in zip(indices, places, strict=True) if place >= 0)
        date, origin = self._dates.which, self._origins.which
        return (
            index
            for index, place in zip(indices, places, strict=True)
            if place >= 0 or date[index] in dates or origin[index] in origins
        )


class _Few:
    """A column with few different values: which of them each line has."""

    def __init__(self) -> None:
        self.which = array("I")
        self._values: dict[str, int] = {}

    def append(self, value: str) -> None:
        self.which.append(self._values.setdefault(value, len(self._values)))

    def holding(self, word: str) -> set[int]:
        """Return the numbers of the values that hold a word."""
        return {number for value, number in self._values.items() if word in value}


def _stored_lines(archive: Archive) -> Iterator[tuple[int, str, str, str]]:
    yield from archive.connection.execute(_LINES)


def _row_lines(archive: Rows) -> Iterator[tuple[int, str, str, str]]:
    numbers = archive.order("number")
    for first in range(0, len(numbers), _CHUNK):
        for row in archive.rows(numbers[first : first + _CHUNK]):
            yield (
                row.number,
                f"{row.id} {row.subject}",
                row.created[:10],
                f"{row.origin} {row.classification}",
            )
