"""Message text: what is a cable at all, and the id of one that states none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parser.formats.message_text import looks_like_message
from parser.formats.own_id import id_from_name, id_of_name, own_id
from parser.reading import records

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """VZCZCXYZ0001
RR RUEHWEB
DE RUEHTL #9901/01 2001417
ZNR UUUUU ZZH
R 191417Z JUL 07
FM AMEMBASSY TALLINN
TO RUEHC/SECSTATE WASHDC PRIORITY 4233
"""


@pytest.mark.parametrize(
    "line",
    [
        "VZCZCXRO9617",
        "R 191417Z JUL 07",
        "FM AMEMBASSY TALLINN",
        "C O N F I D E N T I A L SECTION 01 OF 03 TALLINN 009901",
        "UNCLAS TALLINN 009901",
        "SIPDIS",
        "E.O. 12958: DECL: 07/19/2017",
        "TAGS: PGOV, EN",
        "SUBJECT: A NEW FERRY",
        "SUBJ: A NEW FERRY",
        "REF: A. TALLINN 0001",
        "Classified By: Ambassador A. Person",
        "1. (C) The ferry is new.",
        "¶1.(SBU) The ferry is new.",
        "(SBU) SUMMARY: The ferry is new."[6:],
        "This record is a partial extract of the original cable.",
        "PAGE 02 STATE 187673",
    ],
)
def test_one_line_of_a_cable_is_enough(line: str) -> None:
    assert looks_like_message(f"Something\n  {line}\nand more")


@pytest.mark.parametrize(
    "text",
    [
        "# Cables\n\nThis folder holds cables: TAGS and SUBJECT lines are explained below.\n",
        '{"tags": "PGOV", "subject": "A new ferry"}',
        "def fm(to):\n    return to\n",
        "To be or not to be\nFrom here to there\n1. Milk\n2. Bread\n",
        "[project]\nname = 'ferry'\n",
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert not looks_like_message(text)


@pytest.mark.parametrize(
    "number_line",
    [
        "UNCLAS TALLINN 009901",
        "C O N F I D E N T I A L SECTION 01 OF 03 TALLINN 009901",
        "S E C R E T//NOFORN TALLINN 009901 SIPDIS",
        "C o n f i d e n t i a l section 01 of 03 tallinn 009901",
        "CC O N F I D E N T I A L TALLINN 009901",
        "A line of a notice",
    ],
)
def test_the_id_from_number_line_or_sender_and_the_year_sent(number_line: str) -> None:
    assert own_id(f"{HEADER}\n{number_line}\n\nSIPDIS\n") == "07TALLINN9901"


def test_the_number_line_goes_before_the_sender() -> None:
    text = HEADER.replace("TALLINN", "VILNIUS").replace("#9901", "#0001") + "\nUNCLAS TALLINN 009901\n"
    assert own_id(text) == "07TALLINN9901"


def test_the_department_has_more_serials_than_its_de_line_can_say() -> None:
    text = HEADER.replace("AMEMBASSY TALLINN", "SECSTATE WASHDC")
    assert own_id(text) is None
    assert own_id(text + "\nUNCLAS STATE 129901\n") == "07STATE129901"


def test_an_old_page_line() -> None:
    text = "PAGE 01  BANGKO  39921  231041Z\nR 231041Z SEP 76\nFM AMEMBASSY BANGKOK\nTO SECSTATE WASHDC\n"
    assert own_id(text) == "76BANGKOK39921"


def test_without_a_year_there_is_no_id() -> None:
    assert own_id("UNCLAS TALLINN 009901\n") is None
    assert own_id("") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("09ASTANA714.txt", "09ASTANA714"),
        ("2009-ASTANA-0714.html", "09ASTANA714"),
        ("folder/09ASTANA714.txt.gz", "09ASTANA714"),
        ("C:\\cables\\09astana714.TXT", "09ASTANA714"),
        ("apples714.txt", None),
        ("", None),
    ],
)
def test_a_name_that_is_an_id(name: str, expected: str | None) -> None:
    assert id_of_name(name) == expected


def test_a_name_with_an_id_inside_and_any_other_name() -> None:
    assert id_from_name("cable_09ASTANA714_copy.txt") == "09ASTANA714"
    assert id_from_name("apples.txt") == "APPLES"
    assert id_from_name("../../") is None


def test_the_record_of_a_message_text(tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(f"{HEADER}\nUNCLAS TALLINN 009901\n\n1. (U) Ships.\n")
    (tmp_path / "second.txt").write_text("1. (U) Ships alone.\n")
    (tmp_path / "07TALLINN12.txt").write_text(f"{HEADER}\nUNCLAS TALLINN 009901\n\n1. (U) Ships.\n")
    found = {record.source.path.rsplit("/", 1)[1]: record for record in records(tmp_path)}
    assert {name: record.id for name, record in found.items()} == {
        "07TALLINN12.txt": "07TALLINN12",
        "first.txt": "07TALLINN9901",
        "second.txt": "SECOND",
    }
    assert found["second.txt"].text == "1. (U) Ships alone.\n"


def test_every_real_record_is_told_as_a_message_and_most_give_their_id(shared_cables: Path) -> None:
    right = wrong = 0
    for record in records(shared_cables / "cables.csv.xz"):
        assert looks_like_message(record.text), record.id
        found = own_id(record.text)
        right += found == record.id
        wrong += found is not None and found != record.id
    assert right >= 2990  # the others are partial extracts without a day-time group
    assert wrong <= 8  # messages that bear another's number: retransmissions, misprints
