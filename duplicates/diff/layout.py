"""A diff as rows of a given width: side by side, or unified.

The one fact that surprises: line ends of the source are mostly dropped. Both sides are broken anew, and
together, so that the same word stands at the same height left and right, however each was broken before.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from duplicates.diff.atoms import Atom, atoms, bracketed
from duplicates.diff.columns import Column, Line, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duplicates.diff.atoms import Pair
    from duplicates.diff.model import WordDiff

__all__ = [
    "GUTTER",
    "InlineRow",
    "Line",
    "Run",
    "SideRow",
    "UnifiedRow",
    "column_width",
    "inline",
    "side_by_side",
    "unified",
]

GUTTER: Final = 3
"""Columns between the two sides."""

_NARROWEST: Final = 8


@dataclass(frozen=True, slots=True)
class SideRow:
    """One row of the two columns.

    ``change`` is the first change in it, an index into the diff's; ``begins`` are those that begin in
    it, which may be several or none.
    """

    left: Line
    right: Line
    change: int | None
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UnifiedRow:
    """One row of the one column: ``" "`` in both, ``"-"`` early, ``"+"`` late; the rest as in `SideRow`."""

    sign: str
    runs: Line
    change: int | None
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class InlineRow:
    """One row of running text in which what went stands before what came."""

    runs: Line
    change: int | None


def column_width(width: int) -> int:
    """Return the width of one side when both and the gutter have ``width`` columns."""
    return max(_NARROWEST, (width - GUTTER) // 2)


def side_by_side(
    diff: WordDiff, width: int, *, brackets: bool = False, as_sent: bool = False
) -> list[SideRow]:
    """Return the rows of the two columns; each side is at most `column_width` wide.

    With ``brackets`` the changed words stand in ``[- -]``, ``{+ +}`` and, moved, ``[~ ~]``, for output
    without colours; with ``as_sent`` the lines end where those of the texts do.
    """
    found = atoms(diff, as_sent=as_sent)
    pairs = bracketed(found) if brackets else found
    return _Page(column_width(width)).fill(pairs)


def inline(
    diff: WordDiff, width: int, *, brackets: bool = False, as_sent: bool = False
) -> Iterator[InlineRow]:
    """Yield the late text in rows at most ``width`` wide, with what went put in before what came."""
    column = Column(max(_NARROWEST, width))
    changes: dict[int, int] = {}  # of the rows that the column still has
    found = atoms(diff, as_sent=as_sent)
    pairs = bracketed(found) if brackets else found
    side = None  # on which side of which change the last piece was
    for left, right, change, left_group, right_group in _with_groups(pairs):
        atom, group = (right, right_group) if right else (left, left_group)
        if atom is None or (change is None and right is None):
            continue
        if left and right:
            atom = replace(right, breaks=max(left.breaks, right.breaks))
        if change is not None and side == (change, False) and right:
            atom = replace(atom, space=False, breaks=0)  # [-what went-]{+what came+}
        side = (change, bool(right)) if change is not None else None
        if atom.breaks and column.used:
            column.new_row(atom.breaks)
        elif not column.fits(atom, group):
            column.new_row()
        first = len(column) - 1
        column.put(atom)
        if change is not None:
            for row in range(first, len(column)):
                changes.setdefault(row, change)
        if len(column) > 1:
            whole = column.take()
            yield from (InlineRow(runs, changes.get(row)) for row, runs in enumerate(whole))
            changes = {row - len(whole): change for row, change in changes.items() if row >= len(whole)}
    yield from (InlineRow(runs, changes.get(0)) for runs in column.lines() if runs)


def unified(diff: WordDiff, width: int, *, as_sent: bool = False) -> list[UnifiedRow]:
    """Return rows whose text is at most ``width - 2`` wide, which leaves room for the sign and a space.

    Rows without a change show the late text. Rows with one are shown twice, as they were and as they are; a
    change begins in the upper of the two.
    """
    rows: list[UnifiedRow] = []
    group: list[SideRow] = []

    def flush() -> None:
        rows.extend(UnifiedRow("-", row.left, row.change, row.begins) for row in group if row.left)
        rows.extend(
            UnifiedRow("+", row.right, row.change, () if row.left else row.begins)
            for row in group
            if row.right
        )
        group.clear()

    for row in _Page(max(_NARROWEST, width - 2)).fill(atoms(diff, as_sent=as_sent)):
        if row.change is None:
            flush()
            rows.append(UnifiedRow(" ", row.right or row.left, None))
        else:
            group.append(row)
    flush()
    return rows


class _Page:
    """Two columns filled together."""

    def __init__(self, width: int) -> None:
        self._left = Column(width)
        self._right = Column(width)
        self._changes: dict[int, int] = {}
        self._begins: dict[int, list[int]] = {}
        self._begun = -1  # the last change that a piece was put down of

    def fill(self, pairs: Iterable[Pair]) -> list[SideRow]:
        for left, right, change, left_group, right_group in _with_groups(pairs):
            if left and right:
                self._put_both(left, right, left_group, right_group)
            elif left:
                self._put_one(self._left, left, left_group, change)
            elif right:
                self._put_one(self._right, right, right_group, change)
        self._level()
        both = zip(self._left.lines(), self._right.lines(), strict=True)
        rows = [
            SideRow(left, right, self._changes.get(row), tuple(self._begins.get(row, ())))
            for row, (left, right) in enumerate(both)
        ]
        return rows if any(row.left or row.right for row in rows) else []

    def _level(self) -> None:
        """Bring both columns to the same row; the one that was behind starts a new row there."""
        ahead = len(self._left) - len(self._right)
        if ahead > 0:
            self._right.new_row(ahead)
        elif ahead < 0:
            self._left.new_row(-ahead)

    def _put_both(self, left: Atom, right: Atom, left_group: int, right_group: int) -> None:
        breaks = max(left.breaks, right.breaks)
        if len(self._left) != len(self._right) and not (left.space or right.space or breaks):
            self._left.put(left)  # a comma stays with its word
            self._right.put(right)
            return
        self._level()
        started = self._left.used or self._right.used
        if breaks and started:
            self._left.new_row(breaks)
            self._right.new_row(breaks)
        elif not self._left.fits(left, left_group) or not self._right.fits(right, right_group):
            self._left.new_row()
            self._right.new_row()
        self._left.put(left)
        self._right.put(right)

    def _put_one(self, column: Column, atom: Atom, group: int, change: int | None) -> None:
        if atom.breaks and column.used:
            column.new_row(atom.breaks)
        elif not column.fits(atom, group):
            column.new_row()
        first = len(column) - 1
        column.put(atom)
        if change is None:
            return
        if change > self._begun:
            self._begins.setdefault(first, []).append(change)
            self._begun = change
        for row in range(first, len(column)):
            self._changes.setdefault(row, change)


def _with_groups(pairs: Iterable[Pair]) -> Iterator[tuple[Atom | None, Atom | None, int | None, int, int]]:
    """Add to each pair its width on each side together with the pieces that stick to it, as a comma does."""
    queue: deque[Pair] = deque()
    for pair in pairs:
        left, right, _ = pair
        apart = (left and (left.space or left.breaks)) or (right and (right.space or right.breaks))
        if queue and (apart or len(queue) > 40):
            yield from _grouped(queue)
            queue.clear()
        queue.append(pair)
    yield from _grouped(queue)


def _grouped(queue: deque[Pair]) -> Iterator[tuple[Atom | None, Atom | None, int | None, int, int]]:
    left_width = right_width = 0
    for left, right, _ in queue:
        left_width += left.width if left else 0
        right_width += right.width if right else 0
    for left, right, change in queue:
        yield left, right, change, left_width, right_width
        left_width -= left.width if left else 0
        right_width -= right.width if right else 0
