"""What the system refuses is said in one line: a home that cannot be written, a full disk, a closed pipe."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import programs
import pytest
from click.testing import CliRunner, Result
from terminal import Terminal

from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-c", "from tui.commands import main; main(prog_name='cablediff')")


@pytest.fixture
def homeless(tmp_path: Path, sample_cables: Path) -> dict[str, str]:
    """An environment where no folder of the reader's can be made, not even by root: a file is in the way."""
    (tmp_path / "home").touch()
    home = tmp_path / "home"
    folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "DATA", "CONFIG", "STATE")}
    return {"HOME": str(home), "PYTHONPATH": str(sample_cables.parent), "LANG": "C", **folders}


def run(environment: dict[str, str], *words: str | Path) -> Result:
    return CliRunner(env=environment).invoke(main, [str(word) for word in words])


def test_without_a_home_what_needs_no_archive_is_printed(
    homeless: dict[str, str], sample_cables: Path
) -> None:
    doubled = sample_cables / "doubled"
    for words in (
        ("report", doubled),
        ("parse", doubled),
        ("diff", doubled / "07VALLETTA812.txt~1", doubled / "07VALLETTA812.txt~2"),
        ("diff", "07VALLETTA812~1", "07VALLETTA812~2"),
        ("clean", doubled / "07VALLETTA812.txt"),
        ("compare", sample_cables / "releases" / "early", sample_cables / "releases" / "late"),
        ("notes", doubled),
    ):
        done = run(homeless, *words)
        assert done.exit_code == 0, done.stderr
        assert done.exception is None


def test_without_a_home_it_is_said_that_an_archive_wants_a_place(
    homeless: dict[str, str], sample_cables: Path, tmp_path: Path
) -> None:
    for words in (("search", "goat", sample_cables), ("index", sample_cables), ("--plain", sample_cables)):
        done = run(homeless, *words)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.stderr
        assert "--archive" in done.stderr
    archive = tmp_path / "named.cablediff"
    assert run(homeless, "index", sample_cables / "doubled", "--archive", archive).exit_code == 0
    assert "[goat]" in run(homeless, "search", "goat", "--archive", archive).stdout
    assert run(homeless, "stats").exit_code == 2  # none was noted as the last


def test_without_a_home_an_archive_that_is_named_is_browsed(
    homeless: dict[str, str], sample_cables: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "named.cablediff"
    words = (*PROGRAM, str(sample_cables / "doubled"), "--archive", str(archive))
    with Terminal(words, **homeless) as terminal:
        terminal.wait_for(lambda it: '"  ' in it.text and "? keys" in it.status)  # copies are known
        terminal.press("m")
        terminal.wait_for("not noted")
        terminal.press("j", "Q")
        assert terminal.wait_for_end() == 0
    assert b"Traceback" not in terminal.raw


def test_who_closes_the_pipe_has_read_enough(sample_cables: Path) -> None:
    """Status 1 would say that something was found."""
    for words in (("parse",), ("report", "--format", "json"), ("diff", "--whole")):
        named = (
            (sample_cables,) if words[0] != "diff" else (sample_cables / "doubled" / "07VALLETTA812.txt",) * 2
        )
        read, written = os.pipe()
        os.close(read)
        with os.fdopen(written, "wb") as closed:
            done = programs.run(programs.COMMAND, *words, *named, env={}, stdout=closed)
        assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_full_disk_below_the_output_is_said_in_one_line(sample_cables: Path) -> None:
    for words in (("parse",), ("stats",), ("report",)):
        with open("/dev/full", "wb") as full:  # noqa: PTH123  a device
            done = programs.run(programs.COMMAND, *words, sample_cables / "doubled", env={}, stdout=full)
        assert done.returncode == 2
        assert done.stderr == "cablediff: what is printed: No space left on device\n"
