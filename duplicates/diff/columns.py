"""One column of rows, filled word by word.

The one fact that surprises: a row may be a million words long. A page gives a column no width, so text is
gathered in pieces and put together once, at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duplicates.diff.atoms import Atom, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one mark, harmless to show."""

    text: str
    mark: Mark


Line = tuple[Run, ...]


class Column:
    """Rows at most ``width`` characters wide; the last one is being filled."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.used = 0  # characters in the last row
        self._rows: list[list[tuple[Mark, list[str]]]] = [[]]

    def __len__(self) -> int:
        return len(self._rows)

    def fits(self, atom: Atom, group: int) -> bool:
        """Whether an atom and what sticks to it, ``group`` characters together, have room in the row."""
        space = atom.space and self.used > 0
        return self.used + space + group <= self.width or self.used == 0

    def new_row(self, times: int = 1) -> None:
        """Begin a new row, below ``times - 1`` empty ones."""
        self._rows.extend([] for _ in range(times))
        self.used = 0

    def put(self, atom: Atom) -> None:
        """Put an atom at the end of the row; what is wider than a whole row goes on in the next ones."""
        if atom.space and self.used:
            before, after = self._rows[-1][-1][0], atom.runs[0][1]
            self._append(" ", before if before is after else Mark.EQUAL)
        for text, mark in atom.runs:
            at = 0
            while at < len(text):
                if self.used >= self.width:
                    self.new_row()
                piece = text[at : at + self.width - self.used]
                self._append(piece, mark)
                at += len(piece)

    def _append(self, text: str, mark: Mark) -> None:
        row = self._rows[-1]
        if row and row[-1][0] is mark:
            row[-1][1].append(text)
        else:
            row.append((mark, [text]))
        self.used += len(text)

    def lines(self) -> Iterable[Line]:
        """Return the rows."""
        return (tuple(Run("".join(texts), mark) for mark, texts in row) for row in self._rows)
