"""Runs of X against the words that they stand for.

The one fact that surprises: a redaction seldom comes alone. The release that hides a name often rewords what
stands beside it, so an edit with an X in it is taken apart: the words beside it go to the words beside it,
what is left is what was hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel

from duplicates.diff.hunks import Hunk
from duplicates.diff.model import PartKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duplicates.diff.tokens import Tokens

_ALIKE: Final = 0.6  # similarity of characters at which two words are one word, spelt differently


def take_apart(hunk: Hunk, early: Tokens, late: Tokens) -> list[tuple[Hunk, PartKind]]:
    """Return the edit as redactions, restorations and what is left, in order."""
    early_marks = [index for index in range(hunk.i, hunk.i_end) if early.is_redaction(index)]
    late_marks = [index for index in range(hunk.j, hunk.j_end) if late.is_redaction(index)]
    if not hunk.is_replacement or not (early_marks or late_marks):
        return [(hunk, plain_kind(hunk))]
    if early_marks and late_marks:
        hidden = any(map(early.is_word, range(hunk.i, hunk.i_end)))
        shown = any(map(late.is_word, range(hunk.j, hunk.j_end)))
        if hidden == shown:
            return [(hunk, PartKind.REPLACED)]
        return [(hunk, PartKind.REDACTED if hidden else PartKind.RESTORED)]
    if late_marks:
        pieces = _pieces(early, (hunk.i, hunk.i_end), late, (hunk.j, hunk.j_end), late_marks)
        return [(Hunk(*words, *marks), _kind(words, marks, redaction)) for words, marks, redaction in pieces]
    pieces = _pieces(late, (hunk.j, hunk.j_end), early, (hunk.i, hunk.i_end), early_marks)
    return [
        (Hunk(*marks, *words), _kind(marks, words, redaction, PartKind.RESTORED))
        for words, marks, redaction in pieces
    ]


def plain_kind(hunk: Hunk) -> PartKind:
    """Return what an edit is when no redaction plays a part in it."""
    if hunk.is_replacement:
        return PartKind.REPLACED
    return PartKind.DELETED if hunk.i < hunk.i_end else PartKind.INSERTED


Range = tuple[int, int]


def _kind(early: Range, late: Range, redaction: bool, kind: PartKind = PartKind.REDACTED) -> PartKind:
    if redaction and early[0] < early[1] and late[0] < late[1]:
        return kind
    return plain_kind(Hunk(*early, *late))


def _pieces(
    open_side: Tokens, words: Range, marked_side: Tokens, marked: Range, marks: Sequence[int]
) -> list[tuple[Range, Range, bool]]:
    """Split the open words among the stretches of the marked side: words, X, words, X, words."""
    stretches = _stretches(marked, marks)
    cuts = _cuts(open_side, words, marked_side, stretches)
    pieces = []
    for position, (start, end, redaction) in enumerate(stretches):
        piece = ((cuts[position], cuts[position + 1]), (start, end), redaction)
        if piece[0][0] < piece[0][1] or start < end:
            pieces.append(piece)
    return pieces


def _stretches(marked: Range, marks: Sequence[int]) -> list[tuple[int, int, bool]]:
    """Return start, end, whether redacted; neighbouring runs of X are one stretch."""
    stretches: list[tuple[int, int, bool]] = []
    at = marked[0]
    for mark in marks:
        if mark > at:
            stretches.append((at, mark, False))
        if stretches and stretches[-1][2] and mark == at:
            stretches[-1] = (stretches[-1][0], mark + 1, True)
        else:
            stretches.append((mark, mark + 1, True))
        at = mark + 1
    if at < marked[1]:
        stretches.append((at, marked[1], False))
    return stretches


def _cuts(
    open_side: Tokens, words: Range, marked_side: Tokens, stretches: list[tuple[int, int, bool]]
) -> list[int]:
    """Return where the open words are cut, one more than there are stretches.

    Words beside an X claim the open words that resemble them most, else as many as they are; each X keeps
    at least one word while there are enough.
    """
    cuts = [words[0]]
    redacted_left = sum(redaction for _, _, redaction in stretches)
    for position, (start, end, redaction) in enumerate(stretches):
        at = cuts[-1]
        if position == len(stretches) - 1:
            cuts.append(words[1])
            break
        if redaction:
            redacted_left -= 1
            following = stretches[position + 1]
            cuts.append(_claim(open_side, (at, words[1]), marked_side, following, stretches[position + 2 :]))
        else:
            cuts.append(max(at, min(at + end - start, words[1] - redacted_left)))
    return cuts


def _claim(
    open_side: Tokens,
    words: Range,
    marked_side: Tokens,
    following: tuple[int, int, bool],
    rest: list[tuple[int, int, bool]],
) -> int:
    """Return where a redaction's words end, the stretch of words that follows it being given."""
    at, end = words
    first_key = marked_side.keys[following[0]].casefold()
    room = sum(redaction for _, _, redaction in rest)  # a word for each redaction still to come
    last = max(at + 1, end - room - 1)
    likeness = [
        Indel.normalized_similarity(first_key, open_side.keys[index].casefold())
        for index in range(at + 1, min(last + 1, end, at + 200))
    ]
    if likeness and max(likeness) >= _ALIKE:
        return at + 1 + likeness.index(max(likeness))
    if rest:
        shares = 1 + sum(redaction for _, _, redaction in rest)
        return min(max(at + 1, at + (end - at) // shares), end)
    return max(at + 1, end - (following[1] - following[0])) if end > at else at
