"""The changed characters inside a replaced word or short run.

The one fact that surprises: characters are only looked at where the two sides are short and alike. Over
whole texts it would take seconds and say nothing that a reader can see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from duplicates.diff.model import Span

_LONGEST: Final = 160  # characters on a side
_ALIKE: Final = 0.6
_STRAY: Final = 1  # an equal run of at most so many characters between two changes is no agreement


def changed_characters(early: str, late: str) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """Return the changed stretches of each side, or None where the two have too little in common."""
    if max(len(early), len(late)) > _LONGEST or not early or not late:
        return None
    if Indel.normalized_similarity(early, late) < _ALIKE:
        return None
    changed: list[list[int]] = []
    for opcode in Indel.opcodes(early, late):
        if opcode.tag == "equal":
            continue
        if (
            changed
            and opcode.src_start - changed[-1][1] <= _STRAY
            and opcode.dest_start - changed[-1][3] <= _STRAY
        ):
            changed[-1][1], changed[-1][3] = opcode.src_end, opcode.dest_end
        else:
            changed.append([opcode.src_start, opcode.src_end, opcode.dest_start, opcode.dest_end])
    early_spans = tuple((start, end) for start, end, _, _ in changed if start < end)
    late_spans = tuple((start, end) for _, _, start, end in changed if start < end)
    return early_spans, late_spans
