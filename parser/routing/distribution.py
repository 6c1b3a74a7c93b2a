"""The Department's own distribution: which offices got a copy, and the lines that its message centre added.

The one fact that surprises: it begins with ACTION and INFO like the addressees of the message, but what
follows are offices with the number of their copies: ``INFO LOG-00 EEB-00 AF-00 … /006W``. On the telegrams
of the seventies the drafter and those who cleared the text stand below it.
"""

from __future__ import annotations

import re
from typing import Final

# One item of the list or of its frame, at the place where reading has arrived.
_ITEM: Final = re.compile(
    r"""
      \(? (?P<office> [A-Z]{1,5}-\d\d ) (?!\d) \)?
    | (?: ACTION | INFO | ORIGIN | COPY ) (?=[ \t]{1,8} \(? [A-Z]{1,5}-\d\d (?!\d))
    | (?: / [ ]? \d{3} | \d{3} (?=[ ]?[RW]\b) ) (?: [ ]? [A-Z]\b )?
    | \( [ ]{0,4} [A-Z]{0,5} [ ]{0,4} \) (?: [ ]{1,4} [RW]\b )? | \)
    | -{6,} [ ]{0,12} [0-9A-F]{5,7} (?: [ ]{1,4} \d{6}Z )? (?: [ ]{1,4} /[ ]?\d\d )?
    | (?: DRAFTED | APPROVED | CLEARED ) [ ]BY (?=[ :]) | (?: SOURCE | Distribution | DISTRIBUTION ) [ ]? :
    | [A-Z]{2,3}[ ]?\d{4}\b
    | \d{1,6} (?= [ ]{0,9} (?: \n | $ ) )
    """,
    re.VERBOSE,
)
# "PAGE 02        STATE   015113  182333Z", "PAGE 01 HARARE 05461 01 OF 02 271458Z", "PAGE 02 STATE 187673"
_PAGE: Final = re.compile(
    r"""
    PAGE [ ] \d\d [ ]{1,10} [A-Z][A-Z .'-]{1,20}? [ ]{1,6} \d{4,6}
    (?: [ ]{1,4} \d\d [ ] OF [ ] \d\d )? (?: [ ]{1,4} \d{6}Z )? (?= [ ]{0,9} (?: \n | $ | [A-Z] ) )
    """,
    re.VERBOSE,
)
# A classification alone on its line, above or below a page's number.
_LEVEL_LINE: Final = re.compile(
    r"^[ ]{0,60}(?:UNCLASSIFIED|CONFIDENTIAL|(?:TOP )?SECRET|LIMITED OFFICIAL USE)"
    r"[ ]{0,12}(?:[A-Z]{3}\d{4})?[ ]{0,40}$",
    re.MULTILINE,
)
# "INFO LOG-00 AF-00": below TO, or behind it
_BELOW: Final = re.compile(
    r"(?:^|(?<=\s))(?:INFO|COPY)[ \t]{1,8}(?P<list>\(?[A-Z]{1,5}-\d\d(?!\d))", re.MULTILINE
)
_GAP: Final = re.compile(r"[ \t\n\\]*")
_PEOPLE: Final = re.compile(r"(?:DRAFTED|APPROVED|CLEARED) BY[ :]|SOURCE:")


def take(text: str, start: int) -> tuple[int, str | None]:
    """Return where the item that begins at ``start`` ends, and the office if it is one.

    The end is ``start`` when no item begins there. Behind DRAFTED BY and APPROVED BY everything up to the
    rule above the day-time group, or to the line's end where there is none, belongs to the item.
    """
    match = _ITEM.match(text, start)
    if match is None:
        return start, None
    if match["office"] is None and _PEOPLE.match(text, start):
        rule = text.find("\n-----", start)
        spaced = text.find("  -----", start)
        ends = [end for end in (rule, spaced) if end >= 0] or [text.find("\n", start)]
        return (min(ends) if min(ends) >= 0 else len(text)), None
    return match.end(), match["office"]


def taken_out(text: str) -> tuple[list[str], str]:
    """Return the offices of a distribution that stands below the addressees, and the text without it."""
    begun = _BELOW.search(text)
    if begun is None:
        return [], text
    found: list[str] = []
    at = begun.start("list")
    while True:
        end, office = take(text, at)
        if end == at:
            break
        if office:
            found.append(office)
        gap = _GAP.match(text, end)
        at = gap.end() if gap else end
    return found, f"{text[: begun.start()]}\n{text[at:]}"


def without_pages(text: str) -> str:
    """Return a header without the page numbers and classifications that a page's end put into it."""
    if "PAGE" in text:
        text = _PAGE.sub("", text)
    if "CONFIDENTIAL" in text or "SECRET" in text or "CLASSIFIED" in text or "LIMITED" in text:
        text = _LEVEL_LINE.sub("", text)
    return text
