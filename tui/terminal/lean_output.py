"""What is sent to the terminal: only the cells that change.

Textual (8.2) paints whole regions, some of them several times for one key, and writes each run of a line
with its whole style and a reset. A reader on a slow line pays for all of that. Here every frame is held
against what the terminal shows already, and the difference is sent with the fewest style changes. The screen
that results is the same, cell for cell; a test proves it with a terminal emulator.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.cells import get_character_cell_size
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.early_keys import EarlyKeys

if TYPE_CHECKING:
    from textual.message import Message

# What frames are made of: "\x1b[3;1H", "\x1b[1;38;5;110mtext\x1b[0m" (as run), "\n", plain text
_TOKEN: Final = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H|\x1b\[(?P<style>[\d;]*)m(?P<run>[^\x1b\n]*)|(?P<newline>\n)|(?P<text>[^\x1b\n]+)"
)
# "\x1b[?2026h" begins and "\x1b[?2026l" ends a synchronised update, "\x1b[?25l" hides the cursor
_HARMLESS: Final = re.compile(r"(?:\x1b\[\?(?:2026|25)[hl])+")

_GAP: Final = 9
"""Equal cells that are sent again rather than jumped over: a jump costs up to so many bytes."""

_UNCERTAIN: Final = 0x2E80
"""From here on terminals disagree on how wide a character is; a line with one is sent whole."""

_ENDLESS: Final = 1 << 16
"""Cells of a terminal of any size."""

_MOST_WAITING: Final = 2
"""Writes that may wait for the terminal before frames are left out."""

_LOOK_AGAIN: Final = 0.03
"""Seconds between two looks at whether the line is free again."""

_LOOK_AFTER: Final = 0.25
"""Seconds after which a screen that was painted late is painted once more."""

Cell = tuple[str, str]
"""A character (with what combines with it; '' right of a wide one) and the parameters of its style."""


@dataclass(slots=True)
class _Line:
    """What one line of the terminal is known to show."""

    cells: dict[int, Cell] = field(default_factory=dict)
    sent: dict[int, str] = field(default_factory=dict)  # by first column: what came for it, as it came


class Lean:
    """Knows what a terminal shows, and rewrites frames so that they say what is new."""

    def __init__(self) -> None:
        self._lines: dict[int, _Line] = {}

    def forget(self) -> None:
        """Take nothing for granted: the terminal was cleared, resized, or written to by others."""
        self._lines.clear()

    def frame(self, data: str, width: int = _ENDLESS, height: int = _ENDLESS) -> str:
        """Return output with the effect of ``data``, and nothing that is there already.

        A frame that goes beyond the terminal was laid out before its size changed. Where the terminal puts
        such cells nobody knows, so nothing is taken for granted after it.
        """
        if _HARMLESS.fullmatch(data):
            return data
        chunks = self._chunks(data)
        if chunks is None:
            self.forget()
            return data
        written: list[str] = []
        style = ""
        for row, column, raw, cells in chunks[:-1]:
            text, style = self._update(row, column, raw, cells, style)
            written.append(text)
        row, column, raw, cells = chunks[-1]
        text, style = self._update(row, column, raw, cells, style)
        written.append(text)
        if style:
            written.append("\x1b[0m")
        if any(row > height or column + len(cells) - 1 > width for row, column, _, cells in chunks if cells):
            self.forget()
        shown = "".join(written)
        return f"{shown}\x1b[{row};{column}H" if shown and not cells else shown

    def is_frame(self, data: str) -> bool:
        """Tell whether data only paints cells, so that the next painting makes up for it."""
        return self._chunks(data) is not None

    def _chunks(self, data: str) -> list[tuple[int, int, str, list[Cell]]] | None:
        """Take a frame apart: row, column, the raw text, its cells. None when it holds anything else."""
        found: list[tuple[int, int, str, list[Cell]]] = []
        cells: list[Cell] = []
        row = column = 0
        position = begin = 0
        for match in _TOKEN.finditer(data):
            if match.start() != position:
                return None
            position = match.end()
            kind = match.lastgroup
            if kind == "column" or kind == "newline":
                if row:
                    found.append((row, column, data[begin : match.start()], cells))
                elif cells:
                    return None
                cells = []
                begin = position
                if kind == "newline":
                    row, column = row + 1, 1
                else:
                    row, column = int(match["row"]), int(match["column"])
            elif kind == "run":
                if match["run"]:
                    _append(cells, match["run"], _without_reset(match["style"]))
            elif kind == "text":
                _append(cells, match["text"], "")
        if position != len(data) or not row:
            return None
        found.append((row, column, data[begin:], cells))
        return found

    def _update(self, row: int, column: int, raw: str, cells: list[Cell], style: str) -> tuple[str, str]:
        """Return what brings these cells to the terminal, and the style that is then in force."""
        if not cells:
            return "", style
        line = self._lines.setdefault(row, _Line())
        if line.sent.get(column) == raw:
            return "", style
        end = column + len(cells)
        for first in [first for first in line.sent if first < end]:
            del line.sent[first]
        line.sent[column] = raw
        known = [line.cells.get(place) for place in range(column, end)]
        line.cells.update(zip(range(column, end), cells, strict=True))
        written: list[str] = []
        for first, last in _spans(known, cells):
            written.append(f"\x1b[{row};{column + first}H")
            for text, wanted in cells[first:last]:
                if wanted != style:
                    written.append(_change(style, wanted))
                    style = wanted
                written.append(text)
        return "".join(written), style


def _without_reset(parameters: str) -> str:
    return "" if parameters in ("", "0") else parameters


def _append(cells: list[Cell], text: str, style: str) -> None:
    if text.isascii():
        cells.extend([(character, style) for character in text])
        return
    for character in text:
        size = 1 if ord(character) < 0x300 else get_character_cell_size(character)
        if size == 0 and cells:
            cells[-1] = (cells[-1][0] + character, cells[-1][1])
        else:
            cells.append((character, style))
            if size == 2:
                cells.append(("", style))


def _spans(known: list[Cell | None], cells: list[Cell]) -> list[tuple[int, int]]:
    """Return the stretches to be sent: those that differ, with short equal ones between them."""
    if _uncertain(known) or _uncertain(cells):
        return [(0, len(cells))] if known != cells else []
    spans: list[tuple[int, int]] = []
    first = last = -1
    for place, (before, after) in enumerate(zip(known, cells, strict=True)):
        if before == after:
            continue
        if last >= 0 and place - last > _GAP:
            spans.append((first, last + 1))
            first = place
        elif last < 0:
            first = place
        last = place
    if last >= 0:
        spans.append((first, last + 1))
    return spans


def _uncertain(cells: list[Cell | None] | list[Cell]) -> bool:
    return any(cell is not None and (len(cell[0]) != 1 or ord(cell[0]) >= _UNCERTAIN) for cell in cells)


@lru_cache(4096)
def _parts(parameters: str) -> tuple[frozenset[str], str, str]:
    """Return the attributes, the foreground and the background that an SGR sequence sets."""
    attributes: list[str] = []
    foreground = background = ""
    words = parameters.split(";") if parameters else []
    index = 0
    while index < len(words):
        word = words[index]
        number = int(word) if word else 0
        length = 1
        if number in (38, 48) and index + 1 < len(words):
            length = 3 if words[index + 1] == "5" else 5
        whole = ";".join(words[index : index + length])
        if 30 <= number <= 39 or 90 <= number <= 97:
            foreground = whole
        elif 40 <= number <= 49 or 100 <= number <= 107:
            background = whole
        elif number:
            attributes.append(word)
        index += length
    return frozenset(attributes), foreground, background


@lru_cache(4096)
def _change(before: str, after: str) -> str:
    """Return the sequence that leads from one style to another."""
    attributes, foreground, background = _parts(before)
    wanted_attributes, wanted_foreground, wanted_background = _parts(after)
    words: list[str] = []
    lost = attributes - wanted_attributes
    if lost or (foreground and not wanted_foreground) or (background and not wanted_background):
        words.append("0")
        attributes, foreground, background = frozenset(), "", ""
    words += sorted(wanted_attributes - attributes)
    if wanted_foreground != foreground:
        words.append(wanted_foreground)
    if wanted_background != background:
        words.append(wanted_background)
    return f"\x1b[{';'.join(words)}m"


class LeanDriver(LinuxDriver):
    """The driver of Textual, with leaner output, and frames left out while the line is behind.

    A key held down on a slow line makes frames faster than they can be sent. What would be out of date before
    it arrives is dropped, and the screen is painted once when the line is free again: the view stops when
    the key is let go.
    """

    sent = 0
    """Bytes that went to the terminal."""

    _lean: Lean | None = None
    _early: EarlyKeys | None = None
    _behind = False
    _updating = False  # a synchronised update was begun and has to be ended

    def _sigcont_application(self, *_: object) -> None:
        """Come back after Ctrl-Z, and do nothing at any other time.

        A line that is dropped sends SIGHUP and then SIGCONT. Textual (8.2) takes every SIGCONT for a return
        and starts its threads a second time; one of the first outlives the app, busy for ever.
        """
        if self._must_signal_resume:
            super()._sigcont_application()

    def run_input_thread(self) -> None:
        """Read the terminal, those keys first that were pressed before it was the screen's."""
        self._early = EarlyKeys(self.fileno)
        super().run_input_thread()

    def process_message(self, message: Message) -> None:
        """Hand on what the terminal sent."""
        super().process_message(self._early.as_pressed(message) if self._early else message)

    def write(self, data: str) -> None:
        """Write to the terminal what it does not show yet."""
        if self._lean is None:
            self._lean = Lean()
        if data == SYNC_START:
            if self._backlog() <= _MOST_WAITING:
                self._updating = True
                self._send(data)
            return
        if data == SYNC_END:
            if self._updating:
                self._updating = False
                self._send(data)
            return
        if self._backlog() > _MOST_WAITING and self._lean.is_frame(data):
            self._fall_behind()
            return
        leaner = self._lean.frame(data, *self._app.size)
        if leaner:
            self._send(leaner)

    def _send(self, data: str) -> None:
        self.sent += len(data.encode("utf-8", "replace"))
        super().write(data)

    def forget(self) -> None:
        """Send everything again with the next frame."""
        if self._lean is not None:
            self._lean.forget()

    def _backlog(self) -> int:
        """Return how many writes wait for the terminal."""
        thread = self._writer_thread
        return 0 if thread is None else thread._queue.qsize()

    def _fall_behind(self) -> None:
        if not self._behind:
            self._behind = True
            asyncio.get_running_loop().call_later(_LOOK_AGAIN, self._catch_up)

    def _catch_up(self) -> None:
        """Paint the screen as it is now, as soon as nothing waits any more."""
        if self._backlog():
            asyncio.get_running_loop().call_later(_LOOK_AGAIN, self._catch_up)
            return
        self._behind = False
        self._paint()
        # a screen that was on its way when this one was painted; what is right already costs no byte
        asyncio.get_running_loop().call_later(_LOOK_AFTER, self._paint)

    def _paint(self) -> None:
        if self._app.screen_stack:
            self._app.screen.refresh()
