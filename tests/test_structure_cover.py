"""What stands above paragraph 1: notes, wrappers, routing header, banner, captions, labels."""

from __future__ import annotations

import pytest

from parser import Kind, parse

HEADER = """VZCZCXRO1234
OO RUEHAB RUEHCD
DE RUEHTA #0123/01 0010101
ZNY CCCCC ZZH
O 010101Z JAN 09
FM AMEMBASSY ASTANA
TO RUEHC/SECSTATE WASHDC IMMEDIATE 1234
INFO RUEHMO/AMEMBASSY MOSCOW PRIORITY 0012
"""
COVER = """C O N F I D E N T I A L SECTION 01 OF 02 ASTANA 000123

SIPDIS

STATE FOR SCA, EUR
NSC FOR DOE

E.O. 12958: DECL: 01/01/2019
TAGS: PGOV PREL KZ
SUBJECT: THE HARBOUR MASTER OF ASTANA LOOKS BACK ON A
LONG LIFE

REF: A. ASTANA 0012
     B. 08 ALMATY 77

Classified By: Ambassador Jane Roe for reasons
1.4 (b) and (d).

"""
BODY = "1. (C) The quay is dry.\n\n2. (C) The crane is not.\n"


def blocks(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, b.clean) for b in parse(text).blocks]


def kinds(text: str) -> list[str]:
    return [b.kind.value for b in parse(text).blocks]


def test_every_part_is_a_block_of_its_own() -> None:
    assert blocks(HEADER + "\n" + COVER + BODY)[1:-2] == [
        ("banner", "C O N F I D E N T I A L SECTION 01 OF 02 ASTANA 000123"),
        ("caption", "SIPDIS"),
        ("attention", "STATE FOR SCA, EUR\nNSC FOR DOE"),
        ("cover", "E.O. 12958: DECL: 01/01/2019"),
        ("cover", "TAGS: PGOV PREL KZ"),
        ("cover", "SUBJECT: THE HARBOUR MASTER OF ASTANA LOOKS BACK ON A\nLONG LIFE"),
        ("cover", "REF: A. ASTANA 0012\n     B. 08 ALMATY 77"),
        ("classified_by", "Classified By: Ambassador Jane Roe for reasons\n1.4 (b) and (d)."),
    ]


def test_the_same_without_blank_lines() -> None:
    text = (HEADER + COVER + BODY).replace("\n\n", "\n")
    assert [words.split() for _, words in blocks(text)] == [
        words.split() for _, words in blocks(HEADER + "\n" + COVER + BODY)
    ]


@pytest.mark.parametrize("header", [HEADER, HEADER.replace("\n", " ").strip() + "\n"])
def test_routing_header_on_many_lines_or_on_one(header: str) -> None:
    first, second, *_ = parse(header + COVER + BODY).blocks
    assert first.kind is Kind.ROUTING
    assert first.clean == header.strip()
    assert second.kind is Kind.BANNER


def test_routing_header_with_the_banner_glued_to_it() -> None:
    text = HEADER.rstrip() + "\t" + COVER + BODY
    assert kinds(text)[:3] == ["routing", "banner", "caption"]


def test_only_day_time_group_from_and_to() -> None:
    assert kinds("R 041125Z MAR 75\nFM AMEMBASSY TEHRAN\nTO SECSTATE WASHDC 475\n" + COVER)[:2] == [
        "routing",
        "banner",
    ]


def test_no_header_at_all() -> None:
    assert kinds(COVER + BODY)[0] == "banner"


def test_routing_header_again_in_the_body() -> None:
    found = kinds(HEADER + "\n" + HEADER + "TAGS: KZ PGOV\n" + COVER + BODY)
    assert found[:4] == ["routing", "routing", "wrapper", "banner"]


def test_partial_extract() -> None:
    note = "This record is a partial extract of the original cable. The full text is not available.\n"
    cable = parse(note + "\n" + COVER + BODY)
    assert cable.blocks[0].kind is Kind.RECORD
    assert cable.partial
    assert not parse(COVER + BODY).partial


def test_a_whole_cover_on_one_line() -> None:
    line = "S E C R E T SECTION 01 OF 02 SANAA 001352SIPDISE.O. 12958: DECL: 05/21/2015TAGS: PREL PGOV\n\n"
    assert blocks(line + BODY)[:4] == [
        ("banner", "S E C R E T SECTION 01 OF 02 SANAA 001352"),
        ("caption", "SIPDIS"),
        ("cover", "E.O. 12958: DECL: 05/21/2015"),
        ("cover", "TAGS: PREL PGOV"),
    ]


