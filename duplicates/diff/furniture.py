"""Stretches of a text that an ignore level silences: page breaks, section lines, numbers, marks.

The one fact that surprises: these patterns work on any text, a pasted fragment too; where a parsed cable is
at hand, its blocks say more, and `duplicates.diff.cables` passes them on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from duplicates.diff.model import Ignore
from parser.structure.page_breaks import spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.diff.model import Span

# Baku 00000687 002 of 002: as some releases print the line; the parser knows the line itself
_LOWERED_PAGE_BREAK: Final = re.compile(
    r"""(?: ^[A-Z][a-z']{1,9}(?:[ ][a-z]{1,7})? | \b[A-Z][a-z']{1,9} )
        [ ]\d{8} [ ]{1,2}\d{3}(?:\.\d)? [ ]{1,2}of[ ]{1,2}\d{3}\b""",
    re.VERBOSE | re.MULTILINE,
)
_CLASSIFICATION: Final = r"""
    (?: [A-Z]{1,2}(?:[ ][A-Z]\b){4,12} | UNCLASSIFIED | UNCLAS | CONFIDENTIAL | SECRET
      | LIMITED[ ]OFFICIAL[ ]USE )
    (?: [ ]?//?[ ]?[A-Z]{2,12} ){0,3}
"""
_SECTION_LINE: Final = re.compile(
    rf"""
    ^[ \t]{{0,8}}
    (?: {_CLASSIFICATION} [ ]{{1,4}} (?:[A-Z]{{2,12}}[ ]{{1,4}}){{0,2}}
        SECTION[ ]\d\d[ ]OF[ ]\d\d [ ]{{1,4}} [A-Z][A-Z ]{{1,24}} [ ]\d{{3,6}}
      | {_CLASSIFICATION} [ ]{{1,4}} [A-Z][A-Z ]{{1,24}} [ ]\d{{6}}
    )\b[^\S\n]{{0,8}}$
    """,
    re.VERBOSE | re.MULTILINE,
)
_PARAGRAPH: Final = re.compile(
    r"""
    (?: ^[ \t]{0,8} | (?<=[.!?"”)][ ]) | (?<=[.!?"”)][ ][ ]) )
    (?P<pilcrow> ¶[ ]? )?
    (?P<number> \d{1,3}(?:\.|\)) (?![\d]) )?
    [ \t\r\n]{0,4}
    (?P<marking> \(?
        (?: SBU | TS | LOU | FOUO | [CSU] ) (?: [ ]?//?[ ]?[A-Z][A-Z, ]{1,24} | NF )? \) )?
    """,
    re.VERBOSE | re.MULTILINE,
)


def furniture(text: str, ignore: frozenset[Ignore]) -> Iterator[Span]:
    """Yield the stretches of ``text`` that the ignore levels silence, in order for each level."""
    if Ignore.PAGE_BREAKS in ignore:
        yield from spans(text)
        for match in _LOWERED_PAGE_BREAK.finditer(text):
            yield match.span()
    if Ignore.SECTION_LINES in ignore:
        for match in _SECTION_LINE.finditer(text):
            yield match.span()
    if Ignore.PARAGRAPH_NUMBERS in ignore or Ignore.PORTION_MARKS in ignore:
        yield from _numbers_and_marks(text, ignore)


def _numbers_and_marks(text: str, ignore: frozenset[Ignore]) -> Iterator[Span]:
    """Inside a line a number counts only when a portion mark follows it, a mark only after a number."""
    for match in _PARAGRAPH.finditer(text):
        number, marking = match["number"], match["marking"]
        in_line = match.start() > 0 and text[match.start() - 1] != "\n"
        if in_line and not (number and marking):
            continue
        if marking and not marking.startswith("(") and not number:
            continue  # "1. C) Summary" lost its bracket; "C) MINISTER" is a reference
        if number and Ignore.PARAGRAPH_NUMBERS in ignore:
            yield match.span("number")
        if marking and Ignore.PORTION_MARKS in ignore:
            yield match.span("marking")
