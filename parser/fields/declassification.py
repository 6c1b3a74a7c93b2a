"""The E.O. line: under which executive order, and until when, a cable is classified.

The surprising fact: the value is not always a date. Unclassified cables say ``N/A``, older ones ``OADR`` or
``GDS``, and some wait for an event (``CLOSURE OF ICTY``, ``TEN YEARS AFTER KOREAN UNIFICATION``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parser.ids import full_year

MOST = 1_500
"""Characters of the block that are looked at."""

ORDERS = ("10501", "10964", "11652", "12065", "12356", "12958", "13292", "13526")
"""The orders on classified information, from 1953 to 2009."""


@dataclass(frozen=True, slots=True)
class Declassification:
    """The order's number (``12958``), the date where one is given, and the words behind the label."""

    order: str | None = None
    on: date | None = None
    text: str | None = None


# E.O. 12958:  EO 12958  E.0. 12958:  E.O.12065:  E.O.: 12356  E/O 1.2958  .O. 12958  DECL alone
LABEL = re.compile(
    r"\s{0,80}(?:(?:\bE[./]?\s?|[./]\s?|\b(?=[O0]))[O0M]\.?\s?[:.,]?|\bEXECUTIVE ORDER)\s?"
    r"(?:NO\.?\s)?(?P<order>1\.?[0-9]{4})?(?![0-9])[\s:.;,\-]{0,6}",
    re.IGNORECASE,
)
ORDER = re.compile(r"\bE\.?\s?[O0]\.?\s?(?P<order>1[0-9]{4})(?![0-9])", re.IGNORECASE)
# DECL:  DECL  DECLl:  DECLASSIFY ON:  DECLAS:
DECL = re.compile(r"DECL(?!ASSIFIED)[A-Z]{0,7}\b(?:\sON\b)?[\s:.;,]{0,5}|[\s:.;]{1,5}", re.IGNORECASE)
# where the next field begins, also glued (04/27/2024TAGS:), or the words were cut
END = re.compile(
    r"\s{0,3}(?:\bT?AGS?\s?:|(?<=[0-9])TAGS?\b|\bTAGS?\b|\bS?UBJ(?:ECT)?\b\s?:"
    r"|\bREF(?:TEL)?S?\s?:|\bCLASSIFIED BY\b|\.\.\.)|\n\s{0,9}\n",
    re.IGNORECASE,
)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
# 04/27/2024  4-27-24  2020/02/23  27.04.2024
NUMBERS = re.compile(
    r"(?<![0-9])([0-9]{1,4})\s?[/\-.]\s?([0-9]{1,2})\s?[/\-.]\s?([0-9]{4}|[0-9]{2})(?![0-9])"
)
# 1O/3l/2018: letters typed for digits
LETTERS = re.compile(r"(?<![A-Z0-9])[0-9OIL]{1,4}(?=[/\-])|(?<=[/\-])[0-9OIL]{1,4}(?![A-Z0-9])")
DIGITS = str.maketrans("OIL", "011")
# 20240427
COMPACT = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
# 27 April 2024  27APR24  27-APR-24
DAY_FIRST = re.compile(
    r"(?<![0-9])([0-9]{1,2})[\s\-]?([A-Z]{3})[A-Z]{0,6}\.?,?[\s\-]?((?:19|20)?[0-9]{2})(?![0-9])"
)
# April 27, 2024
MONTH_FIRST = re.compile(
    r"(?<![A-Z])([A-Z]{3})[A-Z]{0,6}\.?\s?([0-9]{1,2}),?\s{1,3}((?:19|20)[0-9]{2})(?![0-9])"
)


def read_declassification(text: str) -> Declassification:
    """Read the clean text of an E.O. block, label included; what runs on behind the value is cut."""
    text = text[:MOST].replace("\\", " ")
    label = LABEL.match(text)
    rest = text[label.end() :] if label else text
    order = label["order"] if label else None
    if order is None and (found := ORDER.search(text)):
        order = found["order"]
    order = order.replace(".", "") if order else None
    decl = DECL.match(rest)
    rest = rest[decl.end() :] if decl else rest
    end = END.search(rest)
    words = " ".join((rest[: end.start()] if end else rest).split())
    return Declassification(_order(order), read_date(words), words or None)


def _order(number: str | None) -> str | None:
    """Return the order that a number means: ``12598`` can only be 12958."""
    if number is None or number in ORDERS:
        return number
    meant = [order for order in ORDERS if sorted(order) == sorted(number)] or [
        order for order in ORDERS if sum(a != b for a, b in zip(order, number, strict=True)) == 1
    ]
    return meant[0] if len(meant) == 1 else number


def read_date(words: str) -> date | None:
    """Return the first date in some words, whichever way round it is written, that the calendar has."""
    words = LETTERS.sub(lambda match: match[0].translate(DIGITS), words.upper())
    for match in NUMBERS.finditer(words):
        first, second, third = match.groups()
        if len(first) == 4:
            found = _date(int(first), int(second), int(third))
        else:
            year = full_year(third)
            found = _date(year, int(first), int(second)) or _date(year, int(second), int(first))
        if found:
            return found
    for match in COMPACT.finditer(words):
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
