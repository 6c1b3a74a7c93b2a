"""What a reader may expect of a parsed cable, each expectation tested on the text and not on the parse.

The one fact that surprises: to find what the parser misses, one must not ask the parser. Whether there is a
SUBJECT line is told here by an expression of its own on the source; only then is the field looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from parser.ids import parse_id
from parser.kinds import CitationKind, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from parser.model import Cable


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a cable should give: ``applies`` where its text shows it, ``missing`` says what is not there."""

    name: str
    description: str
    applies: Callable[[Cable], bool]
    missing: Callable[[Cable], str | None]  # None where all is well


def _from_line(name: str, description: str, field: str, pattern: str, flags: int = 0) -> Expectation:
    """Return the expectation that a line which starts with ``pattern`` gives ``field``."""
    line = re.compile(rf"^[ \t¶]{{0,12}}{pattern}[^\r\n]{{0,60}}", re.MULTILINE | flags)

    def missing(cable: Cable) -> str | None:
        if getattr(cable, field):
            return None
        shown = line.search(cable.text)
        return f"no {field.replace('_', ' ')}: {shown.group().strip() if shown else ''}"

    return Expectation(name, description, lambda cable: line.search(cable.text) is not None, missing)


def _lacks(field: str) -> Callable[[Cable], str | None]:
    return lambda cable: None if getattr(cable, field) else f"no {field}"


_PARAGRAPH_ONE: Final = re.compile(r"(?:^|[ ¶])1[.)][ ]{0,4}(?=[(A-Z])|^[ \t]{0,12}SUMMARY\b", re.MULTILINE)
_REFERENCE: Final = re.compile(
    r"(?:^|[ ¶])REF(?:S|TELS?|ERENCES?)?[ ]{0,4}:\s{0,9}[A-Z0-9(¶]", re.MULTILINE | re.IGNORECASE
)
_CORRECTED: Final = re.compile(r"C[ ]?O[ ]?R[ ]?R[ ]?E[ ]?C[ ]?T[ ]?E[ ]?D[ ]{1,3}C[ ]?O[ ]?P[ ]?Y")


def _cover(cable: Cable) -> str:
    """Return the text in front of paragraph 1, or the first 4,000 characters."""
    first = _PARAGRAPH_ONE.search(cable.text)
    return cable.text[: first.start() if first is not None else 4000]


def _has_reference(cable: Cable) -> bool:
    return _REFERENCE.search(_cover(cable)) is not None


def _references(cable: Cable) -> str | None:
    if not cable.citations:
        return "no citation"
    for citation in cable.citations:
        if citation.kind is CitationKind.CABLE and (citation.id is None or parse_id(citation.id) is None):
            return f"unresolved: {citation.text[:60]}"
        if citation.kind is CitationKind.OTHER and _SERIAL.search(citation.text):
            return f"of no kind: {citation.text[:60]}"
    return None


def _routing(cable: Cable) -> str | None:
    routing = cable.routing
    if routing is None:
        return "no routing"
    if routing.leftover.strip():
        return f"left over: {' '.join(routing.leftover.split())[:60]}"
    lacking = [name for name in ("dtg", "from_station", "action") if not getattr(routing, name)]
    return f"no {', '.join(lacking)}" if lacking else None


def _sent(cable: Cable) -> str | None:
    """Compare to the hour: pages and CSV have the hour of a twelve-hour clock for minutes (14:02, 20:08)."""
    if cable.routing is None or cable.routing.dtg is None or cable.created is None:
        return "no day-time group"
    sent = cable.routing.dtg
    if sent.replace(minute=0, second=0, tzinfo=None) == cable.created.replace(minute=0, second=0):
        return None
    return f"{sent:%Y-%m-%d %H:%M} in the header, {cable.created:%Y-%m-%d %H:%M} in the table"


def numbers(cable: Cable) -> list[list[int]]:
    """Return the numbers of the paragraphs in their order, one list a transmission."""
    lists: dict[int, list[int]] = {}
    for block in cable.blocks:
        if block.number is not None:
            lists.setdefault(block.transmission, []).append(block.number)
    return list(lists.values())


def _sequence(cable: Cable) -> str | None:
    for found in numbers(cable):
        before = 0
        for number in found:
            if number != before + 1:
                gap = f"{number} after {before}" if before else f"begins with {number}"
                return gap + _explanation(cable.text, before, number)
            before = number
    return None


