"""Recognisers of what is no part of a message's own text: notes, wrappers, routing headers, end marks.

The one fact that surprises: they stand anywhere. A database row and a whole routing header are as likely
between two copies of a cover, or of the message, as in front of everything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parser.fields.attention import is_attention
from parser.fields.banners import Banner, read_banner
from parser.kinds import Kind
from parser.structure.labels import label
from parser.structure.openings import opens_end_mark, opens_record, opens_routing, opens_row, opens_wrapper
from parser.structure.walk import RUNS_ON, Opening, Walk, Zone

if TYPE_CHECKING:
    from parser.structure.lines import Line

# the routing lines that open a header even in the middle of a record
_HEADER: Final = re.compile(r"VZCZC|PAGE {1,3}01|FM [A-Z]|DE R")
_BARE_CLASSIFICATIONS: Final = frozenset({"UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "SECRET//NOFORN"})
_QUOTES: Final = '",;'


def record_note(walk: Walk, line: Line) -> Opening | None:
    """``This record is a partial extract …``"""
    return Opening(Kind.RECORD, Zone.FRONT) if opens_record(line.text) is not None else None


def end_mark(walk: Walk, line: Line) -> Opening | None:
    """What an archive or a machine set below a message: ``=CABLE ENDS=``, ``NNNN``."""
    if line.text[0] not in "=N-*" or not opens_end_mark(line.text):
        return None
    if walk.open_kind is Kind.GARBAGE and not line.gap:
        return RUNS_ON
    return Opening(Kind.GARBAGE, Zone.BODY)


def routing(walk: Walk, line: Line) -> Opening | None:
    """``VZCZCXRO9617``, ``FM AMEMBASSY ASTANA``, ``PAGE 01 ROME 01196 …`` and what stands below it."""
    if not opens_routing(line.text):
        return None
    if walk.zone is Zone.ROUTING and walk.open_kind is Kind.ROUTING and not line.text.startswith("VZCZC"):
        return RUNS_ON
    if walk.zone in (Zone.COVER, Zone.BODY) and not (_HEADER.match(line.text) or routing_follows(walk)):
        return None
    return Opening(Kind.ROUTING, Zone.ROUTING)


def routing_running(walk: Walk, line: Line) -> Opening | None:
    """In a routing header everything runs on, until a blank line with something else below it."""
    if not line.gap or walk.broken:
        return RUNS_ON
    if is_attention(line.text):
        return Opening(Kind.ATTENTION, Zone.COVER)
    if line.text.isupper() or walk.open_kind is not Kind.ROUTING:
        return RUNS_ON
    return None


def running(walk: Walk, line: Line) -> Opening | None:
    """In front of everything an unknown line belongs to a note or a wrapper directly above it."""
    if walk.open_kind in (Kind.RECORD, Kind.WRAPPER) and not line.gap and not line.glued:
        return RUNS_ON
    if is_attention(line.text):
        return Opening(Kind.ATTENTION, Zone.COVER)
    parted = line.gap and walk.open_kind in (Kind.RECORD, Kind.WRAPPER)
    return Opening(Kind.PARAGRAPH, Zone.BODY) if parted and not line.text.isupper() else None


def wrapper(walk: Walk, line: Line) -> Opening | None:
    """A database row, a mail header, a date line; what stands directly below one belongs to it."""
    text = line.text
    if walk.open_kind is Kind.WRAPPER:
        return _wrapper_running(walk, line)
    if opens_row(text):
        return Opening(Kind.WRAPPER, Zone.FRONT)
    below = walk.below()
    followed = below is not None and opens_wrapper(below.text)
    if not opens_wrapper(text):
        # a title above the fields that tell what it is
        titled = followed and walk.zone is Zone.ROUTING and line.gap and below is not None and not below.gap
        return Opening(Kind.WRAPPER, Zone.FRONT) if titled else None
    if walk.zone is Zone.COVER:
        return Opening(Kind.WRAPPER, Zone.FRONT) if followed and line.gap else None
    if text.startswith("Subject:") and not followed:
        return None  # of no mail: From, Sent and To would stand above it
    if text.isdigit() and not row_goes_on(walk):
        return None
    if text.startswith("From:") and walk.open_kind is Kind.ROUTING and not line.gap:
        return RUNS_ON
    return Opening(Kind.WRAPPER, walk.zone)


def _wrapper_running(walk: Walk, line: Line) -> Opening | None:
    """Further fields of a wrapper, and what stands directly below them."""
    if opens_row(line.text) or opens_wrapper(line.text):
        return RUNS_ON
    if line.text in _BARE_CLASSIFICATIONS and row_goes_on(walk):
        return RUNS_ON
    if line.gap or line.glued:
        return None
    found = read_banner(line.text)
    if found is not None and (is_strong(found) or line.text[1:2] == " "):
        return None
    below = walk.below()
    return None if label(line.text) and below is not None and label(below.text) else RUNS_ON


def wrapper_in_body(walk: Walk, line: Line) -> Opening | None:
    """A database row between two copies of a message."""
    text = line.text
    if opens_row(text) and (text[0] not in _QUOTES or walk.below() is not None):
        return Opening(Kind.WRAPPER, Zone.FRONT)
    if text[0] in "0123456789" and opens_wrapper(text) and routing_follows(walk):
        return Opening(Kind.WRAPPER, Zone.FRONT)
    return None


def routing_follows(walk: Walk) -> bool:
    """Whether the next line belongs to a routing header."""
    below = walk.below()
    return below is not None and opens_routing(below.text)


def row_goes_on(walk: Walk) -> bool:
    """Whether a further field of a database row, or the message itself, stands below the line."""
    below = walk.below()
    return below is not None and (opens_wrapper(below.text) or opens_message(below))


def opens_message(line: Line | None) -> bool:
    """Whether a banner that names its section or its message begins ``line``."""
    found = read_banner(line.text) if line is not None else None
    return found is not None and is_strong(found)


def is_strong(found: Banner) -> bool:
    """Whether a banner names its section or its message, and so opens a cover wherever it stands."""
    return found.sections is not None or found.serial is not None
