"""``cablediff report``: its forms and files, exit status, the archive behind it, words for bad input."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from reporting import COVER, SENTENCE, document, run, write_cable, write_three

import tui.commands.report as report_module
from duplicates.progress import Stopped
from duplicates.results.places import folder_of
from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path

BODY = "1. (U) {}\n\n2. (U) Nothing else of note happened in the port during the whole of the week.\n\nHOLM\n"


@pytest.fixture
def cable(tmp_path: Path) -> Path:
    return write_cable(tmp_path)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return write_three(tmp_path)


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


def test_only_csv_begins_with_a_byte_order_mark(three: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.csv"
    assert run("--format", "csv", "--bom", "-o", out, three).exit_code == 0
    assert out.read_bytes() == b"\xef\xbb\xbf" + run("--format", "csv", three).stdout_bytes
    result = run("--format", "json", "--bom", three)
    assert result.exit_code == 2
    assert "--bom is for --format csv alone" in result.stderr


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
