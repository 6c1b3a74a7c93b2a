"""``cablediff index``, ``search`` and ``stats``: an archive made once, then asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from corpus import Archive, import_paths
from duplicates.model import Parameters
from duplicates.results.places import folder_of
from duplicates.results.store import findings_of
from tui.commands import main
from tui.commands.stats_table import TITLES

if TYPE_CHECKING:
    from pathlib import Path

FORM = (
    "CONFIDENTIAL OSLO 00000{n}\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: FERRIES {n}\n\n1. (C) {text}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cables"
    folder.mkdir()
    for n, text in enumerate(("The ferry was late.", "The ferry \x1b[2Jsank; the captain swam."), 1):
        (folder / f"08OSLO{n}.txt").write_text(FORM.format(n=n, text=text), encoding="utf-8")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_index_says_what_it_did(folder: Path) -> None:
    first = json.loads(run("index", "--format", "json", folder).stdout)
    assert (first["files"], first["read"], first["added"], first["records"]) == (2, 2, 2, 2)
    again = run("index", folder)
    assert again.exit_code == 0
    assert "2 files, 2 of them unchanged; 0 records read" in again.stdout


def test_no_archive_is_made_for_nothing_and_one_that_is_there_stays(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "mine.cablediff"
    answer = run("index", tmp_path / "mistyped", "--archive", place)
    assert answer.exit_code == 2
    assert "was not made" in answer.stdout
    assert not place.exists()
    run("index", folder, "--archive", place)
    run("index", tmp_path / "mistyped", "--archive", place)
    with Archive.open(place) as archive:
        assert len(archive) == 2


def test_an_archive_goes_where_the_reader_says_and_nowhere_else(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "mine.cablediff"
    before = sorted(folder.iterdir())
    assert run("index", folder, "--archive", place).exit_code == 0
    assert place.is_file()
    assert sorted(folder.iterdir()) == before


def test_hits_are_json_lines(folder: Path) -> None:
    result = run("search", "captain", folder, "--format", "json")
    (line,) = result.stdout.splitlines()
    hit = json.loads(line)
    assert set(hit) == {"id", "date", "origin", "subject", "rank", "snippet"}
    assert (hit["id"], hit["rank"]) == ("08OSLO2", 1)
    start, end = hit["snippet"]["hits"][0]
    assert hit["snippet"]["text"][start:end] == "captain"


def test_hits_are_shown_with_their_words_marked_and_nothing_acts(folder: Path) -> None:
    result = run("search", "captain OR late", folder)
    assert "[captain]" in result.stdout
    assert "[late]" in result.stdout
    assert "\x1b" not in result.stdout


def test_without_a_path_the_last_archive_is_searched(folder: Path) -> None:
    assert run("search", "ferry").exit_code == 2
    run("index", folder)
    assert run("search", "ferry").stdout.count("08OSLO") == 2


def test_a_query_that_cannot_be_read_is_explained_in_one_line(folder: Path) -> None:
    result = run("search", "ferry colour:red", folder)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "at character 7: there is no field colour" in result.stderr


def test_a_file_that_is_no_archive_is_named(folder: Path) -> None:
    result = run("search", "ferry", "--archive", folder / "08OSLO1.txt")
    assert result.exit_code == 2
    assert "08OSLO1.txt: is no archive" in result.stderr


def test_stats_count_and_know_what_they_count(folder: Path) -> None:
    table = run("stats", folder, "--by", "tag,gaps")
    assert "2 records" in table.stdout
    assert "PREL" in table.stdout
    document = json.loads(run("stats", folder, "--by", "tag", "--format", "json").stdout)
    assert document["tag"] == [{"value": "NO", "records": 2}, {"value": "PREL", "records": 2}]
    wrong = run("stats", folder, "--by", "colour")
    assert wrong.exit_code == 2
    assert "expected one or more of year" in wrong.stderr


def test_months_stand_side_by_side_and_the_time_is_never_cut_short(folder: Path) -> None:
    for month in ("JAN", "MAR"):
        text = f"R 011200Z {month} 07\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC\n"
        (folder / f"07OSLO{len(month + text)}{ord(month[0])}.txt").write_text(
            text + FORM.format(n=7, text="Nothing."), encoding="utf-8"
        )
    table = run("stats", folder, "--by", "month", "--limit", "1").stdout.splitlines()
    assert table[-2].split()[::11] == ["Jan", "Dec"]
    assert table[-1].split() == ["2007", "1", "·", "1", *"·" * 9]
    document = json.loads(run("stats", folder, "--limit", "1", "--format", "json").stdout)
    assert document["month"] == [{"value": "2007-01", "records": 1}, {"value": "2007-03", "records": 1}]
    assert document["post"] == [{"value": "OSLO", "records": 4}]


CITING = (
    "UNCLAS LIMA {n:06}\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: LAMPS {n}\nREF: {refs}\n\n1. (U) Lamps.\n"
)


def test_the_tables_have_heads_and_say_what_was_left_out(tmp_path: Path) -> None:
    for n, day, refs in ((2, 12, "(A) LIMA 5 (B) OSLO 7"), (9, 19, "LIMA 5"), (1400, 20, "LIMA 1300")):
        head = f"R {day}1200Z FEB 09\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n"
        (tmp_path / f"09LIMA{n}.txt").write_text(head + CITING.format(n=n, refs=refs), encoding="utf-8")
    printed = run("stats", tmp_path, "--by", "post,missing,gaps,signer", "--limit", "2").stdout.splitlines()
    assert [line.split() for line in printed] == [
        ["3", "records"],
        [],
        ["post"],
        ["records", "post"],
        ["3", "LIMA"],
        [],
        TITLES["missing"].split(),
        ["cited", "by", "cable", "sent", "after", "sent", "before"],
        ["2", "09LIMA5", "2009-02-12", "2009-02-19"],
        ["1", "09LIMA1300", "2009-02-19", "2009-02-20"],
        ["…", *["and", "more;", "--limit", "says", "how", "many", "are", "shown"]],
        [],
        TITLES["gaps"].split(),
        ["serials", "post", "year", "first", "last"],
        ["6", "LIMA", "2009", "3", "8"],
        ["1,390", "LIMA", "2009", "10", "1399"],
        [],
        ["signer"],
        ["none"],
    ]
    narrowed = run(
        "stats",
        tmp_path,
        "--by",
        "missing,gaps",
        "--of-post",
        "oslo",
        "--of-year",
        "2009",
        "--format",
        "json",
    )
    assert json.loads(narrowed.stdout) == {
        "records": 3,
        "missing": [{"id": "09OSLO7", "after": None, "before": None, "cited_by": 1}],
        "gaps": [],
    }


def test_what_is_not_known_of_duplicates_is_said(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "mine.cablediff"
    run("index", folder, "--archive", place)
    for question in (["has:duplicate"], ["ferry", "--order", "copies"]):
        asked = run("search", *question, "--archive", place)
        assert "duplicates have not been looked for since the last import" in asked.stderr
    assert "looked for" not in run("search", "ferry", "--archive", place).stderr
    with Archive.open(place) as archive:
        findings_of(archive, Parameters(min_words=3))
        assert not archive.copies_known
        findings_of(archive, Parameters())
    asked = run("search", "has:duplicate", "--archive", place)
    assert "looked for" not in asked.stderr
    with Archive.open(place) as archive:
        assert archive.copies_known
        (folder / "08OSLO3.txt").write_text(FORM.format(n=3, text="The fog rose."), encoding="utf-8")
        import_paths(archive, [folder], workers=1)
        assert not archive.copies_known


def test_a_rebuilt_archive_keeps_no_results_of_the_old(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "mine.cablediff"
    run("index", folder, "--archive", place)
    with Archive.open(place) as archive:
        findings_of(archive, Parameters())
    assert folder_of(place).is_dir()
    assert run("index", folder, "--archive", place, "--rebuild").exit_code == 0
    assert not folder_of(place).exists()
