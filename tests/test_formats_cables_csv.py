"""cables.csv: eight quoted columns, backslash escapes, fields over many lines; damage named and passed."""

from __future__ import annotations

import io
import lzma
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.formats import cables_csv
from parser.formats.cables_csv import RECORD_LIMIT, looks_like_cables_csv, read_cables_csv, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from parser.problems import Problem
    from parser.record import Record


def row(*fields: str) -> bytes:
    """Return a record in the dialect of the archive."""
    escaped = (field.replace("\\", "\\\\").replace('"', '\\"') for field in fields)
    return (",".join(f'"{field}"' for field in escaped) + "\n").encode()


def cable(number: int, *, header: str = "VZCZC", body: str = "¶1. (C) A lake.\n") -> bytes:
    date = "09/27/2000 14:02"
    return row(str(number), date, f"00HARARE{number}", "Embassy Harare", "CONFIDENTIAL", "", header, body)


def read(data: bytes) -> tuple[list[Record], list[Problem]]:
    problems: list[Problem] = []
    return list(read_cables_csv(io.BytesIO(data), "cables.csv", problems.append)), problems


def test_a_record_with_all_its_columns() -> None:
    references = "00HARARE5346|99 STATE 0012"
    data = row(
        "7",
        "9/7/2000 4:02",
        "00HARARE5461",
        "Embassy Harare",
        "SECRET",
        references,
        "VZCZC\nFM",
        '¶1. "A\\B"\n',
    )
    (record,), problems = read(data)
    assert not problems
    assert record.id == "00HARARE5461"
    assert record.created == datetime(2000, 9, 7, 4, 2)
    assert (record.origin, record.classification) == ("Embassy Harare", "SECRET")
    assert record.references == ("00HARARE5346", "99STATE12")
    assert record.text == 'VZCZC\nFM\n\n¶1. "A\\B"\n'


def test_header_or_body_alone_makes_the_text() -> None:
    found, _ = read(cable(1, header="") + cable(2, body=""))
    assert [record.text for record in found] == ["¶1. (C) A lake.\n", "VZCZC"]


def test_records_know_their_number_and_their_line() -> None:
    found, _ = read(cable(1, body="one\ntwo\nthree") + b"\n" + cable(2) + cable(3))
    assert [(record.source.record, record.source.line) for record in found] == [(1, 1), (2, 5), (3, 7)]


def test_windows_line_ends_a_mark_in_front_and_no_line_end_at_the_close() -> None:
    data = b"\xef\xbb\xbf" + (cable(1) + cable(2)).replace(b"\n", b"\r\n").rstrip()
    found, problems = read(data)
    assert not problems
    assert [record.text for record in found] == [
        "VZCZC\n\n¶1. (C) A lake.\r\n".replace("\n\n", "\n\n", 1)
    ] * 2


def test_utf_16() -> None:
    found, problems = read((cable(1) + cable(2)).decode().encode("utf-16"))
    assert not problems
    assert [record.text for record in found] == ["VZCZC\n\n¶1. (C) A lake.\n"] * 2


def test_each_record_has_its_own_encoding() -> None:
    data = cable(1, body="Café") + cable(2, body="Café").decode().encode("cp1252")
    found, _ = read(data + cable(3, body="\x81").decode().encode("latin-1"))
    assert [record.text for record in found] == ["VZCZC\n\nCafé", "VZCZC\n\nCafé", "VZCZC\n\n\x81"]


def test_a_backslash_at_the_end_of_a_field_and_before_a_line_end() -> None:
    found, problems = read(cable(1, header="A\\", body="line\\\nline\\"))
    assert not problems
    assert found[0].text == "A\\\n\nline\\\nline\\"


def test_quotes_doubled_by_a_spreadsheet() -> None:
    data = cable(1).replace(b"A lake", b'A ""lake""')
    found, problems = read(data)
    assert not problems
    assert found[0].text.endswith('A "lake".\n')


def test_the_names_of_the_columns_are_no_record() -> None:
    names = row("number", "date", "id", "origin", "classification", "references", "header", "body")
    found, problems = read(names + cable(1))
    assert (len(found), problems) == (1, [])


