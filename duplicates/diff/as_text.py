"""A diff in lines of text: running text with the changes in brackets, or two columns.

The one fact that surprises: colours are added to the brackets, never instead of them. A difference that only
a colour shows is lost in a pipe, on paper and on one reader in twelve.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from itertools import chain, dropwhile
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeVar

from duplicates.diff.atoms import Mark
from duplicates.diff.layout import GUTTER, InlineRow, SideRow, column_width, inline, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duplicates.diff.layout import Line
    from duplicates.diff.model import Part, Passage, WordDiff

_Row = TypeVar("_Row", InlineRow, SideRow)

_COLOURS: Final = {
    Mark.DELETED: "31",
    Mark.DELETED_CHAR: "1;4;31",
    Mark.INSERTED: "32",
    Mark.INSERTED_CHAR: "1;4;32",
    Mark.REDACTED: "35",
    Mark.RESTORED: "36",
    Mark.MOVED: "34",
}


def unified_text(
    diff: WordDiff,
    *,
    width: int,
    context: int | None = 2,
    colour: bool = False,
    early: Passage | None = None,
    as_sent: bool = False,
) -> Iterator[str]:
    """Yield the lines of the running text, ``context`` rows around each change (None: all of the text).

    ``early`` names the blocks that the headings of the stretches speak of; with ``as_sent`` lines end where
    those of the texts do.
    """
    rows = inline(diff, width, brackets=True, as_sent=as_sent)
    for row, opens in _chosen(rows, context):
        if opens is not None:
            yield _heading(diff.changes[opens], early)
        yield _shown(row.runs, colour)


def side_text(
    diff: WordDiff,
    *,
    width: int,
    context: int | None = 2,
    colour: bool = False,
    early: Passage | None = None,
    as_sent: bool = False,
) -> Iterator[str]:
    """Yield the lines of the two columns, as `unified_text` does."""
    column = column_width(width)
    rows = side_by_side(diff, width, brackets=True, as_sent=as_sent)
    for row, opens in _chosen(rows, context):
        if opens is not None:
            yield _heading(diff.changes[opens], early)
        left = _shown(row.left, colour)
        padding = " " * (column - sum(len(run.text) for run in row.left))
        gutter = ("|" if row.change is None else "*").center(GUTTER)
        yield (left + padding + gutter + _shown(row.right, colour)).rstrip()


def _chosen(rows: Iterable[_Row], context: int | None) -> Iterator[tuple[_Row, int | None]]:
    """Yield the rows that are to be shown, and with the first of each stretch the first change in it.

    No more rows than those around a change are held: the texts may be endless.
    """
    if context is None:
        yield from ((row, None) for row in rows)
        return
    before: deque[_Row] = deque(maxlen=context)
    after: list[_Row] = []  # behind a change; where another is not far off they belong to one stretch
    within = False
    for row in rows:
        if row.change is not None:
            opens = None if within else row.change
            for shown in chain(dropwhile(_is_blank, before), after, (row,)):  # one of the first two is empty
                yield shown, opens
                opens = None
            within = True
            before.clear()
            after.clear()
        elif within and len(after) < 2 * context:
            after.append(row)
        elif within:
            yield from _closing(after[:context])
            before.extend(after[context:])
            before.append(row)
            after.clear()
            within = False
        else:
            before.append(row)
    if within:
        yield from _closing(after[:context])


def _closing(rows: list[_Row]) -> Iterator[tuple[_Row, None]]:
    """Yield the last rows of a stretch without the blank ones at its end."""
    while rows and _is_blank(rows[-1]):
        rows.pop()
    yield from ((row, None) for row in rows)


def _is_blank(row: InlineRow | SideRow) -> bool:
    return not any(getattr(row, name, ()) for name in ("runs", "left", "right"))


def _heading(part: Part, early: Passage | None) -> str:
    """Name the place of a stretch: ``@@ paragraph 5 @@``."""
    if early is None or not early.pieces:
        return f"@@ character {part.early[0]} @@"
    place = bisect_right(early.pieces, part.early[0], key=attrgetter("start")) - 1
    piece = early.pieces[max(0, place)]
    name = piece.kind.replace("_", " ")
    return f"@@ {name} {piece.number} @@" if piece.number is not None else f"@@ {name} @@"


def _shown(line: Line, colour: bool) -> str:
    if not colour:
        return "".join(run.text for run in line)
    return "".join(
        f"\x1b[{_COLOURS[run.mark]}m{run.text}\x1b[0m" if run.mark in _COLOURS else run.text for run in line
    )
