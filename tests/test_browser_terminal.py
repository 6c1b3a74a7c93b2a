"""The whole program in a real pseudo-terminal: a tour of the sample cables, and what a key costs."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = (sys.executable, "-c", "from tui.commands import main; main()")


@pytest.fixture
def browser(tmp_path: Path, sample_cables: Path) -> Iterator[Terminal]:
    """The browser over the sample cables, when all is read and searched."""
    command = (*PROGRAM, "browse", "--archive", str(tmp_path / "tour.cables"), str(sample_cables))
    with Terminal(command, PYTHONPATH=str(sample_cables.parent)) as terminal:
        terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.status)
        yield terminal


def test_a_tour_from_the_list_to_a_word_diff_and_out(browser: Terminal) -> None:
    browser.press("/", *"TALLINN1441", "enter")
    browser.wait_for("1/1")
    browser.press("enter")
    browser.wait_for("From ")
    browser.press("}", "}", "d")
    browser.wait_for("Copies")
    browser.press("enter")
    browser.wait_for("Differences")
    browser.press("q")
    browser.wait_for("Copies")
    browser.press("q", "?")
    browser.wait_for("Reading a cable")
    browser.press("q", "q", "q")
    assert browser.wait_for_end() == 0


def test_a_line_down_in_the_list_costs_at_most_600_bytes(browser: Terminal) -> None:
    browser.press("g")
    browser.wait_for(lambda it: it.status.startswith(" 1/"))
    for place in range(2, 12):
        browser.press("j")
        spent = browser.bytes_until(lambda it, place=place: it.status.startswith(f" {place}/"))
        assert spent <= 600


def test_a_line_down_in_the_text_costs_at_most_3300_bytes(browser: Terminal) -> None:
    browser.press("/", *"MONTEVIDEO1877", "enter")
    browser.wait_for("1/1")
    browser.press("enter")
    browser.wait_for("From ")
    browser.wait_for(lambda it: it.status.startswith(" 1/"))
    for place in range(2, 40):
        browser.press("j")
        spent = browser.bytes_until(lambda it, place=place: it.status.startswith(f" {place}/"))
        assert spent <= 3300


def test_the_terminal_is_restored_when_the_line_breaks(browser: Terminal) -> None:
    browser.process.terminate()
    browser.wait_for_end()
    assert "?1049l" not in browser.text
    assert browser.text.strip() == "" or "cablediff" not in browser.screen.display[0]


def test_a_terminal_that_has_its_old_size_again_is_painted_anew(browser: Terminal) -> None:
    """Who drags a window out and back: the program may see that only when the size is the first one again."""
    browser.wait_for("? keys")
    browser.wait_for("↕")
    browser.press("j")
    browser.wait_for(lambda it: it.status.startswith(" 2/"))
    before = browser.text
    browser.process.send_signal(signal.SIGSTOP)
    browser.resize(10, 3)  # which cuts off what does not fit
    browser.resize(80, 24)
    assert browser.text != before
    browser.process.send_signal(signal.SIGCONT)
    browser.wait_for(lambda it: it.text == before)
