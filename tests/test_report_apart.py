"""A report of many cables searches in a process of its own, and tells what that process found."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import programs
import pytest
from click.testing import CliRunner

from tui.commands import main
from tui.commands.report_sources import larger_than

if TYPE_CHECKING:
    import subprocess

SAMPLES: Final = Path(__file__).resolve().parent.parent / "sample_cables"
APART: Final = """
import os
from duplicates import find, assemble
from duplicates.results import store
from tui.commands import archive_search, main, report_sources
archive_search.SMALL = report_sources.LARGE = 0
asked = os.getpid()
for module in (find, store):
    def gathered(*given, really=module.assemble):
        assert os.getpid() != asked, "searched in the process that writes the report"
        return really(*given)
    module.assemble = gathered
main()
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def apart(*words: object, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a report in a process of its own which fails when it searches itself."""
    done = programs.run(APART, "report", *words)
    assert done.returncode == status, done.stderr
    return done


def here(*words: object) -> str:
    """Run a report in this process."""
    result = CliRunner().invoke(main, ["report", *map(str, words)])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("form", ["json", "html"])
def test_files_are_told_as_when_they_are_searched_here(form: str) -> None:
    assert apart("--format", form, SAMPLES).stdout == here("--format", form, SAMPLES)


def test_an_archive_is_told_as_when_it_is_searched_here(tmp_path: Path) -> None:
    archive = tmp_path / "samples.cablediff"
    assert CliRunner().invoke(main, ["index", "--archive", str(archive), str(SAMPLES)]).exit_code == 0
    found = apart("--format", "json", archive).stdout
    assert found == here("--format", "json", archive)
    assert '"kind": "near"' in found


def test_what_cannot_be_read_is_said_once_and_counted(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_bytes((SAMPLES / "doubled" / "07VALLETTA812.txt").read_bytes())
    (tmp_path / "other.txt").write_bytes(bytes(range(256)) * 8)
    done = apart("--format", "json", tmp_path)
    assert done.stderr.count("other.txt") == 1
    assert '"problems": 1' in done.stdout


def test_where_nothing_can_be_read_the_status_is_2(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_bytes(bytes(range(256)) * 8)
    done = apart(tmp_path / "other.txt", status=2)
    assert len(done.stderr.splitlines()) == 1


def test_how_large_paths_are(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_bytes(b"x" * 10)
    assert larger_than([tmp_path], 29)
    assert not larger_than([tmp_path], 30)
    assert larger_than([tmp_path / "a", tmp_path / "b"], 19)
    assert not larger_than([tmp_path / "not there"], 0)