def _explanation(text: str, before: int, number: int) -> str:
    """Say so where the sender's own numbering is at fault: a number left out, or given twice."""
    if number > before + 1:
        wanted = re.compile(rf"(?<![\d.]){before + 1}[ ]?[.)][ ]{{0,4}}[(A-Z]")
        return "" if wanted.search(text) is not None else f": the text has no {before + 1}"
    again = re.compile(rf"^[ \t]{{0,12}}¶?[ ]{{0,3}}{number}[ ]?[.)]", re.MULTILINE)
    return f": the text has {number} twice" if len(again.findall(text)) > 1 else ""


def _tiling(cable: Cable) -> str | None:
    position = 0
    for block in cable.blocks:
        if block.start != position or block.end < block.start:
            return f"block {block.index} starts at {block.start}, the one before ends at {position}"
        position = block.end
    return None if position == len(cable.text) else f"the blocks end at {position} of {len(cable.text)}"


def _typed(cable: Cable) -> str | None:
    size = sum(
        block.end - block.start for block in cable.blocks if block.kind in (Kind.GARBAGE, Kind.WRAPPER)
    )
    return f"{size} of {len(cable.text)} characters" if size > 0.05 * len(cable.text) else None


_SIGNED: Final = re.compile(r"\n[ ]{0,9}(?!X{4})[A-Z][A-Z'-]{3,20}[ \t]{0,9}(?:\r?\n[ \t]{0,9}){0,9}\Z")
_SERIAL: Final = re.compile(r"\b[A-Z]{4,} ?\d{2,6}\b")
_NUMBERED: Final = re.compile(r"^[ \t]{0,12}¶?[ ]{0,3}\d{1,2}\.[ ]{0,4}\S", re.MULTILINE)


def _numbers_paragraphs(cable: Cable) -> bool:
    return sum(1 for _ in _NUMBERED.finditer(cable.text)) >= 2


EXPECTATIONS: Final = (
    Expectation("tiling", "the blocks tile the text", lambda cable: True, _tiling),
    Expectation(
        "typed",
        "at most a twentieth of the text is garbage or wrapper",
        lambda cable: bool(cable.text),
        _typed,
    ),
    Expectation("id", "the record has an id", lambda cable: True, _lacks("id")),
    Expectation(
        "routing",
        "a VZCZC header is fully taken apart",
        lambda cable: "VZCZC" in cable.text[:400],
        _routing,
    ),
    Expectation(
        "sent",
        "the day-time group agrees with the archive's date",
        lambda cable: "VZCZC" in cable.text[:400] and cable.created is not None,
        _sent,
    ),
    _from_line("subject", "a SUBJECT line gives a subject", "subject", r"SUBJ(?:ECT)?[ ]{0,4}:"),
    _from_line("tags", "a TAGS line gives tags", "tags", r"TAGS?[ ]{0,4}[:;]?[ ]{1,9}[A-Z]"),
    Expectation("references", "each reference is an id or of another kind", _has_reference, _references),
    _from_line(
        "classified_by",
        "a Classified By line gives a name",
        "classified_by",
        r"(?:\d[.)][ ]{0,4})?(?:\([A-Z]{1,3}\)[ ]{0,4})?CLASSIFIED[ ]BY\b",
        re.IGNORECASE,
    ),
    _from_line(
        "declassification",
        "an E.O. line with DECL says when",
        "declassify_text",
        r"E\.?[ ]?O\.?[ ]{0,3}1\d{4}[ :,.]{1,6}DECL",
        re.IGNORECASE,
    ),
    _from_line(
        "summary",
        "a paragraph headed SUMMARY gives a summary",
        "summary",
        r"(?:1\.?[ ]{0,4}(?:\([A-Z/]{1,9}\)[ ]{0,4})?)?(?:BEGIN[ ])?SUMMARY[ ]{0,3}[:.]",
    ),
    Expectation(
        "corrected",
        "a corrected copy says so",
        lambda cable: _CORRECTED.search(_cover(cable)) is not None,
        lambda cable: "not known as corrected" if cable.corrected is None else None,
    ),
    Expectation("sequence", "numbered paragraphs follow without a gap", _numbers_paragraphs, _sequence),
    Expectation(
        "signature",
        "a line of capitals at the end is the signer",
        lambda cable: _SIGNED.search(cable.text[-200:]) is not None,
        _lacks("signers"),
    ),
)
