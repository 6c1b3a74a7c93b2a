"""What a terminal shows of the browser, without its colours: as much of an emulator as the frames need.

Ten terminals that are emulated whole take a fifth of a core from the readers whose keys are measured; these
take less than a tenth.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from typing import Final

_PIECE: Final = re.compile(
    r"\x1b\[(?P<row>\d*)(?:;(?P<column>\d*))?H|(?P<clear>\x1b\[2J|\x1b\[\?1049[hl])"
    r"|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-Z\\`-~]"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])|(?P<text>[^\x00-\x1f\x7f]+)"
)
_BEGUN: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]P_^X][^\x07\x1b]*\x1b?|[ -/]*)?\Z")
"""A sequence whose end has not come yet."""


class BareScreen:
    """The characters of a terminal, each in one cell."""

    def __init__(self, columns: int, lines: int) -> None:
        self.columns, self.lines = columns, lines
        self._cells = [[" "] * columns for _ in range(lines)]
        self._row = self._column = 0
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._rest = ""

    def line(self, number: int) -> str:
        """Return what stands in a line, as wide as the terminal."""
        return "".join(self._cells[number])

    def feed(self, data: bytes) -> None:
        """Take what the terminal is sent, in whatever parts it comes."""
        text = self._rest + self._decoder.decode(data)
        begun = _BEGUN.search(text)
        self._rest = begun[0] if begun else ""
        for piece in _PIECE.finditer(text, 0, len(text) - len(self._rest)):
            if piece["text"]:
                self._write(piece["text"])
            elif piece["row"] is not None:
                self._row = min(int(piece["row"] or 1), self.lines) - 1
                self._column = min(int(piece["column"] or 1), self.columns) - 1
            elif piece["clear"]:
                self._cells = [[" "] * self.columns for _ in range(self.lines)]
            elif piece["control"] == "\r":
                self._column = 0
            elif piece["control"] == "\n":
                self._row = min(self._row + 1, self.lines - 1)

    def _write(self, text: str) -> None:
        shown = text[: self.columns - self._column]
        self._cells[self._row][self._column : self._column + len(shown)] = shown
        self._column = min(self._column + len(shown), self.columns - 1)
