"""Page breaks: in every form, inside a block or between two, also glued into a line."""

from __future__ import annotations

import pytest

from parser import Kind, parse

COVER = """C O N F I D E N T I A L SECTION 01 OF 03 BUENOS AIRES 000123

E.O. 12958: N/A
TAGS: PGOV AR
SUBJECT: QUAY

"""
FORMS = (
    "ASTANA 00000714 002 OF 003",
    "PRETORIA 00000954  001.2 OF 004",
    "BUENOS AIR 00000123 002.5 OF 003",
    "NEW DELHI 00000123  002 OF 003",
    "PAGE 02 STATE 187673",
    "PAGE 02        CAPE T  00097  01 OF 03  182017Z",
    "CONFIDENTIAL\n\nPAGE 02        BANGKO 18711  221200Z",
    "CONFIDENTIAL\n\nCONFIDENTIAL\n\nPAGE 03 ROME 01196 01 OF 02 082030Z",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("around", ["\n", " \n \n", "\n\n\n", "\r\n\r\n"])
def test_a_paragraph_goes_on_below_a_break(form: str, around: str) -> None:
    text = (
        f"1. (C) The quay is dry, and has{around}{form}{around}been so since the flood.\n\n2. (C) The end.\n"
    )
    cable = parse(COVER + text)
    first, second = (b for b in cable.blocks if b.number is not None)
    assert " ".join(first.clean.split()) == "1. (C) The quay is dry, and has been so since the flood."
    assert len(first.pieces) == 2
    assert form in cable.text[first.start : first.end]
    assert (second.number, second.clean) == (2, "2. (C) The end.")
    assert not any(b.kind is Kind.PAGE_BREAK for b in cable.blocks)


@pytest.mark.parametrize("form", FORMS)
def test_a_break_between_two_paragraphs_is_a_block(form: str) -> None:
    text = f"{COVER}1. (C) The quay is dry.\n\n{form}\n\n\n2. (C) The crane is not.\n"
    kinds = [(b.kind, b.clean) for b in parse(text).blocks][-3:]
    assert kinds == [
        (Kind.PARAGRAPH, "1. (C) The quay is dry."),
        (Kind.PAGE_BREAK, form),
        (Kind.PARAGRAPH, "2. (C) The crane is not."),
    ]


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("The quay is dry {} and has been so.", "ASTANA 00000714 002 OF 003"),
        ("The quay in the {} city is dry.", "BUENOS AIR 00000123  002.2 OF 003"),
        ("The GOK and the UN {} agree that it is dry.", "ASTANA 00000714 002 OF 003"),
        ("The quay {} is dry.", "PAGE 02 ROME 01196 01 OF 02 082030Z"),
    ],
)
def test_a_break_glued_into_a_line(sentence: str, form: str) -> None:
    cable = parse(f"{COVER}1. (C) {sentence.format(form)}\n\n2. (C) The end.\n")
    (block,) = (b for b in cable.blocks if b.number == 1)
    assert " ".join(block.clean.split()) == "1. (C) " + " ".join(sentence.format("").split())


def test_a_break_glued_between_two_paragraphs() -> None:
    text = COVER + "1. (C) The quay is dry. ASTANA 00000714 002 OF 003 2. (C) The crane is not.\n"
    assert [(b.kind, b.clean) for b in parse(text).blocks][-3:] == [
        (Kind.PARAGRAPH, "1. (C) The quay is dry."),
        (Kind.PAGE_BREAK, "ASTANA 00000714 002 OF 003"),
        (Kind.PARAGRAPH, "2. (C) The crane is not."),
    ]


def test_a_break_inside_a_list_of_references() -> None:
    text = "REF: A. ASTANA 0012\n\nASTANA 00000123 002 OF 003\n\n     B. 08 ALMATY 77\n\n1. (C) So.\n"
    cable = parse(COVER + text, id="09ASTANA123")
    (block,) = (b for b in cable.blocks if b.clean.startswith("REF"))
    assert block.clean == "REF: A. ASTANA 0012\nB. 08 ALMATY 77"
    assert cable.references == ("09ASTANA12", "08ALMATY77")


def test_a_break_inside_the_addressees() -> None:
    header = (
        "PAGE 01 STATE 187673\n\nORIGIN SS-25\n\nFM SECSTATE WASHDC\nTO AMEMBASSY OSLO\nINFO AMEMBASSY ROME\n"
    )
    text = (
        header
        + "UNCLASSIFIED\n\nPAGE 02 STATE 187673\n\nAMEMBASSY PARIS\nUNCLAS STATE 187673\n\nE.O. 11652: N/A\n"
    )
    blocks = parse(text).blocks
    assert blocks[0].kind is Kind.ROUTING
    assert blocks[0].clean.endswith("AMEMBASSY ROME\nAMEMBASSY PARIS")
    assert "PAGE 02" not in blocks[0].clean


def test_a_break_at_the_end_of_the_text() -> None:
    *_, paragraph, page_break = parse(
        COVER + "1. (C) The quay is dry.\n\nASTANA 00000714 003 OF 003\n"
    ).blocks
    assert paragraph.clean == "1. (C) The quay is dry."
    assert page_break.kind is Kind.PAGE_BREAK


@pytest.mark.parametrize(
    "line", ["He paid 12345678 002 for it.", "On PAGE 02 he writes so.", "SECTION 02 OF 03"]
)
def test_what_is_no_break(line: str) -> None:
    cable = parse(f"{COVER}1. (C) The quay is dry.\n{line}\n")
    assert not any(b.kind is Kind.PAGE_BREAK for b in cable.blocks)
    assert line in cable.text[cable.blocks[-1].start :]


def test_the_sipdis_that_a_new_page_repeats_is_left_out_of_the_paragraph() -> None:
    page = "\n\nASTANA 00000123  002 OF 003\n\n\nSIPDIS\n"
    cable = parse(
        COVER + f"1. (C) The quay is dry, and has{page}been so since the flood.\n\n2. (C) The end.\n"
    )
    (block,) = (b for b in cable.blocks if b.number == 1)
    assert block.clean == "1. (C) The quay is dry, and has\nbeen so since the flood."
