"""The walk down a message: front, routing header, cover, body, and perhaps a cover again.

Each zone has its own recognisers, asked in order; the first that knows a line opens a block. A line that
nobody knows runs on in the block above it. A page break waits until it is known whether the block above
runs on below it: then it is left out of that block, and else it is a block of its own.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from parser.model import Kind
from parser.structure import headings, openings
from parser.structure.drafts import Draft
from parser.structure.labels import Label, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from parser.structure.lines import Line

# 1. (C) … · 1.(C) · 1) · (C) …
_START: Final = re.compile(
    r"""(?: (?P<number>\d{1,3}) (?: \.(?!\d) | \) ) \ {0,5} (?: \( (?P<mark>[A-Z][A-Z/,\ -]{0,20}) \) )?
          | \( (?P<bare> [CSU] | SBU | S//?NF | C//?NF | LOU | S//?REL[^)]{0,40} ) \) )""",
    re.VERBOSE,
)


class Zone(Enum):
    """Where in a message the walk is."""

    FRONT = auto()
    ROUTING = auto()
    COVER = auto()
    BODY = auto()


class Opening(NamedTuple):
    """What a line opens."""

    kind: Kind
    zone: Zone
    number: int | None = None
    marking: str | None = None
    label: Label | None = None


class Assembler:
    """The state of the walk over the lines of one record."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.drafts: list[Draft] = []
        self.zone = Zone.FRONT
        self.label: Label | None = None
        self.number = 0
        self.broken = False  # a page break stands between the line and the one above

    def walk(self) -> list[Draft]:
        """Return the drafts of blocks, in order."""
        pending: Line | None = None
        recognisers = _RECOGNISERS
        for index, line in enumerate(self.lines):
            if line.furniture:
                pending = line
                continue
            self.broken = pending is not None
            opening: Opening | None = None
            for recogniser in recognisers[self.zone]:
                opening = recogniser(self, index, line)
                if opening is not None:
                    break
            if opening is None and self.drafts:
                if pending is not None:
                    self.drafts[-1].cuts.append((pending.start, pending.end))
                self.drafts[-1].lines += 1
            else:
                if pending is not None:
                    self._open(Draft(Kind.PAGE_BREAK, pending.start))
                self._accept(opening or Opening(Kind.PARAGRAPH, Zone.BODY), line)
            pending = None
        if pending is not None:
            self._open(Draft(Kind.PAGE_BREAK, pending.start))
        return self.drafts

    def _open(self, draft: Draft) -> None:
        if self.drafts and self.drafts[-1].start == draft.start:
            self.drafts.pop()
        self.drafts.append(draft)

    def _accept(self, opening: Opening, line: Line) -> None:
        self.zone = opening.zone
        self.label = opening.label
        if opening.zone is not Zone.BODY:
            self.number = 0
        elif opening.number is not None:
            self.number = opening.number
        self._open(Draft(opening.kind, line.start, opening.number, opening.marking))

    def next_text(self, index: int) -> Line | None:
        """Return the next line below ``index`` that is no page break."""
        for line in self.lines[index + 1 : index + 4]:
            if not line.furniture:
                return line
        return None


def _routing(walk: Assembler, _index: int, line: Line) -> Opening | None:
    if openings.opens_routing(line.text):
        if walk.zone is Zone.ROUTING:
            return None
        return Opening(Kind.ROUTING, Zone.ROUTING)
    return None


def _label(walk: Assembler, _index: int, line: Line) -> Opening | None:
    found = label(line.text)
    if found is None:
        return None
    if found is Label.CLASSIFIED_BY and walk.label is found and not line.text[:10].upper() == "CLASSIFIED":
        return None
    return Opening(found.kind, Zone.COVER, label=found)


def _banner(_walk: Assembler, _index: int, line: Line) -> Opening | None:
    return Opening(Kind.BANNER, Zone.COVER) if openings.opens_banner(line.text) else None


def _caption(_walk: Assembler, _index: int, line: Line) -> Opening | None:
    return Opening(Kind.CAPTION, Zone.COVER) if openings.opens_caption(line.text) else None


def _cover_running(walk: Assembler, _index: int, line: Line) -> Opening | None:
    """In a cover, an unknown line runs on below a label, and is an attention line above all labels."""
    if walk.label is None:
        if walk.drafts and walk.drafts[-1].kind is Kind.ATTENTION and not line.gap:
            return None
        return Opening(Kind.ATTENTION, Zone.COVER)
    if not line.gap or walk.broken:
        return None
    if walk.label in (Label.SUBJECT, Label.CLASSIFIED_BY, Label.REFERENCE):
        return Opening(Kind.PARAGRAPH, Zone.BODY)
    return Opening(Kind.ATTENTION, Zone.COVER, label=walk.label)


def _paragraph(walk: Assembler, _index: int, line: Line) -> Opening | None:
    if line.text[0] not in "0123456789(":
        return None
    match = _START.match(line.text)
    if match is None:
        return None
    marking = match["mark"] or match["bare"]
    number = int(match["number"]) if match["number"] else None
    if number is not None and marking is None and not line.gap and number != walk.number + 1:
        return None
    if number is None and not line.gap and walk.zone is Zone.BODY:
        return None
    return Opening(Kind.PARAGRAPH, Zone.BODY, number, marking)


def _heading(walk: Assembler, index: int, line: Line) -> Opening | None:
    text = line.text
    above = walk.drafts[-1] if walk.drafts else None
    if headings.is_rule(text):
        if above is not None and above.kind is Kind.HEADING:
            return None
        return Opening(Kind.HEADING, Zone.BODY)
    if headings.rule_at_end(text):
        return Opening(Kind.HEADING, Zone.BODY)
    below = walk.next_text(index)
    if below is not None and len(text) < 100 and headings.is_rule(below.text):
        return Opening(Kind.HEADING, Zone.BODY)
    if walk.zone is Zone.BODY and headings.is_capitals(text):
        if above is not None and above.kind is Kind.HEADING and not line.gap and above.lines < 3:
            return None
        if below is None and text.isalpha():
            return Opening(Kind.SIGNATURE, Zone.BODY)
        if below is not None and _START.match(below.text):
            return Opening(Kind.HEADING, Zone.BODY)
        if (
            text.isalpha()
            and below is not None
            and (openings.opens_caption(below.text) or openings.opens_banner(below.text) or label(below.text))
        ):
            return Opening(Kind.SIGNATURE, Zone.BODY)
    return None


def _after_heading(walk: Assembler, _index: int, line: Line) -> Opening | None:
    """Below a heading or a signature, or below a blank line, an unknown line begins a paragraph."""
    above = walk.drafts[-1].kind
    if above in (Kind.HEADING, Kind.SIGNATURE) or (line.gap and not walk.broken and line.text[:1].isupper()):
        return Opening(Kind.PARAGRAPH, Zone.BODY)
    return None


def _front_other(walk: Assembler, _index: int, line: Line) -> Opening | None:
    if line.text.startswith(("This record is a partial", "Cable dated:")):
        return Opening(Kind.RECORD, Zone.FRONT)
    return Opening(Kind.PARAGRAPH, Zone.BODY)


_Recogniser = "Callable[[Assembler, int, Line], Opening | None]"

_RECOGNISERS: dict[Zone, tuple[Callable[[Assembler, int, Line], Opening | None], ...]] = {
    Zone.FRONT: (_routing, _banner, _label, _caption, _paragraph, _front_other),
    Zone.ROUTING: (_routing, _banner, _label, _caption),
    Zone.COVER: (_label, _banner, _caption, _paragraph, _heading, _cover_running),
    Zone.BODY: (_label, _banner, _caption, _paragraph, _heading, _after_heading),
}
