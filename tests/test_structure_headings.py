"""Headings in all their forms, and the rule that belongs to them."""

from __future__ import annotations

import pytest

from parser import Kind, parse

COVER = "UNCLAS ASTANA 000123\n\nE.O. 12958: N/A\nTAGS: PGOV KZ\nSUBJECT: THE HARBOUR\n\n"
BEFORE = "1. (C) The quay is dry, and has been\nso since the flood.\n"
AFTER = "2. (C) The crane is not.\n\nROE\n"


def headings(text: str) -> list[str]:
    return [b.clean for b in parse(COVER + text).blocks if b.kind is Kind.HEADING]


@pytest.mark.parametrize(
    "heading",
    [
        "GEOPOLITICS",
        '"SYMBOLISM COUNTS"',
        "Geopolitics\n-----------",
        "Geopolitics\n===========",
        "A Rather Long Heading With a Broken Rule\n--------------------------------------------- ---",
        "A Heading Over Two Lines That\nHas Its Rule Below\n-------------------------------",
        "-----------\nGeopolitics\n-----------",
        "===========\nGEOPOLITICS\n===========",
        "GEOPOLITICS -----------",
        "----------- Geopolitics -----------",
        "(C) Geopolitics\n---------------",
        "Geopolitics",
        "What Next?",
    ],
)
def test_a_heading_between_blank_lines(heading: str) -> None:
    assert headings(f"{BEFORE}\n{heading}\n\n{AFTER}") == [heading]


@pytest.mark.parametrize(
    "heading", ["GEOPOLITICS", "Geopolitics\n-----------", "-----------\nGeopolitics\n-----------"]
)
def test_a_heading_without_blank_lines(heading: str) -> None:
    cover = COVER.replace("\n\n", "\n")
    text = f"{cover}{BEFORE}{heading}\n{AFTER}".replace("\n\n", "\n")
    assert [b.clean for b in parse(text).blocks if b.kind is Kind.HEADING] == [heading]


def test_the_mark_of_a_heading() -> None:
    cable = parse(COVER + "(SBU) Geopolitics\n-----\n\n" + AFTER)
    (block,) = (b for b in cable.blocks if b.kind is Kind.HEADING)
    assert block.marking == "SBU"


def test_headings_glued_between_paragraphs() -> None:
    line = (
        "1. (C) The quay is dry, and has been so since the flood of last year. QIZ Areas --------- "
        "2. (C) The crane is not. ------------ Next Steps ------------ 3. (C) Send sand to the harbour soon."
    )
    blocks = [b for b in parse(COVER + line).blocks if b.kind is not Kind.COVER][1:]
    assert [(b.kind, b.number) for b in blocks] == [
        (Kind.PARAGRAPH, 1),
        (Kind.HEADING, None),
        (Kind.PARAGRAPH, 2),
        (Kind.HEADING, None),
        (Kind.PARAGRAPH, 3),
    ]
    assert blocks[1].clean == "QIZ Areas ---------"
    assert blocks[3].clean == "------------ Next Steps ------------"


@pytest.mark.parametrize("line", ["END COMMENT.)", "-- NATO", "A. THE HARBOUR", "SECTION 4 OF THE DRAFT."])
def test_capitals_that_are_no_heading(line: str) -> None:
    text = f"1. (C) The master said so. (COMMENT: The quay is dry,\n{line}\n\n{AFTER}"
    assert headings(text) == []


def test_capitals_in_a_message_of_capitals_are_prose() -> None:
    text = "1. THE QUAY IS DRY AND\nHAS BEEN SO\nSINCE THE FLOOD.\n\n2. THE CRANE IS NOT.\n"
    assert headings(text) == []
    assert [b.number for b in parse(COVER + text).blocks if b.number] == [1, 2]


def test_a_rule_inside_a_table_ends_no_paragraph() -> None:
    table = "Year    Sand    Stones\n----    ----    ------\n2008    12      14\n\n"
    assert headings("1. (U) Figures follow, in tons:\n" + table + AFTER) == []


def test_a_boxed_footer_is_no_heading() -> None:
    footer = (
        "**********************\nVisit the embassy's site:\nhttp://example.invalid/\n**********************"
    )
    cable = parse(f"{COVER}{BEFORE}\n{footer}\nROE\n")
    assert [b.kind for b in cable.blocks][-3:] == [Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.SIGNATURE]
