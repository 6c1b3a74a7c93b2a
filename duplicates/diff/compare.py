"""Two texts to their word diff.

The one fact that surprises: the pair is put into a fixed order before it is compared and the result turned
round again if need be, so that swapping the texts mirrors the diff exactly.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from duplicates.diff.align import equal_runs
from duplicates.diff.hunks import Hunk, hunks
from duplicates.diff.model import Ignore, Options, Part, PartKind, Passage, WordDiff
from duplicates.diff.moves import moves
from duplicates.diff.pieces import piece_runs
from duplicates.diff.redactions import take_apart
from duplicates.diff.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.diff.model import Span, TokenSpans
    from duplicates.diff.moves import Move
    from duplicates.diff.tokens import Tokens

_DEFAULT = Options()
BRACKETS: Final = (("(", ")"), ("[", "]"), ('"', '"'), ("“", "”"))
"""Punctuation that comes in pairs."""
_LONG: Final = 2_000  # characters of a change beyond which nobody misses a bracket


def compare(early: str, late: str, options: Options = _DEFAULT) -> WordDiff:
    """Return the word diff of two texts; ``early`` is the older one.

    The parts come in order and cover both texts. Equal parts are equal under ``options.ignore``. Runs of X
    against words are redacted or restored; a block of ``options.move_words`` words or more that stands
    elsewhere is moved. Any two strings will do; time grows with the number of words, and with its square
    only inside stretches without anything in common.
    """
    return compare_passages(Passage(early), Passage(late), options)


def compare_passages(early: Passage, late: Passage, options: Options = _DEFAULT) -> WordDiff:
    """Return the word diff of two texts as `compare` does, with what a parser knows about them.

    Where both have pieces, these are aligned first, by kind and number and then by similarity, and the words
    inside each pair. The silent stretches are ignored.
    """
    if early.text > late.text:
        return compare_passages(late, early, options).mirrored()
    parts: tuple[Part, ...] = ()
    spans: tuple[TokenSpans | None, TokenSpans | None] = (None, None)
    if early == late:
        whole = (0, len(early.text))
        if early.text:
            parts = (Part(PartKind.EQUAL, whole, whole),)
    else:
        early_tokens = tokenise(early.text, options, skip=early.silent)
        late_tokens = tokenise(late.text, options, skip=late.silent)
        if early.pieces and late.pieces:
            runs = piece_runs(early_tokens, late_tokens, early.pieces, late.pieces)
        else:
            runs = equal_runs(early_tokens.keys, late_tokens.keys)
        found = hunks(runs, early_tokens, late_tokens)
        parts = tuple(_parts(found, early_tokens, late_tokens, options))
        spans = early_tokens.spans, late_tokens.spans
    return WordDiff(early.text, late.text, options, parts, early.silent, late.silent, *spans)


def _parts(found: list[Hunk], early: Tokens, late: Tokens, options: Options) -> Iterator[Part]:
    at_early = at_late = 0
    for part in _changes(found, early, late, options):
        if Ignore.PUNCTUATION in options.ignore and part.kind is not PartKind.MOVED:
            part = replace(
                part,
                early=_with_brackets(early.text, part.early, at_early),
                late=_with_brackets(late.text, part.late, at_late),
            )
        if part.early[0] > at_early or part.late[0] > at_late:
            yield Part(PartKind.EQUAL, (at_early, part.early[0]), (at_late, part.late[0]))
        yield part
        at_early, at_late = part.early[1], part.late[1]
    if at_early < len(early.text) or at_late < len(late.text):
        yield Part(PartKind.EQUAL, (at_early, len(early.text)), (at_late, len(late.text)))


def _with_brackets(text: str, span: Span, floor: int) -> Span:
    """Widen a span by the bracket or quote that is missing in it, where punctuation is ignored."""
    start, end = span
    if start == end or end - start > _LONG:
        return span
    for opening, closing in BRACKETS:
        inside = text.count(opening, start, end) - text.count(closing, start, end)
        unpaired = inside if opening != closing else text.count(opening, start, end) % 2
        if unpaired and text.startswith(closing, end) and inside >= 0:
            end += 1
        elif unpaired and start > floor and text[start - 1] == opening and inside <= 0:
            start -= 1
    return start, end


def _changes(found: list[Hunk], early: Tokens, late: Tokens, options: Options) -> Iterator[Part]:
    moved = moves(found, early, late, least=options.move_words)
    by_late = sorted(moved, key=itemgetter(1))
    for hunk in found:
        for piece, move in _without_moves(hunk, moved, by_late):
            if move is None:
                for edit, kind in take_apart(piece, early, late):
                    yield Part(kind, _span(early, edit.i, edit.i_end), _span(late, edit.j, edit.j_end))
                continue
            i, j, length = move
            early_span, late_span = _span(early, piece.i, piece.i_end), _span(late, piece.j, piece.j_end)
            leaving = piece.i < piece.i_end
            partner = _span(late, j, j + length) if leaving else _span(early, i, i + length)
            yield Part(PartKind.MOVED, early_span, late_span, partner)


def _without_moves(hunk: Hunk, moved: list[Move], by_late: list[Move]) -> Iterator[tuple[Hunk, Move | None]]:
    """Cut the moved blocks out of an edit; what is left on the two sides stays face to face."""
    first, last = (bisect_left(moved, at, key=itemgetter(0)) for at in (hunk.i, hunk.i_end))
    leaving = [move for move in moved[first:last] if move[0] + move[2] <= hunk.i_end]
    first, last = (bisect_left(by_late, at, key=itemgetter(1)) for at in (hunk.j, hunk.j_end))
    coming = [move for move in by_late[first:last] if move[1] + move[2] <= hunk.j_end]
    i, j = hunk.i, hunk.j
    for turn in range(max(len(leaving), len(coming)) + 1):
        out = leaving[turn] if turn < len(leaving) else None
        into = coming[turn] if turn < len(coming) else None
        i_end = out[0] if out else hunk.i_end
        j_end = into[1] if into else hunk.j_end
        if i < i_end or j < j_end:
            yield Hunk(i, i_end, j, j_end), None
        i, j = i_end, j_end
        if out:
            yield Hunk(i, i + out[2], j, j), out
            i += out[2]
        if into:
            yield Hunk(i, i, j, j + into[2]), into
            j += into[2]


def _span(tokens: Tokens, start: int, end: int) -> Span:
    """Return where tokens stand; for none of them, the place before the next token."""
    if start < end:
        return tokens.starts[start], tokens.ends[end - 1]
    place = tokens.starts[start] if start < len(tokens) else len(tokens.text)
    return place, place
