"""Cables made block by block, for tests of what is done with blocks."""

from __future__ import annotations

import re
from datetime import datetime

from parser.kinds import Kind
from parser.model import Block, Cable

_FIRST = datetime(2009, 1, 1)


def cable(id: str, *blocks: str | tuple[Kind, str], day: int | None = 0, **fields: object) -> Cable:  # noqa: A002
    """Make a cable of blocks, paragraphs where no kind is said; ``day`` counts from the first of 2009.

    Two blocks are parted by an empty line. A line ``~`` inside a block stands for a page break: it is in
    the text, not in the block's clean text.
    """
    made: list[Block] = []
    text = ""
    for index, block in enumerate(blocks):
        kind, body = (Kind.PARAGRAPH, block) if isinstance(block, str) else block
        start = len(text)
        pieces = tuple((start + piece.start(), start + piece.end()) for piece in re.finditer(r"[^~]+", body))
        text += body + "\n\n"
        clean = "".join(text[first:last] for first, last in pieces)
        made.append(Block(index, kind, start, len(text), pieces=pieces, clean=clean))
    created = None if day is None else _FIRST.replace(month=1 + day // 28, day=1 + day % 28)
    return Cable(text=text, blocks=tuple(made), id=id, created=created, **fields)  # type: ignore[arg-type]


def keyed(*cables: Cable) -> list[tuple[str, Cable]]:
    """Give each cable with its id for a key."""
    return [(made.id or "", made) for made in cables]
