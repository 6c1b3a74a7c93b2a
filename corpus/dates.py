"""Dates of a query: a day, a month or a year, or two of them with dots between, as a range of ISO texts.

The one fact that surprises: ISO texts sort as their moments do, so a range is two texts and an index.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_DATE: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")  # 2009-06-30


def date_range(text: str) -> tuple[str, str]:
    """Return the first text of a range and the first text behind it; '' where it is open.

    ``2009-06`` is the month, ``2009..2010-03`` runs to the end of March, ``2009..`` is open. Raises
    `ValueError`, saying what was expected.
    """
    early, dots, late = text.partition("..")
    if not dots:
        late = early
    for part in (early, late):
        if part and not _DATE.match(part):
            raise ValueError(
                f"{part!r} is no date; expected 2009, 2009-06, 2009-06-30, or two with .. between"
            )
        if part and not _stands_in_the_calendar(part):
            raise ValueError(f"{part!r} is no date: that month has no such day")
    if early and late and early > f"{late}~":
        raise ValueError(f"the range runs backwards; expected {late}..{early}")
    if not (early or late):
        raise ValueError("a date was expected: 2009, 2009-06, 2009-06-30, or two with .. between")
    # '~' sorts behind every digit, dash and colon, so '2009-06~' stands behind all of June.
    return early, f"{late}~" if late else ""


def _stands_in_the_calendar(part: str) -> bool:
    try:
        date.fromisoformat((part + "-01-01")[:10])
    except ValueError:
        return False
    return True
