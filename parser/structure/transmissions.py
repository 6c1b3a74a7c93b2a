"""How many copies of the message a record holds, and which block belongs to which.

The one fact that surprises: a cover that stands twice is no second copy, and neither is the header of a
later section in the middle of the text. A copy is a body that begins again: the same paragraph 1, or the
same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parser.model import Kind

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
_BODY: Final = frozenset({Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT})
_OPENING: Final = 60  # letters by which the beginnings of two paragraphs are compared


def _beginning(view: str, start: int) -> str:
    """Return the first letters and digits from ``start`` on, lower case."""
    letters = [c for c in view[start : start + 2 * _OPENING] if c.isalnum()]
    return "".join(letters)[:_OPENING].lower()


def assign(drafts: Sequence[Draft], view: str) -> None:
    """Set ``transmission`` of every draft, counted from 1."""
    if not any(draft.kind in _BODY for draft in drafts):
        return
    current = 1
    head: int | None = None  # where the header lines that stand below a body begin
    seen: set[str] = set()
    body_seen = False
    for index, draft in enumerate(drafts):
        if draft.kind in _HEAD:
            if body_seen and head is None:
                head = index
        elif draft.kind in _BODY:
            if head is not None:
                if _beginning(view, draft.start) in seen:
                    current += 1
                    for earlier in drafts[head:index]:
                        earlier.transmission = current
                    seen.clear()
                head = None
            body_seen = True
            seen.add(_beginning(view, draft.start))
        draft.transmission = current
