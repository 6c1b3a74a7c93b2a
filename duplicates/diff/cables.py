"""Cables, blocks of cables and copies inside a record as passages to compare.

The one fact that surprises: the passage is the untouched text, page breaks and all. What the parser knows to
be furniture, the archive's own table above a message too, is silent when the reader asks for it, so spans
always point into the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duplicates.diff.compare import compare_passages
from duplicates.diff.model import Ignore, Options, Passage, Piece
from parser.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duplicates.diff.model import Span, WordDiff
    from parser.model import Block, Cable

_DEFAULT = Options()


def compare_cables(early: Cable, late: Cable, options: Options = _DEFAULT) -> WordDiff:
    """Return the word diff of two whole records; spans are offsets into each ``Cable.text``."""
    return compare_passages(
        passage(early, early.blocks, options), passage(late, late.blocks, options), options
    )


def passage(cable: Cable, blocks: Iterable[Block], options: Options = _DEFAULT) -> Passage:
    """Return the stretch of a record from the first of ``blocks`` to the last as a passage.

    Its spans are offsets from the first block's start.
    """
    chosen = list(blocks)
    if not chosen:
        return Passage("")
    origin, end = chosen[0].start, chosen[-1].end
    pieces = tuple(
        Piece(block.start - origin, block.end - origin, block.kind, block.number)
        for block in chosen
        if block.kind is not Kind.BLANK
    )
    silent = tuple((start - origin, stop - origin) for start, stop in _silent(chosen, options.ignore))
    return Passage(cable.text[origin:end], pieces, silent)


def transmission(cable: Cable, number: int) -> tuple[Block, ...]:
    """Return the blocks of the ``number``-th copy of the message inside a record, from 1.

    The record's own table and the routing header belong to no copy.
    """
    apart = (Kind.RECORD, Kind.ROUTING, Kind.BLANK)
    chosen = [block for block in cable.blocks if block.transmission == number]
    kept = [block.index for block in chosen if block.kind not in apart]
    return tuple(block for block in chosen if kept and kept[0] <= block.index <= kept[-1])


def _silent(blocks: list[Block], ignore: frozenset[Ignore]) -> Iterator[Span]:
    if Ignore.PAGE_BREAKS not in ignore:
        return
    for block in blocks:
        if block.kind in (Kind.PAGE_BREAK, Kind.RECORD):
            yield block.start, block.end
        for (_, end), (start, _) in zip(block.pieces, block.pieces[1:], strict=False):
            if start > end:
                yield end, start
