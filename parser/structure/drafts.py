"""From the starts of blocks to blocks: tiling, and the clean text that is read and compared.

The one fact that surprises: a draft has no end. A block ends where the next begins, so blocks tile the
text by construction, whatever the recognisers do. White space below a block belongs to it; a blank block
stands only where nothing stands above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parser.kinds import Kind
from parser.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TEXT = frozenset({Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT, Kind.HEADING})
# a line with nothing but a dash or a stop on it
_SPACER = re.compile(r"(?<=\n)[ ]{0,8}[-.][ ]{0,8}(?=\n|\Z)")


@dataclass(slots=True)
class Draft:
    """A block in the making: where it starts, and the page breaks to leave out of its clean text."""

    kind: Kind
    start: int
    number: int | None = None
    marking: str | None = None
    cuts: list[tuple[int, int]] = field(default_factory=list)
    lines: int = 1
    transmission: int = 1


def pieces(view: str, start: int, end: int, cuts: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the spans from ``start`` to ``end`` that are left when ``cuts`` are taken out.

    White space at both ends of the whole goes, and so do blank lines beside a cut; one line end or space
    stays where the text runs on. Cuts are in order and do not overlap.
    """
    body = view[start:end]
    end -= len(body) - len(body.rstrip())
    start = min(end, start + len(body) - len(body.lstrip()))
    if start == end:
        return ()
    spans = []
    for cut_start, cut_end in cuts:
        if cut_end <= start or cut_start >= end:
            continue
        stop = cut_start
        while stop > start and view[stop - 1].isspace():
            stop -= 1
        kept = view.find("\n", stop, cut_start)
        resume = cut_end
        while resume < end and view[resume].isspace():
            resume += 1
        if kept >= 0:
            stop = kept + 1
        elif stop < cut_start:
            stop += 1
        elif resume > cut_end:
            resume -= 1
        if stop > start:
            spans.append((start, stop))
        start = resume
    if start < end:
        spans.append((start, end))
    elif spans:
        first, stop = spans[-1]
        spans[-1] = (first, first + len(view[first:stop].rstrip()))
    return tuple(spans)


def _with_spacers(view: str, start: int, end: int, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ``cuts`` with the lines of a dash or a stop alone, typed for a blank line, in order of place."""
    inside = [match.span() for match in _SPACER.finditer(view, start, end)]
    apart = [span for span in inside if not any(a < span[1] and span[0] < b for a, b in cuts)]
    return sorted([*cuts, *apart])


def blocks(text: str, view: str, drafts: Iterable[Draft]) -> tuple[Block, ...]:
    """Return the blocks that tile ``text``, one for each of ``drafts``, which are in order of starts."""
    ordered = list(drafts)
    if not text:
        return ()
    if not ordered or ordered[0].start > 0:
        ordered.insert(0, Draft(Kind.BLANK, 0))
    found = []
    for index, draft in enumerate(ordered):
        end = ordered[index + 1].start if index + 1 < len(ordered) else len(text)
        cuts = draft.cuts
        if draft.kind in _TEXT and ("\n-" in view[draft.start : end] or "\n." in view[draft.start : end]):
            cuts = _with_spacers(view, draft.start, end, cuts)
        spans = pieces(view, draft.start, end, cuts)
        clean = "".join([text[a:b] for a, b in spans])
        found.append(
            Block(
                index,
                draft.kind,
                draft.start,
                end,
                draft.number,
                draft.marking,
                draft.transmission,
                spans,
                clean,
            )
        )
    return tuple(found)
