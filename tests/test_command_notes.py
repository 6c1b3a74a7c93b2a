"""``cablediff notes``: what was noted while browsing, in four forms that do nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus import archive_for
from tui.commands import main
from tui.giving.command_lines import command_line
from tui.notes.reader_notes import Notes, Verdict, notes_path


@pytest.fixture
def noted(sample_cables: Path) -> Path:
    """A folder on whose cables something was noted."""
    notes = Notes(notes_path(archive_for([sample_cables])))
    notes.toggle("07VALLETTA812")
    notes.write('=cmd|"/c calc" \x1b[31m<b>*loud*', "07VALLETTA812#13")
    notes.judge("07VALLETTA812#13", "07VALLETTA812#37", Verdict.VARIANT)
    return sample_cables


def test_lines_for_people(noted: Path) -> None:
    result = CliRunner().invoke(main, ["notes", str(noted)])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "07VALLETTA812  marked"
    assert lines[1] == "07VALLETTA812#13"
    assert "\x1b" not in result.stdout
    assert lines[-1] == "07VALLETTA812#13 and 07VALLETTA812#37  variant"


def test_json(noted: Path) -> None:
    document = json.loads(CliRunner().invoke(main, ["notes", str(noted), "--format", "json"]).stdout)
    assert document["schema"] == "cablediff.notes/1"
    assert [remark["about"] for remark in document["remarks"]][-1] == ["07VALLETTA812#13", "07VALLETTA812#37"]
    assert document["remarks"][-1]["verdict"] == "variant"
    assert document["remarks"][0]["marked"] is True


def test_a_spreadsheet_runs_nothing(noted: Path, tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    CliRunner().invoke(main, ["notes", str(noted), "--format", "csv", "-o", str(file)])
    rows = list(csv.reader(io.StringIO(file.read_text())))
    assert rows[0] == ["place", "other place", "marked", "verdict", "note"]
    assert rows[2][4].startswith("'=cmd")


def test_markdown_shows_the_words_as_they_are(noted: Path) -> None:
    shown = CliRunner().invoke(main, ["notes", str(noted), "--format", "markdown"]).stdout
    assert r"\<b\>\*loud\*" in shown
    assert r"**07VALLETTA812\#13 and 07VALLETTA812\#37**, variant" in shown


def test_nothing_noted_says_how_to(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["notes", str(tmp_path)])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "m marks" in result.stderr


def test_a_command_line_is_quoted_for_the_shell(tmp_path: Path) -> None:
    folder = tmp_path / "it's; rm -rf"
    archive = tmp_path / "a.cablediff"
    own = archive_for([folder])
    assert command_line(["notes"], [folder], own) == f"cablediff notes '{tmp_path}/it'\"'\"'s; rm -rf'"
    assert command_line(["diff", "A#1", "B"], [], archive) == f"cablediff diff --in {archive} 'A#1' B"
    assert command_line(["clean", "-x"], [tmp_path], archive_for([tmp_path])).endswith(
        f"--in {tmp_path} -- -x"
    )
    assert command_line(["notes"], [folder], archive) == f"cablediff notes --archive {archive}"  # not theirs


def test_a_copied_command_can_be_pasted_in_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cables").mkdir()
    sources = [Path("cables")]
    own = command_line(["diff", "A", "B"], sources, archive_for(sources))
    assert own == f"cablediff diff --in {tmp_path / 'cables'} A B"
    assert command_line(["notes"], [], Path("a.cablediff")).endswith(f" {tmp_path / 'a.cablediff'}")
