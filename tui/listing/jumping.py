"""Where a jump leads: to the number of a line, to a date, or to a cable by its id or the start of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from corpus.archive import Archive
from tui.numbers import whole

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence

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
    number = whole(wanted) if wanted.isascii() else None
    if number is not None and not (_YEAR.match(wanted) and number > len(shown)):
        return min(max(number, 1), len(shown)) - 1
    if _DATE.match(wanted) or _YEAR.match(wanted):
        return _first_since(archive, shown, _iso(wanted))
    return _by_id(archive, shown, wanted)


def said_of(text: str, place: int | None) -> str:
    """Return what a reader is to know of a jump: why there was none, or that a year was taken for a line."""
    wanted = text.strip()
    if place is not None:
        taken = _YEAR.match(wanted) and place + 1 == whole(wanted)
        return f"line {place + 1:,}; the year is {wanted}-01" if taken else ""
    from parser.ids import parse_id  # a list of cables waits for no expressions

    if _DATE.match(wanted) or _YEAR.match(wanted):
        return f"no cable of {wanted} or later is in the list"
    if parse_id(wanted) is not None:
        return f"{wanted} is not in the list"
    return f"{wanted} is no id (09ASTANA714), date (2009-04-27) or number of the list"


def _iso(date: str) -> str:
    return "-".join(part.zfill(2) for part in date.split("-"))


def _first_since(archive: Rows, shown: Sequence[int], date: str) -> int | None:
    """Return the place of the earliest cable shown that was sent on a date or after it."""
    places = {number: place for place, number in enumerate(shown)}
    return next((places[number] for number in _since(archive, date) if number in places), None)


def _since(archive: Rows, date: str) -> Iterator[int]:
    if isinstance(archive, Archive):
        sql = "SELECT number FROM records WHERE created >= ? ORDER BY created, id_order"
        yield from (number for (number,) in archive.connection.execute(sql, (date,)))
    else:
        yield from (row.number for row in archive.rows(archive.order("date")) if row.created >= date)


def _by_id(archive: Rows, shown: Sequence[int], wanted: str) -> int | None:
    from parser.ids import canonical_id  # a list of cables waits for no expressions

    for key in (wanted, wanted.upper(), canonical_id(wanted)):
        number = archive.number_of(key)
        if number is not None and number in shown:
            return shown.index(number)
    places = {number: place for place, number in enumerate(shown)}
    start = wanted.upper().replace(" ", "")
    return next((places[number] for number in _beginning(archive, start) if number in places), None)


def _beginning(archive: Rows, start: str) -> Iterator[int]:
    """Yield the records whose ids begin so, in order of ids."""
    if isinstance(archive, Archive):
        sql = "SELECT number FROM records WHERE id >= ? AND id < ? ORDER BY id_order"
        found = archive.connection.execute(sql, (start, start + "\U0010ffff"))
        yield from (number for (number,) in found)
    else:
        rows = archive.rows(archive.order("id"))
        yield from (row.number for row in rows if row.id.upper().startswith(start))
