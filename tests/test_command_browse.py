"""``cablediff`` without a terminal: refused in one line that says what to use instead."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tui.commands import main
from tui.commands.loading import sample_cables as installed_sample_cables

if TYPE_CHECKING:
    from pathlib import Path


def test_a_path_is_browsed_and_browsing_needs_a_terminal(sample_cables: Path) -> None:
    result = CliRunner().invoke(main, [str(sample_cables)])
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


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [("empty.txt", b"", "the file is empty"), ("photo.txt", bytes(range(256)) * 9, "binary file")],
)
def test_where_nothing_can_be_read_no_screen_is_opened(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    (tmp_path / name).write_bytes(content)
    for path in (tmp_path / name, tmp_path):
        result = CliRunner().invoke(main, [str(path)])
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1
        assert expected in result.stderr


def test_a_folder_without_cables_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(tmp_path)])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert f"{tmp_path}: no cable in it" in result.stderr


def test_the_sample_cables_are_found_where_they_were_installed() -> None:
    assert (installed_sample_cables() / "manifest.json").is_file()


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
        (["index"], "Missing argument"),
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
