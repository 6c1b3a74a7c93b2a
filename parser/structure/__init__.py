"""The structure of a record: its text cut into typed blocks that tile it.

Text → lines → page breaks marked → drafts (where blocks start) → kinds and transmissions → blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parser.formats.page_text import record_table
from parser.model import Kind
from parser.structure import lines as record_lines
from parser.structure import page_breaks, remarks, transmissions
from parser.structure.assemble import Assembler
from parser.structure.drafts import Draft, blocks

if TYPE_CHECKING:
    from parser.model import Block

__all__ = ["structure"]


def structure(text: str) -> tuple[Block, ...]:
    """Return the blocks that tile ``text``, in order; an empty text has none."""
    view = record_lines.view(text)
    table = record_table(text)
    start = table.end if table else 0
    lines = page_breaks.mark(record_lines.split(view, start, len(view)), view)
    drafts = Assembler(lines).walk()
    remarks.assign(drafts, view)
    transmissions.assign(drafts, view)
    if start:
        drafts.insert(0, Draft(Kind.RECORD, 0))
    return blocks(text, drafts)
