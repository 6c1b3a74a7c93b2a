"""``cablediff compare``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from parser import read
from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


@pytest.fixture
def early(sample_cables: Path) -> Path:
    return sample_cables / "releases" / "early"


@pytest.fixture
def late(sample_cables: Path) -> Path:
    return sample_cables / "releases" / "late"


def test_text_tells_what_happened(early: Path, late: Path) -> None:
    result = run(early, late)
    assert result.exit_code == 0
    assert "3 cables changed, 1 added, 1 removed, 1 unchanged." in result.output
    assert "Added: 09TASHKENT1733" in result.output
    assert "[-Lakshman Wijegoonewardene-]{+XXXXXXXXXXXX+}" in result.output.replace("\n      ", " ")


def test_json_keeps_its_contract(early: Path, late: Path) -> None:
    document = json.loads(run(early, late, "--format", "json").output)
    assert document["schema"] == "cablediff.compare/1"
    assert document["added"] == ["09TASHKENT1733"]
    assert document["removed"] == ["08ZAGREB977"]
    assert document["unchanged"] == 1
    texts = {}
    for side, folder in (("early", early), ("late", late)):
        texts[side] = {cable.id: cable.text for cable in read(folder)}
    for cable in document["changed"]:
        assert {"id", "fields", "changes"} <= cable.keys()
        for change in cable["changes"]:
            for side in ("early", "late"):
                span = change[side]
                assert texts[side][cable["id"]][span["start"] : span["end"]] == span["text"]


def test_the_same_input_gives_the_same_bytes(early: Path, late: Path) -> None:
    assert run(early, late, "--format", "json").output == run(early, late, "--format", "json").output


@pytest.mark.parametrize(("form", "sign"), [("markdown", "## Added"), ("html", "<h2>Added</h2>")])
def test_other_formats(early: Path, late: Path, form: str, sign: str) -> None:
    result = run(early, late, "--format", form)
    assert sign in result.output
    assert "Wijegoonewardene" in result.output


def test_html_lets_nothing_act(tmp_path: Path) -> None:
    for name, word in (("early", "he"), ("late", "she")):
        (tmp_path / name).mkdir()
        text = f"SUBJECT: <script>alert(1)</script>\n\n1. (C) <img src=x onerror=alert(1)> {word} said.\n"
        (tmp_path / name / "09RIGA412.txt").write_text(text, encoding="utf-8")
    output = run(tmp_path / "early", tmp_path / "late", "--format", "html").output
    assert "&lt;img src" in output
    assert "<img" not in output
    assert "<script" not in output
    assert "default-src" in output


def test_exit_status(early: Path, late: Path, tmp_path: Path) -> None:
    assert run(early, late, "--exit-code").exit_code == 1
    assert run(early, early, "--exit-code").exit_code == 0
    assert run(early, tmp_path / "nothing").exit_code == 2
    (tmp_path / "folder").mkdir()
    empty = run(early, tmp_path / "folder")
    assert empty.exit_code == 2
    assert empty.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_every_text_tells_each_cables_way(early: Path, late: Path, form: str) -> None:
    output = run(early, late, early, "--format", form).output
    assert "09TASHKENT1733" in output
    assert "1→2 added; 2→3 removed" in " ".join(output.split())


def test_three_releases_are_a_history(early: Path, late: Path) -> None:
    document = json.loads(run(early, late, early, "--format", "json").output)
    assert document["changed"] == []
    assert [step["status"] for step in document["history"]["09TASHKENT1733"]] == ["added", "removed"]
    assert len(document["steps"]) == 2
    assert "09TASHKENT1733  1→2 added; 2→3 removed" in run(early, late, early).output
    assert "<td>removed</td>" in run(early, late, early, "--format", "html").output


def test_ignore_levels_are_switches(tmp_path: Path) -> None:
    for name, word in (("early", "Crane."), ("late", "crane")):
        (tmp_path / name).mkdir()
        text = f"SUBJECT: THE PORT\n\n1. (C) Nobody in the port saw the {word}\n"
        (tmp_path / name / "09RIGA412.txt").write_text(text, encoding="utf-8")
    folders = (tmp_path / "early", tmp_path / "late")
    assert run(*folders, "--exit-code").exit_code == 0
    assert run(*folders, "--exit-code", "--show", "case").exit_code == 1
    assert run(*folders, "--exit-code", "--show", "punctuation").exit_code == 1


def test_archive_files_are_releases_too(early: Path, late: Path, tmp_path: Path) -> None:
    from corpus import Archive, import_paths

    places = []
    for name, folder in (("early", early), ("late", late)):
        with Archive.open(tmp_path / f"{name}.cablediff") as archive:
            import_paths(archive, [folder])
        places.append(tmp_path / f"{name}.cablediff")
    assert "3 cables changed, 1 added, 1 removed, 1 unchanged." in run(*places).output


ROW = (
    '"{number}","4/27/2009 13:01","09RIGA412","Embassy Riga","{classification}","",'
    '"VZCZCXRO1234\nRR RUEHC","SUBJECT: THE PORT\n\n1. (C) The port of Riga closed{when}.\n"\n'
)


@pytest.mark.parametrize("command", [["compare"], ["report", "--format", "json"]])
def test_what_only_the_archive_states_is_compared_too(command: list[str], tmp_path: Path) -> None:
    from corpus import Archive, import_paths

    rows = [
        ROW.format(number=1, classification="SECRET", when=""),
        ROW.format(number=2, classification="CONFIDENTIAL", when=" in May"),
    ]
    (tmp_path / "cables.csv").write_text("".join(rows), encoding="utf-8")
    place = tmp_path / "a.cablediff"
    with Archive.open(place) as archive:
        import_paths(archive, [tmp_path / "cables.csv"], workers=1)
    output = CliRunner().invoke(main, [*command, str(place)]).output
    assert "09RIGA412@2" in output
    assert "in May" in output
    assert "CONFIDENTIAL" in output


def test_output_to_a_file(early: Path, late: Path, tmp_path: Path) -> None:
    assert run(early, late, "-o", tmp_path / "out.txt").output == ""
    assert "3 cables changed" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_browse_wants_a_terminal_and_sources(early: Path, late: Path, tmp_path: Path) -> None:
    result = run("--browse", early, late)
    assert result.exit_code == 2
    assert "needs a terminal" in result.output
    archive = tmp_path / "some.cables"
    archive.write_bytes(b"SQLite format 3\0" + bytes(84))
    result = run("--browse", archive, late)
    assert result.exit_code == 2
    assert "an archive file is browsed alone" in result.output
