"""What each ignore level leaves out of account, in words: for ``--help`` and for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from duplicates.diff.model import Ignore, Options

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVEL_WORDS: Final[Mapping[Ignore, str]] = {
    Ignore.LINE_BREAKS: "line ends, blank lines, the amount of white space",
    Ignore.HYPHENATION: "words broken at a line end, words with or without a hyphen",
    Ignore.REDACTION_FORMS: "XXXXXXXXXXXX, xxxxxx, [Name removed]: the same redaction",
    Ignore.CASE: "upper and lower case",
    Ignore.PUNCTUATION: "all of it",
    Ignore.QUOTES: "curly or straight quotes, kinds of dashes, … or ...",
    Ignore.PAGE_BREAKS: "ASTANA 00000714 002 OF 003, the table above a message",
    Ignore.SECTION_LINES: "C O N F I D E N T I A L SECTION 02 OF 03 ASTANA 000714",
    Ignore.PARAGRAPH_NUMBERS: "1. or 1) at the start of a paragraph",
    Ignore.PORTION_MARKS: "(C), (SBU), (S//NF) at the start of a paragraph",
    Ignore.PILCROW: "the ¶ before a number",
    Ignore.GARBLES: "0TTAWA for OTTAWA, SS E C R E T for S E C R E T",
}

READING: Final = Options().ignoring(Ignore.PAGE_BREAKS)
"""What is no difference to somebody who reads, until they say otherwise."""


def levels_from(text: str, default: frozenset[Ignore]) -> frozenset[Ignore]:
    """Return levels written with commas; the default where a word is no level (an older program's file)."""
    try:
        return frozenset(Ignore(word) for word in text.split(",") if word)
    except ValueError:
        return default


def level_switches(levels: frozenset[Ignore]) -> list[str]:
    """Return the switches that have ``cablediff diff`` ignore exactly these levels."""
    usual = Options().ignore
    more = [f"--ignore={level.value}" for level in LEVEL_WORDS if level in levels - usual]
    return more + [f"--show={level.value}" for level in LEVEL_WORDS if level in usual - levels]
