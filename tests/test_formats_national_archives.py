"""The National Archives' text of 1973–79: attributes behind the message."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from parser.formats.national_archives import attributes, read_date
from parser.reading import read, records

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = """LIMITED OFFICIAL USE

PAGE 01        STATE  298811
61
ORIGIN EB-07

INFO  OCT-01  EUR-12  ISO-00  /020 R

DRAFTED BY EB/ORF:AWALRUS:MM
APPROVED BY EB/ORF:BSEAL
                     --------------------- 053129
R 181530Z DEC 75
FM SECSTATE WASHDC
TO AMEMBASSY OSLO

LIMITED OFFICIAL USE STATE 298811

E.O. 11652: N/A
TAGS: EFIS, NO
SUBJECT: A BEAR ON THE QUAY

1. THE BEAR HAS LEFT.
"""
TRAILER = """Message Attributes

Automatic Decaptioning: X
Concepts: BEARS, HARBORS,
QUAYS
Decaption Note:
Disposition Approved on Date:
Document Number: 1975STATE298811
Draft Date: 18 DEC 1975
From: STATE
Line Count: '17'
Original Classification: LIMITED OFFICIAL USE
Review Action: RELEASED, APPROVED
Review Date: 11 AUG 2003
Review History: RELEASED <11 AUG 2003 by ReviewerX>; note: seen twice
Subject: A BEAR ON THE QUAY
TAGS: EFIS, NO
To: OSLO
Markings: Declassified/Released US Department of State EO Systematic Review 06 JUL 2006

Declassified/Released US Department of State EO Systematic Review 06 JUL 2006
"""


def test_the_attributes_of_a_telegram() -> None:
    found = attributes(MESSAGE + TRAILER)
    assert found is not None
    assert found.start == len(MESSAGE)
    assert found.id == "75STATE298811"
    assert found.created == datetime(1975, 12, 18)
    assert found.released == datetime(2003, 8, 11)
    assert (found.origin, found.classification) == ("STATE", "LIMITED OFFICIAL USE")
    assert found.title == "A BEAR ON THE QUAY"
    assert found.pairs[0] == ("Automatic Decaptioning", "X")
    assert found.pairs[1] == ("Concepts", "BEARS, HARBORS, QUAYS")
    assert found.get("Decaption Note", "Line Count") == "17"


def test_a_colon_inside_a_value_opens_nothing() -> None:
    found = attributes(MESSAGE + TRAILER)
    assert found is not None
    assert dict(found.pairs)["Review History"].endswith("note: seen twice")


def test_lines_below_the_attributes_belong_to_none() -> None:
    found = attributes(MESSAGE + TRAILER)
    assert found is not None
    assert found.pairs[-1][1].count("Declassified") == 1


def test_a_heading_set_in_and_windows_line_ends() -> None:
    text = (MESSAGE + "      " + TRAILER).replace("\n", "\r\n")
    found = attributes(text)
    assert found is not None
    assert text[found.start :].lstrip().startswith("Message Attributes")
    assert found.id == "75STATE298811"


def test_a_lost_heading() -> None:
    found = attributes(MESSAGE + TRAILER.removeprefix("Message Attributes\n\n"))
    assert found is not None
    assert (found.start, found.id) == (len(MESSAGE), "75STATE298811")


@pytest.mark.parametrize(
    "text", ["", MESSAGE, MESSAGE + "Message Attributes\n", "SUBJECT: Message Attributes\nTo: me"]
)
def test_a_text_without_attributes(text: str) -> None:
    assert attributes(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21 AUG 1975", datetime(1975, 8, 21)),
        ("21-Aug-1975 12:00:00 AM", datetime(1975, 8, 21)),
        ("1975-08-21", datetime(1975, 8, 21)),
        ("21/8/1975", datetime(1975, 8, 21)),
        ("31 FEB 1975", None),
        ("21 XXX 1975", None),
        ("n/a", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: datetime | None) -> None:
    assert read_date(text) == expected


def test_the_record_and_the_cable(tmp_path: Path) -> None:
    (tmp_path / "aaaacxv.tel").write_text(MESSAGE + TRAILER)
    (record,) = records(tmp_path)
    assert (record.id, record.source.format) == ("75STATE298811", "national archives")
    assert record.text == MESSAGE + TRAILER
    (cable,) = read(tmp_path)
    assert cable.attributes == record.attributes
    assert cable.subject == "A BEAR ON THE QUAY"
    assert cable.created == datetime(1975, 12, 18)
