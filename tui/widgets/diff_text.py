"""Two texts word by word: side by side or unified, with signs that do not rest on colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duplicates.diff.layout import UnifiedRow, column_width, side_by_side, unified
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duplicates.diff.layout import Run as DiffRun
    from duplicates.diff.layout import SideRow
    from duplicates.diff.model import WordDiff
    from tui.widgets.runs import Run

NARROW = 100
"""Below so many columns a diff is unified by itself."""

_SIDE_MARGIN = 2 + 2 + 1  # a sign and a space before each side, and the pointer


class DiffText(LineView):
    """The rows of one word diff."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.diff: WordDiff | None = None
        self.wanted: bool | None = None  # True: side by side; None: by the width
        self._rows: list[SideRow | UnifiedRow] = []
        self._side = False
        self._first_rows: list[int] = []
        self._fresh = False  # the diff is shown for the first time, and there is no place to keep

    def show(self, diff: WordDiff) -> None:
        """Show a diff from its first change on."""
        self.diff = diff
        self._cursor = self.top = 0
        self._fresh = True
        self._lay_out()
        self._to_first_change()
        self.changed()

    def toggle(self) -> None:
        """Switch between side by side and unified; the reader stays at the same change."""
        change = self.change
        self.wanted = not self.side_by_side
        self._lay_out()
        self._strips.clear()
        self.changed()
        if change is not None:
            self.go_to_change(change)

    @property
    def side_by_side(self) -> bool:
        """Whether the texts stand side by side."""
        return self.size.width >= NARROW if self.wanted is None else self.wanted

    @property
    def change(self) -> int | None:
        """The change at or before the cursor; None before the first."""
        before = [index for index, row in enumerate(self._first_rows) if row <= self.cursor]
        return before[-1] if before else None

    @property
    def changes(self) -> int:
        """How many changes can be gone to."""
        return len(self._first_rows)

    def go_to_change(self, change: int) -> None:
        """Move to the first row of a change."""
        if 0 <= change < len(self._first_rows):
            row = self._first_rows[change]
            inside = self.top <= row < self.top + self.page
            self.move_to(row, top=None if inside else row - self.page // 4)

    @property
    def line_count(self) -> int:
        return len(self._rows)

    def line(self, number: int, width: int) -> Sequence[Run]:
        row = self._rows[number]
        return self._unified(row) if isinstance(row, UnifiedRow) else self._sides(row, width)

    def lay_out(self) -> None:
        """Lay the texts out for the new width; the reader stays at the same change."""
        change = self.change
        self._lay_out()
        if self._fresh:
            self._to_first_change()
        elif change is not None and change < len(self._first_rows):
            self._cursor = self._first_rows[change]

    def side_width(self) -> int:
        """Return the cells of one side."""
        return column_width(self.size.width - _SIDE_MARGIN)

    def _lay_out(self) -> None:
        if self.diff is None or not self.size.width:
            return
        if self.side_by_side:
            self._rows = [*side_by_side(self.diff, self.size.width - _SIDE_MARGIN)]
        else:
            self._rows = [*unified(self.diff, min(self.size.width - 2, 100))]
        self._first_rows = []
        seen: set[int] = set()
        changes = [row.change for row in self._rows]
        for number, change in enumerate(changes):
            if change is not None and change not in seen:
                seen.add(change)
                self._first_rows.append(number)

    def _to_first_change(self) -> None:
        if self._rows:
            self._fresh = False
            self._cursor = self._first_rows[0] if self._first_rows else 0
            self.top = self._cursor - self.page // 4

    def _unified(self, row: UnifiedRow) -> list[Run]:
        role = {"-": "deleted_sign", "+": "inserted_sign"}.get(row.sign, "text")
        return [(f"{row.sign} ", role), *_runs(row.runs)]

    def _sides(self, row: SideRow, width: int) -> list[Run]:
        room = column_width(width - _SIDE_MARGIN)
        left, right = _runs(row.left), _runs(row.right)
        minus = any(role != "text" for _, role in left)
        plus = any(role != "text" for _, role in right)
        fill = room - sum(len(text) for text, _ in left)
        return [
            (f"{self.glyphs.deleted} ", "deleted_sign") if minus else ("  ", "text"),
            *left,
            (" " * fill, "text"),
            (f" {self.glyphs.column} ", "rule"),
            (f"{self.glyphs.inserted} ", "inserted_sign") if plus else ("  ", "text"),
            *right,
        ]


def unified_text(diff: WordDiff) -> str:
    """Return a diff as plain text, a sign before each line."""
    return "\n".join(f"{row.sign} {''.join(run.text for run in row.runs)}" for row in unified(diff, 100))


def _runs(runs: Sequence[DiffRun]) -> list[Run]:
    return [(run.text, "text" if run.mark.value == "equal" else run.mark.value) for run in runs]
