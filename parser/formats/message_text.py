"""Message text: header and body alone, or only one of them, or a part of a body.

The one fact that surprises: such a file says nowhere what it is. Its id is put together from the number line
inside the message (``SECTION 01 OF 03 ASTANA 000714``) and the year of its day-time group; only a message
without them goes by the name of its file.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Final

from parser.ids import canonical_id, parse_id

_HEAD: Final = 20_000  # characters: the number line stands in front of paragraph 1

_SIGNS: Final = re.compile(
    r"""^[ \t¶]{0,20}(?:
        VZCZC                                                     # a transmission id
      | [OPRZ](?:[ ]{1,3}[OPRZ])?[ ]{1,3}\d{6}Z[ ]                # R 010538Z SEP 09
      | DE[ ]R[A-Z]{4,7}[ ]\#\d                                   # DE RUEHTA #0714/01 1170539
      | (?:FM|TO|INFO)[ ]{1,3}(?:[A-Z]{5,8}/)?(?:AM|US|SECSTATE|RUE)[A-Z]
      | UNCLAS(?:SIFIED)?\b
      | (?:C[ ]O[ ]N[ ]F[ ]I[ ]D|S[ ]E[ ]C[ ]R[ ]E[ ]T|U[ ]N[ ]C[ ]L[ ]A[ ]S|L[ ]I[ ]M[ ]I[ ]T[ ]E[ ]D)\b
      | (?:CONFIDENTIAL|SECRET)(?:[ ]{1,3}SECTION\b|[ ]{1,3}[A-Z ]{2,30}[ ]\d{3,8}[ \r]*$)
      | (?:PAGE)[ ]\d\d[ ]{1,12}[A-Z]
      | SIPDIS\b | NODIS\b | EXDIS\b | NOFORN\b
      | E\.?[ ]?O\.?[ ]{0,3}1[1-3]\d{3}
      | TAGS?\b[ ]{0,9}[:;]?[ ]{1,9}[A-Z]{2,5}\b
      | (?:SUBJECT|SUBJ)[ ]{0,9}[:.;]
      | (?:REF|REFS|REFTELS?|REFERENCES?)[ ]{0,9}:
      | CLASSIFIED[ ]BY\b | Classified[ ]By\b
      | \d{1,2}\.?[ ]{0,4}\((?:C|S|U|SBU|LOU|C/NF|S/NF|C//NF|S//NF)\)
      | (?:DEPT|DEPARTMENT|STATE)[ ](?:FOR|PASS)\b
      | This[ ]record[ ]is[ ]a[ ]partial[ ]extract
      | (?:BEGIN[ ]|\d{1,2}\.[ ]{1,4})?(?:SUMMARY|COMMENT)[ ]?[:.]
    )""",
    re.VERBOSE | re.MULTILINE,
)
"""What a line of a cable starts with and a line of another text hardly does."""

_STATION_AND_NUMBER: Final = r"([A-Z][A-Z .'-]{1,30}?)[ ]{1,3}(\d{3,8})"  # ASTANA 000714
_NUMBER_LINE: Final = re.compile(
    rf"""^[^\r\n]{{0,80}}?                                    # C O N F I D E N T I A L, UNCLAS …
        \bSECTION[ ]{{1,3}}\d{{1,2}}[ ]{{1,3}}OF[ ]{{1,3}}\d{{1,2}}[ ]{{1,3}}
        {_STATION_AND_NUMBER}\b
    """,
    re.VERBOSE | re.MULTILINE,
)
_CLASSIFICATION_LINE: Final = re.compile(
    rf"""^[ ]{{0,9}}(?:
            C[ ]O[ ]N[ ]F[ ]I[ ]D[ ]E[ ]N[ ]T[ ]I[ ]A[ ]L | S[ ]E[ ]C[ ]R[ ]E[ ]T | CONFIDENTIAL | SECRET
          | UNCLAS(?:SIFIED)? | U[ ]N[ ]C[ ]L[ ]A[ ]S
          | L[ ]I[ ]M[ ]I[ ]T[ ]E[ ]D[ ]{{1,3}}O[ ]F[ ]F[ ]I[ ]C[ ]I[ ]A[ ]L[ ]{{1,3}}U[ ]S[ ]E
        )
        (?://?[A-Z/ ]{{2,20}})?[ ]{{1,3}}{_STATION_AND_NUMBER}[ ]{{0,20}}\r?$
    """,
    re.VERBOSE | re.MULTILINE,
)
"""``UNCLAS ASTANA 000714``: the line of a message that is not cut into sections."""

_DAY_TIME_GROUP: Final = re.compile(r"\b(\d{2})(\d{2})(\d{2})Z[ ]{1,3}([A-Z]{3})[ ]{1,3}((?:19|20)?\d{2})\b")
_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_NAME_ID: Final = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)?\d{2}[A-Z][A-Z]{2,30}\d{1,8})(?![0-9A-Za-z])", re.IGNORECASE
)


def looks_like_message(text: str) -> bool:
    """Whether some line of ``text`` starts as a line of a cable does (in its first 20,000 characters)."""
    return _SIGNS.search(text[:_HEAD]) is not None


def own_id(text: str) -> str | None:
    """Return the id that a message states by itself, from its number line and its day-time group's year."""
    head = text[:_HEAD]
    number = _NUMBER_LINE.search(head) or _CLASSIFICATION_LINE.search(head)
    sent = day_time_group(head)
    if number is None or sent is None:
        return None
    found = parse_id(f"{sent.year:04d}{''.join(number.group(1).split())}{int(number.group(2))}")
    return found.canonical if found is not None else None


def day_time_group(text: str) -> datetime | None:
    """Return the first day-time group of ``text`` (``270539Z APR 09``) as an aware UTC time."""
    for match in _DAY_TIME_GROUP.finditer(text[:_HEAD]):
        day, hour, minute, month, year = match.groups()
        full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 60 else 2000)
        if month not in _MONTHS:
            continue
        try:
            return datetime(full, _MONTHS.index(month) + 1, int(day), int(hour), int(minute), tzinfo=UTC)
        except ValueError:
            continue
    return None


def id_from_name(name: str) -> str | None:
    """Return the id that a file's name states (``09ASTANA714.txt``, ``2009-ASTANA-0714.html``), or None."""
    stem = PurePosixPath(name.replace("\\", "/")).name.split(".")[0]
    found = parse_id(stem)
    if found is None:
        inside = _NAME_ID.search(stem)
        found = parse_id(inside.group(1)) if inside is not None else None
    return found.canonical if found is not None else canonical_id(stem) or None
