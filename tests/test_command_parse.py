"""``cablediff parse``: JSON lines, text, coverage, exit status, plain words for bad input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from parser import read
from parser.coverage import Coverage, as_dict
from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = """R 191417Z JUL 07
FM AMEMBASSY TALLINN
TO RUEHC/SECSTATE WASHDC 0001

UNCLAS TALLINN 009901

TAGS: PGOV, EN
SUBJECT: A FERRY SAILS

1. (U) A ferry sails.

2. (U) It comes back.

PERSON
"""


@pytest.fixture
def cable(tmp_path: Path) -> Path:
    path = tmp_path / "07TALLINN9901.txt"
    path.write_text(MESSAGE, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["parse", *map(str, arguments)])


def test_one_json_line_a_cable(cable: Path) -> None:
    (cable.parent / "second.txt").write_text(MESSAGE.replace("009901", "009902"))
    result = run(cable.parent)
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["id"] for each in found] == ["07TALLINN9901", "07TALLINN9902"]
    assert found[0]["text"] == MESSAGE
    assert found[0]["subject"] == "A FERRY SAILS"
    assert result.stderr == ""


def test_the_same_input_gives_the_same_bytes(cable: Path) -> None:
    assert run(cable).stdout_bytes == run(cable).stdout_bytes


def test_json_is_printable_ascii_whatever_the_cable_holds(cable: Path) -> None:
    hostile = "\x1b[2J\x07\x7f\x9b\u202e\u2028<b>[red]¶ é\ud7ff"
    cable.write_text(MESSAGE.replace("sails", hostile), encoding="utf-8")
    result = run(cable)
    (line,) = result.stdout_bytes.splitlines()
    assert all(32 <= byte < 127 for byte in line)
    assert hostile in json.loads(line)["text"]


def test_text_for_people(cable: Path) -> None:
    result = run("--format", "text", cable)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "07TALLINN9901  2007-07-19 14:17  UNCLASSIFIED" or lines[0].startswith(
        "07TALLINN9901  2007"
    )
    assert any(line.split() == ["subject", "A", "FERRY", "SAILS"] for line in lines)
    assert any(line.split() == ["tags", "PGOV", "EN"] for line in lines)
    assert any("paragraph" in line and "1." in line and "(U)" in line for line in lines)


def test_text_does_nothing_to_a_terminal(cable: Path) -> None:
    cable.write_text(
        MESSAGE.replace("A FERRY", "A\x1b[2J\x9b FERRY").replace("It", "\u202eIt"), encoding="utf-8"
    )
    shown = run("--format", "text", cable).stdout
    assert not set(shown) & {"\x1b", "\x9b", "\u202e"}
    assert "␛[2J" in shown


def test_a_second_cable_of_the_same_id_is_told_apart(cable: Path) -> None:
    lines = run("--format", "text", cable, cable).stdout.splitlines()
    assert [line.split()[0] for line in lines if line and not line.startswith(" ")] == [
        "07TALLINN9901",
        "07TALLINN9901@2",
    ]


def test_coverage_as_text(cable: Path) -> None:
    result = run("--coverage", cable)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"1 cables, {len(MESSAGE)} characters, 100.00% typed")
    assert "a SUBJECT line gives a subject" in result.stdout


def test_coverage_names_the_cables_with_a_gap_and_counts_the_rest(tmp_path: Path) -> None:
    for number in range(1, 26):
        text = MESSAGE.replace("2. (U)", "4. (U)").replace("009901", f"{number:06}")
        (tmp_path / f"{number}.txt").write_text(text)
    lines = run("--coverage", tmp_path).stdout.splitlines()
    start = lines.index("not met: numbered paragraphs follow without a gap")
    assert lines[start + 1].split(maxsplit=1)[1] == "4 after 1: the text has no 2"
    assert lines[start + 21].strip() == "… and 5 more: --format json lists them all"


def test_coverage_as_json(cable: Path) -> None:
    found = json.loads(run("--coverage", "--format", "json", cable).stdout)
    assert (found["schema"], found["cables"]) == ("cablediff.coverage/1", 1)


@pytest.mark.parametrize("option", [[], ["--format", "text"], ["--coverage"]])
def test_where_nothing_can_be_read_one_line_and_status_2(tmp_path: Path, option: list[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for path in (tmp_path / "empty.txt", tmp_path / "missing", tmp_path):
        result = run(*option, path)
        assert result.exit_code == 2
        assert result.stdout == ""
        (line,) = result.stderr.splitlines()
        assert line.startswith("cablediff: ")
        assert str(path) in line


def test_what_can_be_read_beside_what_cannot(cable: Path) -> None:
    (cable.parent / "binary").write_bytes(bytes(range(256)))
    result = run(cable.parent)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "07TALLINN9901"
    assert result.stderr == (
        f"cablediff: {cable.parent}/binary: a binary file, no text; "
        "expected a cable as text or HTML page, or cables.csv\n"
    )


def test_the_name_of_a_file_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\nb.txt").write_bytes(b"")
    result = run(tmp_path)
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_help_has_an_example_and_no_path_is_wrong_use() -> None:
    assert "Example: cablediff parse" in run("--help").stdout
    assert run().exit_code == 2


def test_the_coverage_of_real_pages_is_what_is_counted_over_them(shared_cables: Path) -> None:
    result = run("--coverage", "--format", "json", shared_cables / "pages")
    counted = Coverage()
    for cable in read(shared_cables / "pages"):
        counted.add(cable)
    assert counted.cables >= 60
    assert json.loads(result.stdout) == json.loads(json.dumps(as_dict(counted)))
