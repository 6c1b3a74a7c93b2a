"""Ids of cables: two digits of the year, the post, the serial, ``09ASTANA714``.

The surprising fact: the published archive itself holds damaged ids (``08SCTION02OF02SAOPAULO335``: a section
line stands where the post should), so an id is repaired wherever one is read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from parser.posts import canonical_post, letters_of, plain, post_of_year

FIRST_YEAR = 66
"""The oldest published cable is of 1966: years 66 to 99 are of the twentieth century."""

SHORTEST_POST = 3
"""Letters of a post, known or not; two letters and a number are no id."""

LONGEST = 80
"""Characters of the longest text that is looked at as an id."""

IRREGULAR = {
    "06ASTANA": "06ASTANA204",
    "08ACCRA001382SUSPECTEDDUPLICATE1392": "08ACCRA1392",
    "08SECTION01GF02BISHIEK21": "08BISHKEK1021",
    "092OF5": "09STATE126780",
    "09BAU339": "09BAKU339",
    "10AQNA272": "10ASTANA272",
}
"""Published ids so damaged that only their cables tell what they should be."""


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


# 09ASTANA0714, 2009 ASTANA 714, '09-ASTANA-714, 7575LIBREVILLE1895: the year and what follows it
YEAR = re.compile(
    r"'?(?P<year>(?:19|20)[0-9]{2}(?=[ .\-_/#]*[A-Z0])|(?P<two>[0-9]{2})(?:(?P=two)(?=[A-Z]))?)[ .\-_/#]*"
)
# ASTANA0714; SCTION02OF02 and SAOPAULO335; MADRID002583 and ZFR2585; 01OF02RPODUBAI288
PIECE = re.compile(r"(?P<letters>[A-Z][A-Z .,\-_/#'&]*)(?P<digits>[0-9]{1,9})(?![0-9])")
# SCTION02OF02, SECTION01GF02, SECTION 1 OF 3: a section line in an id
SECTION = re.compile(r"S ?E?C ?TION ?0{0,3}(?P<part>[0-9]{1,2}) ?[OG]F ?0{0,3}(?P<whole>[0-9]{1,2})(?![0-9])")
NOISE = ' \t\r\n"\u201c\u201d\u2018\u2019()[]<>.,;:#*\u00b6\u200e\u200f\ufeff'
"""What a spreadsheet, a sentence or a mark of direction leaves around an id."""
NOTATION = str.maketrans("@~#:", "----")
"""``09OSLO12@2`` is a version, ``~2`` a copy, ``#12`` a block, ``:340-560`` a stretch of a record."""
# a zero for an O in COTON0U and 0TTAWA
ZERO = re.compile(r"(?<=[A-Z])0(?=[A-Z])|^0(?=[A-Z]{3})")
LEFT_OVER = ("EFTO", "NOFORN", "FSC", "SIPDIS", "SENSITIVE", "UNCLAS", "CONFIDENTIAL", "SECRET")
"""Words of the classification line that were taken for a part of the post."""


def _with_plain_digits(text: str) -> str:
    """Return ``text`` with the digits of other scripts, ٣ and ３, as our own."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def full_year(digits: str) -> int:
    """Return the year with four digits of a year with two or four."""
    year = int(digits)
    if year >= 100:
        return year
    return year + (1900 if year >= FIRST_YEAR else 2000)


def cable_id(year: int, post: str, serial: int) -> CableId:
    """Return the id of a cable of a post whose name is in the form of ids already."""
    return CableId(year, post_of_year(post, year), serial)


@lru_cache(maxsize=8192)
def parse_id(raw: str) -> CableId | None:
    """Take an id apart, damaged or not; None when it is no cable's id."""
    if len(raw) > LONGEST:
        return None
    text = plain((raw if raw.isascii() else _with_plain_digits(raw)).strip(NOISE))
    text = IRREGULAR.get(text, text)
    match = YEAR.match(text)
    if match is None:
        return None
    rest = ZERO.sub("O", text[match.end() :])
    pieces = [(letters_of(piece["letters"]), piece["digits"]) for piece in PIECE.finditer(rest)]
    if not pieces or not rest.endswith(pieces[-1][1]):
        return None
    year = full_year((match["two"] or match["year"])[-2:])  # the one form keeps two digits of it
    section_line = len(pieces) > 2 and len(pieces[1][0]) <= len("OF")
    for letters, serial in pieces[-1:] if section_line else pieces:
        post = canonical_post(_without_left_over(letters))
        if post:
            return cable_id(year, post, int(serial))
    post, serial = _without_left_over(pieces[-1][0]), pieces[-1][1]
    return cable_id(year, post, int(serial)) if len(post) >= SHORTEST_POST else None


def canonical_id(raw: str) -> str:
    """Return the one form ``YYPOST123`` of an id; what is no id comes back upper case and without spaces.

    Signs that name a version, a copy or a block of a cable are none of an id's: they become dashes.
    """
    found = parse_id(raw)
    if found is None:
        raw = "".join(raw.upper().split()).translate(NOTATION)
        found = parse_id(raw)  # spaces alone may have hidden it
    return found.canonical if found else raw


def section_of(raw: str) -> tuple[int, int] | None:
    """Return which section of how many a malformed id says that it is; None when it says nothing of it.

    The halves of one message have been published under ids that have the section line in them:
    ``08SCTION02OF02SAOPAULO335`` is ``(2, 2)`` of ``08SAOPAULO335``.
    """
    match = SECTION.search(raw.upper()) if len(raw) <= LONGEST else None
    if match is None:
        return None
    part, whole = int(match["part"]), int(match["whole"])
    return (part, whole) if 1 <= part <= whole else None


def _without_left_over(letters: str) -> str:
    """Take what the classification line left off the front of a post: ``EFTOLONDON``, ``SIFIEDABUJA``."""
    size = len(letters) - SHORTEST_POST
    while size >= SHORTEST_POST and not canonical_post(letters):
        front = letters[:size]
        if front in LEFT_OVER or "UNCLASSIFIED".endswith(front) or "AMEMBASSY".endswith(front):
            letters = letters[size:]
            size = len(letters)
        size -= 1
    return letters
