"""Recognisers of a message's cover: banner, captions, attention lines, and the labelled blocks.

The one fact that surprises: no order can be relied on. SIPDIS stands above and below the attention lines,
REF above and below Classified By, a caption between SUBJECT and REF; so each line is asked for itself,
and a line that says nothing belongs to the label above it as long as no blank line parts them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parser.fields.attention import is_attention
from parser.fields.banners import read_banner
from parser.fields.captions import leading_captions, read_captions
from parser.fields.markings import ParagraphStart, read_paragraph_start
from parser.fields.subject import goes_on_surely
from parser.fields.summaries import opens_summary
from parser.kinds import Kind
from parser.structure import headings
from parser.structure.front import opens_message
from parser.structure.labels import Label, label
from parser.structure.walk import RUNS_ON, Opening, Walk, Zone

if TYPE_CHECKING:
    from parser.structure.lines import Line

# what may run on below a blank line: B. 08 CAIRO 862 · (C) LONDON 12 · B) STATE 1 · ¶B. · AND STATE 12345
_LETTERED: Final = re.compile(
    r"""(?: (?:-{1,2}\ {0,8})?\(?[A-Za-z]\ ?[.):]{1,2}\ {0,3} (?:[A-Za-z(\d]|$)
          | (?:[A-Z]\ )?(?:\d\d\ |20\d\d\ |AND\ )?[A-Z][A-Z ]{2,20}\ {1,3}\d{2,6}\b | \(?NOTAL
          | \d{2,6},\ ?[A-Z]\) )""",
    re.VERBOSE,
)
_REASONS: Final = re.compile(
    r"REASONS?\b|\(?[A-Ea-e]\)?[ ,.)]|1\.[45]|DERIVED\b|DECLASS|FOR REASON|\([a-z]", re.IGNORECASE
)
# Cla...: a cover was cut off in its last label
_LABEL_CUT: Final = re.compile(
    r"CL(?:A(?:S(?:S(?:I(?:F(?:I(?:E(?:D(?: B?)?)?)?)?)?)?)?)?)?\.\.\.", re.IGNORECASE
)
_REASON_BEHIND: Final = re.compile(r"[.,;:] REASONS?:? {1,3}1\.[45]", re.IGNORECASE)
# Sensitive but unclassified … · This is an Action request · Sensitive … please protect
_NO_SUBJECT: Final = re.compile(
    r"\(?(?:Sensitive but|SENSITIVE BUT|This (?:is|cable|message) |THIS (?:IS|CABLE) )"
)
# STATE 12345 · 08 CAIRO 862 · Buenos Aires 1415
_CITATION: Final = re.compile(r"(?:\d\d |20\d\d )?[A-Z][A-Za-z ]{2,20} {1,3}\d{2,6}\b")
# PGOV, PREL · ELN · (CLINTON, HILLARY) · IZ WTRO IPR
_TAGS_RUN_ON: Final = re.compile(r"(?:[A-Z0-9]{2,6}[,;.]?(?: |$)|\()|[A-Z][A-Z ]{2,30}$")
# KZ · PREL, KDEM, KZ: below a blank line, behind a comma
_TAGS_ALONE: Final = re.compile(r"[A-Z]{2,5}(?:, ?[A-Z]{2,5}){0,12},?")
# C) STATE 12345 D): the reference to the letter stands below
_LETTER_AT_END: Final = re.compile(r"[ ,;.](?:[A-Z]|\([ABD-RTV-Z])\)$")
_SHORTEST_PROSE: Final = 40
_LONGEST_ATTENTION: Final = 120
# 1. CONFIDENTIAL - ENTIRE TEXT.  CLASSIFIED BY DCM …
_ENTIRE_TEXT: Final = re.compile(r"[A-Z ]{0,24}-? ?ENTIRE TEXT[.)]{0,2} {1,3}")
_DECLARED: Final = re.compile(r"DECL|N/A|GDS|OADR", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"DECL|DNG|N/A|XGDS|GDS|OADR|\d", re.IGNORECASE)


def label_follows(walk: Walk, lines: int) -> bool:
    """Whether a label stands within the next ``lines`` lines, above any numbered paragraph."""
    for ahead in range(1, lines + 1):
        line = walk.below(ahead)
        if line is None or (line.text[0].isdigit() and read_paragraph_start(line.text) is not None):
            return False
        if label(line.text) is not None:
            return True
    return False


def banner(walk: Walk, line: Line) -> Opening | None:
    """The classification line."""
    return Opening(Kind.BANNER, Zone.COVER) if read_banner(line.text) is not None else None


def caption(walk: Walk, line: Line) -> Opening | None:
    """SIPDIS, SENSITIVE, NOFORN, CORRECTED COPY."""
    if read_captions(line.text):
        return Opening(Kind.CAPTION, Zone.COVER)
    if (
        walk.label is None
        and leading_captions(line.text)[0]
        and len(line.text) < 120
        and line.text[:6].isupper()
    ):
        return Opening(Kind.CAPTION, Zone.COVER)
    return None


def labelled(walk: Walk, line: Line) -> Opening | None:
    """E.O., TAGS, SUBJECT, REF, Classified By."""
    found = label(line.text)
    if found is None:
        start = _numbered_classified_by(line)
        if start is None:
            return None
        return Opening(Kind.CLASSIFIED_BY, Zone.COVER, start.number, start.marking, Label.CLASSIFIED_BY)
    if walk.zone is Zone.ROUTING and found is Label.TAGS and not line.gap and opens_message(walk.below()):
        return Opening(Kind.WRAPPER, Zone.ROUTING)  # the archive's own, between its row and the message
    if (
        found is Label.ORDER
        and walk.label is Label.CLASSIFIED_BY
        and walk.above
        and (walk.above.text[-1] == "," or (line.glued and _DECLARED.search(line.text[:40]) is None))
    ):
        return RUNS_ON  # Classified By: Jane Roe, / E.O. 12958, reasons 1.4 (b)
    if found is walk.label and _continues(found, line):
        return RUNS_ON
    marked = line.text if found is Label.CLASSIFIED_BY else line.text.partition(":")[2].lstrip()
    marking = headings.marking(marked)[0] if found in (Label.CLASSIFIED_BY, Label.SUBJECT) else None
    return Opening(found.kind, Zone.COVER, marking=marking, label=found)


def _continues(found: Label, line: Line) -> bool:
    """Whether a line with the same label as the block above runs on in it: ``REASON: 1.4 (b)``."""
    if found is Label.CLASSIFIED_BY:
        return not line.text.upper().startswith(("CLASS", "("))
    return found is Label.REFERENCE and not line.gap and not line.text[3:8].strip().startswith(":")


def _numbered_classified_by(line: Line) -> ParagraphStart | None:
    """``1. (U) CLASSIFIED BY CDA JOSEPH …``"""
    text = line.text
    if text[0] not in "1(" or "LASSIFI" not in text[:64].upper():
        return None
    start = read_paragraph_start(text)
    if start is None:
        return None
    rest = text[start.end :]
    entire = _ENTIRE_TEXT.match(rest)
    rest = rest[entire.end() :] if entire else rest
    if label(rest or " ") is not Label.CLASSIFIED_BY and not rest.lower().startswith(
        "this message was classified"
    ):
        return None
    return start


def bare_label(walk: Walk, line: Line) -> Opening | None:
    """What stands below a label that has nothing behind it belongs to it, blank lines or not."""
    if not walk.bare_label or headings.is_rule(line.text) or read_banner(line.text) is not None:
        return None
    if walk.label is Label.REFERENCE and line.text[0] in "1(" and read_paragraph_start(line.text) is not None:
        return None
    return RUNS_ON


def is_lettered(walk: Walk, line: Line) -> bool:
    """Whether ``line`` is a further letter of an open REF block, ``B. 08 CAIRO 862``, or follows one."""
    return walk.label is Label.REFERENCE and (
        _LETTERED.match(line.text) is not None
        or (walk.above is not None and _LETTER_AT_END.search(walk.above.text[-8:]) is not None)
    )


def goes_on_to_reasons(walk: Walk, line: Line) -> bool:
    """Whether a ``Department of State. REASON: 1.4 (b), (d)`` ends the Classified By line above a gap."""
    short = walk.label is Label.CLASSIFIED_BY and len(line.text) < _LONGEST_ATTENTION
    return short and _REASON_BEHIND.search(line.text) is not None


def running(walk: Walk, line: Line) -> Opening | None:
    """A line of a cover that says nothing of itself."""
    if walk.label is None:
        return _unlabelled(walk, line)
    text = line.text
    parted = bool(line.gap) and not walk.broken
    if walk.label is Label.SUBJECT:
        cut = walk.broken and not line.glued
        if _NO_SUBJECT.match(text) or (cut and not (walk.above and goes_on_surely(walk.above.text, text))):
            return Opening(Kind.PARAGRAPH, Zone.BODY)
        runs_on = not parted
    elif walk.label is Label.TAGS:
        above = walk.above.text if walk.above is not None else ""
        open_ended = above.count("(") > above.count(")") or above.endswith(",")
        runs_on = (
            not parted
            and (open_ended or _TAGS_RUN_ON.match(text.upper() if above.islower() else text) is not None)
        ) or (open_ended and _TAGS_ALONE.fullmatch(text) is not None)
    elif walk.label is Label.ORDER:
        runs_on = (not parted and not is_attention(text)) or _DECLARATION.match(text) is not None
    elif walk.label is Label.REFERENCE:
        runs_on = not parted or is_lettered(walk, line)
    else:
        runs_on = not parted or text[0].islower() or _REASONS.match(text) is not None
        runs_on = runs_on or goes_on_to_reasons(walk, line)
    if parted and _LABEL_CUT.fullmatch(text) is not None:
        return Opening(Kind.CLASSIFIED_BY, Zone.COVER, label=Label.CLASSIFIED_BY)
    if runs_on or (text.isupper() and walk.label is not Label.TAGS and label_follows(walk, 2)):
        return RUNS_ON
    short = len(text) < _LONGEST_ATTENTION
    if is_attention(text) or (walk.label in (Label.TAGS, Label.ORDER) and text.isupper() and short):
        return Opening(Kind.ATTENTION, Zone.COVER, label=None)
    return Opening(Kind.PARAGRAPH, Zone.BODY)


def _unlabelled(walk: Walk, line: Line) -> Opening | None:
    """Above all labels: an attention line, or prose, with which the body begins."""
    text = line.text
    if walk.numbers.before and not is_attention(text) and len(text) > _SHORTEST_PROSE:
        return Opening(Kind.PARAGRAPH, Zone.BODY)
    if walk.open_kind is Kind.ATTENTION and not line.gap:
        return RUNS_ON
    if is_attention(text) or (text.isupper() and len(text) < _LONGEST_ATTENTION) or len(text) < 60:
        return Opening(Kind.ATTENTION, Zone.COVER)
    if sum(map(str.islower, text[:80])) > 40 and not is_attention(text):
        return Opening(Kind.PARAGRAPH, Zone.BODY)
    return Opening(Kind.ATTENTION, Zone.COVER)


def paragraph(walk: Walk, line: Line) -> Opening | None:
    """The first paragraph, which ends a cover."""
    text = line.text
    if text[0] not in "0123456789(":
        return None
    start = read_paragraph_start(text)
    if start is None:
        return None
    number = start.number
    if walk.label is Label.REFERENCE and number is None and _CITATION.match(text, start.end):
        return None
    if walk.label is Label.REFERENCE and line.glued and number is None and _is_prose(text[start.end :]):
        return _first(start)
    if walk.label is Label.REFERENCE and not line.gap and (number is None or start.marking is None):
        # 1) STATE 12345: a reference; only where blank lines say nothing can it be the first paragraph
        if number != 1 or _CITATION.match(text, start.end):
            return None
        return _first(start) if not walk.gaps or opens_summary(text[start.end :]) else None
    if (
        start.marking is None
        and number == walk.numbers.before + 1
        and walk.label is None
        and walk.numbers.before
    ):
        return _first(start)
    if start.marking is None and (number is None or number > 3):
        return None
    if start.marking is None and not line.gap and number != 1 and walk.label is not Label.SUBJECT:
        return None
    if number is None and len(text) == start.end and not line.gap:
        return None
    return _first(start)


def _is_prose(text: str) -> bool:
    """Whether a sentence begins with ``text`` and no further reference, an e-mail's or a report's."""
    head = text[:100]
    return sum(map(str.islower, head)) > 50 and "mail" not in head.lower() and "telcon" not in head.lower()


def _first(start: ParagraphStart) -> Opening:
    return Opening(Kind.PARAGRAPH, Zone.BODY, start.number, start.marking)
