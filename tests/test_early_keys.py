"""Keys that are pressed while the program begins."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from terminal import Terminal
from textual import events

from corpus import Archive, import_paths
from tui.terminal.early_keys import EarlyKeys

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-c", "from tui.commands import main; main()")


def test_enter_pressed_before_the_first_picture_opens_a_cable(tmp_path: Path, sample_cables: Path) -> None:
    place = tmp_path / "a.cables"
    with Archive.open(place) as archive:
        import_paths(archive, [sample_cables / "copies"], workers=1)
        numbers = archive.order("date")
        second = archive.rows(numbers[1:2])[0].key
    with Terminal((*PROGRAM, "--archive", str(place)), PYTHONPATH=str(sample_cables.parent)) as browser:
        browser.press("j", "enter")
        browser.wait_for("From ")
        assert second in browser.text.splitlines()[0]


def test_early_keys_act_on_the_screen_that_was_left_open(tmp_path: Path, sample_cables: Path) -> None:
    command = (*PROGRAM, "--archive", str(tmp_path / "a.cables"))
    environment = {"PYTHONPATH": str(sample_cables.parent)}
    with Archive.open(tmp_path / "a.cables") as archive:
        import_paths(archive, [sample_cables / "copies"], workers=1)
    with Terminal(command, **environment) as browser:
        browser.press("enter")
        browser.wait_for("From ")
        browser.press("Q")
        browser.wait_for_end()
    with Terminal(command, **environment) as browser:
        browser.press("j")
        browser.wait_for(lambda it: "From " in it.text and it.status.startswith(" 2/"))


def test_only_the_keys_that_waited_are_taken_for_enter() -> None:
    theirs, ours = os.pipe()
    try:
        os.write(ours, b"\nx")
        early = EarlyKeys(theirs)
        keys = [events.Key("ctrl+j", "\n"), events.Key("x", "x"), events.Key("ctrl+j", "\n")]
        read = [early.as_pressed(key) for key in keys]
    finally:
        os.close(ours)
        os.close(theirs)
    assert [key.key for key in read if isinstance(key, events.Key)] == ["enter", "x", "ctrl+j"]


def test_what_is_no_terminal_has_no_early_keys(tmp_path: Path) -> None:
    with (tmp_path / "file").open("wb") as file:
        assert EarlyKeys(file.fileno()).as_pressed(key := events.Key("ctrl+j", "\n")) is key
