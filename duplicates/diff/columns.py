"""One column of rows, filled word by word.

The one fact that surprises: a row may be a million words long. A page gives a column no width, so the text of
a row is gathered in pieces and put together once, when the next row begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duplicates.diff.atoms import Atom, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one mark, harmless to show."""

    text: str
    mark: Mark


Line = tuple[Run, ...]


class Column:
    """Rows at most ``width`` characters wide; the last one is being filled, the others never change again."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.used = 0  # characters in the last row
        self._whole: list[Line] = []
        self._row: list[tuple[Mark, list[str]]] = []

    def __len__(self) -> int:
        return len(self._whole) + 1

    def fits(self, atom: Atom, group: int) -> bool:
        """Whether an atom and what sticks to it, ``group`` characters together, have room in the row."""
        space = atom.space and self.used > 0
        return self.used + space + group <= self.width or self.used == 0

    def new_row(self, times: int = 1) -> None:
        """Begin a new row, below ``times - 1`` empty ones."""
        self._whole.append(_put_together(self._row))
        self._whole.extend(() for _ in range(times - 1))
        self._row = []
        self.used = 0

    def put(self, atom: Atom) -> None:
        """Put an atom at the end of the row; what is wider than a whole row goes on in the next ones."""
        if atom.space and self.used:
            before, after = self._row[-1][0], atom.runs[0][1]
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
        row = self._row
        if row and row[-1][0] is mark:
            row[-1][1].append(text)
        else:
            row.append((mark, [text]))
        self.used += len(text)

    def lines(self) -> Iterator[Line]:
        """Yield the rows."""
        yield from self._whole
        yield _put_together(self._row)

    def take(self) -> list[Line]:
        """Return the rows that are whole and keep them no longer; rows are counted from the next one then."""
        whole, self._whole = self._whole, []
        return whole


def _put_together(row: list[tuple[Mark, list[str]]]) -> Line:
    return tuple(Run("".join(texts), mark) for mark, texts in row)
