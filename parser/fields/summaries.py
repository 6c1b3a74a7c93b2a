"""The words that open and close a summary and a comment.

The surprise: a summary has an opening word in two cables of three and a closing one in fewer, under many
names (``SUMMARY AND COMMENT``, ``KEY POINTS``, ``BEGIN SUMMARY``); and a line ``SUMMARY.`` alone is, 134
times out of 138, the end of ``END`` on the line above.
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
    r"(?:ACTION(?:[ ](?:REQUEST|MESSAGE|ITEMS?))?|COMMENTS?|INTRODUCTION|INTRO|RECOMMENDATIONS?|CONTEXT"
    r"|KEY[ ](?:POINTS|THEMES)|OVERVIEW|BACKGROUND|CONCLUSIONS?|ANALYSIS|ASSESSMENT|NOTE"
    r"|GUIDANCE(?:[ ]REQUEST)?|REQUEST(?:[ ]FOR[ ][A-Z]{4,12})?|BIO(?:GRAPHICAL)?[ ]NOTE|OBJECTIVES?|ISSUES?"
    r"|NEXT[ ]STEPS|HIGHLIGHTS|PURPOSE|PROPOSALS?|UPDATE|OPTIONS|TALKING[ ]POINTS|OUTLOOK|FINDINGS)"
)
_AND: Final = r"\s{0,3}(?:\bAND\b|&|/|,)\s{0,3}"
_CONTINUED: Final = r"(?:,?[ ]\(?CONT(?:INUED|'D|D|\.)?\)?)?"
_SUMMARY: Final = rf"(?:{_WITH}{_AND}){{0,2}}SUMMARY(?:{_AND}{_WITH}){{0,2}}{_CONTINUED}"
_WHOSE: Final = (
    r"(?:(?:EMBASSY|POST|AMBASSADOR'?S?|MISSION|CONSULATE|CONGEN|DCM|CHARGE|EMBOFF|POLOFF|ECONOFF|PRT|RSO|CTAD|DAO"
    r"|BIO|FURTHER|FINAL|MORE|ADDITIONAL|USUN|USEU|DEPARTMENT|DRAFTER'?S?|EDITOR'?S?)[ ]"
    # EMBASSY BRASILIA COMMENT, Mission Geneva Comment
    r"(?:(?-i:[A-Z])[A-Z'.]{2,14}[ ]){0,2}"
    r"|(?-i:[A-Z]{3,9}[ ](?=Comment\b)))"  # NAVCENT Comment
)
_COMMENT: Final = rf"{_WHOSE}?(?:{_WITH}{_AND}){{0,2}}COMMENTS?(?:{_AND}{_WITH}){{0,2}}{_CONTINUED}"
_LEAD: Final = (
    r"[-=_*/\s(\[\"]{0,80}(?:[IV]{1,3}\.[ ])?(?:BEGIN(?:NING)?[ ]|START[ ](?:OF[ ])?|CONT\.[ ]|EXECUTIVE[ ])?"
)
# What may follow the word: a portion mark, then a colon, a stop, a dash, a bracket, a rule or the line's end.
_OPEN_END: Final = (
    r"(?:[ ]{0,3}\((?:[CSU]|SBU|[CS]//?NF)\))?"
    r"(?:[ ]{0,3}[:.;]|[ ]{0,3}[-/]{1,2}(?!(?-i:[a-z]))|[ ]{0,3}[)\]]|\s*$|(?<=\))[ ])"
    # up to the first item of a list, whose dash is its own
    r"(?:(?!(?<=\n)[ ]{0,9}--?[ ]?[A-Za-z])[-\s.:)/])*"
    r"(?:(?<!-)(?<!-[ ])\((?-i:[CSU]|SBU|[CS]//?NF)\)\s{0,3})?"
)

_OPENS_SUMMARY: Final = re.compile(
    # "1. (U) Key Points Inspectors rejected …" stands without a colon
    rf"{_LEAD}(?:(?:{_SUMMARY}|KEY[ ]POINTS?){_OPEN_END}|(?-i:Key[ ]Points[ ](?=[A-Z])))",
    re.IGNORECASE | re.MULTILINE,
)
_OPENS_COMMENT: Final = re.compile(rf"{_LEAD}{_COMMENT}{_OPEN_END}", re.IGNORECASE | re.MULTILINE)
_END: Final = (
    r"[(\[]?\bEND(?:[ ]OF)?(?:\s|\\|SIPDIS\b){1,6}(?:THE[ ]|EXECUTIVE[ ]|[A-Z]{5,12}[ ](?=SUMMARY))?"
)
_CLOSES_SUMMARY: Final = re.compile(
    rf"{_END}(?:{_SUMMARY}|KEY[ ]POINTS?(?:{_AND}{_WITH})?)[.)\]]{{0,3}}", re.IGNORECASE
)
_CLOSES_COMMENT: Final = re.compile(rf"{_END}{_COMMENT}[.)\]]{{0,3}}", re.IGNORECASE)
# "(COMMENT: …", "[Post comment: …", "… left.  Comment: …", "//COMMENT: …" in the middle of a paragraph
_INLINE: Final = re.compile(
    rf"(?:(?P<bracket>[(\[])[ ]?(?:BEGIN[ ])?|(?:(?<=[.!?\"')\]]\s)|(?<=[.!?\"')\]]\s\s)|//[ ]?|--[ ]?)"
    rf"(?:BEGIN[ ])?(?-i:(?=[A-Z]))){_COMMENT}[)\]]?(?:[ ]{{0,2}}:|[ ]{{0,2}}[.-](?=[ ]|$))",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"[()\[\]]")
# "SUMMARY." and nothing else: the rest of END SUMMARY; "summary" in small letters: the rest of a sentence.
_REST: Final = re.compile(
    r"(?:summary|comments?)(?: and [a-z]+)?[.)]{1,3}|(?-i:summary|comments?)\b(?! ?:).*", re.IGNORECASE
)


def opens_summary(line: str) -> Marker | None:
    """Return the span of the words that open a summary at the start of ``line``, or None.

    The line is given without its paragraph number and mark; the span's end is where the summary's text
    begins. ``SUMMARY.`` alone is no opening.
    """
    head = line[:160]
    if "ummary" not in head and "UMMARY" not in head and "POINT" not in head[:100].upper():
        return None
    return _opening(_OPENS_SUMMARY, line)


def closes_summary(text: str) -> Marker | None:
    """Return the span of the first END SUMMARY (in whatever company) in ``text``, or None."""
    if "ummary" not in text and "UMMARY" not in text and "oint" not in text and "OINT" not in text:
        return None
    match = _CLOSES_SUMMARY.search(text)
    return Marker(match.start(), match.end()) if match else None


def opens_comment(line: str) -> Marker | None:
    """Return the span of the words that open a comment at the start of ``line``, or None."""
    head = line[:160]
    if "omment" not in head and "OMMENT" not in head:
        return None
    return _opening(_OPENS_COMMENT, line)


def closes_comment(text: str) -> Marker | None:
    """Return the span of the first END COMMENT in ``text``, or None."""
    if "omment" not in text and "OMMENT" not in text:
        return None
    match = _CLOSES_COMMENT.search(text)
    return Marker(match.start(), match.end()) if match else None


def inline_comments(text: str) -> list[str]:
    """Return the comments inside the paragraph ``text``, as written, opening and closing words included.

    A comment in brackets ends at END COMMENT or with its bracket, one without at END COMMENT or with the
    paragraph. Work grows with the length of the text: what has no end is looked for once.
    """
    if "omment" not in text and "OMMENT" not in text:
        return []
    found: list[str] = []
    at = 0
    closing = _CLOSES_COMMENT.search(text)
    while (opening := _INLINE.search(text, at)) is not None:
        if closing is not None and closing.start() < opening.end():
            closing = _CLOSES_COMMENT.search(text, opening.end())
        until = closing.start() if closing is not None else len(text)
        bracket = _bracket_end(text, opening.start(), until) if opening["bracket"] else None
        at = bracket or (closing.end() if closing is not None else len(text))
        summary = _CLOSES_SUMMARY.search(text, opening.end(), at)
        at = summary.start() if summary else at  # a comment at the end of a summary
        framed = closing is None and text[opening.start() : at].endswith("//")  # // COMMENT: GOATS RULE //
        if at > opening.end() + 1 and not framed:
            found.append(text[opening.start() : at].strip())
    return found


def _bracket_end(text: str, start: int, end: int) -> int | None:
    """Return the offset behind the bracket that closes the one at ``start``, None behind ``end``."""
    depth = 0
    for match in _BRACKET.finditer(text, start, end):
        depth += 1 if match[0] in "([" else -1
        if not depth:
            return match.end()
    return None


def _opening(pattern: re.Pattern[str], line: str) -> Marker | None:
    match = pattern.match(line)
    if match is None or _REST.fullmatch(line.strip()[:40]) is not None:
        return None
    return Marker(match.start(), match.end())
