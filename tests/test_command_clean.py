"""``cablediff clean``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["clean", *map(str, arguments)])


@pytest.fixture
def doubled(sample_cables: Path) -> Path:
    return sample_cables / "doubled" / "07VALLETTA812.txt"


@pytest.mark.parametrize(
    ("form", "sign"),
    [("text", "\nLeft out\n===="), ("markdown", "\n## Left out\n"), ("html", "<h2>Left out</h2>")],
)
def test_three_formats(doubled: Path, form: str, sign: str) -> None:
    result = run(doubled, "--format", form)
    assert result.exit_code == 0
    assert sign in result.output
    assert result.output.count("who bought the goat") == 1


def test_a_cable_by_its_id(sample_cables: Path) -> None:
    result = run("08reykjavik904", "--in", sample_cables)
    assert result.exit_code == 0
    assert "agree word for word" in result.output


def test_several_records_of_one_message(sample_cables: Path) -> None:
    result = run("06TALLINN1433", "06TALLINN1441", "--in", sample_cables / "copies")
    assert "22] 29 B" in result.output


def test_lines_are_as_wide_as_asked(doubled: Path) -> None:
    assert max(map(len, run(doubled, "--width", "60").output.splitlines())) <= 60


def test_output_to_a_file(doubled: Path, tmp_path: Path) -> None:
    assert run(doubled, "-o", tmp_path / "copy.txt").output == ""
    assert "TOLLEFSEN" in (tmp_path / "copy.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("{tmp}/note.txt", "no cable"),
        ("{doubled}~3", "holds 2 copies"),
        ("{doubled}#3", "name whole records"),
        ("{tmp}/nothing.txt", "no such"),
    ],
)
def test_what_is_no_cable_is_said_in_one_line(name: str, said: str, doubled: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Milk, bread, a goat.", encoding="utf-8")
    result = run(name.format(tmp=tmp_path, doubled=doubled), "--in", doubled.parent)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
