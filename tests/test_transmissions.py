"""Copies of the message inside one record: a second body makes one, a second cover does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parser import Cable, Kind, parse, records

if TYPE_CHECKING:
    from pathlib import Path

BANNER = "C O N F I D E N T I A L SECTION 01 OF 02 ASTANA 000123\n"
COVER = """SIPDIS
STATE FOR SCA
E.O. 12958: DECL: 01/01/2019
TAGS: PGOV PREL KZ
SUBJECT: THE HARBOUR MASTER LOOKS BACK
REF: ASTANA 0012
Classified By: Ambassador Jane Roe: 1.4 (b), (d)
"""
BODY = """1. (C) SUMMARY: The harbour master has left. END SUMMARY.
2. (C) He said that the quay is dry.
3. (C) COMMENT: We shall see him again. END COMMENT.
ROE
"""
HEADER = """VZCZCXRO1234
OO RUEHAB
DE RUEHTA #0123/01 0010101
ZNY CCCCC ZZH
O 010101Z JAN 09
FM AMEMBASSY ASTANA
"""
OTHER = """UNCLAS ALMATY 000007
E.O. 12958: N/A
TAGS: ECON KZ
SUBJECT: APPLES
1. Apples are up.
2. Pears are down.
"""


TWICE = ("08BERN443", "02ROME1196")
ONCE = ("05ANKARA82", "08JAKARTA1532", "03THEHAGUE1865", "05PRAGUE337", "06MEXICO505", "06LIMA4621")


@pytest.fixture(scope="module")
def real(shared_cables: Path) -> dict[str, str]:
    """Give the texts of the real records that these tests name."""
    wanted = {*TWICE, *ONCE}
    return {r.id: r.text for r in records(shared_cables / "cables.csv.xz") if r.id in wanted}


def numbers(cable: Cable, transmission: int) -> list[int]:
    return [b.number for b in cable.blocks if b.number is not None and b.transmission == transmission]


def test_a_message_sent_twice_is_two_transmissions() -> None:
    cable = parse(BANNER + COVER + BODY + COVER + BODY)
    assert cable.transmissions == 2
    assert numbers(cable, 1) == numbers(cable, 2) == [1, 2, 3]


def test_the_second_begins_with_its_cover_behind_the_signature() -> None:
    cable = parse(BANNER + COVER + BANNER + COVER + BODY + COVER + BODY)
    first = next(block for block in cable.blocks if block.transmission == 2)
    assert first.kind is Kind.CAPTION
    assert cable.blocks[first.index - 1].kind is Kind.SIGNATURE
    subjects = [b for b in cable.blocks if b.clean.startswith("SUBJECT")]
    assert [b.transmission for b in subjects] == [1, 1, 2]


def test_a_doubled_cover_alone_is_no_second_transmission() -> None:
    assert parse(BANNER + COVER + BANNER + COVER + BODY).transmissions == 1


def test_a_cut_cover_with_the_first_words_of_paragraph_1_is_none_either() -> None:
    cut = BANNER + COVER + "1. (C) SUMMARY: The harbour ma...\n\n"
    cable = parse(cut + BANNER + COVER + "\n" + BODY)
    assert cable.transmissions == 1
    assert cable.summary == "The harbour master has left."


def test_the_header_of_a_later_section_is_none() -> None:
    later = BANNER.replace("SECTION 01", "SECTION 02") + COVER
    rest = "4. (C) The pilots stay.\n5. (C) They are many.\nROE\n"
    cable = parse(BANNER + COVER + BODY.replace("ROE\n", "") + later + rest)
    assert cable.transmissions == 1
    assert numbers(cable, 1) == [1, 2, 3, 4, 5]


def test_the_routing_header_again_is_none() -> None:
    assert parse(HEADER + "\n" + HEADER + BANNER + COVER + BODY).transmissions == 1


def test_another_message_left_behind_in_the_record_is_counted_apart() -> None:
    row = "121752\t2009-01-01 12:50:00\t09ALMATY7\tConsulate Almaty\tUNCLASSIFIED\t\t"
    cable = parse(HEADER + BANNER + COVER + BODY + row + HEADER + OTHER)
    assert cable.transmissions == 2
    assert cable.subject == "THE HARBOUR MASTER LOOKS BACK"
    assert cable.tags == ("PGOV", "PREL", "KZ")


def test_fields_come_from_the_first_copy() -> None:
    cable = parse(BANNER + COVER + BODY + COVER.replace("LOOKS BACK", "LOOKS UP") + BODY)
    assert cable.subject == "THE HARBOUR MASTER LOOKS BACK"
    assert cable.signers == ("ROE",)


@pytest.mark.parametrize("id_", TWICE)
def test_real_records_that_hold_two(real: dict[str, str], id_: str) -> None:
    assert parse(real[id_], id=id_).transmissions == 2


@pytest.mark.parametrize("id_", ONCE)
def test_real_records_that_hold_one_with_its_cover_or_header_twice(real: dict[str, str], id_: str) -> None:
    assert parse(real[id_], id=id_).transmissions == 1
