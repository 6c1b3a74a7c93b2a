"""Recognisers of what stands in the body of a message: paragraphs, headings, and a cover that begins again.

The one fact that surprises: a blank line says little. In some records one stands below every line, in
others there is none at all; so a block ends where a number, a mark or a heading stands, and at a blank
line only when a sentence has ended above it and no item of a list follows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parser.fields.banners import read_banner
from parser.fields.captions import read_captions
from parser.fields.markings import read_paragraph_start
from parser.kinds import Kind
from parser.structure import front, headings
from parser.structure.labels import Label, label
from parser.structure.walk import FURNITURE, RUNS_ON, Opening, Walk, Zone

if TYPE_CHECKING:
    from parser.structure.lines import Line

# - item · -- item · * item · a. item · (a) item · a) item · (i) item · A. item · (1) item · o item
_ITEM: Final = re.compile(
    r"[-*•·>+]|[a-zA-Z][.)] |\([a-zA-Z0-9]{1,4}\) ?|[ivx]{1,4}[.)] |o |\d{1,2}(?:\.\d{1,2})+\.? |\d{1,2}\) "
)
_COVER_LETTERS: Final = frozenset("CSULTENFOIPDRVZc")


def cover_again(walk: Walk, line: Line) -> Opening | None:
    """A cover or routing header in the body: of a later section, or of a second copy of the message."""
    text = line.text
    young = not walk.numbers.paragraphs
    if text[0] not in _COVER_LETTERS and not (young and text[0] == "("):
        return None
    if not young and not (text[1:2].isupper() or text[1:2] in " ./("):
        return None
    found = label(text)
    if found is not None:
        return _label_again(walk, line, found)
    if (routing := front.routing(walk, line)) is not None:
        return routing
    read = read_banner(text)
    if read is not None and (front.is_strong(read) or _cover_follows(walk) or front.routing_follows(walk)):
        return Opening(Kind.BANNER, Zone.COVER)
    if read_captions(text):
        return Opening(Kind.CAPTION, Zone.COVER) if _cover_follows(walk) else FURNITURE
    return None


def _label_again(walk: Walk, line: Line, found: Label) -> Opening | None:
    if found is Label.ORDER or (found is Label.TAGS and line.text[:4].isupper()):
        return Opening(found.kind, Zone.COVER, label=found)
    if not walk.numbers.paragraphs and (
        walk.drafts[-1].kind is not Kind.PARAGRAPH or line.gap or line.glued or found is Label.SUBJECT
    ):
        return Opening(found.kind, Zone.COVER, label=found)
    return None


def _cover_follows(walk: Walk) -> bool:
    """Whether a label of a cover stands within the next lines, with nothing but cover lines between."""
    for ahead in range(1, 8):
        line = walk.below(ahead)
        if line is None:
            return False
        found = label(line.text)
        if found is Label.ORDER or found is Label.TAGS:
            return True
        if not line.text[:5].isupper() and not line.text[:3].isupper():
            return False
    return False


def paragraph(walk: Walk, line: Line) -> Opening | None:
    """A numbered paragraph, or an unnumbered one with a portion mark."""
    text = line.text
    if text[0] not in "0123456789([":
        return None
    start = read_paragraph_start(text)
    if start is None:
        return None
    number, marking = start.number, start.marking
    parted = bool(line.gap) or line.glued or walk.broken or walk.above_is_heading
    if number is None:
        if not parted and not walk.ended:
            return None
        if not line.gap and walk.gaps and not walk.above_is_heading:
            return None
        below = walk.below()
        if below is not None and headings.is_rule(below.text) and len(text) < 90:
            return None
        return Opening(Kind.PARAGRAPH, Zone.BODY, None, marking)
    numbers = walk.numbers
    if numbers.refuses(text, number):
        return None
    if marking is None and not numbers.believes(
        number, parted=parted, ended=walk.ended, headed=walk.above_is_heading, bare=start.end >= len(text)
    ):
        return None
    return Opening(Kind.PARAGRAPH, Zone.BODY, number, marking)


def running(walk: Walk, line: Line) -> Opening | None:
    """A line of a body that says nothing of itself."""
    text = line.text
    if walk.above_is_heading and not headings.is_rule(text):
        if line.gap or walk.above is None or headings.is_rule(walk.above.text) or not text[0].islower():
            return Opening(Kind.PARAGRAPH, Zone.BODY)
        return RUNS_ON
    if walk.open_kind in (Kind.WRAPPER, Kind.GARBAGE, Kind.CAPTION, Kind.BANNER):
        return Opening(Kind.PARAGRAPH, Zone.BODY)
    if not line.gap or walk.broken or text[0].islower() or not walk.ended or walk.bare_start:
        return RUNS_ON
    if _ITEM.match(text) is not None:
        return RUNS_ON
    return Opening(Kind.PARAGRAPH, Zone.BODY)
