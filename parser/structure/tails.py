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
from parser.kinds import Kind
from parser.structure.drafts import Draft
from parser.structure.lines import MARGIN
from parser.structure.page_breaks import is_break

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TEXT: Final = frozenset({Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT, Kind.HEADING})
_COVER: Final = frozenset({Kind.COVER, Kind.CLASSIFIED_BY})
_RUN: Final = _TEXT | {Kind.PAGE_BREAK, Kind.GARBAGE, Kind.BLANK}
# … IS LOW.  CONFIDENTIAL: the classification of the page's end, behind the last sentence
_FOOTER: Final = re.compile(
    r"[.!?)\"'] {2,40}(?P<level>CONFIDENTIAL|SECRET|UNCLASSIFIED|LIMITED OFFICIAL USE)\s{0,20}$"
)
_LONGEST_FOOTER: Final = 90  # characters
_LONGEST_INDEX: Final = 4000  # characters
_REACH: Final = 1500  # characters from the end in which a signature is looked for
# =CABLE ENDS= · NNNN · "," · * Missing Section 002 * · >  2002ROME01196 - Classification: CONFIDENTIAL
_GARBAGE: Final = re.compile(
    r"""[^\S\n]*(?: =+\ ?CABLE\ ENDS\ ?=*
          | =====+
          | NNNN* | [Nn]nnn | YYYY? | <<\ END\ OF\ DOCUMENT\ >>
          | ["',;>.\s\\-]*>?\s*\d{4}[A-Z]{3,10}\d{4,6}\ -\ (?:Classification:\ )?[A-Z/ ]+["',;]*
          | [\s"',.;>\\|~`^#<-]+
          | \*\ Missing\ Section\ \d+\ \*.*
          | \*{5,}
          | \d\ \d\d/\d\d/\d{4}(?:\ \.)?
          | \d{4}-\d\d-\d\d(?:\ [\d:]+)?
        )[^\S\n]*$""",
    re.VERBOSE,
)


# "… STEVENS 0 11/21/2007 2983 ECON,LY THE SUBJECT A summary …": a record of some index behind the signature
_INDEX: Final = re.compile(r"(?<=\s)0 \d\d?/\d\d?/\d{4}(?: \d{3,6} [A-Z]{2,5}[, ]| ?\.?\s*$)")
# where in it the capitals of the subject end: "… GOES MISSING A forty-ton", "… IN LIBYA 1. U.S. energy"
_PROSE: Final = re.compile(r"""(?<=\s)(?:(?:[AI]|\d\.|[A-Z]\.[A-Z]\.)\s){0,3}["'(]?[A-Z]?[a-z]""")


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


def split(drafts: Sequence[Draft], view: str, length: int) -> list[Draft]:
    """Return ``drafts`` with signatures and rubbish cut off the end of each message.

    ``length`` is where the last block of the record ends.
    """
    found: list[Draft] = []
    index = 0
    while index < len(drafts):
        stop = index
        while stop < len(drafts) and drafts[stop].kind in _RUN:
            stop += 1
        if stop == index:
            found.append(drafts[index])
            index += 1
            continue
        end = drafts[stop].start if stop < len(drafts) else length
        run = drafts[index:stop]
        # a piece of the cover that no rule knew: nobody signs there
        signed = stop == len(drafts) or drafts[stop].kind not in _COVER or any(d.number for d in run)
        found.extend(_with_tail(run, view, end, signed=signed))
        index = stop
    return found


def _with_tail(run: Sequence[Draft], view: str, end: int, *, signed: bool) -> list[Draft]:
    """Return the blocks of one message's text, which ends at ``end``, with its tail told apart."""
    index = _INDEX.search(view, max(run[0].start, end - _LONGEST_INDEX), end)
    if index is None:
        return _joined(run, _tail(run, view, end, signed=signed), view)
    at = index.start()
    kept = _joined(run, [*_tail(run, view, at, signed=signed), Draft(Kind.GARBAGE, at)], view)
    prose = _PROSE.search(view, index.end(), end)
    if prose is not None:
        cuts = [cut for draft in run for cut in draft.cuts if cut[0] >= prose.start()]
        kept.append(Draft(Kind.PARAGRAPH, prose.start(), cuts=cuts))
    return kept


def _tail(run: Sequence[Draft], view: str, end: int, *, signed: bool) -> list[Draft]:
    """Return the drafts from the signature on, or from where the rubbish begins."""
    rubbish = _rubbish(view, run[0].start, end)
    signature = None
    if signed and any(draft.kind in _TEXT for draft in run):
        floor = max(run[0].start, rubbish - _REACH)
        signature = find_signature(view[floor:rubbish])
    footer = None
    if signature is None and any(draft.kind in _TEXT for draft in run):
        footer = _FOOTER.search(view, max(run[0].start, rubbish - _LONGEST_FOOTER), rubbish)
    if signature is None:
        below = footer.start("level") if footer else rubbish
        tail: list[Draft] = []
    else:
        below = floor + signature.end
        tail = [Draft(Kind.SIGNATURE, floor + signature.start)]
    for draft in _below(view, below, end, rubbish):
        if not tail or tail[-1].kind is not draft.kind:
            tail.append(draft)
    return tail


def _below(view: str, start: int, end: int, rubbish: int) -> Iterator[Draft]:
    """Yield a draft for each line that stands below a message's text; rubbish begins at ``rubbish``."""
    while start < end:
        stop = view.find("\n", start, end) + 1 or end
        line = view[start:stop].strip(" \n.\"'" if start < rubbish else " \n")
        if line:
            kind = Kind.GARBAGE
            if start < rubbish and read_banner(line) is not None:
                kind = Kind.BANNER
            elif start < rubbish and is_break(line):
                kind = Kind.PAGE_BREAK
            yield Draft(kind, start)
        start = stop


def _joined(run: Sequence[Draft], tail: Sequence[Draft], view: str) -> list[Draft]:
    """Return ``run`` up to where ``tail`` begins, and ``tail``; a page break between them becomes a block."""
    if not tail:
        return list(run)
    at = tail[0].start
    found = [draft for draft in run if draft.start < at]
    if found:
        last = found[-1]
        last.cuts = [cut for cut in last.cuts if cut[0] < at]
        if not view[last.start : at].strip(MARGIN + "\n"):
            tail[0].start = found.pop().start
        elif last.cuts and not view[last.cuts[-1][1] : at].strip(MARGIN + "\n"):
            found.append(Draft(Kind.PAGE_BREAK, last.cuts.pop()[0]))
    return [*found, *tail]
