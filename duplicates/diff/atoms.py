"""A diff as the pieces that a screen or a page puts side by side: words, each with its mark.

The one fact that surprises: an equal word is a pair, one piece for each side, so that a layout can keep the
two at the same height; everything else stands on one side only.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Final

from duplicates.diff.characters import changed_characters
from duplicates.diff.model import Ignore, PartKind
from duplicates.diff.tokens import tokenise
from parser.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duplicates.diff.model import Options, Part, Span, TokenSpans, WordDiff


class Mark(StrEnum):
    """How a run of text is to be shown."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"
    REDACTED = "redacted"
    RESTORED = "restored"
    MOVED = "moved"
    DELETED_CHAR = "deleted_char"  # the changed characters inside a replaced word
    INSERTED_CHAR = "inserted_char"


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of one side without white space, and what parts it from the piece before it."""

    runs: tuple[tuple[str, Mark], ...]
    width: int
    space: bool  # white space stands before it
    breaks: int  # 0 it may follow on the same line, 1 a new line, 2 a blank line and a new line


Pair = tuple[Atom | None, Atom | None, int | None]
"""Left, right, index of the change that it belongs to."""

_EARLY: Final = {
    PartKind.REDACTED: Mark.REDACTED,
    PartKind.RESTORED: Mark.RESTORED,
    PartKind.MOVED: Mark.MOVED,
    PartKind.EQUAL: Mark.EQUAL,
}
_FULL_LINE: Final = 40  # a line of at least so many characters was broken to fit, not to end
_OPENS_LINE: Final = (
    re.compile(  # -- an item, ¶, (C), 12., A. ASTANA 0674, SUBJECT: , ====, HEADING, S E C R E T
        r"[-*=_#¶(]|[A-Z](?: [A-Z]){3}|E\.?O\.? \d|\d{1,3}[.)]|[A-Z][.)]\s|[A-Z][A-Za-z ]{1,20}:|[A-Z]{4}"
    )
)
_PIECE: Final = re.compile(r"\S+")


def atoms(diff: WordDiff, *, as_sent: bool = False) -> Iterator[Pair]:
    """Yield the pieces of both sides in order; all of both texts is in them but the white space.

    With ``as_sent`` every line end of the texts is one, else those that only broke a full line are not.
    """
    options = diff.options
    early = _Side(diff.early, options, diff.early_silent, diff.early_tokens, as_sent=as_sent)
    late = _Side(diff.late, options, diff.late_silent, diff.late_tokens, as_sent=as_sent)
    change = -1
    for part in diff.parts:
        if part.kind is PartKind.EQUAL:
            yield from _equal(early, late, part)
            continue
        change += 1
        changed = None
        if part.kind is PartKind.REPLACED:
            changed = changed_characters(diff.early_text(part), diff.late_text(part))
        left = _EARLY.get(part.kind, Mark.DELETED)
        right = _EARLY.get(part.kind, Mark.INSERTED)
        early_changed, late_changed = changed or ((), ())
        for atom in early.marked(part.early, left, Mark.DELETED_CHAR, early_changed):
            yield atom, None, change
        for atom in late.marked(part.late, right, Mark.INSERTED_CHAR, late_changed):
            yield None, atom, change


_BRACKETS: Final = {Mark.MOVED: (("[~", "~]"), ("{~", "~}"))}
_PLAIN_BRACKETS: Final = (("[-", "-]"), ("{+", "+}"))


def bracketed(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pieces with brackets around the words of each change, a pair of them for each side."""
    for (change, right), group in groupby(pairs, _side_of_change):
        if change is None:
            yield from group
            continue
        inside = [atom for pair in group for atom in pair[:2] if atom]
        opening, closing = _BRACKETS.get(inside[0].runs[0][1], _PLAIN_BRACKETS)[right]
        inside[0] = _widened(inside[0], (opening, inside[0].runs[0][1]), None)
        inside[-1] = _widened(inside[-1], None, (closing, inside[-1].runs[-1][1]))
        for atom in inside:
            yield (None, atom, change) if right else (atom, None, change)


def _side_of_change(pair: Pair) -> tuple[int | None, bool]:
    left, _, change = pair
    return change, change is not None and left is None


def _widened(atom: Atom, before: tuple[str, Mark] | None, after: tuple[str, Mark] | None) -> Atom:
    runs = (*((before,) if before else ()), *atom.runs, *((after,) if after else ()))
    return replace(atom, runs=runs, width=sum(len(text) for text, _ in runs))


