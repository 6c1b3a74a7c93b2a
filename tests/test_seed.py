"""The seed record, 09ASTANA714: two copies of one message, three of its cover."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from parser import Cable, Kind, parse_record, records

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def seed(shared_cables: Path) -> Cable:
    (record,) = records(shared_cables / "09ASTANA714.txt")
    return parse_record(record)


def of_kind(seed: Cable, kind: Kind, transmission: int) -> list[str]:
    return [b.clean for b in seed.blocks if b.kind is kind and b.transmission == transmission]


def test_record_table(seed: Cable) -> None:
    assert seed.id == "09ASTANA714"
    assert seed.created == datetime(2009, 4, 27, 5, 39)
    assert seed.classification == "CONFIDENTIAL"
    assert seed.origin == "Embassy Astana"
    assert seed.title is not None
    assert len(seed.title.split()) == 6
    assert seed.blocks[0].kind is Kind.RECORD


def test_routing_header(seed: Cable) -> None:
    routing = seed.routing
    assert routing is not None
    assert routing.transmission_id == "VZCZCXRO9617"
    assert routing.precedence == ("IMMEDIATE",)
    assert routing.from_route == "RUEHTA"
    assert routing.from_station == "AMEMBASSY ASTANA"
    assert routing.dtg == datetime(2009, 4, 27, 5, 39, tzinfo=UTC)
    assert [signal.code for signal in routing.operating_signals] == ["ZDK"]
    assert [(a.station, a.precedence, a.number) for a in routing.action] == [
        ("SECSTATE WASHDC", "IMMEDIATE", 5257)
    ]
    assert len(routing.info) > 10
    assert routing.leftover == ""


def test_two_transmissions_and_three_covers(seed: Cable) -> None:
    assert seed.transmissions == 2
    subjects = [b.transmission for b in seed.blocks if b.clean.startswith("SUBJECT:")]
    assert subjects == [1, 1, 2]
    assert [len(of_kind(seed, Kind.CLASSIFIED_BY, n)) for n in (1, 2)] == [2, 1]
    assert [len(of_kind(seed, Kind.BANNER, n)) for n in (1, 2)] == [2, 0]


def test_cover_fields(seed: Cable) -> None:
    assert seed.subject is not None
    assert seed.title is not None
    assert seed.subject.startswith(seed.title + " ")
    assert len(seed.subject.split()) == 10
    assert seed.tags == ("PGOV", "PREL", "OSCE", "CH", "RS", "KZ")
    assert seed.references == ("09ASTANA674", "09ASTANA731")
    assert [c.letter for c in seed.citations] == ["A", "B"]
    assert seed.classified_by == ("Richard E. Hoagland",)
    assert seed.declassify_on == date(2024, 4, 27)
    assert seed.executive_order == "12958"
    assert seed.captions == ("SIPDIS",)
    assert seed.attention == ("STATE FOR D, P, SCA, S/P, S/SRAP",)
    assert seed.sections == (1, 3)


@pytest.mark.parametrize("transmission", [1, 2])
def test_paragraphs(seed: Cable, transmission: int) -> None:
    numbered = [b for b in seed.blocks if b.number is not None and b.transmission == transmission]
    assert [b.number for b in numbered] == list(range(1, 13))
    assert {b.marking for b in numbered} == {"C"}
    kinds = [b.kind for b in numbered]
    assert kinds == [Kind.SUMMARY] + [Kind.PARAGRAPH] * 9 + [Kind.COMMENT] * 2


@pytest.mark.parametrize("transmission", [1, 2])
def test_paragraphs_that_a_page_break_cuts_are_in_one_piece(seed: Cable, transmission: int) -> None:
    for number in (5, 11):
        (block,) = (b for b in seed.blocks if b.number == number and b.transmission == transmission)
        assert len(block.pieces) == 2
        assert "002 OF 003" not in block.clean
        assert "003 OF 003" not in block.clean
        assert "OF 003" in seed.text[block.start : block.end]
    assert not any(b.kind is Kind.PAGE_BREAK for b in seed.blocks)


@pytest.mark.parametrize("transmission", [1, 2])
def test_headings_and_signature(seed: Cable, transmission: int) -> None:
    headings = of_kind(seed, Kind.HEADING, transmission)
    assert headings[:2] == ["AFGHANISTAN", "OSCE"]
    assert [heading.isupper() for heading in headings] == [True] * 4
    assert of_kind(seed, Kind.SIGNATURE, transmission) == ["HOAGLAND"]
    assert seed.signers == ("HOAGLAND",)


def test_summary_and_comments(seed: Cable) -> None:
    assert seed.summary is not None
    assert seed.summary[0].isupper()
    assert seed.summary[-1] == "."
    assert seed.summary.count("\n-- ") == 5
    assert "SUMMARY" not in seed.summary
    assert len(seed.comments) == 3
    assert seed.comments[0].startswith("(COMMENT: Tazhin")
    assert seed.comments[0].endswith(")")


def test_both_copies_agree_block_for_block(seed: Cable) -> None:
    def bodies(transmission: int) -> list[tuple[Kind, str]]:
        head = {Kind.BANNER, Kind.RECORD, Kind.ROUTING}
        blocks = [b for b in seed.blocks if b.transmission == transmission and b.kind not in head]
        first = next(i for i, b in enumerate(blocks) if b.number == 1)
        return [(b.kind, b.clean) for b in blocks[first:]]

    assert bodies(1) == bodies(2)
