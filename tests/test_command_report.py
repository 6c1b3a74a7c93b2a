"""``cablediff report``: table and JSON, selection, exit status, and clear words for bad input."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

import tui.commands.report as report_module
from duplicates.progress import Stopped
from duplicates.results.places import folder_of
from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "The harbour master counted {} ships in the inner basin before the fog came down at noon."
COVER = "UNCLAS OSLO 000714\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: SHIPS\n\n"
BODY = "1. (U) {}\n\n2. (U) Nothing else of note happened in the port during the whole of the week.\n\nHOLM\n"


@pytest.fixture
def cable(tmp_path: Path) -> Path:
    """A message that holds its first paragraph twice, once with another number."""
    path = tmp_path / "08OSLO714.txt"
    first, second = SENTENCE.format("eleven"), SENTENCE.format("nine")
    twice = f"{first}\n\n2. (U) {first}\n\n3. (U) {second}"
    path.write_text(f"{COVER}1. (U) {twice}\n\nHOLM\n", encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def document(*arguments: object) -> dict[str, Any]:
    result = run("--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


def test_json_keeps_the_contract(cable: Path) -> None:
    found = document(cable)
    assert found["schema"] == "cablediff.report/1"
    assert found["parameters"] == {
        "threshold": 0.8,
        "min_words": 8,
        "scope": ["across", "within"],
        "kinds": ["exact", "family", "near", "passage"],
        "passage_words": 15,
        "family_cables": 10,
        "boilerplate_cables": 10,
        "boilerplate_posts": 1,
        "form_cables": 2,
        "seed": 0,
    }
    assert set(found["counts"]) == {
        "cables",
        "blocks",
        "compared",
        "groups",
        "pairs",
        "relations",
        "problems",
    }
    assert found["counts"]["groups"] == len(found["groups"]) > 0
    assert found["counts"]["pairs"] == len(found["pairs"]) > 0
    group = found["groups"][0]
    assert set(group) == {"id", "kind", "scope", "boilerplate", "cables", "posts", "words", "members"}
    assert set(group["members"][0]) == {"cable", "block", "start", "end", "created", "similarity"}
    assert set(found["pairs"][0]) == {"a", "b", "similarity"}


def test_whole_cables_and_where_text_comes_from(tmp_path: Path) -> None:
    body = "\n\n".join(f"{n}. (U) {SENTENCE.format(word)}" for n, word in enumerate(("one", "forty"), 1))
    for serial, post in ((714, "OSLO"), (716, "OSLO")):
        text = COVER.replace("714", str(serial)).replace("OSLO", post)
        (tmp_path / f"08{post}{serial}.txt").write_text(f"{text}{body}\n\nHOLM\n", encoding="utf-8")
    found = document(tmp_path)
    (relation,) = found["cables"]
    assert set(relation) == {"kind", "early", "late", "shared_words", "share", "evidence"}
    assert {relation["early"], relation["late"]} == {"08OSLO714", "08OSLO716"}
    (row,) = found["sources"]
    assert (row["source"], row["by"], row["cables"]) == ("OSLO", "OSLO", 1)
    assert "Whole cables" in run(tmp_path).stdout


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


def test_members_point_at_the_text(cable: Path) -> None:
    text = cable.read_text(encoding="utf-8")
    for group in document(cable)["groups"]:
        for member in group["members"]:
            assert "ships" in text[member["start"] : member["end"]]


def test_the_same_input_gives_the_same_bytes(cable: Path) -> None:
    assert run("--format", "json", cable).stdout == run("--format", "json", cable).stdout


def test_the_table_names_the_cable_and_the_words(cable: Path) -> None:
    result = run(cable)
    assert result.exit_code == 0
    assert "08OSLO714#" in result.stdout
    assert "The harbour master counted eleven ships" in result.stdout


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


def test_exit_code_tells_scripts(cable: Path, tmp_path: Path) -> None:
    single = tmp_path / "08OSLO1.txt"
    single.write_text(COVER.replace("714", "001") + BODY.format("A quiet day."), encoding="utf-8")
    assert run("--exit-code", cable).exit_code == 1
    assert run("--exit-code", single).exit_code == 0
    assert run(cable).exit_code == 0


def test_a_file_is_written_whole(cable: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.json"
    out.write_text("old")
    assert run("--format", "json", "-o", out, cable).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["schema"] == "cablediff.report/1"
    assert [path.name for path in tmp_path.iterdir() if "found" in path.name] == ["found.json"]


def test_a_file_that_cannot_be_written_is_named(cable: Path, tmp_path: Path) -> None:
    result = run("-o", tmp_path / "none" / "found.json", cable)
    assert result.exit_code == 2
    assert "found.json: cannot be written" in result.stderr


@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 8])
def test_what_is_no_cable_ends_with_status_2_and_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thing.txt"
    path.write_bytes(content)
    result = run(path)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "thing.txt: " in result.stderr


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "nothing")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "nothing: no such file or folder" in result.stderr


def test_a_readable_record_beside_an_unreadable_one_is_reported(cable: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("--format", "json", tmp_path)
    assert result.exit_code == 0
    counts = json.loads(result.stdout)["counts"]
    assert (counts["cables"], counts["problems"]) == (1, 1)
    assert "1 problem in the input" in " ".join(run(tmp_path).stdout.split())
    assert "empty.txt: the file is empty" in result.stderr


def test_the_seed_record(shared_cables: Path) -> None:
    """Twelve paragraphs are exact copies, and the cover, once without its first line, a near copy."""
    from parser import read

    path = shared_cables / "09ASTANA714.txt"
    (cable,) = read(path)
    groups = document(path)["groups"]
    exact = [group for group in groups if group["kind"] == "exact"]
    numbers = {cable.blocks[group["members"][0]["block"]].number for group in exact}
    assert numbers >= set(range(1, 13))
    assert all(len(group["members"]) >= 2 for group in exact)
    covers = [group for group in groups if group["kind"] == "near"]
    assert any(
        len(group["members"]) == 3
        and "TAGS:" in cable.text[group["members"][2]["start"] : group["members"][2]["end"]]
        for group in covers
    )
    assert "the cover 3 times" in run(path).stdout


# What is selected


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three cables of two days: two share a paragraph, the third repeats one of its own."""
    folder = tmp_path / "three"
    folder.mkdir()
    shared, own = (
        SENTENCE.format("eleven"),
        "Forty trawlers, all of them old, left for the northern banks on Friday.",
    )
    bodies = {714: f"1. (U) {shared}", 716: f"1. (U) {shared}", 801: f"1. (U) {own}\n\n2. (U) {own}"}
    for serial, body in bodies.items():
        cover = COVER.replace("714", str(serial)).replace("SHIPS", f"CABLE {serial}")
        (folder / f"08OSLO{serial}.txt").write_text(f"{cover}{body}\n\nHOLM\n", encoding="utf-8")
    return folder


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


