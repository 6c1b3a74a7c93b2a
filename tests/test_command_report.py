"""``cablediff report``: table and JSON, selection, exit status, and clear words for bad input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

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