def _equal(early: _Side, late: _Side, part: Part) -> Iterator[Pair]:
    left, right = early.tokens_in(part.early), late.tokens_in(part.late)
    at_early, at_late = part.early[0], part.late[0]
    for (start, end), (late_start, late_end) in zip(left, right, strict=True):
        if early.holds_text((at_early, start)) or late.holds_text((at_late, late_start)):
            yield from _face_to_face(early.plain((at_early, start)), late.plain((at_late, late_start)))
        pair = early.atom(start, end), late.atom(late_start, late_end)
        if any(pair):
            yield *pair, None
        at_early, at_late = end, late_end
    yield from _face_to_face(early.plain((at_early, part.early[1])), late.plain((at_late, part.late[1])))


def _face_to_face(left: Iterable[Atom], right: Iterable[Atom]) -> Iterator[Pair]:
    """Yield what is ignored on both sides at one height, as far as it goes."""
    for one, other in zip_longest(left, right):
        yield one, other, None


class _Side:
    """One text with its tokens, read from front to back."""

    def __init__(
        self,
        text: str,
        options: Options,
        silent: tuple[Span, ...],
        tokens: TokenSpans | None,
        *,
        as_sent: bool,
    ) -> None:
        self._text = text
        self._shown = printable(text)
        self._starts, self._ends = tokens or tokenise(text, options, skip=silent).spans
        self._next = 0
        self._keep_lines = Ignore.LINE_BREAKS not in options.ignore
        self._keep_ends = self._keep_lines or as_sent
        self._last_end = 0  # of the last atom

    def tokens_in(self, span: Span) -> list[Span]:
        """Return the tokens inside a stretch; the stretches must be asked for in order."""
        first = bisect_left(self._starts, span[0], self._next)
        self._next = bisect_right(self._ends, span[1], first)
        return list(zip(self._starts[first : self._next], self._ends[first : self._next], strict=True))

    def atom(self, start: int, end: int) -> Atom | None:
        """Return the one token as an equal atom, or None when it is white space."""
        if self._text[start].isspace():
            return None
        return self._make(start, end, ((self._shown[start:end].replace("\n", " "), Mark.EQUAL),))

    def holds_text(self, span: Span) -> bool:
        """Tell whether a stretch without tokens holds more than white space."""
        start, end = span
        return end > start and not self._text[start:end].isspace()

    def plain(self, span: Span) -> Iterator[Atom]:
        """Yield what stands in a stretch without tokens: text that is ignored."""
        yield from self.marked(span, Mark.EQUAL, Mark.EQUAL, ())

    def marked(self, span: Span, mark: Mark, inner: Mark, changed: tuple[Span, ...]) -> Iterator[Atom]:
        """Yield the pieces of a stretch, the changed characters with a mark of their own."""
        if self._keep_lines and mark is not Mark.EQUAL and self._text[slice(*span)].isspace():
            shown = self._shown[slice(*span)].replace("\n", "↵").replace(" ", "·")
            yield self._make(*span, ((shown, mark),))
            return
        for match in _PIECE.finditer(self._text, *span):
            start, end = match.span()
            runs = []
            at = start
            for low, high in changed:
                low, high = max(at, span[0] + low), min(end, span[0] + high)
                if low < high:
                    if at < low:
                        runs.append((self._shown[at:low], mark))
                    runs.append((self._shown[low:high], inner))
                    at = high
            if at < end:
                runs.append((self._shown[at:end], mark))
            yield self._make(start, end, tuple(runs))

    def _make(self, start: int, end: int, runs: tuple[tuple[str, Mark], ...]) -> Atom:
        gap = self._text[self._last_end : start]
        breaks = self._breaks(self._last_end, start) if "\n" in gap else 0
        self._last_end = end
        return Atom(runs, end - start, bool(gap), breaks)

    def _breaks(self, end: int, start: int) -> int:
        """Say whether the line ends between two pieces are meant, or only broke a full line."""
        text = self._text
        if text.count("\n", end, start) > 1:
            return 2
        if end == 0 or text[end - 1] == "¶":
            return 0
        if self._keep_ends or end - (text.rfind("\n", 0, end) + 1) < _FULL_LINE:
            return 1
        return 1 if _OPENS_LINE.match(text, start) else 0
