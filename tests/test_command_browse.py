"""``cablediff`` without a terminal: refused in one line that says what to use instead."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path


def test_a_path_is_browsed_and_browsing_needs_a_terminal(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(tmp_path)])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "needs a terminal" in result.stderr


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(tmp_path / "gone")])
    assert result.exit_code == 2
    assert "gone: no such file or folder" in result.stderr


def test_a_file_name_with_escapes_is_shown_harmless(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(tmp_path / "a\x1b]0;owned\x07")])
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr


def test_help_lists_the_commands() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for command in ("browse", "parse", "report", "diff", "compare", "clean"):
        assert f"\n  {command} " in result.output


def test_version_is_said() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert result.output.split()[-1][0].isdigit()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["report"], "Missing argument"),
        (["report", "--threshold", "2", "x"], "--threshold"),
        (["report", "--colour", "x"], "--colour"),
        (["stats", "--by", "weather"], "expected one or more of"),
    ],
)
def test_wrong_use_is_said_in_one_line(arguments: list[str], expected: str) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("cablediff: ")
    assert expected in result.stderr
    assert f"{arguments[0]} --help says more" in result.stderr


def test_a_pipe_that_closes_early_is_no_error(sample_cables: Path) -> None:
    command = [sys.executable, "-c", "from tui.commands import main; main()", "parse", str(sample_cables)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.read(100)
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait() != 2
