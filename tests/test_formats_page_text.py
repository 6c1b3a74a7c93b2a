"""Page text: the record table in front of a message, as the seed has it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from parser.formats.page_text import record_table
from parser.reading import records

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """Identifier
Created
Classification
Origin
09ASTANA9901
2009-04-27 05:39:00
CONFIDENTIAL
Embassy Astana
Cable title:
KAZAKHSTAN'S APPLE GROWERS MEET THEIR
VZCZCXRO9617 OO RUEHBI DE RUEHTA #9901/01 1170539 ZNY CCCCC ZZH
C O N F I D E N T I A L SECTION 01 OF 03 ASTANA 009901
"""


def test_labels_first_and_values_after_them() -> None:
    table = record_table(PAGE)
    assert table is not None
    assert (table.id, table.created) == ("09ASTANA9901", datetime(2009, 4, 27, 5, 39))
    assert (table.classification, table.origin) == ("CONFIDENTIAL", "Embassy Astana")
    assert table.title == "KAZAKHSTAN'S APPLE GROWERS MEET THEIR"
    assert PAGE[table.end :].startswith("VZCZCXRO9617")


def test_each_label_beside_its_value() -> None:
    text = (
        "Reference ID: 09 ASTANA 09901\nCreated: 2009-04-27 05:39\nReleased: 2011-08-30\n"
        "Origin: Embassy Astana\n\nVZCZC"
    )
    table = record_table(text)
    assert table is not None
    assert (table.id, table.origin, table.title) == ("09ASTANA9901", "Embassy Astana", None)
    assert table.released == datetime(2011, 8, 30)
    assert text[table.end :].strip() == "VZCZC"


def test_blank_lines_and_windows_line_ends_between_the_parts() -> None:
    table = record_table(PAGE.replace("\n", "\r\n\r\n"))
    assert table is not None
    assert (table.id, table.title) == ("09ASTANA9901", "KAZAKHSTAN'S APPLE GROWERS MEET THEIR")


@pytest.mark.parametrize(
    "text", ["", "Identifier", "Identifier\nCreated\n", "VZCZCXRO9617 OO RUEHBI", "1. (C) Apples."]
)
def test_what_is_no_table_gives_none(text: str) -> None:
    assert record_table(text) is None


def test_a_wrong_date_leaves_the_rest_of_the_table() -> None:
    table = record_table(PAGE.replace("2009-04-27 05:39:00", "2009-04-31 05:39:00"))
    assert table is not None
    assert (table.id, table.created, table.origin) == ("09ASTANA9901", None, "Embassy Astana")


def test_the_record_keeps_every_character(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(PAGE.replace("\n", "\r\n").encode())
    (record,) = records(tmp_path / "page.txt")
    assert record.text == PAGE.replace("\n", "\r\n")
    assert (record.id, record.source.format) == ("09ASTANA9901", "page text")


def test_the_seed(shared_cables: Path) -> None:
    (record,) = records(shared_cables / "09ASTANA714.txt")
    assert record.id == "09ASTANA714"
    assert record.created == datetime(2009, 4, 27, 5, 39)
    assert record.classification == "CONFIDENTIAL"
    assert record.origin == "Embassy Astana"
    assert record.title is not None
    assert record.title.endswith("PRIORITIES FOR HIS")
    assert len(record.text) == 18325
