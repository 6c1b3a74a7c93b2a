"""From a path to records and cables: folders, detection, bad input, what the archive states laid over."""

from __future__ import annotations

import dataclasses
import os
import socket
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

import parser
from parser.model import Cable, Source
from parser.problems import Problem, ReadError
from parser.reading import parse_record, read, records
from parser.record import Record

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = """R 191417Z JUL 07
FM AMEMBASSY TALLINN
TO RUEHC/SECSTATE WASHDC 0001

UNCLAS TALLINN 009901

SIPDIS

TAGS: PGOV, EN
SUBJECT: A FERRY SAILS
REF: TALLINN 9900

1. (U) A ferry sails.

PERSON
"""


def ids(path: Path) -> tuple[list[str | None], list[str]]:
    problems: list[Problem] = []
    found = [record.id for record in records(path, on_problem=problems.append)]
    return found, [str(problem) for problem in problems]


def test_a_folder_is_read_in_the_order_of_names_folder_by_folder(tmp_path: Path) -> None:
    for name in ("b/07TALLINN3.txt", "b/07TALLINN2", "c.txt", "a/x/07TALLINN1.cable"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(MESSAGE)
    assert ids(tmp_path) == (["07TALLINN1", "07TALLINN2", "07TALLINN3", "07TALLINN9901"], [])


def test_what_lies_beside_cables_is_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "07TALLINN1.txt").write_text(MESSAGE)
    (tmp_path / "README.md").write_text("# Cables")
    (tmp_path / "manifest.json").write_text("{}")
    (tmp_path / "style.css").write_text("a {}")
    (tmp_path / ".hidden").write_bytes(b"\x00")
    (tmp_path / "__pycache__").mkdir()
    assert ids(tmp_path) == (["07TALLINN1"], [])


def test_links_are_followed_and_loops_end(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "07TALLINN1.txt").write_text(MESSAGE)
    (tmp_path / "07TALLINN2.txt").symlink_to(tmp_path / "store" / "07TALLINN1.txt")
    (tmp_path / "store" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found, problems = ids(tmp_path)
    assert found == ["07TALLINN2", "07TALLINN1"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{tmp_path}/self: cannot be opened")


def test_pipes_and_sockets_are_named_and_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "07TALLINN1.txt").write_text(MESSAGE)
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        found, problems = ids(tmp_path)
    assert found == ["07TALLINN1"]
    assert problems == [
        f"{tmp_path}/pipe: is a named pipe, not a file; skipped",
        f"{tmp_path}/socket: is a socket, not a file; skipped",
    ]
    with pytest.raises(ReadError, match="is a named pipe"):
        next(records(tmp_path / "pipe"))


def test_unreadable_files_beside_a_readable_one(tmp_path: Path) -> None:
    (tmp_path / "a_empty.txt").write_bytes(b"")
    (tmp_path / "b_binary.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "c_other.txt").write_text("Shopping: apples, pears.\n")
    (tmp_path / "d_page.html").write_text("<!DOCTYPE html><html><body>An index</body></html>")
    (tmp_path / "e_good.txt").write_text(MESSAGE)
    found, problems = ids(tmp_path)
    assert found == ["07TALLINN9901"]
    assert [problem.removeprefix(f"{tmp_path}/").split(";")[0] for problem in problems] == [
        "a_empty.txt: the file is empty",
        "b_binary.txt: a binary file, no text",
        "c_other.txt: no cable in it: no routing header, cover or numbered paragraph",
        "d_page.html: a page without a cable",
    ]
    assert all("expected" in problem for problem in problems)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b"\xef\xbb\xbf \r\n", "the file is empty"),
        ("binary", bytes(range(256)), "a binary file"),
        ("zeros", bytes(1000), "a binary file"),
        ("picture.png", b"\x89PNG\r\n\x1a\n1234", "a binary file"),
        ("notes.txt", b"Apples and pears.", "no cable in it"),
        ("index.html", b"<html><body>Nothing</body></html>", "a page without a cable"),
        (
            "cut.csv",
            b'"1","09/27/2000 14:02","00HARARE1","Embassy Harare","SEC',
            "record 1, line 1: the closing quote",
        ),
    ],
)
def test_a_single_file_without_a_cable_is_one_error(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    problems: list[Problem] = []
    with pytest.raises(ReadError) as caught:
        list(records(path, on_problem=problems.append))
    assert problems == []
    assert str(caught.value).startswith(str(path))
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_without_cables_and_a_path_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no cable in it; expected"):
        list(read(tmp_path))
    with pytest.raises(ReadError, match="no such file or folder"):
        list(read(tmp_path / "missing"))
    with pytest.raises(ReadError, match="no such file or folder"):
        list(read("nul\0inside"))


def test_a_folder_of_bad_files_names_each_and_then_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"")
    problems: list[Problem] = []
    with pytest.raises(ReadError) as caught:
        list(records(tmp_path, on_problem=problems.append))
    assert [problem.path for problem in problems] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert caught.value.problem.path == str(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "07TALLINN1.txt").write_text(MESSAGE)
    (tmp_path / "closed.txt").write_text(MESSAGE)
    (tmp_path / "closed.txt").chmod(0)
    found, problems = ids(tmp_path)
    assert found == ["07TALLINN1"]
    assert "Permission denied" in problems[0]


