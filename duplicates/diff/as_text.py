"""A diff in lines of text: running text with the changes in brackets, or two columns.

The one fact that surprises: colours are added to the brackets, never instead of them. A difference that only
a colour shows is lost in a pipe, on paper and on one reader in twelve.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from duplicates.diff.atoms import Mark
from duplicates.diff.layout import GUTTER, column_width, inline, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duplicates.diff.layout import InlineRow, Line, SideRow

    Rows = Sequence[InlineRow] | Sequence[SideRow]
    from duplicates.diff.model import Part, Passage, WordDiff

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
    for start, end, change in _stretches(rows, context):
        if context is not None:
            yield _heading(diff.changes[change], early) if change is not None else "@@"
        for row in rows[start:end]:
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
    for start, end, change in _stretches(rows, context):
        if context is not None:
            yield _heading(diff.changes[change], early) if change is not None else "@@"
        for row in rows[start:end]:
            left = _shown(row.left, colour)
            padding = " " * (column - sum(len(run.text) for run in row.left))
            gutter = ("|" if row.change is None else "*").center(GUTTER)
            yield (left + padding + gutter + _shown(row.right, colour)).rstrip()


def _stretches(rows: Rows, context: int | None) -> Iterator[tuple[int, int, int | None]]:
    """Yield start, end and first change of the stretches of rows that are to be shown."""
    of_rows: list[int | None] = [row.change for row in rows]
    changed = [number for number, change in enumerate(of_rows) if change is not None]
    if context is None:
        yield 0, len(rows), None
        return
    at = 0
    while at < len(changed):
        last = at
        while last + 1 < len(changed) and changed[last + 1] - changed[last] <= 2 * context + 1:
            last += 1
        start, end = max(0, changed[at] - context), min(len(rows), changed[last] + context + 1)
        while start < changed[at] and _is_blank(rows[start]):
            start += 1
        while end - 1 > changed[last] and _is_blank(rows[end - 1]):
            end -= 1
        yield start, end, of_rows[changed[at]]
        at = last + 1


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
