"""How many copies of the message a record holds, and which block belongs to which.

The one fact that surprises: a cover that stands twice is no second copy, not even when the first words of
paragraph 1 hang on to the first of them (``1. (C) Summary: The Nat...``), and neither is the header of a
later section in the middle of the text. A copy is a whole body that begins again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parser.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parser.structure.drafts import Draft

_HEAD: Final = frozenset(
    {
        Kind.RECORD,
        Kind.ROUTING,
        Kind.BANNER,
        Kind.CAPTION,
        Kind.ATTENTION,
        Kind.COVER,
        Kind.CLASSIFIED_BY,
        Kind.WRAPPER,
    }
)
_TEXT: Final = frozenset({Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT})
_OPENING: Final = 60  # letters by which the beginnings of two paragraphs are compared


def assign(drafts: Sequence[Draft], view: str) -> None:
    """Set ``transmission`` of every draft, counted from 1.

    A record in which an export left another message behind the first counts that as a further one too.
    """
    if not _restarts(drafts):
        return
    current = 1
    head: int | None = None  # where the cover that stands below a body begins
    seen: set[str] = set()  # the beginnings of this copy's paragraphs
    first_number: int | None = None
    last: Draft | None = None  # the last text block of this copy
    last_end = 0
    for index, draft in enumerate(drafts):
        if draft.kind in _HEAD:
            if last is not None and head is None:
                head = index
        elif draft.kind in _TEXT:
            beginning = _beginning(view, draft.start)
            if head is not None and last is not None:
                fragment = len(seen) == 1 and _is_cut(view, last.start, last_end)
                other = draft.number == 1 and first_number == 1 and _has_routing(drafts[head:index])
                if not fragment and (beginning in seen or other):
                    current += 1
                    for earlier in drafts[head:index]:
                        earlier.transmission = current
                    seen, first_number = set(), None
                elif fragment:
                    seen, first_number = set(), None
                head = None
            seen.add(beginning)
            first_number = draft.number if first_number is None else first_number
            last = draft
            last_end = drafts[index + 1].start if index + 1 < len(drafts) else len(view)
        draft.transmission = current


def _restarts(drafts: Sequence[Draft]) -> bool:
    """Whether a cover stands below a text, as it does in few records."""
    text = False
    for draft in drafts:
        if draft.kind in _TEXT:
            text = True
        elif text and draft.kind in _HEAD:
            return True
    return False


def _beginning(view: str, start: int) -> str:
    """Return the first letters and digits from ``start`` on, lower case."""
    letters = [c for c in view[start : start + 2 * _OPENING] if c.isalnum()]
    return "".join(letters)[:_OPENING].lower()


def _is_cut(view: str, start: int, end: int) -> bool:
    """Whether the text from ``start`` to ``end`` breaks off with dots."""
    return view[start:end].rstrip().endswith("...")


def _has_routing(head: Sequence[Draft]) -> bool:
    """Whether a whole routing header begins the message below."""
    return any(draft.kind is Kind.ROUTING for draft in head)
