"""Finding cables by the words of their list line, at the speed of typing.

All lines of the archive stand in one string, a quarter of a million of them in some 25 MB, because one
`str.find` over it takes milliseconds where a query would take a tenth of a second.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpus import Row

_CHUNK: Final = 2000


class Rows(Protocol):
    """What is needed of an archive."""

    def order(self, by: str = ..., *, descending: bool = ...) -> array[int]: ...
    def rows(self, numbers: Sequence[int]) -> list[Row]: ...


class Haystack:
    """The list lines of an archive, to search in."""

    def __init__(self, archive: Rows, stop: Callable[[], bool] = lambda: False) -> None:
        numbers = archive.order("number")
        parts: list[str] = []
        starts = array("Q")
        kept = array("I")
        position = 0
        for first in range(0, len(numbers), _CHUNK):
            if stop():
                break
            for row in archive.rows(numbers[first : first + _CHUNK]):
                text = (
                    f"{row.id} {row.created[:10]} {row.origin} {row.classification} {row.subject}".replace(
                        "\n", " "
                    ).lower()
                    + "\n"
                )
                starts.append(position)
                kept.append(row.number)
                parts.append(text)
                position += len(text)
        self._text = "".join(parts)
        self._starts = starts
        self._numbers = kept

    def matching(self, wanted: str) -> set[int]:
        """Return the numbers of the rows that have every word of ``wanted``, without regard to case."""
        words = sorted(wanted.lower().split(), key=len, reverse=True)
        if not words:
            return set(self._numbers)
        return {self._numbers[index] for index in self._lines(words)}

    def _lines(self, words: Sequence[str]) -> Iterator[int]:
        """Yield the indices of the lines with all words; the longest, which is rare, is looked for first."""
        text, rare, others = self._text, words[0], words[1:]
        position = text.find(rare)
        while position >= 0:
            index = bisect_right(self._starts, position) - 1
            end = self._starts[index + 1] if index + 1 < len(self._starts) else len(text)
            if all(text.find(word, self._starts[index], end) >= 0 for word in others):
                yield index
            position = text.find(rare, end)
