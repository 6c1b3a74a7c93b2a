"""Two versions of one cable: which fields and which words differ.

The one fact that surprises: where a change stands says what it is. Words on a line that the publisher put
around the message are no words of the cable, so each change is laid over the blocks of both versions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from duplicates.diff.cables import compare_cables
from duplicates.diff.model import Ignore, Options, PartKind
from duplicates.diff.summary import ORDER, changes
from duplicates.moments import naive, written
from duplicates.reading_copy.model import named
from duplicates.releases.model import ChangedCable, FieldChange, Shown
from duplicates.releases.names import names
from parser.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from duplicates.diff.model import Span
    from duplicates.diff.summary import Change
    from parser.model import Block, Cable

DEFAULT: Final = Options().ignoring(
    Ignore.CASE, Ignore.HYPHENATION, Ignore.PAGE_BREAKS, Ignore.PILCROW, Ignore.PUNCTUATION, Ignore.QUOTES
)
"""What two publishers of one text do differently without saying anything else."""

_PUBLISHER: Final = frozenset({Kind.RECORD, Kind.WRAPPER, Kind.GARBAGE, Kind.PAGE_BREAK})
_SMALL_WORD: Final = re.compile(r"\b[a-z]+\b")
_CONTEXT: Final = 80  # characters of the text beside a change
_FIELDS: Final = (
    *("created", "origin", "classification", "subject", "tags", "references", "captions"),
    *("classified_by", "declassify_on", "signers"),
)


def compare_versions(key: str, early: Cable, late: Cable, options: Options = DEFAULT) -> ChangedCable | None:
    """Return how two versions of a cable differ, or None where their words and fields are the same."""
    diff = compare_cables(early, late, options)
    shown: list[Shown] = []
    furniture = 0
    for change in changes(diff):
        if _is_furniture(early, change.early, late, change.late):
            furniture += 1
        else:
            shown.append(_shown(change, early, late))
    fields = tuple(_fields(early, late))
    if not shown and not fields:
        return None
    shown.sort(key=lambda one: min(ORDER.index(one.change.kind), _FIRST_OF_THE_REST))
    common = frozenset(_SMALL_WORD.findall(f"{early.text}\n{late.text}"))
    found = [one.change for one in shown]
    return ChangedCable(
        key=key,
        origin=late.origin or early.origin or "",
        created=_written(late) or _written(early),
        fields=fields,
        changes=tuple(shown),
        furniture=furniture,
        redacted_names=tuple(
            name for one in found if one.kind is PartKind.REDACTED for name in names(one.early_text, common)
        ),
        restored_names=tuple(
            name for one in found if one.kind is PartKind.RESTORED for name in names(one.late_text, common)
        ),
    )


def _written(cable: Cable) -> datetime | None:
    """Return when a cable was written; of a text alone its DTG tells it."""
    moment = written(cable)
    return moment and naive(moment)


_FIRST_OF_THE_REST: Final = 2  # in ORDER: what follows restorations and redactions stays in the text's order


def _fields(early: Cable, late: Cable) -> Iterator[FieldChange]:
    """Yield the fields that differ by more than case, spacing and punctuation."""
    for name in _FIELDS:
        one, other = _text(getattr(early, name)), _text(getattr(late, name))
        if _bare(one) != _bare(other):
            yield FieldChange(name, one, other)


def _text(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _is_furniture(early: Cable, early_span: Span, late: Cable, late_span: Span) -> bool:
    """Whether a change lies in what a publisher put around the message, its repeated header included."""
    kinds = {block.kind for block in (*_touched(early, early_span), *_touched(late, late_span))}
    return bool(kinds & _PUBLISHER) and kinds <= _PUBLISHER | {Kind.ROUTING, Kind.BLANK}


def _touched(cable: Cable, span: Span) -> Iterator[Block]:
    if span[0] == span[1]:
        return
    index = max(0, bisect_right(cable.blocks, span[0], key=lambda block: block.start) - 1)
    for block in cable.blocks[index:]:
        if block.start >= span[1]:
            return
        yield block


def _shown(change: Change, early: Cable, late: Cable) -> Shown:
    start, end = change.late
    before = late.text[max(0, start - _CONTEXT) : start]
    after = late.text[end : end + _CONTEXT]
    if start > _CONTEXT:
        before = before.partition(" ")[2]
    if end + _CONTEXT < len(late.text):
        after = after.rpartition(" ")[0]
    cable, span = (late, change.late) if start < end else (early, change.early)
    block = next(_touched(cable, span), None)
    return Shown(change, before, after, named(block) if block else "")
