"""Ids of cables: two digits of the year, the post, the serial, ``09ASTANA714``.

The surprising fact: the published archive itself holds damaged ids (``08SCTION02OF02SAOPAULO335``: a section
line took the place of the post), so an id is repaired wherever one is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parser.posts import canonical_post

FIRST_YEAR = 66
"""The oldest published cable is of 1966: years 66 to 99 are of the twentieth century."""


@dataclass(frozen=True, slots=True)
class CableId:
    """An id taken apart: year with four digits, post as ids write it, serial."""

    year: int
    post: str
    serial: int

    @property
    def canonical(self) -> str:
        """The one form, ``YYPOST123``."""
        return f"{self.year % 100:02d}{self.post}{self.serial}"


# 09ASTANA0714, 2009 ASTANA 714, 09-ASTANA-714: the year, letters with what noise may stand in them, the serial
ID = re.compile(r"((?:19|20)?[0-9]{2})[ .\-_/#]?([A-Z0][A-Z0 .,\-_/#']*?)[ .\-_/#]*([0-9]{1,9})")
# SCTION02OF02, SECTION 01 OF 03, SECTION01GF02 in front of the post
SECTION = re.compile(r"S[A-Z]{0,3}CT[A-Z]{0,5} ?[0-9]{1,2} ?[A-Z]{2} ?[0-9]{1,2} ?")


def full_year(digits: str) -> int:
    """Return the year with four digits of a year with two or four."""
    year = int(digits)
    if year >= 100:
        return year
    return year + (1900 if year >= FIRST_YEAR else 2000)


@lru_cache(maxsize=8192)
def parse_id(raw: str) -> CableId | None:
    """Take an id apart, damaged or not; None when it is no cable's id."""
    if len(raw) > 80:
        return None
    text = SECTION.sub("", raw.strip().upper())
    match = ID.fullmatch(text)
    if match is None:
        return None
    letters = re.sub(r"[^A-Z0]", "", match[2])
    if not letters or letters == "0":
        return None
    post = canonical_post(letters) or letters
    return CableId(full_year(match[1]), post, int(match[3]))


def canonical_id(raw: str) -> str:
    """Return the one form ``YYPOST123`` of an id; what is no id comes back upper case and without spaces."""
    found = parse_id(raw)
    return found.canonical if found else "".join(raw.upper().split())
