"""Lines cut into parts where something else is glued into them.

The one fact that surprises: what may be glued depends on what stands before. In a cover every label is
looked for inside a line, and a banner in a routing header; behind the first paragraph's number the same
words are prose.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from parser.fields.markings import read_paragraph_start
from parser.structure import headings, starts
from parser.structure.labels import Label, glued_labels, label
from parser.structure.lines import MARGIN, Line, part
from parser.structure.openings import banner_ends, banner_inside, opens_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORT: Final = 150  # a longer line was joined from several
_COVER_STARTS: Final = ("E.O", "EO ", "TAGS", "SUBJ", "REF:", "C O N F", "S E C", "UNCLAS")
_SHORTEST_COVER: Final = 14  # characters of the shortest line with two parts of a cover
_SHORTEST_HEADING: Final = 12


def cut(
    view: str, line: Line, marks: Sequence[tuple[int, int]], number: int, *, body: bool
) -> Sequence[Line]:
    """Return the parts of ``line``, each a line of its own, in order; most lines have one part.

    Args:
        view: the record's view.
        line: the line.
        marks: where in it numbers with portion marks stand, from `starts.glued_marks`.
        number: the last paragraph number above it.
        body: whether it stands in the body of a message, where covers are not looked for.
    """
    length = line.end - line.start
    at: set[int] = set()
    if line.text[0] == '"' and line.text.startswith('","'):
        at.add(view.find('","', line.start) + 3)
    if length > _SHORTEST_COVER and (not body or line.text.startswith(_COVER_STARTS)):
        offset = view.find(line.text[0], line.start)  # where the stripped text begins
        at.update(offset + inside for inside in _cover_cuts(line.text))
    if marks or length > SHORT:
        at.update(starts.cuts(view, line, marks, number, bare=body))
    if length > _SHORTEST_HEADING and ("-----" in line.text or "=====" in line.text):
        at.update(edge for span in headings.glued(view, line.start, line.end) for edge in span)
    if not at:
        return (line,)
    parts: list[Line] = []
    for start, end in pairwise([line.start, *sorted(at - {line.start, line.end}), line.end]):
        if view[start:end].strip(MARGIN + "\n"):
            parts.append(part(line, view, start, end))
        elif parts:
            parts[-1] = parts[-1]._replace(end=end)
    return parts or (line,)


def _cover_cuts(text: str) -> Iterator[int]:
    """Yield the offsets at which a line above the first paragraph is cut."""
    opening = read_paragraph_start(text) if text[0] in "0123456789([" else None
    if opening is not None and label(text[opening.end :] or " ") is not Label.CLASSIFIED_BY:
        return
    behind = opening.end if opening else 0  # 1. (U) CLASSIFIED BY …
    until = len(text)
    if "1.4" in text or "1.5" in text or "REF" in text or "ummary" in text or "SUMMARY" in text:
        first = starts.end_of_cover(text)
        if first > behind:
            until = first
            yield first
    noted = opens_record(text)
    if noted is not None and noted < until:
        yield noted
    banner = banner_inside(text)
    ends = banner_ends(text)
    for behind_it in (noted or 0, banner):  # Cable dated: … C O N F I D E N T I A L LIMA 003571SIPDISFOR ROE
        if behind_it > 0 and (rest := text[behind_it:].lstrip()):
            ends += tuple(len(text) - len(rest) + end for end in banner_ends(rest))
    for inside in (banner, text.find("VZCZC", 1), *ends):
        if 0 < inside < until:
            yield inside
    for inside, _ in glued_labels(text):
        if behind < inside < until:
            yield inside
