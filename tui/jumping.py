"""Where a jump leads: to the number of a line, to a date, or to a cable by its id or the start of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, Protocol

from parser.ids import canonical_id

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from corpus import Row

_DATE: Final = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?\Z")  # 2009-04, 2009-4-27
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")


class Rows(Protocol):
    """What is needed of an archive."""

    def order(self, by: str = ..., *, descending: bool = ...) -> array[int]: ...
    def rows(self, numbers: Sequence[int]) -> list[Row]: ...
    def number_of(self, key: str) -> int | None: ...


def target(archive: Rows, shown: Sequence[int], text: str) -> int | None:
    """Return the place in ``shown`` that a text names; None when there is no such place.

    Four digits that can be a year and more lines than that are still a line: a date with a hyphen is a date.
    """
    wanted = text.strip()
    if not wanted or not shown:
        return None
    if wanted.isascii() and wanted.isdecimal() and not (_YEAR.match(wanted) and int(wanted) > len(shown)):
        return min(max(int(wanted), 1), len(shown)) - 1 if len(wanted) < 10 else len(shown) - 1
    if _DATE.match(wanted) or _YEAR.match(wanted):
        return _first_since(archive, shown, _iso(wanted))
    return _by_id(archive, shown, wanted)


def _iso(date: str) -> str:
    return "-".join(part.zfill(2) for part in date.split("-"))


def _first_since(archive: Rows, shown: Sequence[int], date: str) -> int | None:
    """Return the place of the earliest cable shown that was sent on a date or after it."""
    ordered = archive.order("date")
    start = bisect_left(ordered, date, key=lambda number: archive.rows([number])[0].created)
    places = {number: place for place, number in enumerate(shown)}
    return next((places[number] for number in ordered[start:] if number in places), None)


def _by_id(archive: Rows, shown: Sequence[int], wanted: str) -> int | None:
    for key in (wanted, wanted.upper(), canonical_id(wanted)):
        number = archive.number_of(key)
        if number is not None and number in shown:
            return shown.index(number)
    ordered = archive.order("id")
    # Ids sort by year, post and serial; of a beginning alone the rows are looked through, a page at a time.
    start = wanted.upper().replace(" ", "")
    places = {number: place for place, number in enumerate(shown)}
    for first in range(0, len(ordered), _PAGE):
        for row in archive.rows(ordered[first : first + _PAGE]):
            if row.id.upper().startswith(start) and row.number in places:
                return places[row.number]
    return None


_PAGE: Final = 2000
