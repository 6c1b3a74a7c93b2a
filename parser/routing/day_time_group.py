"""The day-time group: when the message was sent, in UTC.

The one fact that surprises: it has a day, a time and a two-digit year but its month stands between, and the
precedence letters before it are glued to it, doubled, or missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from parser.routing.precedence import letters

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), 1
    )
}
# "O 270539Z APR 09", "O P 182318Z FEB 09", "P R 271135Z NOV 06", "061428Z Jun 03", "R 07 1200Z JAN 1975"
DAY_TIME_GROUP: Final = re.compile(
    r"""
    (?<![A-Z0-9#/-])
    (?: (?P<letters> [ZOPRYW]{1,2} (?: [ /]? [ZOPR] ){0,2} ) [ ]{0,3} )?
    (?P<day> [0-3O][0-9OI] ) [ ]? (?P<hour> [0-2O][0-9OI] ) [ ]? (?P<minute> [0-5O][0-9OI] )
    [ ]? (?: Z | (?=[ ]) ) [ ]{0,3}
    (?P<month> JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC ) [A-Z]{0,6} [ .,]{0,3}
    (?P<year> (?:19|20)\d\d | \d\d ) (?! \d )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OLDEST: Final = 60  # two-digit years from here on are of the last century; the oldest cables are of 1966


@dataclass(frozen=True, slots=True)
class DayTimeGroup:
    """A day-time group with its span in the text."""

    start: int
    end: int
    moment: datetime | None  # aware, UTC; None when the digits name no moment
    precedence: tuple[str, ...]


def find(text: str, start: int = 0, end: int | None = None) -> DayTimeGroup | None:
    """Return the first day-time group in ``text`` from ``start`` to ``end``, or None."""
    match = DAY_TIME_GROUP.search(text, start, len(text) if end is None else end)
    return _group(match) if match else None


def at(text: str, start: int) -> DayTimeGroup | None:
    """Return the day-time group that begins at ``start``, or None."""
    match = DAY_TIME_GROUP.match(text, start)
    return _group(match) if match else None


def _group(match: re.Match[str]) -> DayTimeGroup:
    return DayTimeGroup(match.start(), match.end(), _moment(match), letters((match["letters"] or "").upper()))


def _moment(match: re.Match[str]) -> datetime | None:
    day, hour, minute = (_digits(match[name]) for name in ("day", "hour", "minute"))
    year = int(match["year"])
    if year < 100:
        year += 1900 if year >= _OLDEST else 2000
    midnight = hour == 24 and minute == 0
    try:
        moment = datetime(
            year, _MONTHS[match["month"][:3].upper()], day, 0 if midnight else hour, minute, tzinfo=UTC
        )
    except ValueError:
        return None
    return moment + timedelta(days=1) if midnight else moment


def _digits(text: str) -> int:
    """Return the number that ``text`` is, letters taken for digits read as such: ``O6`` is 6."""
    return int(text.upper().replace("O", "0").replace("I", "1"))
