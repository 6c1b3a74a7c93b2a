"""Over a real ssh server: browse, search, compare, copy, resize, lose the line and come back."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from ssh_server import Server
from terminal import Terminal

from corpus import Archive, import_paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOREGROUND = re.compile(rb"\x1b\[[0-9;]*38;5;(\d+)")
"""One of 256 colours."""

GREYS = {0, 7, 8, 15, 16, 59, 102, 145, 188, *range(231, 256)}
"""What is left of them under NO_COLOR."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("ssh")) as running:
        yield running


def test_a_session_from_the_list_to_a_copied_word_diff(server: Server, samples_archive: Path) -> None:
    with Terminal(server.ssh(f"{server.program()} {samples_archive}")) as terminal:
        terminal.wait_for(lambda it: "? keys" in it.status)
        terminal.press("\x07")
        terminal.wait_for("thin line: ")
        terminal.press("s", *"goat", "enter")
        terminal.wait_for("texts: goat")
        terminal.press("enter")
        terminal.wait_for("From ")
        terminal.press("q")
        terminal.wait_for("texts: goat")
        terminal.press("s", "\x15", "enter")
        terminal.wait_for(lambda it: "texts:" not in it.text)
        terminal.press("/", *"TALLINN1433", "enter")
        terminal.wait_for("/TALLINN1433 1/1")
        terminal.press("m", "/", *"TALLINN1441", "enter")
        terminal.wait_for("/TALLINN1441 1/1")
        terminal.press("c")
        terminal.wait_for("Differences")
        terminal.press("y")
        terminal.wait_for("copy:")
        terminal.press("i")
        terminal.wait_for("copied")
        copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", bytes(terminal.raw))
        assert b"06TALLINN14" in base64.b64decode(copied[-1])
        terminal.resize(120, 40)
        terminal.wait_for(lambda it: "? keys" in it.screen.display[39])
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    assert b"\x1b[?1000h" not in terminal.raw, "the mouse stays off on a thin line"
    assert FOREGROUND.search(terminal.raw) is None, "sixteen colours do on a thin line"
    assert b"\x1b[?1049l" in terminal.raw


@pytest.mark.parametrize(
    ("term", "environment", "options"),
    [
        ("xterm-256color", {}, "--no-thin"),
        ("screen-256color", {"LANG": "C"}, ""),
        ("tmux-256color", {"NO_COLOR": "1"}, ""),
        ("linux", {}, ""),
        ("vt100", {"LANG": "C", "NO_COLOR": "1"}, ""),
    ],
)
def test_every_terminal_shows_the_list_and_is_left_as_it_was(
    server: Server, samples_archive: Path, term: str, environment: dict[str, str], options: str
) -> None:
    own = {"XDG_STATE_HOME": str(server.folder / term)}
    command = f"{server.program(**environment, **own)} browse {options} --archive {samples_archive}"
    with Terminal(server.ssh(command), TERM=term) as terminal:
        terminal.wait_for(lambda it: "1/" in it.status)
        terminal.press("j")
        terminal.wait_for(lambda it: it.status.startswith(" 2/"))
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert b"\x1b[?1049l" in terminal.raw
    colours = {int(number) for number in FOREGROUND.findall(terminal.raw)} - GREYS
    assert bool(colours) == (options == "--no-thin")
    if environment.get("LANG") == "C":
        assert [sign for sign in "↕≈▌↑·" if sign.encode() in terminal.raw] == []
    if "NO_COLOR" in environment:
        assert not re.search(rb"\x1b\[(?:[0-9;]*;)?(?:3[1-7]|9[0-7]|4[1-7])m", bytes(terminal.raw))


def test_a_terminal_that_can_do_nothing_gets_no_screen(server: Server, samples_archive: Path) -> None:
    with Terminal(server.ssh(f"{server.program()} {samples_archive}"), TERM="dumb") as terminal:
        terminal.press("q", "enter")
        terminal.wait_for_end()
    assert b"\x1b[" not in terminal.raw


def test_a_line_lost_in_an_import_loses_nothing(server: Server, tmp_path: Path, sample_cables: Path) -> None:
    """Mark and open a cable while others are still read; cut the line; come back to the same screen."""
    source, place, sign = tmp_path / "many", tmp_path / "lost.cablediff", tmp_path / "alive"
    source.mkdir()
    text = (sample_cables / "doubled" / "02SOFIA3390.txt").read_text(encoding="utf-8")
    for serial in range(1, 801):
        (source / f"03SOFIA{serial}.txt").write_text(text, encoding="utf-8")
    with Archive.open(place) as first:
        import_paths(first, [sample_cables / "doubled"], workers=1)
    os.mkfifo(sign)
    program = server.program()
    with Terminal(  # noqa: SIM117 - a pipe can be opened only when there is somebody at its other end
        server.ssh(f"exec 9>{sign}; exec {program} --archive {place} {source}")
    ) as terminal:
        with sign.open("rb") as alive:
            terminal.wait_for(lambda it: "reading:" in it.status)
            terminal.press("/", *"VALLETTA812", "enter")
            terminal.wait_for("/VALLETTA812 1/1")
            terminal.press("m", "k", "enter")
            terminal.wait_for("From ")
            terminal.process.kill()
            terminal.process.wait()
            alive.read()  # until the last process over there has ended
    with Archive.open(place) as kept:
        before = len(kept)
    assert before >= 4
    with Terminal(server.ssh(f"{program}")) as terminal:
        terminal.wait_for("07VALLETTA812")
        terminal.wait_for("From ")
        terminal.press("q")
        terminal.wait_for(lambda it: "/804" in it.status)
        terminal.press("M")
        terminal.wait_for("only marked")
        assert "VALLETTA812" in terminal.text
        terminal.press("Q")
        terminal.wait_for_end()


def test_commands_print_without_a_terminal(server: Server, samples_archive: Path) -> None:
    run = subprocess.run(
        server.ssh(f"{server.program()} search goat --archive {samples_archive}", terminal=False),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "07VALLETTA812" in run.stdout
    assert "\x1b" not in run.stdout


@pytest.mark.skipif(shutil.which("ssh") is None, reason="no ssh")
def test_an_account_whose_only_command_is_the_browser(
    tmp_path: Path, samples_archive: Path, server: Server
) -> None:
    """What ``authorized_keys`` names is run, whatever the reader asks for; it starts nothing."""
    program = server.program(XDG_STATE_HOME=str(tmp_path / "state"))
    with Server(tmp_path, f"ForceCommand {program} --restricted {samples_archive}") as narrow:
        with Terminal(narrow.ssh("/bin/sh")) as terminal:
            terminal.wait_for(lambda it: "? keys" in it.status)
            terminal.press("\x1a", "!", "j")
            terminal.wait_for(lambda it: it.status.startswith(" 2/"))
            terminal.press("?")
            terminal.wait_for("The list of cables")
            terminal.press("G")
            assert "suspend" not in terminal.text
            terminal.press("Q")
            assert terminal.wait_for_end() == 0
        run = subprocess.run(narrow.ssh("id", terminal=False), capture_output=True, text=True, check=False)
        assert run.returncode == 2
        assert "uid" not in run.stdout
