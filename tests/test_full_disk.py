"""A full disk, wherever something is written: said in one line, and what was there before is whole.

A limit on the size of a file is to one file what a full disk is, and any user may set it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import programs
import pytest
from browsing import browsing, press, screen_text, type_text, until

from corpus import Archive, import_paths
from tui.notes.journal import add_line, read_lines
from tui.notes.reader_notes import Notes, Verdict
from tui.returning.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMITED = """
import resource, sys
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.argv = ["cablediff", *sys.argv[2:]]
from tui.commands import main
main()
"""

FULL = Path("/dev/full")


def limited(limit: int, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the command where no file may grow beyond so many bytes."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def full_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Make the disk full for the journal: so many bytes of the next line are still written."""
    write = os.write

    def set_room(room: int) -> None:
        def few(file: int, data: bytes) -> int:
            nonlocal room
            if not room:
                raise OSError(28, "No space left on device")
            part, room = data[:room], max(room - len(data), 0)
            return write(file, part)

        monkeypatch.setattr("tui.notes.journal.os.write", few)

    yield set_room
    monkeypatch.undo()


def test_a_report_and_an_older_one_beside_it(sample_cables: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("the report of yesterday")
    run = limited(20_000, "report", sample_cables / "copies", "--format", "html", "-o", target)
    assert run.returncode == 2
    assert run.stderr.startswith(f"cablediff: {target}: cannot be written: File too large")
    assert target.read_text() == "the report of yesterday"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html"]


@pytest.mark.parametrize("room", [10, 4_000])
def test_results_beside_an_archive_are_made_by_the_next_run(
    room: int, sample_cables: Path, tmp_path: Path
) -> None:
    place = tmp_path / "a.cablediff"
    with Archive.open(place) as archive:
        import_paths(archive, [sample_cables], workers=1)
    words = ("report", place, "--format", "json")
    whole = limited(1 << 30, *words)
    for file in (tmp_path / "a.cablediff-copies").iterdir():
        file.unlink()
    run = limited(room, *words)
    assert run.returncode == 2
    (line,) = run.stderr.splitlines()
    assert line.startswith(f"cablediff: {tmp_path}/a.cablediff-copies/")
    assert "cannot be written: " in line
    assert not [file for file in (tmp_path / "a.cablediff-copies").iterdir() if "draft" in file.name]
    again = limited(1 << 30, *words)
    assert (again.returncode, again.stdout) == (0, whole.stdout)


@pytest.mark.parametrize("room", [0, 1, 20, 36])
def test_a_mark_that_is_not_wholly_on_the_disk_takes_no_other_along(
    tmp_path: Path, full_at: object, room: int
) -> None:
    file = tmp_path / "notes.jsonl"
    notes = Notes(file)
    notes.toggle("08VALLETTA101")
    full_at(room)  # type: ignore[operator]
    with pytest.raises(OSError, match="No space left"):
        notes.toggle("08VALLETTA102")
    assert list(notes.marked) == list(Notes(file).marked) == ["08VALLETTA101"]
    full_at(10_000)  # type: ignore[operator]
    notes.toggle("08VALLETTA103")
    notes.judge("08VALLETTA101", "08VALLETTA103", Verdict.SAME)
    assert list(notes.marked) == list(Notes(file).marked) == ["08VALLETTA101", "08VALLETTA103"]
    assert Notes(file).verdicts == notes.verdicts


def test_a_line_that_a_killed_program_left_is_closed_by_the_next(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    add_line(file, {"a": 1})
    with file.open("a") as journal:
        journal.write('{"b": ')
    add_line(file, {"c": 3})
    assert list(read_lines(file)) == [{"a": 1}, {"c": 3}]


def test_settings_stay_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "browser.json"
    Settings(file).put("theme", "dark")
    code = (
        "import resource, sys\nfrom pathlib import Path\nfrom tui.returning.settings import Settings\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "settings = Settings(Path(sys.argv[1]))\nsettings.put('theme', 'light')\n"
        "print(settings.text('theme', ''))"
    )
    run = programs.run(code, file)
    assert run.stdout == "light\n"  # of this session
    assert json.loads(file.read_text()) == {"theme": "dark"}
    assert [path.name for path in tmp_path.iterdir()] == ["browser.json"]


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")
async def test_an_export_says_it_and_the_browser_goes_on() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "e")
        await press(pilot, "c")
        await press(pilot, "ctrl+u")
        await type_text(pilot, "/dev/full")
        await press(pilot, "enter", "o")
        await until(pilot, lambda: "cannot be written" in screen_text(browser))
        assert "No space left" in screen_text(browser)
        await press(pilot, "j")
        assert browser.is_running
