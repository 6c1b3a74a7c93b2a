"""The SUBJECT line: what a cable is about, with its portion mark kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 1500
"""No subject is longer; what comes after is body that ran on."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Subject with its lines joined by one space, capitals as written, and its portion mark (``C``, ``S//NF``)."""

    value: str = ""
    marking: str | None = None


# SUBJECT:  SUBJ:  SUBJECT  UBJECT:  SUBECT:  S U B J E C T:
LABEL = re.compile(r"\s{0,80}S?UB?J?(?:EC?T|CT)?S?\b\s?[:;.\-]?\s?", re.I)
MARKING = re.compile(r"\((?P<mark>[A-Z]{1,3}(?://?[A-Z]{1,8}){0,4})\)\s*")
END = re.compile(
    r"""
      \n[ \t]*\n
    | \s(?:REF(?:TEL)?S?|REF\(S\))\s?[:;]
    | \nREF(?:TEL)?S?\b
    | \s\(?[A-Z]{0,2}\)?\s?CLASSIFIED\ BY\b
    | \n[ \t]*¶?1\s?[.)]
    | \n[ \t]*[-=_*]{4}
    | \n[A-Z .]{3,20}\ [0-9]{8}\ [ ]?[0-9]{3}(?:\.[0-9])?\ OF\ [0-9]{3}
    | \sSENSITIVE\ BUT\b
    | \sTHIS\ IS\ AN\ ACTION\ REQUEST
    | \n(?:TAGS?|E\.?O\.?)\s?[:0-9]
    """,
    re.I | re.X,
)


def read_subject(text: str) -> Subject:
    """Read the clean text of a SUBJECT block, label included; what runs on behind the subject is cut."""
    text = text[:MOST]
    label = LABEL.match(text)
    text = text[label.end() :] if label else text
    end = END.search(text)
    value = " ".join((text[: end.start()] if end else text).replace("-\n", "-").split())
    mark = MARKING.match(value)
    if mark:
        return Subject(value[mark.end() :], mark["mark"])
    return Subject(value)
