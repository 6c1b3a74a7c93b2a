"""``!`` gives what the screen shows to the reader's pager: started as it stands, with harmless text."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import programs
import pytest
from browsing import browsing, press, screen_text
from terminal import Terminal
from test_plain import dialogue

from tui.giving.exports import as_shown
from tui.giving.pager import NoPagerError, pager_command

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-c", "from tui.commands import main; main()")
PAGING = "the pager has the terminal"
PAGER = """#!/bin/sh
printf '%s\\n' "$@" > {folder}/arguments
cat > {folder}/text
printf 'the pager has the terminal'
read answer <&2
"""


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """Make a pager that keeps what it is given and waits for a line."""
    program = tmp_path / "a pager"
    program.write_text(PAGER.format(folder=tmp_path))
    program.chmod(0o755)
    return program


def browser(tmp_path: Path, sample_cables: Path, *options: str, **environment: str) -> Terminal:
    paths = ("--archive", str(tmp_path / "paged.cablediff"), str(sample_cables / "doubled"))
    return Terminal((*PROGRAM, *options, *paths), PYTHONPATH=str(sample_cables.parent), **environment)


def test_the_pager_is_the_one_that_the_reader_names(tmp_path: Path) -> None:
    program = shutil.which("cat") or ""
    assert pager_command({"PAGER": f"{program} -n 'a b' ; x"}) == [program, "-n", "a b", ";", "x"]
    with pytest.raises(NoPagerError, match="no program nowhere"):
        pager_command({"PAGER": "nowhere -x"})
    with pytest.raises(NoPagerError, match="not closed"):
        pager_command({"PAGER": "less 'x"})


def test_less_then_more_where_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoPagerError, match="neither less nor more"):
        pager_command({})
    for name in ("more", "less"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
        assert pager_command({"PAGER": " "}) == [str(tmp_path / name)]


def test_the_text_goes_to_the_pager_and_the_screen_comes_back(
    tmp_path: Path, sample_cables: Path, pager: Path
) -> None:
    with browser(tmp_path, sample_cables, PAGER=f"'{pager}' --squeeze 'two words'") as terminal:
        terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.status)
        terminal.press("/", *"VALLETTA812", "enter")
        terminal.wait_for("/VALLETTA812 1/1")
        terminal.press("enter")
        terminal.wait_for(lambda it: "From " in it.text and it.text.count("↓") > 5 and "? keys" in it.status)
        title, modes = terminal.text.split()[0], terminal.modes
        terminal.press("!")
        terminal.wait_for(PAGING)
        assert terminal.modes != modes  # the terminal is the pager's
        terminal.press("enter")
        terminal.wait_for(
            lambda it: it.modes == modes and PAGING not in it.text and it.text.split()[0] == title
        )
        terminal.press("j", "!")
        terminal.wait_for(PAGING)
        terminal.press("enter")
        terminal.wait_for(lambda it: it.modes == modes and it.status.startswith(" 2/"))
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    assert (tmp_path / "arguments").read_text() == "--squeeze\ntwo words\n"
    text = (tmp_path / "text").read_text(encoding="utf-8")
    assert "FLOATING DOCK" in text
    assert text.count("\n") > 100  # what is not in view too


def test_an_interrupt_is_the_pagers(tmp_path: Path, sample_cables: Path, pager: Path) -> None:
    with browser(tmp_path, sample_cables, PAGER=f"'{pager}'") as terminal:
        terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.status)
        modes = terminal.modes
        terminal.press("!")
        terminal.wait_for(PAGING)
        terminal.process.send_signal(signal.SIGINT)
        terminal.press("enter")
        terminal.wait_for(lambda it: it.modes == modes and PAGING not in it.text)
        terminal.press("j")
        terminal.wait_for(lambda it: it.status.startswith(" 2/"))
        terminal.process.send_signal(signal.SIGINT)  # now it is the browser's again
        assert terminal.wait_for_end() == 0


def test_a_browser_that_has_to_end_ends_the_pager(tmp_path: Path, sample_cables: Path, pager: Path) -> None:
    with browser(tmp_path, sample_cables, PAGER=f"'{pager}'") as terminal:
        terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.status)
        modes = terminal.modes
        terminal.press("!")
        terminal.wait_for(PAGING)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 0
        assert terminal.modes != modes  # the shell's again


async def test_what_every_screen_shows_is_harmless() -> None:
    async with browsing() as (app, pilot):
        assert "\x1b" not in "".join(as_shown(app.cables_page))
        assert "".join(as_shown(app.cables_page)).count("\n") == 3
        await press(pilot, "G", "enter")
        text = "".join(as_shown(app.screen))  # type: ignore[arg-type]
        assert "\x1b" not in text
        assert "WIND ON THE CAPE" in text
        await press(pilot, "q", "a")
        assert "08VALLETTA101" in "".join(as_shown(app.screen))  # type: ignore[arg-type]


async def test_without_a_terminal_it_is_said() -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "exclamation_mark")
        assert "a pager needs a terminal" in screen_text(app).splitlines()[-1]


def test_a_restricted_reader_has_no_pager(tmp_path: Path, sample_cables: Path, pager: Path) -> None:
    with browser(tmp_path, sample_cables, PAGER=f"'{pager}'") as terminal:
        terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.status)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    with browser(tmp_path, sample_cables, "--restricted", PAGER=f"'{pager}'") as terminal:
        terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.status)
        terminal.press("!")
        terminal.wait_for("! does nothing here")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    assert not (tmp_path / "text").exists()


def test_the_dialogue_gives_all_lines_where_there_is_no_terminal() -> None:
    answers = dialogue("1", "!")
    assert answers[2].count("\n") > 60
    assert "A yard from Genoa" in answers[2]


def test_the_dialogue_in_a_terminal_uses_the_pager(tmp_path: Path, sample_cables: Path, pager: Path) -> None:
    with browser(tmp_path, sample_cables, "--plain", PAGER=f"'{pager}'") as terminal:
        terminal.wait_for("quit leaves")
        terminal.press(*"!\n")
        terminal.wait_for(PAGING)
        terminal.press(*"\nquit\n")
        assert terminal.wait_for_end() == 0
    assert "07VALLETTA812" in (tmp_path / "text").read_text()


def test_a_restricted_dialogue_has_no_pager(tmp_path: Path, sample_cables: Path, pager: Path) -> None:
    words = ("--restricted", "--plain", "--archive", tmp_path / "a.cablediff", sample_cables / "doubled")
    environment = {**os.environ, "PAGER": f"'{pager}'"}
    done = programs.run(programs.COMMAND, *words, typed="!\nquit\n", env=environment)
    assert "!: no such word here" in done.stdout
    assert not (tmp_path / "text").exists()
