"""What the reader's table of fields says of references: what cites a cable, and when a lost one was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus import Archive, import_paths
from tui.catalogue import Catalogue
from tui.drawing.glyphs import UNICODE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tui.reading.header_table import HeaderLine

CABLE = """R {day:02}1200Z FEB 09
FM AMEMBASSY LIMA
TO SECSTATE WASHDC
UNCLAS LIMA {serial:06}

E.O. 12958: N/A
TAGS: PREL
SUBJECT: LAMPS {serial}
REF: {refs}

1. (U) Lamps.
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    folder = tmp_path / "cables"
    folder.mkdir()
    cables = [
        (2, 3, "LIMA 5"),
        (9, 4, "(A) LIMA 5 (B) LIMA 1 (D) OSLO 6"),
        (10, 4, "LIMA 9"),
        (12, 7, "LIMA 11"),
    ]
    cables += [(serial, 9, "LIMA 10") for serial in range(20, 27)]
    for serial, day, refs in cables:
        text = CABLE.format(serial=serial, day=day, refs=refs)
        (folder / f"09LIMA{serial}.txt").write_text(text, encoding="utf-8")
    with Archive.open(tmp_path / "a.cablediff") as archive:
        import_paths(archive, [folder], workers=1)
        yield Catalogue(archive, UNICODE)


def lines(catalogue: Catalogue, key: str) -> list[HeaderLine]:
    number = catalogue.archive.number_of(key)
    assert number is not None
    return list(catalogue.header(*catalogue.cable(number), 100))


def text(catalogue: Catalogue, key: str) -> list[str]:
    return [" ".join("".join(part for part, _ in line.runs).split()) for line in lines(catalogue, key)]


def test_a_cable_that_is_not_there_is_dated_by_its_neighbours(catalogue: Catalogue) -> None:
    shown = text(catalogue, "09LIMA9")
    assert "Refs A 09LIMA5 not in this archive, of 2009-02-03 to 02-04" in shown
    assert "B 09LIMA1 not in this archive, before 2009-02-03" in shown
    assert "D 09OSLO6 not in this archive" in shown
    assert "Refs 09LIMA11 not in this archive, of 2009-02-04 to 02-07" in text(catalogue, "09LIMA12")


def test_what_cites_a_cable_is_listed_and_leads_there(catalogue: Catalogue) -> None:
    (line,) = [line for line in lines(catalogue, "09LIMA9") if line.link == "09LIMA10"]
    assert "".join(part for part, _ in line.runs).split() == ["Cited", "by", "09LIMA10", "LAMPS", "10"]
    assert not any("Cited by" in shown for shown in text(catalogue, "09LIMA2"))


def test_many_that_cite_a_cable_are_counted(catalogue: Catalogue) -> None:
    shown = text(catalogue, "09LIMA10")
    place = shown.index("Cited by 09LIMA20 LAMPS 20")
    assert shown[place + 1 : place + 5] == [f"09LIMA{n} LAMPS {n}" for n in (21, 22, 23)] + ["and 3 more"]
