"""The words that open and close a summary and a comment.

The surprise: a summary has an opening word in two cables of three and a closing one in fewer, under many
names (``SUMMARY AND COMMENT``, ``KEY POINTS``, ``BEGIN SUMMARY``), and "summary" is also an adjective.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Marker:
    """The span of a marker in the text it was looked for in."""

    start: int
    end: int


_WITH: Final = (
    r"(?:ACTION|ACTION REQUEST|COMMENTS?|INTRODUCTION|INTRO|RECOMMENDATIONS?|CONTEXT|KEY POINTS|OVERVIEW|"
    r"BACKGROUND|CONCLUSIONS?|ANALYSIS|ASSESSMENT|NOTE|GUIDANCE|ACTION MESSAGE|REQUEST(?: FOR [A-Z ]{1,30})?)"
)
_AND: Final = r"[ ]{0,2}(?:AND|&|/|,|-)[ ]{0,2}"
_SUMMARY: Final = rf"(?:EXECUTIVE[ ])?(?:{_WITH}{_AND}){{0,2}}SUMMARY(?:{_AND}{_WITH}){{0,2}}"
# What may follow the word: a colon, a stop, a dash, a bracket or the line's end.
_OPEN_END: Final = (
    r"(?:[ ]{0,3}\([A-Z/]{1,8}\))?(?:[ ]{0,3}[:.;]|[ ]{0,3}--?(?![a-z])|[ ]{0,3}[)\]]|[ \t\r]*$)[-\s.:)]*"
)
_OPENS_SUMMARY: Final = re.compile(
    rf"[-=_* \t(\[\"]{{0,80}}(?:BEGIN(?:NING)?(?: OF)?[ ])?(?:{_SUMMARY}|KEY POINTS?|OVERVIEW AND SUMMARY){_OPEN_END}",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSES_SUMMARY: Final = re.compile(
    rf"[(\[]?\bEND(?: OF)?[ \n\r]{{1,3}}(?:THE )?{_SUMMARY}[.)\]]{{0,3}}", re.IGNORECASE
)
_COMMENT: Final = (
    rf"(?:[A-Z]{{3,12}}[ ])?(?:{_WITH}{_AND}){{0,2}}COMMENTS?(?:{_AND}{_WITH}){{0,2}}(?: CONTINUED| CONT'?D)?"
)
_OPENS_COMMENT: Final = re.compile(
    rf"[-=_* \t(\[\"]{{0,80}}(?:BEGIN(?:NING)?(?: OF)?[ ])?{_COMMENT}{_OPEN_END}",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSES_COMMENT: Final = re.compile(
    rf"[(\[]?\bEND(?: OF)?[ \n\r]{{1,3}}(?:THE )?{_COMMENT}[.)\]]{{0,3}}", re.IGNORECASE
)


def opens_summary(line: str) -> Marker | None:
    """Return the span of the words that open a summary at the start of ``line``, or None.

    The line is given without its paragraph number and mark; the span's end is where the summary's text begins.
    """
    if "ummary" not in line and "UMMARY" not in line and "EY POINT" not in line.upper()[:60]:
        return None
    match = _OPENS_SUMMARY.match(line)
    return Marker(match.start(), match.end()) if match else None


def closes_summary(text: str) -> Marker | None:
    """Return the span of the first END SUMMARY (in whatever company) in ``text``, or None."""
    if "ummary" not in text and "UMMARY" not in text:
        return None
    match = _CLOSES_SUMMARY.search(text)
    return Marker(match.start(), match.end()) if match else None


def opens_comment(line: str) -> Marker | None:
    """Return the span of the words that open a comment at the start of ``line``, or None."""
    if "omment" not in line and "OMMENT" not in line:
        return None
    match = _OPENS_COMMENT.match(line)
    return Marker(match.start(), match.end()) if match else None


def closes_comment(text: str) -> Marker | None:
    """Return the span of the first END COMMENT in ``text``, or None."""
    if "omment" not in text and "OMMENT" not in text:
        return None
    match = _CLOSES_COMMENT.search(text)
    return Marker(match.start(), match.end()) if match else None
