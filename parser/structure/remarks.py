"""Which paragraphs are summary and which are comment, once the paragraphs are known.

The one fact that surprises: the word that opens a summary stands in the paragraph (``1. (C) SUMMARY:
…``), in the heading above it, or in both, and its end is said in only nine of ten cables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parser.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parser.structure.drafts import Draft

# SUMMARY: · Summary and Comment · (C) SUMMARY. · Key Points · BEGIN SUMMARY
_SUMMARY: Final = re.compile(
    r"(?:BEGIN |START |EXECUTIVE |INTRODUCTION AND )?(?:SUMMARY|KEY POINTS)\b", re.IGNORECASE
)
_COMMENT: Final = re.compile(
    r"(?:BEGIN |EMBASSY |POST |AMBASSADOR'?S |MISSION )?COMMENT(?: CONTINUED| CONT'?D)?\b"
    r"\s{0,3}(?:[:.,-]|AND\b|$)",
    re.IGNORECASE,
)
_END_SUMMARY: Final = re.compile(r"END {1,3}(?:OF )?SUMMARY|END KEY POINTS", re.IGNORECASE)
_LEAD: Final = re.compile(r"[¶ ]*(?:\d{1,3} ?[.)]?)?[ ]*(?:\([^)]{1,20}\))?[ :.-]*")


def _words(view: str, start: int) -> int:
    """Return the offset after the number and the portion mark of the block at ``start``."""
    match = _LEAD.match(view, start)
    return match.end() if match else start


def assign(drafts: Sequence[Draft], view: str, length: int) -> None:
    """Turn paragraphs into summary and comment where they are that as a whole."""
    in_summary = in_comment = False
    for index, draft in enumerate(drafts):
        end = drafts[index + 1].start if index + 1 < len(drafts) else length
        if draft.kind is Kind.HEADING:
            words = view[draft.start : end].strip(" -=_*\n(U)SBC")
            in_summary = _SUMMARY.match(view[draft.start : end].strip(" -=_*\n")) is not None
            in_comment = not in_summary and _COMMENT.match(words) is not None
            continue
        if draft.kind is not Kind.PARAGRAPH:
            if draft.kind is not Kind.PAGE_BREAK:
                in_summary = in_comment = False
            continue
        at = _words(view, draft.start)
        if in_summary or _SUMMARY.match(view, at):
            draft.kind = Kind.SUMMARY
            closed = _END_SUMMARY.search(view, at, end)
            in_summary = closed is None and _END_SUMMARY.search(view, end, end + 20000) is not None
        elif in_comment or _COMMENT.match(view, at):
            draft.kind = Kind.COMMENT
