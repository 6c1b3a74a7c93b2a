"""Leaner output shows the same: proved against a terminal emulator, frame by frame."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pyte
import pytest
from frames import HEIGHT, WIDTH, frames
from hypothesis import given
from hypothesis import strategies as st
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.geometry import Size

from tui.terminal.lean_output import Lean, LeanDriver


def shown(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    return [[tuple(screen.buffer[row][column]) for column in range(WIDTH)] for row in range(HEIGHT)]


@given(st.lists(frames(), min_size=1, max_size=8))
def test_the_screen_is_the_same_cell_for_cell(written: list[str]) -> None:
    plain, leaner = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    plain_stream, lean_stream = pyte.Stream(plain), pyte.Stream(leaner)
    lean = Lean()
    clear = "\x1b[2J"
    for data in (clear, *written):
        plain_stream.feed(data)
        lean_stream.feed(lean.frame(data))
        assert shown(leaner) == shown(plain)


@given(frames())
def test_the_same_frame_again_sends_nothing(data: str) -> None:
    lean = Lean()
    lean.frame("\x1b[2J")
    once = [f"\x1b[{row};1H" + "x" * WIDTH for row in range(1, HEIGHT + 1)]
    for row in once:
        assert lean.frame(row)
    assert [lean.frame(row) for row in once] == [""] * HEIGHT
    lean.frame(data)
    lean.forget()
    assert all(lean.frame(row) for row in once)


def test_only_the_cells_that_differ_are_sent() -> None:
    lean = Lean()
    lean.frame("\x1b[2;1H\x1b[38;5;110mone two three four five six\x1b[0m")
    assert lean.frame("\x1b[2;1H\x1b[38;5;110mone two three four FIVE six\x1b[0m") == (
        "\x1b[2;20H\x1b[38;5;110mFIVE\x1b[0m"
    )


def test_what_is_no_frame_is_passed_on_and_nothing_is_taken_for_granted_after_it() -> None:
    lean = Lean()
    row = "\x1b[1;1Habc"
    assert lean.frame(row) == row
    assert lean.frame(row) == ""
    assert lean.frame("\x1b[?2026h") == "\x1b[?2026h"
    assert lean.frame(row) == ""
    assert lean.frame("\x1b[?1049h") == "\x1b[?1049h"
    assert lean.frame(row) == row


def test_a_line_with_wide_characters_is_sent_whole() -> None:
    lean = Lean()
    lean.frame("\x1b[1;1H漢字 one")
    assert lean.frame("\x1b[1;1H漢字 two") == "\x1b[1;1H漢字 two"


class Line:
    """A line to the terminal on which so many writes wait, and what was written to it."""

    def __init__(self) -> None:
        self.waiting = 0
        self.written: list[str] = []
        self.painted = 0
        driver = LeanDriver.__new__(LeanDriver)
        driver._writer_thread = SimpleNamespace(  # type: ignore[assignment]
            write=self.written.append, _queue=SimpleNamespace(qsize=lambda: self.waiting)
        )
        screen = SimpleNamespace(refresh=self._paint)
        driver._app = SimpleNamespace(  # type: ignore[assignment]
            screen=screen, screen_stack=[screen], size=Size(WIDTH, HEIGHT)
        )
        self.driver = driver

    def _paint(self) -> None:
        self.painted += 1


@pytest.mark.parametrize(
    "late", ["\x1b[1;1Htitle\x1b[9;1Hstatus 7", "\x1b[1;1Htitle \x1b[5;1Hlast" + "." * WIDTH]
)
def test_a_frame_that_was_laid_out_for_a_larger_terminal_leaves_no_trace(late: str) -> None:
    """The terminal was made smaller twice: what the first size still brought is put somewhere on its edge."""
    now = "\x1b[1;1Htitle\x1b[5;1Hstatus 2" + " " * (WIDTH - 8)
    line = Line()
    screen, expected = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    line.driver.forget()  # as for each size that is told
    line.driver.write(late)
    pyte.Stream(screen).feed("".join(line.written))
    screen.erase_in_display(2)  # some terminals clear what they cut off
    line.driver.write(now)
    pyte.Stream(screen).feed(line.written[-1])
    pyte.Stream(expected).feed(now)
    assert shown(screen) == shown(expected)


async def test_frames_are_left_out_while_the_line_is_behind_and_the_screen_is_painted_once_after() -> None:
    line = Line()
    line.driver.write("\x1b[1;1Hone")
    line.waiting = 5
    for word in ("two", "six", "ten"):
        line.driver.write(SYNC_START)
        line.driver.write(f"\x1b[1;1H{word}")
        line.driver.write(SYNC_END)
    line.driver.write("\x1b[?1049h")
    assert line.written == ["\x1b[1;1Hone", "\x1b[?1049h"]
    assert line.painted == 0
    line.waiting = 0
    while not line.painted:
        await asyncio.sleep(0.001)
    line.driver.write("\x1b[1;1Hten")
    assert line.written[-1] == "\x1b[1;1Hten"
    assert line.painted == 1


async def test_an_update_that_was_begun_is_ended_though_the_line_falls_behind() -> None:
    line = Line()
    line.driver.write(SYNC_START)
    line.waiting = 5
    line.driver.write("\x1b[1;1Hone")
    line.driver.write(SYNC_END)
    assert line.written == [SYNC_START, SYNC_END]
