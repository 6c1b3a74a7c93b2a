"""Two texts word by word: side by side or unified, with signs that do not rest on colour.

The one fact that surprises: changes are counted in the difference, not in its rows, so that there are as many
in every layout. Several may begin in one row, and then the cursor stays in it from one to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from duplicates.diff.layout import UnifiedRow, column_width, side_by_side, unified
from tui.names import counted
from tui.widgets.searched_view import Column, SearchedView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duplicates.diff.layout import Run as DiffRun
    from duplicates.diff.layout import SideRow
    from duplicates.diff.model import PartKind, WordDiff
    from tui.widgets.runs import Run

NARROW: Final = 100
"""Below so many columns a diff is unified by itself."""

CONTEXTS: Final[tuple[int | None, ...]] = (0, 1, 3, 8, None)
"""Lines shown around each change; None: all of the text."""

_BETWEEN = 3  # the rule between the sides, and a space at each of its own
_SIDE_MARGIN = 2 + 2 + 1  # a sign and a space before each side, and the pointer
_WIDEST: Final = 100  # columns of running text that an eye still follows


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines without a change that are left out."""

    lines: int
    change: None = None
    begins: tuple[int, ...] = ()


class DiffText(SearchedView):
    """The rows of one word diff."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.diff: WordDiff | None = None
        self.wanted: bool | None = None  # True: side by side; None: by the width
        self.fill = True  # whether lines are filled anew; else they end where they were sent
        self.context: int | None = None
        self._rows: list[SideRow | UnifiedRow | Fold] = []
        self._first_rows: list[int] = []  # of each change
        self._chosen: int | None = (
            None  # the change that was gone to; it holds while the cursor is in its row
        )
        self._kind: PartKind | None = None  # of the changes that are opened at, where there are any
        self._width = 0  # that the rows are made for
        self._fresh = False  # the diff is shown for the first time, and there is no place to keep

    def show(self, diff: WordDiff, kind: PartKind | None = None) -> None:
        """Show a diff from its first change on, or from the first of a kind where there is one."""
        self.diff, self._kind = diff, kind
        self._cursor = self.top = 0
        self._chosen = None
        self._fresh = True
        self._lay_out()
        self._to_first_change()
        self.changed()

    def show_again(self, diff: WordDiff | None = None) -> None:
        """Lay out again after an option changed; the reader stays at the same change."""
        change = self.change
        self.diff = self.diff if diff is None else diff
        self._lay_out()
        self._strips.clear()
        self.changed()
        if change is not None:
            self.go_to_change(min(change, self.changes - 1))

    def toggle(self) -> None:
        """Switch between side by side and unified; the reader stays at the same change."""
        self.wanted = not self.side_by_side
        self.show_again()

    @property
    def side_by_side(self) -> bool:
        """Whether the texts stand side by side."""
        return self.size.width >= NARROW if self.wanted is None else self.wanted

    @property
    def change(self) -> int | None:
        """The change at or before the cursor; None before the first."""
        rows = self._first_rows
        if self._chosen is not None and self._chosen < len(rows) and rows[self._chosen] == self.cursor:
            return self._chosen
        if self.cursor in rows:
            return rows.index(self.cursor)
        nearest = max((row for row in rows if row < self.cursor), default=None)
        return None if nearest is None else len(rows) - 1 - rows[::-1].index(nearest)

    def spot_at(self, number: int) -> int | None:
        """Return the change at or before a line."""
        return max((change for change, row in enumerate(self._first_rows) if row <= number), default=None)

    def line_of(self, spot: int) -> int:
        """Return the first line of a change."""
        return self._first_rows[spot] if 0 <= spot < len(self._first_rows) else 0

    @property
    def changes(self) -> int:
        """How many changes can be gone to."""
        return len(self._first_rows)

    def go_to_change(self, change: int) -> None:
        """Move to the first row of a change."""
        if 0 <= change < len(self._first_rows):
            self._chosen = change
            row = self._first_rows[change]
            inside = self.top <= row < self.top + self.page
            self.move_to(row, top=None if inside else row - self.page // 4)

    def states(self) -> list[str]:
        """Return for each line what the map shows: ``""``, ``-`` something went, ``+`` came, ``*`` both."""
        return [self._state(row) for row in self._rows]

    def columns(self) -> list[Column]:
        """Return the earlier text and the later, as far as they are shown."""
        early: Column = []
        late: Column = []
        right = 2 + self.side_width() + _BETWEEN + 2
        for number, row in enumerate(self._rows):
            if isinstance(row, UnifiedRow):
                text = _text(row.runs)
                early += [(number, 2, text)] if row.sign != "+" else []
                late += [(number, 2, text)] if row.sign != "-" else []
            elif not isinstance(row, Fold):
                early.append((number, 2, _text(row.left)))
                late.append((number, right, _text(row.right)))
        return [early, late]

    @property
    def line_count(self) -> int:
        return len(self._rows)

    def line(self, number: int, width: int) -> Sequence[Run]:
        row = self._rows[number]
        if isinstance(row, Fold):
            text = f"{self.glyphs.rule * 3} {counted(row.lines, 'line')} without a change "
            return [(f"{text}{self.glyphs.rule * max(min(width, _WIDEST) - len(text) - 2, 0)}", "faint")]
        return self._unified(row) if isinstance(row, UnifiedRow) else self._sides(row, width)

    def lay_out(self) -> None:
        """Lay the texts out for the new width; the reader stays at the same change.

        In another height, as when a prompt is opened, the lines are the same.
        """
        if self._width == self.size.width and not self._fresh:
            return
        change = self.change
        self._lay_out()
        if self._fresh:
            self._to_first_change()
        elif change is not None and change < len(self._first_rows):
            self._chosen = change
            self._cursor = self._first_rows[change]

    def side_width(self) -> int:
        """Return the cells of one side."""
        return column_width(self.size.width - _SIDE_MARGIN)

    def _lay_out(self) -> None:
        if self.diff is None or not self.size.width:
            return
        self._width = self.size.width
        rows: list[SideRow | UnifiedRow]
        if self.side_by_side:
            rows = [*side_by_side(self.diff, self.size.width - _SIDE_MARGIN, as_sent=not self.fill)]
        else:
            rows = [*unified(self.diff, min(self.size.width - 2, _WIDEST), as_sent=not self.fill)]
        self._rows = folded(rows, self.context)
        self.forget_hits()
        begins = {change: number for number, row in enumerate(self._rows) for change in row.begins}
        self._first_rows = [begins[change] for change in range(len(self.diff.changes))]

    def _to_first_change(self) -> None:
        if self._rows and self.diff is not None:
            self._fresh = False
            kinds = [part.kind for part in self.diff.changes]
            self._chosen = kinds.index(self._kind) if self._kind in kinds else 0
            self._cursor = self._first_rows[self._chosen] if kinds else 0
            self.top = self._cursor - self.page // 4

    def _state(self, row: SideRow | UnifiedRow | Fold) -> str:
        if isinstance(row, Fold) or row.change is None:
            return ""
        if isinstance(row, UnifiedRow):
            return row.sign.strip()
        minus, plus = _is_marked(row.left), _is_marked(row.right)
        return "*" if minus and plus else "-" if minus else "+" if plus else ""

    def _unified(self, row: UnifiedRow) -> list[Run]:
        role = {"-": "deleted_sign", "+": "inserted_sign"}.get(row.sign, "text")
        return [(f"{row.sign} ", role), *_runs(row.runs)]

    def _sides(self, row: SideRow, width: int) -> list[Run]:
        room = column_width(width - _SIDE_MARGIN)
        left, right = _runs(row.left), _runs(row.right)
        fill = room - sum(len(text) for text, _ in left)
        return [
            (f"{self.glyphs.deleted} ", "deleted_sign") if _is_marked(row.left) else ("  ", "text"),
            *left,
            (" " * fill, "text"),
            (f" {self.glyphs.column} ", "rule"),
            (f"{self.glyphs.inserted} ", "inserted_sign") if _is_marked(row.right) else ("  ", "text"),
            *right,
        ]


def folded(rows: Sequence[SideRow | UnifiedRow], context: int | None) -> list[SideRow | UnifiedRow | Fold]:
    """Return the rows with those farther than ``context`` lines from any change folded into one each.

    Texts without a change are shown whole: around nothing there is no context, and all would be hidden.
    """
    if context is None or all(row.change is None for row in rows):
        return [*rows]
    keep = bytearray(len(rows))
    for number, row in enumerate(rows):
        if row.change is not None:
            for near in range(max(number - context, 0), min(number + context + 1, len(rows))):
                keep[near] = 1
    shown: list[SideRow | UnifiedRow | Fold] = []
    hidden = 0
    for number, row in enumerate(rows):
        if keep[number]:
            if hidden:
                shown.append(Fold(hidden))
            hidden = 0
            shown.append(row)
        else:
            hidden += 1
    return [*shown, Fold(hidden)] if hidden else shown


def unified_text(diff: WordDiff) -> str:
    """Return a diff as plain text, a sign before each line."""
    return "\n".join(f"{row.sign} {''.join(run.text for run in row.runs)}" for row in unified(diff, _WIDEST))


def _text(line: Sequence[DiffRun]) -> str:
    return "".join(run.text for run in line)


def _is_marked(line: Sequence[DiffRun]) -> bool:
    return any(run.mark.value != "equal" for run in line)


def _runs(runs: Sequence[DiffRun]) -> list[Run]:
    return [(run.text, "text" if run.mark.value == "equal" else run.mark.value) for run in runs]
