"""The end of each copy of a message: its signature, and the rubbish below it.

The one fact that surprises: the signature is found last, when all other blocks are known, since a third
of the signatures are glued to the last sentence and others have a classification, NNNN or an index record
below them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parser.fields.banners import read_banner
from parser.fields.signers import find_signature
from parser.model import Kind
from parser.structure.drafts import Draft
from parser.structure.lines import MARGIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TEXT: Final = frozenset({Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT, Kind.HEADING})
_BELOW: Final = frozenset({Kind.PAGE_BREAK, Kind.BANNER, Kind.CAPTION, Kind.GARBAGE, Kind.BLANK})
_REACH: Final = 1500  # characters from the end in which a signature is looked for
# =CABLE ENDS= · NNNN · "," · * Missing Section 002 * · >  2002ROME01196 - Classification: CONFIDENTIAL
_GARBAGE: Final = re.compile(
    r"""[^\S\n]*(?: =+\ ?CABLE\ ENDS\ ?=*
          | =====+
          | NNNN+ | [Nn]nnn | YYYY?
          | ["',;>.\s\\-]*>?\s*\d{4}[A-Z]{3,10}\d{4,6}\ -\ (?:Classification:\ )?[A-Z/ ]+["',;]*
          | [\s"',.;>\\|~`^#<-]+
          | \*\ Missing\ Section\ \d+\ \*.*
          | \*{5,}
          | \d\ \d\d/\d\d/\d{4}(?:\ \.)?
          | \d{4}-\d\d-\d\d(?:\ [\d:]+)?
        )[^\S\n]*$""",
    re.VERBOSE,
)


def _rubbish(view: str, start: int, end: int) -> int:
    """Return where the rubbish at the end of ``view[start:end]`` begins; ``end`` when there is none."""
    floor = max(start, end - 4000)
    at = end
    while at > floor:
        body = len(view[floor:at].rstrip()) + floor
        line = view.rfind("\n", floor, body) + 1 or floor
        if line <= start or not _GARBAGE.fullmatch(view, line, body):
            break
        at = line
    return at


def _messages(drafts: Sequence[Draft]) -> Iterator[int]:
    """Yield the index after the last text block of each message: where text ends and no text follows soon."""
    for index, draft in enumerate(drafts):
        if draft.kind in _TEXT:
            following = drafts[index + 1] if index + 1 < len(drafts) else None
            if following is None or following.kind not in _TEXT | {Kind.PAGE_BREAK}:
                yield index


def split(drafts: Sequence[Draft], view: str, length: int) -> list[Draft]:
    """Return ``drafts`` with signatures and rubbish cut off the last text block of each message."""
    ends = set(_messages(drafts))
    found: list[Draft] = []
    for index, draft in enumerate(drafts):
        found.append(draft)
        if index not in ends:
            continue
        end = drafts[index + 1].start if index + 1 < len(drafts) else length
        for tail in _tail(draft, view, end):
            if draft.cuts and not view[draft.cuts[-1][1] : tail.start].strip(MARGIN + "\n"):
                found.append(Draft(Kind.PAGE_BREAK, draft.cuts.pop()[0]))
            if not view[found[-1].start : tail.start].strip(MARGIN + "\n"):
                tail.start = found.pop().start
            found.append(tail)
    return found


def _tail(draft: Draft, view: str, end: int) -> Iterator[Draft]:
    """Yield the drafts that the end of ``draft`` consists of."""
    rubbish = _rubbish(view, draft.start, end)
    floor = max(draft.start, rubbish - _REACH)
    if draft.cuts:
        floor = max(floor, min(draft.cuts[-1][1], rubbish))
    if draft.kind is not Kind.HEADING or view[draft.start : end].strip().isupper():
        signature = find_signature(view[floor:rubbish])
        if signature is not None:
            start, stop = floor + signature.start, floor + signature.end
            if view[draft.start : start].strip(" ¶\n") or draft.kind is Kind.HEADING or draft.number is None:
                yield Draft(Kind.SIGNATURE, start)
                left = view[stop:rubbish]
                if left.strip(" \n.\"'"):
                    at = stop + len(left) - len(left.lstrip())
                    line = view[at:rubbish].split("\n", 1)[0].strip()
                    yield Draft(Kind.BANNER if read_banner(line) else Kind.GARBAGE, at)
    if rubbish < end:
        at = rubbish + len(view[rubbish:end]) - len(view[rubbish:end].lstrip())
        if at < end:
            yield Draft(Kind.GARBAGE, at)
