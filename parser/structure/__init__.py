"""The structure of a record: its text cut into typed blocks that tile it.

Text → lines → page breaks marked → drafts (where blocks start) → kinds and transmissions → blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parser.kinds import Kind
from parser.structure import lines as record_lines
from parser.structure import page_breaks, remarks, tails, transmissions
from parser.structure.drafts import Draft, blocks
from parser.structure.recognisers import RECOGNISERS
from parser.structure.walk import Walk

if TYPE_CHECKING:
    from parser.model import Block

__all__ = ["structure"]


def structure(text: str, *, start: int = 0, end: int | None = None) -> tuple[Block, ...]:
    """Return the blocks that tile ``text``, in order; an empty text has none.

    The message stands from ``start`` to ``end``, offsets in characters; what is in front of it and behind it
    is the record of the archive.
    """
    if end is None:
        end = len(text)
    view = record_lines.view(text)
    lines = page_breaks.mark(record_lines.split(view, start, end), view)
    drafts = tails.split(Walk(view, lines, RECOGNISERS).go(), view, end)
    remarks.assign(drafts, view, end)
    transmissions.assign(drafts, view)
    if start:
        drafts.insert(0, Draft(Kind.RECORD, 0))
    if end < len(text):
        last = drafts[-1].transmission if drafts else 1
        drafts.append(Draft(Kind.RECORD, end, transmission=last))
    return blocks(text, view, drafts)
