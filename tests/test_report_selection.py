"""What ``cablediff report`` tells of the findings: by parameters, cables, dates, boilerplate, releases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from reporting import COVER, SENTENCE, document, run, write_cable, write_three

from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def cable(tmp_path: Path) -> Path:
    return write_cable(tmp_path)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return write_three(tmp_path)


def test_a_higher_threshold_leaves_near_copies_out(cable: Path) -> None:
    assert document("--threshold", "0.99", cable)["pairs"] == []


def test_more_words_asked_for_leave_short_blocks_out(cable: Path) -> None:
    assert document("--min-words", "200", cable)["groups"] == []


def test_scope_across_leaves_repeats_within_a_cable_out(cable: Path) -> None:
    assert document("--scope", "across", cable)["groups"] == []
    assert document("--scope", "within", cable)["groups"] != []


def test_kinds_are_selected(cable: Path) -> None:
    assert {group["kind"] for group in document("--kinds", "exact", cable)["groups"]} <= {"exact"}


@pytest.mark.parametrize(("option", "value"), [("--scope", "inside"), ("--kinds", "exact,same")])
def test_an_unknown_choice_names_the_choices(cable: Path, option: str, value: str) -> None:
    result = run(option, value, cable)
    assert result.exit_code == 2
    assert "expected one or more of" in result.stderr


def test_the_boilerplate_rule_is_the_readers(tmp_path: Path) -> None:
    for serial in (714, 716):
        text = COVER.replace("714", str(serial)) + "1. (U) " + SENTENCE.format("eleven")
        (tmp_path / f"08OSLO{serial}.txt").write_text(text + "\n\nHOLM\n", encoding="utf-8")

    def paragraph(*options: object) -> bool:
        groups = document(*options, tmp_path)["groups"]
        return any(group["boilerplate"] for group in groups if group["words"] > 8 and group["cables"] == 2)

    assert not paragraph("--form-cables", 3)
    assert paragraph("--boilerplate-cables", 2)
    assert not paragraph("--boilerplate-cables", 2, "--boilerplate-posts", 2, "--form-cables", 3)


def keys(*arguments: object) -> set[str]:
    groups = document(*arguments)["groups"]
    return {member["cable"] for group in groups for member in group["members"]}


def test_boilerplate_is_told_left_out_or_told_alone(three: Path) -> None:
    flags = [
        {group["boilerplate"] for group in document(three, "--boilerplate-cables", 2, *option)["groups"]}
        for option in ((), ("--boilerplate", "out"), ("--boilerplate", "only"))
    ]
    assert flags == [{True, False}, {False}, {True}]


def test_a_list_of_cables_selects_their_groups(three: Path, tmp_path: Path) -> None:
    listed = tmp_path / "wanted.txt"
    listed.write_text("# of interest\n08OSLO801 the trawlers\n\n", encoding="utf-8")
    assert keys("--list", listed, three) == {"08OSLO801"}
    assert run("--list", listed, three).stderr == ""
    listed.write_text("08OSLO801\n99PARIS1\n", encoding="utf-8")
    assert "1 of 2 ids are not among these cables, as 99PARIS1" in run("--list", listed, three).stderr
    result = run("--list", tmp_path / "none", three)
    assert result.exit_code == 2
    assert "--list" in result.stderr


def test_a_query_selects_the_groups_of_what_it_finds(three: Path) -> None:
    assert keys("--query", "trawlers", three) == {"08OSLO801"}
    assert keys("--query", "harbour", three) == {"08OSLO714", "08OSLO716"}
    assert run("--query", '"broken', three).exit_code == 2
    everything = document("--query", " ", three)
    assert everything["selection"] == {}
    assert everything["groups"] == document(three)["groups"]


def test_cables_and_groups_that_are_not_there_are_named(three: Path) -> None:
    for option, name in (("--cable", "08OSLO1"), ("--group", "0123456789ab")):
        result = run(option, name, three)
        assert result.exit_code == 2
        assert f"{option} {name}: no such" in result.stderr


def test_what_belongs_to_groups_left_out_is_left_out(three: Path) -> None:
    whole = document(three)
    groups = {group["id"]: group for group in whole["groups"]}
    near = next(group for group in groups.values() if group["kind"] == "near")
    assert len(document("--group", near["id"], three)["pairs"]) == 1
    exact = next(group for group in groups.values() if group["kind"] == "exact" and group["cables"] == 2)
    assert document("--group", f"'{exact['id']}", three)["groups"] == [exact]  # as the CSV may show it
    told = document("--group", exact["id"], three)
    assert (told["pairs"], told["records"]) == ([], [])
    inside = document("--stands", "inside one cable", three)
    assert {pair[side]["cable"] for pair in inside["pairs"] for side in "ab"} <= {"08OSLO801"}
    forms = document("--boilerplate-cables", 2, "--boilerplate", "only", three)
    assert forms["groups"]
    assert (forms["records"], forms["cables"]) == ([], [])
    versions = three / "another"
    versions.mkdir()
    text = (three / "08OSLO714.txt").read_text(encoding="utf-8")
    (versions / "08OSLO714.txt").write_text(text.replace("eleven", "twelve"), encoding="utf-8")
    assert document(three)["releases"]
    assert document("--boilerplate", "only", three)["releases"] is None
    assert document("--since", "last", three)["releases"] is None


def test_an_archive_that_is_read_tells_of_copies(sample_cables: Path, tmp_path: Path) -> None:
    place = tmp_path / "archive.cablediff"
    CliRunner().invoke(main, ["index", str(sample_cables / "copies"), "--archive", str(place)])
    result = run("--query", "has:duplicate", "--format", "json", place)
    assert result.stderr == ""
    assert json.loads(result.stdout)["groups"]
    result = run("--with-copies", "--format", "json", place)
    assert result.stderr == ""
    assert json.loads(result.stdout)["groups"]


def test_passages_are_as_long_as_asked_for(sample_cables: Path) -> None:
    found = document("--min-words", 40, sample_cables)
    assert found["parameters"]["passage_words"] == 40
    assert min(group["words"] for group in found["groups"]) >= 40


def test_marked_cables_and_verdicts_of_the_reader_are_told(three: Path) -> None:
    from corpus import archive_for
    from tui.notes.reader_notes import Notes, Verdict, notes_path

    notes = Notes(notes_path(archive_for([three])))
    notes.toggle("08OSLO714")
    (group,) = [group for group in document(three)["groups"] if group["words"] > 10 and group["cables"] == 2]
    first, second = (f"{member['cable']}#{member['block']}" for member in group["members"])
    notes.judge(first, second, Verdict.VARIANT)
    notes.write("Ask the harbour master.", "08OSLO801")
    notes.write("Of another archive.", "99PARIS1")
    assert keys("--marked", three) == {"08OSLO714", "08OSLO716"}
    told = document(three)["verdicts"]
    assert {"a": first, "b": second, "verdict": "variant", "note": ""} in told
    assert {"a": "08OSLO801", "b": None, "verdict": None, "note": "Ask the harbour master."} in told
    assert len(told) == 2
    assert document("--no-notes", three)["verdicts"] == []
    page = run("--format", "html", "--marked", three).stdout
    assert "The command that makes it again, while the same cables are marked:" in page
    page = run("--format", "html", "--since", "last", three).stdout
    assert "The command that makes it again, which then tells what has come since:" in page


def test_since_the_last_report_only_what_is_new_is_told(three: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    assert run("--format", "json", "-o", before, three).exit_code == 0
    for since in ("last", before):
        assert document("--since", since, three)["groups"] == []
    fourth = (three / "08OSLO716.txt").read_text(encoding="utf-8").replace("716", "717")
    (three / "08OSLO717.txt").write_text(fourth, encoding="utf-8")
    for since in ("last", before):
        assert {"08OSLO714", "08OSLO716", "08OSLO717"} <= keys("--since", since, three)
    assert document("--since", "last", three)["groups"] == []


def test_since_a_day_needs_a_cable_of_that_day(sample_cables: Path) -> None:
    found = document("--since", "2009-06-01", sample_cables)["groups"]
    assert found
    for group in found:
        assert max(member["created"] or "" for member in group["members"]) >= "2009-06-01"
    assert len(found) < len(document(sample_cables)["groups"])


def test_since_something_else_says_what_is_expected(three: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    for since in ("yesterday", other):
        result = run("--since", since, three)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1


def test_a_long_json_report_is_read_line_by_line_and_any_other_at_once(three: Path, tmp_path: Path) -> None:
    before, other = tmp_path / "before.json", tmp_path / "other.json"
    assert run("--format", "json", "-o", before, three).exit_code == 0
    other.write_text(json.dumps(json.loads(before.read_text(encoding="utf-8"))), encoding="utf-8")
    cut = tmp_path / "cut.json"
    cut.write_text(before.read_text(encoding="utf-8")[:-400].rpartition("groups")[0], encoding="utf-8")
    for place in (before, other):
        assert document("--since", place, three)["groups"] == []
    result = run("--since", cut, three)
    assert result.exit_code == 2
    assert "is no JSON report of cablediff" in result.stderr


def test_releases_are_compared(sample_cables: Path, three: Path) -> None:
    early, late = sample_cables / "releases" / "early", sample_cables / "releases" / "late"
    assert document("--compare", early, late, three)["releases"]["changed"]
    assert document(three)["releases"] is None
    versions = document(sample_cables / "releases")["releases"]["changed"]
    assert min(cable["created"] for cable in versions) == "2007-08-14T10:17:00"
    assert {cable["id"] for cable in versions} >= {"07COLOMBO2388@2", "09KATHMANDU1466@2"}


def test_a_report_on_one_cable_draws_where_it_repeats_itself(sample_cables: Path, tmp_path: Path) -> None:
    archive = tmp_path / "samples.cablediff"
    CliRunner().invoke(main, ["index", str(sample_cables), "--archive", str(archive)])
    key = "07VALLETTA812"
    listed = tmp_path / "wanted.txt"
    listed.write_text(f"{key}\n", encoding="utf-8")
    for source in (sample_cables, archive):
        assert "Dot plot of" not in run("--format", "html", source).stdout
        for option in (("--cable", key), ("--list", listed), ("--query", "origin:valletta transmission:2")):
            assert f"Dot plot of {key} against itself: " in run("--format", "html", *option, source).stdout
    across = run("--format", "html", "--cable", key, "--scope", "across", sample_cables).stdout
    assert "Dot plot" not in across
    listed.write_text("99PARIS1\n", encoding="utf-8")
    assert run("--format", "html", "--list", listed, sample_cables).exit_code == 0
