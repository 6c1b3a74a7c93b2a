"""SIGHUP, SIGTERM and SIGINT: the terminal is as it was, no mark is lost, the same screen opens again."""

from __future__ import annotations

import re
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from terminal import Terminal
from textual.drivers.linux_driver import LinuxDriver

from corpus import Archive, import_paths
from tui.terminal.lean_output import LeanDriver

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-c", "from tui.commands import main; main()", "browse", "--archive")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, sample_cables: Path) -> Path:
    place = tmp_path_factory.mktemp("archive") / "samples.cablediff"
    with Archive.open(place) as made:
        import_paths(made, [sample_cables / "copies", sample_cables / "doubled"], workers=1)
    return place


def browsing(archive: Path, checkout: Path) -> Terminal:
    return Terminal((*PROGRAM, str(archive)), PYTHONPATH=str(checkout))


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT], ids=lambda it: it.name)
def test_a_signal_restores_the_terminal_and_the_next_start_returns(
    archive: Path, sample_cables: Path, number: signal.Signals
) -> None:
    with browsing(archive, sample_cables.parent) as terminal:
        before = terminal.modes
        terminal.wait_for(lambda it: "? keys" in it.status)
        terminal.press("/", *"VALLETTA812", "enter")
        terminal.wait_for("/VALLETTA812 1/1")
        terminal.press("m", "k", "enter")
        terminal.wait_for("From ")
        terminal.press("G")
        terminal.wait_for(lambda it: re.match(r" (\d+)/\1 ", it.status) is not None)  # 193/193
        place = terminal.status.split()[0]
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() == 0
        assert terminal.modes == before
    assert b"\x1b[?1049l" in terminal.raw
    assert b"Traceback" not in terminal.raw
    with browsing(archive, sample_cables.parent) as terminal:
        terminal.wait_for(lambda it: it.status.split()[:1] == [place])
        assert "07VALLETTA812" in terminal.screen.display[0]
        terminal.press("q", "M")
        terminal.wait_for("only marked")
        assert "07VALLETTA812" in terminal.text
        terminal.press("m", "Q")
        assert terminal.wait_for_end() == 0


def test_a_terminal_that_vanishes_without_a_signal_ends_the_browser(
    archive: Path, sample_cables: Path
) -> None:
    with browsing(archive, sample_cables.parent) as terminal:  # which is no controlling terminal
        terminal.wait_for(lambda it: "? keys" in it.status)
        terminal.press("g", "j", "j", "m")
        terminal.wait_for(lambda it: it.status.startswith(" 4/"))
        terminal.hang_up()
        terminal.process.wait(timeout=60)
        assert terminal.process.returncode >= 0
    with browsing(archive, sample_cables.parent) as terminal:
        terminal.wait_for(lambda it: it.status.startswith(" 4/"))
        terminal.press("z", "Q")  # the mark was on disk, and is taken back
        assert terminal.wait_for_end() == 0


def test_a_word_diff_and_the_copies_below_it_are_opened_again(archive: Path, sample_cables: Path) -> None:
    with browsing(archive, sample_cables.parent) as terminal:
        terminal.wait_for(lambda it: "? keys" in it.status)
        terminal.press("/", *"TALLINN1441", "enter")
        terminal.wait_for("/TALLINN1441 1/1")
        terminal.wait_for_copies()
        terminal.press("enter")
        terminal.wait_for("Differences")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 0
    with browsing(archive, sample_cables.parent) as terminal:
        terminal.wait_for("Differences")
        terminal.press("q")
        terminal.wait_for("Copies")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


def test_a_place_that_makes_no_sense_is_left_out(archive: Path, sample_cables: Path) -> None:
    from tui.returning.places import places

    places(archive).put("place", '{"key": 5, "by": [], "filter": 3, "stops": [7, {"screen": "reader"}, {}]}')
    with browsing(archive, sample_cables.parent) as terminal:
        terminal.wait_for(lambda it: "? keys" in it.status)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


def test_a_line_that_is_dropped_leaves_no_process(archive: Path, sample_cables: Path) -> None:
    """A terminal that goes away sends SIGHUP and SIGCONT, the second while the first is being followed."""
    with browsing(archive, sample_cables.parent) as terminal:
        terminal.wait_for(lambda it: "? keys" in it.status)
        terminal.process.send_signal(signal.SIGHUP)
        terminal.process.send_signal(signal.SIGCONT)
        assert terminal.wait_for_end() == 0


def test_only_a_driver_that_was_suspended_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    came_back: list[LinuxDriver] = []
    monkeypatch.setattr(LinuxDriver, "resume_application_mode", lambda it: came_back.append(it))
    driver = LeanDriver.__new__(LeanDriver)
    driver._auto_restart = True
    driver._must_signal_resume = False
    driver._sigcont_application()
    assert not came_back
    driver._must_signal_resume = True
    driver._sigcont_application()
    assert came_back == [driver]