def test_labels_glued_into_one_line() -> None:
    line = (
        "E.O. 12958: N/A TAGS: ECON EFIN KZ SUBJECT: THE QUAY REF: ASTANA 12 Classified By: Jane Roe, 1.4b\n"
    )
    assert blocks(line + "\n" + BODY)[:5] == [
        ("cover", "E.O. 12958: N/A"),
        ("cover", "TAGS: ECON EFIN KZ"),
        ("cover", "SUBJECT: THE QUAY"),
        ("cover", "REF: ASTANA 12"),
        ("classified_by", "Classified By: Jane Roe, 1.4b"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "E.O. 12958: N/A",
        "EO 12958 DECL: 11/29/10",
        "E.o. 12958: decl: 01/01/2014",
        "E.O.: 12958: N/A",
        "TAGS PGOV, PREL, KZ",
        "TAG ECON",
        "TAGS:PGOV",
        "Tags: pgov, prel",
        "SUBJECT: THE QUAY",
        "SUBJ:  THE QUAY",
        "Subject: the quay",
        "REF: A. ASTANA 12",
        "REFS: A) ASTANA 12",
        "REFTEL: ASTANA 12",
        "REF A. ASTANA 12",
        "Ref: (A) ASTANA 12",
    ],
)
def test_forms_of_labels(line: str) -> None:
    assert blocks(COVER.split("E.O.")[0] + line + "\n\n" + BODY)[3] == ("cover", line)


@pytest.mark.parametrize(
    "line",
    [
        "Classified By: Jane Roe, reason 1.4 (b)",
        "CLASSIFIED BY AMBASSADOR JANE ROE FOR REASONS 1.5 (B)",
        "(U) Classified by Jane Roe, reasons 1.4 (b, d)",
        "Classified by: Jane Roe\nREASON: 1.4 (b)",
        "Derived from: DSCG 05-1 B, D",
        "Classified By: Jane Roe\n\nReason: 1.4 (b)\nDeclassify on: 01/01/2019",
    ],
)
def test_forms_of_classified_by(line: str) -> None:
    assert ("classified_by", line) in blocks(COVER.split("Classified")[0] + line + "\n\n" + BODY)


def test_a_subject_alone_on_its_line_has_its_words_below() -> None:
    cable = parse("TAGS: PGOV\nSUBJECT:\n\nTHE QUAY IS DRY\n\nREF: ASTANA 12\n\n" + BODY)
    assert cable.subject == "THE QUAY IS DRY"


@pytest.mark.parametrize(
    "form", ["¶B. ALMATY 7", "     B. 08 ALMATY 7", "(B) ALMATY 7", "B) ALMATY 7", "b. Almaty 7"]
)
def test_a_list_of_references_runs_on_over_blank_lines(form: str) -> None:
    cable = parse(f"SUBJECT: THE QUAY\n\nREF: A. ASTANA 12\n\n{form}\n\n{BODY}", id="09ASTANA1")
    (block,) = (b for b in cable.blocks if b.clean.startswith("REF"))
    assert "lmaty" in block.clean.lower()


def test_captions_and_attention_on_the_line_of_the_banner() -> None:
    line = "UNCLAS SECTION 01 OF 02 ASTANA 000123 SIPDIS SENSITIVE STATE FOR SCA/CEN, EUR\n\n"
    assert blocks(line + "E.O. 12958: N/A\nTAGS: PGOV\n")[:3] == [
        ("banner", "UNCLAS SECTION 01 OF 02 ASTANA 000123"),
        ("caption", "SIPDIS SENSITIVE"),
        ("attention", "STATE FOR SCA/CEN, EUR"),
    ]


WRAPPERS = (
    "Wednesday, 29 November 2000, 13:59\n",
    "id: 2745\ndate: 4/11/2002 20:44\nrefid: 02BOGOTA1\norigin: Embassy Bogota\nclassification: SECRET\n"
    "destination: 02BOGOTA2\nheader:\n",
    "51272\n2006-01-31 14:22:00\n06MEXICO1\nEmbassy Mexico\nCONFIDENTIAL\n06MEXICO2|06MEXICO3\n",
    "22350\t2004-11-02 18:31:00\t04BOGOTA1\tEmbassy Bogota\tCONFIDENTIAL\t04BOGOTA2\t\\\n",
    '27613,2/24/2005 16:09,05BOGOTA1,"Embassy Bogota",CONFIDENTIAL,05BOGOTA2,"\n',
    "From: Doe, John\nSent: Monday, March 17, 2008 6:49 PM\nTo: Main State\nSubject: TRIPOLI 1\n",
)


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_wrappers_in_front_of_a_message(wrapper: str) -> None:
    cable = parse(wrapper + "\n" + COVER + BODY)
    assert cable.blocks[0].kind is Kind.WRAPPER
    assert cable.blocks[0].clean == wrapper.strip(" \\\n\t")
    assert cable.blocks[1].kind is Kind.BANNER


@pytest.mark.parametrize("wrapper", WRAPPERS[1:5])
def test_wrappers_between_header_and_cover(wrapper: str) -> None:
    found = kinds(HEADER + "\n" + wrapper + HEADER + COVER + BODY)
    assert found[:4] == ["routing", "wrapper", "routing", "banner"]


def test_header_ends() -> None:
    text = WRAPPERS[1] + HEADER + "\n\n----------------- header ends ----------------\n\n" + COVER + BODY
    assert kinds(text)[:4] == ["wrapper", "routing", "wrapper", "banner"]


def test_line_ends_of_a_spreadsheet() -> None:
    text = (COVER + BODY).replace("\n", " \\\n")
    assert [words.split() for _, words in blocks(text.replace("\\", ""))] == [
        words.replace("\\", "").split() for _, words in blocks(text)
    ]
    assert kinds(text) == kinds(COVER + BODY)