def test_reading_streams(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"07TALLINN{number}.txt").write_text(MESSAGE)
    stream = records(tmp_path)
    assert next(stream).id == "07TALLINN1"
    (tmp_path / "07TALLINN2.txt").unlink()
    assert list(stream) == []


def test_the_source_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "07TALLINN1.txt"
    path.write_text(MESSAGE)
    before = path.stat()
    list(read(path))
    after = path.stat()
    assert (after.st_mtime_ns, after.st_size, after.st_ino) == (
        before.st_mtime_ns,
        before.st_size,
        before.st_ino,
    )


def test_what_the_archive_states_is_laid_over_the_parse() -> None:
    record = Record(
        text=MESSAGE,
        source=Source("x.csv", 3, 40, "cables.csv"),
        id="07TALLINN9901",
        created=datetime(2007, 7, 19, 14, 2),
        origin="Embassy Tallinn",
        classification="UNCLASSIFIED",
        references=("07TALLINN9900", "07VILNIUS12", "07TALLINN9901"),
        attributes=(("To", "STATE"),),
    )
    cable = parse_record(record)
    assert isinstance(cable, Cable)
    assert cable.text == MESSAGE
    assert cable.id == "07TALLINN9901"
    assert cable.created == datetime(2007, 7, 19, 14, 2)
    assert (cable.origin, cable.classification) == ("Embassy Tallinn", "UNCLASSIFIED")
    assert cable.references == ("07TALLINN9900", "07VILNIUS12")
    assert (cable.subject, cable.tags) == ("A FERRY SAILS", ("PGOV", "EN"))
    assert cable.source == record.source
    assert cable.attributes == record.attributes


def test_where_the_archive_states_no_time_the_day_time_group_is_taken() -> None:
    cable = parse_record(Record(text=MESSAGE, source=Source("x.txt")))
    assert cable.created == datetime(2007, 7, 19, 14, 17)
    assert cable.id == "07TALLINN9901"


def test_the_sources_of_two_equal_texts_do_not_make_cables_different() -> None:
    cable = parse_record(Record(text=MESSAGE, source=Source("x.txt")))
    assert cable == dataclasses.replace(cable, source=Source("y.txt"))


def test_the_package_offers_reading(tmp_path: Path) -> None:
    (tmp_path / "07TALLINN1.txt").write_text(MESSAGE)
    (cable,) = parser.read(tmp_path)
    assert cable.subject == "A FERRY SAILS"


def test_every_real_format_in_one_folder(shared_cables: Path) -> None:
    problems: list[Problem] = []
    formats: dict[str, int] = {}
    for record in records(shared_cables, on_problem=problems.append):
        formats[record.source.format] = formats.get(record.source.format, 0) + 1
        assert record.id
        assert record.created
    assert problems == []
    assert formats == {"page text": 1, "cables.csv": 3335, "page": formats["page"]}
    assert formats["page"] >= 100
