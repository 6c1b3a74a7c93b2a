"""The E.O. line: under which executive order, and until when, a cable is classified."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parser.ids import full_year


@dataclass(frozen=True, slots=True)
class Declassification:
    """The order's number (``12958``), the date where one is given, and the words of the line after its label."""

    order: str | None = None
    on: date | None = None
    text: str | None = None


# E.O. 12958: DECL:   EO 12958 DECL   E.O.12065: GDS
LABEL = re.compile(r"\s{0,40}E\.? ?O\.? ?[:.\-]? ?(?P<order>1[0-9]{3,4}|13526)?[ :.;,\-]{0,5}", re.I)
ORDER = re.compile(r"\bE\.? ?O\.? ?(1[0-9]{4})", re.I)
DECL = re.compile(r"DECL(?:ASS(?:IFY)?)?(?: ON)?[ :.;]{0,5}|[ :]", re.I)
NEXT_FIELD = re.compile(r"\s(?:TAGS?|SUBJ(?:ECT)?|REFS?)\b\s?[:;]?|\n\s*\n", re.I)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
NUMBERS = re.compile(r"(?<![0-9])([0-9]{1,4})\s?[/\-.]\s?([0-9]{1,2})\s?[/\-.]\s?([0-9]{2,4})(?![0-9])")
COMPACT = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
DAY_FIRST = re.compile(r"(?<![0-9])([0-9]{1,2})\s?([A-Z]{3})[A-Z]{0,6}\.?,?\s?((?:19|20)?[0-9]{2})(?![0-9])")
MONTH_FIRST = re.compile(
    r"(?<![A-Z])([A-Z]{3})[A-Z]{0,6}\.?\s?([0-9]{1,2}),?\s{1,3}((?:19|20)[0-9]{2})(?![0-9])"
)


def read_declassification(text: str) -> Declassification:
    """Read the clean text of an E.O. block, label included."""
    text = text[:2000]
    match = LABEL.match(text)
    order = match["order"] if match else None
    rest = text[match.end() :] if match else text
    end = NEXT_FIELD.search(rest)
    rest = rest[: end.start()] if end else rest
    if order is None and (found := ORDER.search(text)):
        order = found[1]
    label = DECL.match(rest)
    if label:
        rest = rest[label.end() :]
    words = " ".join(rest.split())
    return Declassification(order, read_date(words), words or None)


def read_date(words: str) -> date | None:
    """Return the first date in some words, whichever way round it is written."""
    words = words.upper()
    for match in NUMBERS.finditer(words):
        first, second, third = match.groups()
        if len(first) == 4:
            found = _date(int(first), int(second), int(third))
        else:
            year = full_year(third)
            found = _date(year, int(first), int(second)) or _date(year, int(second), int(first))
        if found:
            return found
    if match := COMPACT.search(words):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    for match in DAY_FIRST.finditer(words):
        if match[2] in MONTHS:
            return _date(full_year(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    for match in MONTH_FIRST.finditer(words):
        if match[1] in MONTHS:
            return _date(full_year(match[3]), MONTHS.index(match[1]) + 1, int(match[2]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
