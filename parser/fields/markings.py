"""Where a paragraph begins: its number and its portion mark.

The surprise: the archive set a pilcrow before everything that looked like one, wrapped years
(``¶2007. The``) and reference letters (``¶B. ROME 12``) among them; so it proves nothing and is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ParagraphStart:
    """The head of a paragraph: its number, its portion mark without brackets, the offset of its text."""

    number: int | None
    marking: str | None
    end: int


# What stands between the brackets of a portion mark: C, SBU, S//NF, C//REL TO USA, GBR, S//FGI//NF.
_LEVEL: Final = r"(?:TS|S ?B ?U|UNCLAS(?:SIFIED)?|CONF(?:IDENTIAL)?|SECRET|LOU|FOUO|[CSU])"
_CONTROL: Final = (
    r"(?:NF|F|NOFORN|NOFRN|NFN|N ?F|FGI(?: [A-Z]{3})*|SBU|FOUO|EXDIS|NODIS|LIMDIS|ORCON|OC|PR"
    r"|PROPIN|SI|NC|EFTO|REL(?:EASABLE)?(?: TO)?(?![A-Z])[A-Z ,/&]{0,80})"
)
MARK: Final = rf"{_LEVEL}(?: ?(?://?|-|,|\\| ) ?{_CONTROL}){{0,4}}"
_BLANK: Final = "\\ "  # a blank in a verbose pattern
_HEAD: Final = r"[\s¶]{0,12}"

# "1. (C) ", "¶1. (C)", "1.(C)", "1) (C)", "1 (C)", "1. (C} ", "1. ( SBU ) ", "(1) (SBU)"
_NUMBER_AND_MARK: Final = re.compile(
    rf"""
    {_HEAD} \(? (\d{{1,3}}) (?P<stop> [ ]{{0,2}} [.,):;]{{0,2}} ) [ \t\u00a0]{{0,12}}
    [(\[{{]{{1,2}} [ ]? ({MARK.replace(" ", _BLANK)}) [ ]? [)\]}}]{{1,2}} [.:,]? [ \t]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "5. (SBU During …", "1. C)Summary", "2. SBU) …": one bracket was lost
_NUMBER_AND_BROKEN_MARK: Final = re.compile(
    rf"{_HEAD}(\d{{1,3}})[.)][ ]{{0,4}}(?:\(({MARK}) (?=[\"“'A-Z])|({MARK})\)[ ]{{0,4}}(?=\S))"
)
# "(C) 1. "
_MARK_AND_NUMBER: Final = re.compile(
    rf"{_HEAD}\( ?({MARK}) ?[)}}\]][ \t]{{0,6}}(\d{{1,3}})[.)][ \t]+", re.IGNORECASE
)
# "(SBU) " with no number
_MARK: Final = re.compile(
    rf"{_HEAD}[(\[{{] ?({MARK}) ?[)\]}}][.:,]?(?=[\s\w\"'“‘(.-]|$)[ \t]*", re.IGNORECASE
)
# "1. Text", "1.Text", "1) Text", "¶1. Text"; not "1.5", "12.000"
_NUMBER: Final = re.compile(rf"{_HEAD}(\d{{1,3}})(?:[.][ ]?\)?|\))(?!\d)[ \t]*(?=\S|$)")

# "(1) Text", a paragraph's number among as many styles as there were typists
_NUMBER_IN_BRACKETS: Final = re.compile(rf"{_HEAD}\((\d{{1,2}})\)[ \t]{{1,4}}(?=[\"“]?[A-Z])")

_STROKES: Final = re.compile(r" ?(//?|-) ?")
_MENDED: Final = {
    "S B U": "SBU",
    "SB U": "SBU",
    "S BU": "SBU",
    "C NF": "C/NF",
    "S NF": "S/NF",
    "C-NF": "C/NF",
    "S-NF": "S/NF",
    "C/F": "C/NF",
    "S/F": "S/NF",
    "C,NF": "C/NF",
    "S,NF": "S/NF",
}
_LETTER_ITEMS: Final = frozenset("csu")


def read_paragraph_start(line: str) -> ParagraphStart | None:
    """Return the number and mark that ``line`` begins with, or None when it begins with neither.

    ``end`` is where the paragraph's own text begins. A number without a mark is given too: whether it is
    next in turn, or an item of a list, only the caller can tell.
    """
    head = line[:24].lstrip().lstrip("¶ ")
    if not head:
        return None
    first = head[0]
    if not ("0" <= first <= "9" or first in "([{"):
        return None
    match = _NUMBER_AND_MARK.match(line)
    if match is not None:
        if not match["stop"].strip() and match[3] in _LETTER_ITEMS:
            return None  # "4 (c) and (d)" below "1."
        return ParagraphStart(int(match[1]), tidy_mark(match[3]), match.end())
    if first in "([{":
        match = _MARK_AND_NUMBER.match(line)
        if match is not None:
            return ParagraphStart(int(match[2]), tidy_mark(match[1]), match.end())
        match = _MARK.match(line)
        if match is not None and match[1] not in _LETTER_ITEMS:
            return ParagraphStart(None, tidy_mark(match[1]), match.end())
        match = _NUMBER_IN_BRACKETS.match(line)
        return ParagraphStart(int(match[1]), None, match.end()) if match is not None else None
    match = _NUMBER_AND_BROKEN_MARK.match(line)
    if match is not None:
        return ParagraphStart(int(match[1]), tidy_mark(match[2] or match[3]), match.end())
    match = _NUMBER.match(line)
    if match is None:
        return None
    return ParagraphStart(int(match[1]), None, match.end())


def tidy_mark(mark: str) -> str:
    """Return a portion mark in capitals, without stray blanks: ``s / nf`` gives ``S/NF``."""
    upper = _STROKES.sub(r"\1", " ".join(mark.upper().replace("\\", "/").split()))
    return _MENDED.get(upper, upper)
