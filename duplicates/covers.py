"""The covers of a record: what stands between a routing header and paragraph 1, as one unit.

The one fact that surprises: in one cable of twenty the cover stands there twice or more, often without its
classification line the second time, or cut after 250 characters the first time. So its copies are compared
as wholes: block by block they would look like ten small coincidences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from duplicates.words import words
from parser.kinds import COVER_KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parser.model import Block, Cable

_LABEL: Final = re.compile(r"\W*(E ?\.? ?O|TAGS?|SUBJ|REF)", re.IGNORECASE)  # E.O. 12958:, TAGS:, SUBJECT:
_BETWEEN: Final = frozenset({Kind.BLANK, Kind.PAGE_BREAK})
_LEADING: Final = frozenset({Kind.BANNER, Kind.CAPTION, Kind.ATTENTION})


@dataclass(frozen=True, slots=True)
class Cover:
    """One copy of the cover: its blocks in order, their words joined, its span of the record's text."""

    blocks: tuple[Block, ...]
    words: tuple[str, ...]

    @property
    def first(self) -> int:
        """Index of the first block."""
        return self.blocks[0].index

    @property
    def start(self) -> int:
        """Offset into the cable's text where the first block's text starts."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Offset into the cable's text where the last block's own text ends."""
        last = self.blocks[-1]
        return last.pieces[-1][1] if last.pieces else last.end

    @property
    def transmission(self) -> int:
        """The copy of the message that the cover opens, from 1."""
        return self.blocks[0].transmission


@dataclass(frozen=True, slots=True)
class CoverSpan:
    """What the search keeps of a copy of the cover: its first block, its span, its words."""

    first: int
    start: int
    end: int
    words: tuple[str, ...]


def spans_of(copies: Iterable[Cover]) -> tuple[CoverSpan, ...]:
    """Return what the search keeps of copies of the cover."""
    return tuple(CoverSpan(copy.first, copy.start, copy.end, copy.words) for copy in copies)


def label(block: Block) -> str | None:
    """Return which field of the cover a block is: ``EO``, ``TAG``, ``SUB``, ``REF``; else None."""
    if block.kind is not Kind.COVER:
        return None
    match = _LABEL.match(block.clean)
    return re.sub(r"[^A-Z]", "", match[1].upper())[:3] if match else ""


def covers(cable: Cable) -> tuple[Cover, ...]:
    """Return the copies of the cover that the record holds, in order.

    A copy is a run of banner, caption, attention, cover and Classified By blocks with at least one labelled
    line in it (so the banner that a telegram of the 1970s repeats on each page is none). A new copy starts
    where a label comes again, at the banner, caption and attention lines before it.
    """
    return tuple(
        Cover(tuple(run), tuple(word for block in run for word in words(block.clean)))
        for run in _copies(cable.blocks)
        if any(label(block) for block in run)
    )


def _copies(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    run: list[Block] = []
    seen: set[str] = set()
    for block in blocks:
        if block.kind in _BETWEEN:
            continue
        if block.kind not in COVER_KINDS:
            if run:
                yield run
            run, seen = [], set()
            continue
        field = label(block) or ""
        if run and block.transmission != run[-1].transmission:
            yield run
            run, seen = [], set()
        elif field and field in seen:
            cut = len(run)
            while cut > 1 and run[cut - 1].kind in _LEADING:
                cut -= 1
            yield run[:cut]
            run, seen = run[cut:], set()
        run.append(block)
        if field:
            seen.add(field)
    if run:
        yield run