def test_a_first_record_without_number_and_date_is_read_and_its_date_named() -> None:
    (record,), problems = read(
        row("one", "in May", "00HARARE1", "", "", "", "", "¶1. (C) A lake.\n¶2. (C) Two.\n")
    )
    assert record.id == "00HARARE1"
    assert [str(problem) for problem in problems] == [
        "cables.csv, record 1, line 1: expected a date as M/D/YYYY H:MM, found 'in May'"
    ]


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda data: data.replace(b'"","VZCZC', b'","VZCZC'), "closing quote"),
        (lambda data: data.replace(b'lake.\n"', b"lake.\n"), "closing quote"),
        (lambda data: data.replace(b"A lake", b'A "lake"'), "closing quote"),
        (lambda data: data.replace(b'"CONFIDENTIAL",', b""), "expected 8 columns, found 7"),
        (
            lambda data: data.replace(b'"CONFIDENTIAL",', b'"CONFIDENTIAL","X",'),
            "expected 8 columns, found 9",
        ),
    ],
)
def test_a_damaged_record_is_named_and_the_next_is_read(
    damage: Callable[[bytes], bytes], expected: str
) -> None:
    found, problems = read(cable(1) + damage(cable(2)) + cable(3))
    assert [record.id for record in found] == ["00HARARE1", "00HARARE3"]
    (problem,) = problems
    assert (problem.record, problem.line) == (2, 3)
    assert expected in problem.message


def test_a_file_that_ends_inside_a_field() -> None:
    found, problems = read((cable(1) + cable(2))[:-12])
    assert [record.id for record in found] == ["00HARARE1"]
    assert str(problems[0]).startswith("cables.csv, record 2, line 3: the closing quote")
    assert "is the file complete?" in problems[0].message


def test_lines_of_another_kind_between_records() -> None:
    found, problems = read(cable(1) + b"-- dump of table cables --\n" + cable(2))
    assert [record.id for record in found] == ["00HARARE1", "00HARARE2"]
    assert "each in quotes" in problems[0].message


def test_a_wrong_date_is_named_and_the_record_given() -> None:
    (record,), problems = read(cable(1).replace(b"09/27/2000", b"13/27/2000"))
    assert (record.id, record.created) == ("00HARARE1", None)
    assert "M/D/YYYY" in problems[0].message


def test_an_empty_record_is_named_and_skipped() -> None:
    found, problems = read(cable(1, header="", body=" ") + cable(2))
    assert [record.id for record in found] == ["00HARARE2"]
    assert "empty" in problems[0].message


def test_a_field_without_end_is_given_up_and_the_next_record_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert RECORD_LIMIT == 64 << 20
    monkeypatch.setattr(cables_csv, "RECORD_LIMIT", 4 << 20)  # which is quicker

    class Stream:
        """A record that never closes, a piece at a time, then a good one."""

        def __init__(self, pieces: Iterable[bytes]) -> None:
            self.pieces = iter(pieces)

        def read1(self, size: int, /) -> bytes:
            return next(self.pieces, b"")

    piece = b"x" * (1 << 18)
    start = cable(1)[:-10]
    pieces = [start, *[piece] * ((4 << 20) // len(piece) + 3), b"\n", cable(2)]
    found = list(split(Stream(pieces)))
    assert [(raw.record, bool(raw.damage)) for raw in found] == [(1, True), (2, False)]
    assert "over 4 MB" in found[0].damage
    assert found[1].fields[2] == b"00HARARE2"


def test_what_is_before_an_error_of_the_stream_is_given() -> None:
    class Broken(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            data = super().read1(200)
            if not data:
                raise OSError("input/output error")
            return data

    raws = split(Broken(cable(1) + cable(2)[:30]))
    assert next(raws).fields[2] == b"00HARARE1"
    with pytest.raises(OSError, match="input/output"):
        next(raws)


@given(st.lists(st.tuples(st.text(), st.text().filter(str.strip)), max_size=4), st.integers(1, 70))
def test_what_was_written_is_read_whatever_the_pieces(messages: list[tuple[str, str]], size: int) -> None:
    data = b"".join(
        cable(number, header=header.replace("\r", ""), body=body.replace("\r", "").replace("\n", " ") + ".")
        for number, (header, body) in enumerate(messages)
    )

    class Pieces(io.BytesIO):
        def read1(self, wanted: int | None = -1, /) -> bytes:
            return super().read1(size)

    fields = [raw.fields for raw in split(Pieces(data))]
    assert [field[6].decode() for field in fields] == [
        header.replace("\r", "").replace("\\", "\\\\").replace('"', '\\"') for header, _ in messages
    ]


@given(st.binary(max_size=300))
def test_no_bytes_raise_and_every_byte_passes_once(noise: bytes) -> None:
    found, _ = read(cable(1) + noise + b"\n" + cable(2))
    assert found
    assert found[-1].id == "00HARARE2"


def test_detection() -> None:
    assert looks_like_cables_csv(cable(1))
    assert not looks_like_cables_csv(b'"Apples," she said, "are red."')
    assert not looks_like_cables_csv(b"a,b,c\n1,2,3\n")


def test_all_the_real_records(shared_cables: Path) -> None:
    problems: list[Problem] = []
    with lzma.open(shared_cables / "cables.csv.xz") as stream:
        found = list(read_cables_csv(stream, "cables.csv", problems.append))
    assert (len(found), problems) == (3335, [])
    assert all(record.id and record.created and record.origin and record.text for record in found)
    assert sum(len(record.text) for record in found) == 26_942_556
