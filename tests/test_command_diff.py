"""``cablediff diff``: operands, formats, exit status."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from corpus import Archive, import_paths, remember_last
from parser import read
from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


@pytest.fixture
def doubled(sample_cables: Path) -> Path:
    return sample_cables / "doubled" / "07VALLETTA812.txt"


def test_two_copies_inside_one_record(doubled: Path) -> None:
    result = run(f"{doubled}~1", f"{doubled}~2", "--exit-code")
    assert result.exit_code == 1
    assert "[-" in result.output
    assert "{+" in result.output


def test_equal_copies_exit_with_0(sample_cables: Path) -> None:
    path = sample_cables / "doubled" / "08REYKJAVIK904.txt"
    blocks = _paragraphs(path, 4)
    assert len(blocks) == 2
    result = run(f"{path}#{blocks[0]}", f"{path}#{blocks[1]}", "--exit-code", "--ignore", "page-breaks")
    assert result.exit_code == 0
    assert "no difference" in result.output


def _paragraphs(path: Path, number: int) -> list[int]:
    record = json.loads(CliRunner().invoke(main, ["parse", str(path)]).output)
    return [block["index"] for block in record["blocks"] if block["number"] == number]


def test_cables_by_id_in_a_folder(sample_cables: Path) -> None:
    result = run("06TALLINN1433", "06tallinn1441", "--in", sample_cables / "copies", "--format", "side")
    assert result.exit_code == 0
    assert " * " in result.output


def test_versions_of_one_id(sample_cables: Path) -> None:
    result = run(
        "08OUAGADOUGOU1189", "08OUAGADOUGOU1189@2", "--in", sample_cables / "releases", "--exit-code"
    )
    assert result.exit_code == 1


def test_json_gives_both_texts_back(sample_cables: Path) -> None:
    folder = sample_cables / "releases"
    result = run(
        folder / "early" / "08OUAGADOUGOU1189.html",
        folder / "late" / "08OUAGADOUGOU1189.html",
        "--format",
        "json",
    )
    document = json.loads(result.output)
    assert document["schema"] == "cablediff.diff/1"
    for side, first in (("early", 1), ("late", 3)):
        text = document[side]["text"]
        assert "".join(text[part[first] : part[first + 1]] for part in document["parts"]) == text
        for change in document["changes"]:
            span = change[side]
            assert text[span["start"] : span["end"]] == span["text"]
    assert {change["kind"] for change in document["changes"]} & {"restored", "redacted"}


def test_json_spans_of_a_block_point_into_the_record(doubled: Path) -> None:
    first, second = _paragraphs(doubled, 3)
    document = json.loads(run(f"{doubled}#{first}", f"{doubled}#{second}", "--format", "json").output)
    (cable,) = read(doubled)
    assert document["changes"]
    for change in document["changes"]:
        for side in ("early", "late"):
            span = change[side]
            assert cable.text[span["start"] : span["end"]] == span["text"]


def test_json_is_ascii_and_harmless(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("the \x1b[31m\x9b\u202e price", encoding="utf-8")
    other.write_text("the \x1b[32m price", encoding="utf-8")
    output = run(one, other, "--format", "json").output
    assert output.isascii()
    assert "\x1b" not in output


def test_html_escapes_and_forbids(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("<script>alert(1)</script> he said", encoding="utf-8")
    other.write_text("<script>alert(1)</script> she said", encoding="utf-8")
    output = run(one, other, "--format", "html").output
    assert "<script" not in output
    assert "default-src &#39;none&#39;" in output
    assert '<ins class="char">s</ins><ins>he</ins>' in output


def test_plain_files_are_compared_as_text(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other~1.txt"
    one.write_text("nine goats", encoding="utf-8")
    other.write_text("ten goats", encoding="utf-8")
    assert "[-nine-]{+ten+} goats" in run(one, other).output


def test_output_to_a_file(tmp_path: Path, doubled: Path) -> None:
    target = tmp_path / "out.html"
    assert run(f"{doubled}~1", f"{doubled}~2", "--format", "html", "-o", target).output == ""
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_lines_keep_the_width_asked_for(doubled: Path) -> None:
    for form in ("side", "unified"):
        lines = run(f"{doubled}~1", f"{doubled}~2", "--format", form, "--width", "60").output.splitlines()
        assert max(map(len, lines[3:])) <= 60


def test_ignore_levels_are_switches(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("END of the SUMMARY", encoding="utf-8")
    other.write_text("End of the\nsummary", encoding="utf-8")
    assert run(one, other, "--exit-code").exit_code == 1
    assert run(one, other, "--exit-code", "--ignore", "case,quotes").exit_code == 0
    assert run(one, other, "--exit-code", "--ignore", "case", "--show", "line-breaks").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no/such/file", "09NOWHERE1"], "no such cable"),
        (["{doubled}~3", "{doubled}~1"], "holds 2 copies of the message"),
        (["{doubled}#999", "{doubled}#1"], "the record has blocks 0 to"),
        (["{samples}/copies", "{doubled}"], "a folder"),
        (["{samples}/cables.csv", "{doubled}"], "several cables"),
        (["{tmp}/empty.txt", "{doubled}"], "empty"),
        (["{tmp}/binary.txt", "{doubled}"], "binary"),
        (["{doubled}", "{doubled}", "--ignore", "nonsense"], "expected one of"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    arguments: list[str], said: str, doubled: Path, sample_cables: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(os.urandom(64) + b"\x00\x01\x02" * 50)
    named = [text.format(doubled=doubled, samples=sample_cables, tmp=tmp_path) for text in arguments]
    result = run(*named, "--in", sample_cables)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "name", ["missing.txt", "../Bad/missing.txt", "09nowhere1@2", "missing.txt~2", "a\x1bb"]
)
def test_what_is_missing_is_named_as_it_was_typed(name: str, sample_cables: Path, doubled: Path) -> None:
    shown = name.replace("\x1b", "\N{SYMBOL FOR ESCAPE}")
    for arguments in ([name, doubled], [doubled, name], [name, name.upper()]):
        result = run(*arguments, "--in", sample_cables)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"cablediff: {shown}: no such file, and no such cable in ")


def test_the_seed_s_two_transmissions_agree_but_for_the_doubled_cover(shared_cables: Path) -> None:
    seed = shared_cables / "09ASTANA714.txt"
    document = json.loads(run(f"{seed}~1", f"{seed}~2", "--format", "json").output)
    (change,) = document["changes"]
    assert change["kind"] == "deleted"
    assert "SIPDIS" in change["early"]["text"]
    assert "1. (C)" not in change["early"]["text"]


def test_without_a_place_the_archive_opened_last_is_asked(sample_cables: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "last.cablediff") as archive:
        import_paths(archive, [sample_cables / "copies"])
    remember_last(tmp_path / "last.cablediff")
    assert "+++ 06TALLINN1441" in run("06TALLINN1433", "06TALLINN1441").output
    missing = run("06TALLINN1433", "10BERN914")
    assert missing.exit_code == 2
    assert "10BERN914: no such file, and no such cable in the archive opened last" in missing.stderr


def test_without_any_archive_the_sample_cables_are_asked() -> None:
    assert "+++ 06TALLINN1441" in run("06TALLINN1433", "06TALLINN1441").output


def test_an_archive_file_is_a_place_too(sample_cables: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "some.cablediff") as archive:
        import_paths(archive, [sample_cables / "releases"])
    place = tmp_path / "some.cablediff"
    result = run("08OUAGADOUGOU1189", "08OUAGADOUGOU1189@2", "--in", place, "--exit-code")
    assert result.exit_code == 1
