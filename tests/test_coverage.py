"""Coverage: shares by kind and field, and the cables where something expected is missing."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime

import pytest

from parser.coverage import FIELDS, Coverage, as_dict
from parser.expectations import EXPECTATIONS
from parser.kinds import CitationKind, Kind
from parser.model import Block, Cable, Citation, Routing, Source
from parser.parsing import parse

TEXT = """VZCZCXYZ0001
R 191417Z JUL 07
FM AMEMBASSY TALLINN

UNCLAS TALLINN 009901

C O R R E C T E D COPY - TEXT

E.O. 12958: DECL: 07/19/2017
TAGS: PGOV, EN
SUBJECT: A FERRY SAILS
REF: TALLINN 9900
Classified By: Ann Example.

1. (U) SUMMARY: A ferry sails. END SUMMARY.

2. (U) It sails at noon.

3. (U) It comes back.

EXAMPLE
"""
COMPLETE = Cable(
    text=TEXT,
    blocks=(
        Block(0, Kind.ROUTING, 0, 60),
        Block(1, Kind.PARAGRAPH, 60, 100, number=1),
        Block(2, Kind.PARAGRAPH, 100, 110, number=2),
        Block(3, Kind.PARAGRAPH, 110, len(TEXT), number=3),
    ),
    id="07TALLINN9901",
    created=datetime(2007, 7, 19, 14, 2),
    subject="A FERRY SAILS",
    tags=("PGOV", "EN"),
    references=("07TALLINN9900",),
    citations=(Citation("TALLINN 9900", CitationKind.CABLE, None, "07TALLINN9900"),),
    classified_by=("Ann Example",),
    declassify_text="07/19/2017",
    summary="A ferry sails.",
    corrected="TEXT",
    signers=("EXAMPLE",),
    routing=Routing(
        dtg=datetime(2007, 7, 19, 14, 17, tzinfo=UTC),
        from_station="AMEMBASSY TALLINN",
        action=("SECSTATE",),  # type: ignore[arg-type]
    ),
    source=Source("a.csv", 3),
)


def gaps(cable: Cable) -> dict[str, str]:
    coverage = Coverage()
    coverage.add(cable)
    return {name: gap.detail for name, found in coverage.gaps.items() for gap in found}


def test_a_cable_that_gives_everything_has_no_gap() -> None:
    coverage = Coverage()
    coverage.add(COMPLETE)
    assert gaps(COMPLETE) == {}
    assert all(coverage.expected[each.name] == 1 for each in EXPECTATIONS)
    assert all(coverage.share_met(each.name) == 1 for each in EXPECTATIONS)


@pytest.mark.parametrize(
    ("name", "change", "detail"),
    [
        ("id", {"id": None}, "no id"),
        ("subject", {"subject": None}, "no subject: SUBJECT: A FERRY SAILS"),
        ("tags", {"tags": ()}, "no tags: TAGS: PGOV, EN"),
        ("classified_by", {"classified_by": ()}, "no classified by: Classified By: Ann Example."),
        ("declassification", {"declassify_text": None}, "no declassify text: E.O. 12958: DECL: 07/19/2017"),
        ("summary", {"summary": None}, "no summary: 1. (U) SUMMARY: A ferry sails. END SUMMARY."),
        ("signature", {"signers": ()}, "no signers"),
        ("references", {"citations": ()}, "no citation"),
        ("corrected", {"corrected": None}, "not known as corrected"),
        ("references", {"citations": (Citation("TALINN", CitationKind.CABLE),)}, "unresolved: TALINN"),
        ("references", {"citations": (Citation("XYZZ 12", CitationKind.OTHER),)}, "of no kind: XYZZ 12"),
        ("routing", {"routing": Routing(leftover="QQQ")}, "left over: QQQ"),
        ("routing", {"routing": None}, "no routing"),
        ("routing", {"routing": Routing()}, "no dtg, from_station, action"),
        ("tiling", {"blocks": COMPLETE.blocks[1:]}, "block 1 starts at 60, the one before ends at 0"),
        ("tiling", {"blocks": ()}, f"the blocks end at 0 of {len(TEXT)}"),
        (
            "typed",
            {"blocks": (Block(0, Kind.GARBAGE, 0, len(TEXT)),)},
            f"{len(TEXT)} of {len(TEXT)} characters",
        ),
    ],
)
def test_what_is_missing_is_named(name: str, change: dict[str, object], detail: str) -> None:
    changed = dataclasses.replace(COMPLETE, **change)  # type: ignore[arg-type]
    assert gaps(changed)[name] == detail


def test_a_header_of_another_day() -> None:
    changed = dataclasses.replace(COMPLETE, created=datetime(2007, 7, 18, 14, 2))
    assert gaps(changed) == {"sent": "2007-07-19 14:17 in the header, 2007-07-18 14:02 in the table"}


@pytest.mark.parametrize(
    ("numbers", "text", "detail"),
    [
        ((1, 2, 4), TEXT.replace("3. (U)", "4. (U)"), "4 after 2: the text has no 3"),
        ((1, 2, 4), TEXT + "4. (U) More.", "4 after 2"),
        ((1, 2, 2), TEXT.replace("3. (U)", "2. (U)"), "2 after 2: the text has 2 twice"),
        ((2, 3), TEXT, "begins with 2"),
        ((2, 3), TEXT.replace("1. (U)", "2. (U)"), "begins with 2: the text has no 1"),
    ],
)
def test_numbers_out_of_sequence_and_whose_fault_it_is(
    numbers: tuple[int, ...], text: str, detail: str
) -> None:
    size = len(text) // len(numbers)
    blocks = [
        Block(index, Kind.PARAGRAPH, index * size, (index + 1) * size, number=number)
        for index, number in enumerate(numbers)
    ]
    blocks[-1] = dataclasses.replace(blocks[-1], end=len(text))
    assert gaps(dataclasses.replace(COMPLETE, text=text, blocks=tuple(blocks))) == {"sequence": detail}


def test_each_transmission_has_its_own_sequence() -> None:
    twice = tuple(
        dataclasses.replace(block, transmission=transmission)
        for transmission in (1, 2)
        for block in COMPLETE.blocks[1:]
    )
    assert "sequence" not in gaps(dataclasses.replace(COMPLETE, blocks=twice))


def test_nothing_is_expected_of_a_text_that_shows_nothing() -> None:
    coverage = Coverage()
    coverage.add(parse("Apples."))
    expected = {name for name, count in coverage.expected.items() if count}
    assert expected == {"tiling", "typed", "id"}


def test_shares() -> None:
    coverage = Coverage()
    coverage.add(COMPLETE)
    coverage.add(dataclasses.replace(COMPLETE, subject=None, blocks=(Block(0, Kind.WRAPPER, 0, len(TEXT)),)))
    assert (coverage.cables, coverage.characters) == (2, 2 * len(TEXT))
    assert coverage.share_of_kind(Kind.WRAPPER) == 0.5
    assert coverage.share_typed == 0.5
    assert (coverage.share_of_field("subject"), coverage.share_of_field("id")) == (0.5, 1.0)
    assert coverage.share_met("subject") == 0.5
    assert sum(coverage.share_of_kind(kind) for kind in Kind) == pytest.approx(1)


def test_no_cables_divide_nothing_by_zero() -> None:
    coverage = Coverage()
    assert (coverage.share_of_field("id"), coverage.share_met("id"), coverage.share_typed) == (0, 1, 1)


def test_the_json_form() -> None:
    coverage = Coverage()
    coverage.add(dataclasses.replace(COMPLETE, subject=None))
    found = as_dict(coverage)
    assert json.loads(json.dumps(found)) == found
    assert found["schema"] == "cablediff.coverage/1"
    assert [each["field"] for each in found["fields"]] == list(FIELDS)
    assert sum(each["characters"] for each in found["kinds"]) == found["characters"]
    (subject,) = (each for each in found["expectations"] if each["name"] == "subject")
    assert (subject["applies"], subject["met"]) == (1, 0)
    assert subject["gaps"] == [
        {
            "cable": "07TALLINN9901",
            "path": "a.csv",
            "record": 3,
            "detail": "no subject: SUBJECT: A FERRY SAILS",
        }
    ]


def test_all_real_cables(real_cables: list[Cable]) -> None:
    counted = Coverage()
    for cable in real_cables:
        counted.add(cable)
    found = as_dict(counted)
    assert found["cables"] == 3335
    assert found["typed"] >= 0.99
    shares = {each["name"]: each["share"] for each in found["expectations"]}
    assert shares["tiling"] == shares["id"] == 1
    assert shares["subject"] >= 0.999
    assert shares["tags"] >= 0.999
    assert shares["references"] >= 0.99
    assert shares["sequence"] >= 0.9
    assert shares["classified_by"] >= 0.97
    assert shares["routing"] >= 0.99
