"""Output files: replaced when complete, and what killed runs left is removed."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import programs
import pytest

from tui.commands import writing
from tui.commands.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(writing.fcntl is None, reason="files are locked on POSIX systems alone")
DYING = """
import os, signal, sys
from pathlib import Path
from tui.commands.writing import write_whole
def pieces():
    yield "half of a report"
    os.kill(os.getpid(), signal.SIGKILL)
write_whole(Path(sys.argv[1]), pieces())
"""


def parts(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.suffix == ".part")


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    output.write_text("old", encoding="utf-8")
    ended = programs.run(DYING, output)
    assert ended.returncode == -signal.SIGKILL
    (left,) = parts(tmp_path)
    assert left.startswith(".report.html.")
    assert output.read_text(encoding="utf-8") == "old"
    write_whole(output, "new")
    assert parts(tmp_path) == []
    assert output.read_text(encoding="utf-8") == "new"


def test_what_another_run_still_writes_stays(tmp_path: Path) -> None:
    output = tmp_path / "report.html"

    def slow() -> Iterator[str]:
        yield "slow"
        write_whole(output, "quick")
        assert len(parts(tmp_path)) == 1

    write_whole(output, slow())
    assert output.read_text(encoding="utf-8") == "slow"
    assert parts(tmp_path) == []


def test_other_files_stay(tmp_path: Path) -> None:
    kept = ["report.html.part", ".report.html.part", ".report.json.abcdefgh.part", ".report.html.abc.part"]
    for name in kept:
        (tmp_path / name).touch()
    (tmp_path / ".report.html.abcdefgh.part").mkdir()
    (tmp_path / ".report.html.abcdefgi.part").symlink_to(tmp_path / "report.html.part")
    os.mkfifo(tmp_path / ".report.html.abcdefgj.part")
    write_whole(tmp_path / "report.html", "new")
    assert len(parts(tmp_path)) == len(kept) + 3
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "new"


def test_a_name_is_no_pattern(tmp_path: Path) -> None:
    (tmp_path / ".reportxhtml.abcdefgh.part").touch()
    write_whole(tmp_path / "report.html", "new")
    assert parts(tmp_path) == [".reportxhtml.abcdefgh.part"]