def test_releases_are_compared(sample_cables: Path, three: Path) -> None:
    early, late = sample_cables / "releases" / "early", sample_cables / "releases" / "late"
    assert document("--compare", early, late, three)["releases"]["changed"]
    assert document(three)["releases"] is None
    versions = document(sample_cables / "releases")["releases"]["changed"]
    assert {cable["id"] for cable in versions} >= {"07COLOMBO2388@2", "09KATHMANDU1466@2"}


def test_the_report_names_the_command_that_makes_it_again(three: Path) -> None:
    found = document("--min-words", 9, "--boilerplate", "out", three)
    assert found["command"] == (f"cablediff report --min-words 9 --boilerplate out --format json {three}")
    assert found["selection"] == {"Boilerplate": "out"}


def test_the_command_takes_a_path_that_looks_like_an_option(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(three)
    (three / "08OSLO714.txt").rename(three / "-rf")
    made = run("--format", "json", "--", "-rf").stdout
    command = json.loads(made)["command"]
    assert command == "cablediff report --format json -- -rf"
    assert run(*shlex.split(command)[2:]).stdout == made


def test_an_archive_file_is_read_as_the_cables_in_it(three: Path, tmp_path: Path) -> None:
    archive = tmp_path / "three.cablediff"
    assert CliRunner().invoke(main, ["index", str(three), "--archive", str(archive)]).exit_code == 0
    assert document(archive)["groups"] == document(three)["groups"]


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "html"])
def test_every_form_goes_to_standard_output_or_a_file(three: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "report"
    assert run("--format", form, "-o", out, three).exit_code == 0
    shown = run("--format", form, three).stdout
    written = out.read_text(encoding="utf-8").replace(f"-o {out} ", "").replace(f"--output {out} ", "")
    assert written == shown


def test_a_report_that_fails_leaves_the_old_file(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.csv"
    out.write_text("old", encoding="utf-8")

    def broken(*_: object) -> object:
        yield "group,"
        raise KeyboardInterrupt

    monkeypatch.setitem(report_module._FORMS, "csv", broken)
    assert run("--format", "csv", "-o", out, three).exit_code != 0
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["report.csv"]


def test_the_same_bytes_in_whichever_file(cable: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    for path in (first, second):
        assert run("--format", "json", "-o", path, cable).exit_code == 0
    assert first.read_bytes() == second.read_bytes() == run("--format", "json", cable).stdout_bytes


def test_a_page_too_large_to_open_is_said_to_be_so(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--format", "html", three).stderr == ""
    monkeypatch.setattr("tui.commands.report.MOST_OF_A_PAGE", 0)
    assert "groups is more than browsers open well" in run("--format", "html", three).stderr
    assert run("--format", "csv", three).stderr == ""


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


def test_an_archive_is_searched_once(tmp_path: Path, cable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "some.cablediff"
    assert CliRunner().invoke(main, ["index", "--archive", str(place), str(cable)]).exit_code == 0
    found = document(place)
    assert found["groups"]
    assert found["groups"] == document(cable)["groups"]
    monkeypatch.setattr("duplicates.results.store.assemble", None)
    assert document(place) == found
    assert document("--archive", place)["groups"] == found["groups"]
    assert document()["groups"] == found["groups"]  # the archive opened last


def test_a_rebuilt_archive_keeps_no_old_results(tmp_path: Path, cable: Path) -> None:
    place = tmp_path / "some.cablediff"
    run_index = ["index", "--archive", str(place), str(cable)]
    CliRunner().invoke(main, run_index)
    document(place)
    assert folder_of(place).is_dir()
    CliRunner().invoke(main, [*run_index, "--rebuild"])
    assert not folder_of(place).exists()


def test_a_search_that_is_stopped_says_that_it_goes_on(
    tmp_path: Path, cable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "some.cablediff"
    CliRunner().invoke(main, ["index", "--archive", str(place), str(cable)])

    def stopped(*_: object) -> None:
        raise Stopped("stopped while joining blocks")

    monkeypatch.setattr("duplicates.results.store.kept_near", stopped)
    result = run(place)
    assert result.exit_code == 2
    assert "stopped while joining blocks; what was done is kept" in result.stderr
