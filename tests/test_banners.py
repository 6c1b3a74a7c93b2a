"""The classification line: level, section, post, serial, captions; damaged, alone, or before a cover."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.fields.banners import glued_banner, read_banner


@pytest.mark.parametrize(
    ("line", "classification", "sections", "post", "serial", "captions"),
    [
        ("C O N F I D E N T I A L SECTION 01 OF 03 ASTANA 000999", "CONFIDENTIAL", (1, 3), "ASTANA", 999, ()),
        ("S E C R E T  ANKARA 000082", "SECRET", None, "ANKARA", 82, ()),
        ("UNCLAS SECTION 02 OF 02 THE HAGUE 003999", "UNCLASSIFIED", (2, 2), "THE HAGUE", 3999, ()),
        ("UNCLASSIFIED BUENOS AIRES 2481", "UNCLASSIFIED", None, "BUENOS AIRES", 2481, ()),
        ("C O N F I D E N T I A L SECTION 1 OF 2 TEHRAN 2069", "CONFIDENTIAL", (1, 2), "TEHRAN", 2069, ()),
        ("C O N F I D E N T I A L FINAL SECTION OF 03 ROME 01196", "CONFIDENTIAL", (3, 3), "ROME", 1196, ()),
        ("S E C R E T//NOFORN STATE 012345", "SECRET//NOFORN", None, "STATE", 12345, ("NOFORN",)),
        ("SECRET/NOFORN", "SECRET//NOFORN", None, None, None, ("NOFORN",)),
        ("SECRET//FGI//NOFORN", "SECRET//FGI//NOFORN", None, None, None, ("FGI", "NOFORN")),
        ("UNCLAS E F T O SECTION 01 OF 02 TRIPOLI 000648", "UNCLASSIFIED", (1, 2), "TRIPOLI", 648, ("EFTO",)),
        (
            "UNCLAS LONDON 000123 SIPDIS SENSITIVE",
            "UNCLASSIFIED",
            None,
            "LONDON",
            123,
            ("SIPDIS", "SENSITIVE"),
        ),
        (
            "LIMITED OFFICIAL USE SECTION 01 OF 02 BEIRUT 01725",
            "LIMITED OFFICIAL USE",
            (1, 2),
            "BEIRUT",
            1725,
            (),
        ),
        ("L I M I T E D O F F I C I A L U S E PARIS 01234", "LIMITED OFFICIAL USE", None, "PARIS", 1234, ()),
        ("C o n f i d e n t i a l section 01 of 04 ankara 000348", "CONFIDENTIAL", (1, 4), "ANKARA", 348, ()),
        ("CONFIDENTIAL", "CONFIDENTIAL", None, None, None, ()),
        ("                 CONFIDENTIAL     PTQ2529", "CONFIDENTIAL", None, None, None, ()),
        ("C O N F I D E N T I A L BERN 000664 \\", "CONFIDENTIAL", None, "BERN", 664, ()),
    ],
)
def test_forms(
    line: str,
    classification: str,
    sections: tuple[int, int] | None,
    post: str | None,
    serial: int | None,
    captions: tuple[str, ...],
) -> None:
    banner = read_banner(line)

    assert banner is not None
    assert banner.classification == classification
    assert banner.sections == sections
    assert (banner.post, banner.serial, banner.captions) == (post, serial, captions)


def test_for_official_use_only() -> None:
    banner = read_banner("UNCLASSIFIED//FOR OFFICIAL USE ONLY")

    assert banner is not None
    assert banner.classification == "UNCLASSIFIED//FOR OFFICIAL USE ONLY"
    assert banner.captions == ("FOR OFFICIAL USE ONLY",)


@pytest.mark.parametrize(
    ("line", "classification"),
    [
        ("SS E C R E T TUNIS 000679", "SECRET"),
        ("SE C R E T TUNIS 000193", "SECRET"),
        ("S E R E T LIMA 00123", "SECRET"),
        ("CC O N F I D E N T I A L LIMA 00123", "CONFIDENTIAL"),
        ("C C O N F I D E N T I A L SECTION 01 OF 02 MADRID 000779", "CONFIDENTIAL"),
        ("C O N F I D E N T I A CAIRO 000079", "CONFIDENTIAL"),
        ("C ONFIDENTIAL SECTION 01 OF 02 BAKU 000744", "CONFIDENTIAL"),
        ("CSE C R E T SECTION 01 OF 02 LIMA 000004", "SECRET"),
        ("NCLAS SECTION 01 OF 02 BRASILIA 001017", "UNCLASSIFIED"),
        ("UUNCLAS MANAGUA 001002", "UNCLASSIFIED"),
        ("I A L SECTION 01 OF 02 THE HAGUE 001782", "CONFIDENTIAL"),
        ("O N F I D E N T I A L BAGHDAD 000290", "CONFIDENTIAL"),
        ("C O N F I D E N T I A L SCTION 02 OF 02 SAO PAULO 000335", "CONFIDENTIAL"),
        ("UNCLAS SECTION 01 GF 02 BISHIEK 00Q02", "UNCLASSIFIED"),
        ("TelegramC O N F I D E N T I A L   TRIPOLI   00000453", "CONFIDENTIAL"),
        ("TelegramRestricted by caption. UNCLASSIFIED   TRIPOLI   00000641", "UNCLASSIFIED"),
    ],
)
def test_damaged_forms(line: str, classification: str) -> None:
    banner = read_banner(line)

    assert banner is not None
    assert banner.classification == classification


def test_the_second_half_of_a_banner_broken_in_two_has_no_classification() -> None:
    banner = read_banner("SECTION 01 OF 02 BAKU 000687 SIPDIS E.O. 12958: DECL: 08/31/2019")

    assert banner is not None
    assert banner.classification is None
    assert (banner.sections, banner.post, banner.serial) == ((1, 2), "BAKU", 687)


def test_the_end_says_where_the_rest_of_the_cover_begins() -> None:
    line = "S E C R E T SECTION 01 OF 02 SANAA 001352SIPDISE.O. 12958: DECL: 05/21/2015"
    banner = read_banner(line)

    assert banner is not None
    assert banner.captions == ("SIPDIS",)
    assert line[banner.end :] == "E.O. 12958: DECL: 05/21/2015"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Secret talks were held in May",
        "SECRET SERVICE 2005 said that",
        "Confidential sources told us",
        "CONFIDENTIAL - ENTIRE TEXT.",
        "Unclassified e-mail: someone@example.gov",
        "Classified By: Ambassador Jane Roe",
        "SENSITIVE BUT UNCLASSIFIED",
        "SECTION 3 OF 5 countries",
        "A B C D E F",
        "Section 01 of the law",
    ],
)
def test_what_is_no_banner(line: str) -> None:
    assert read_banner(line) is None


@pytest.mark.parametrize(
    "before",
    ['RHEHNSC/NSC WASHDC","', "Cable dated:2005-05-23T14:26:00", "RUEHPG/AMEMBASSY PRAGUE 0001\t", '","'],
)
def test_a_banner_glued_into_a_line(before: str) -> None:
    assert glued_banner(before + "C O N F I D E N T I A L SECTION 01 OF 04 PRAGUE 000123") == len(before)


@pytest.mark.parametrize("line", ["the UNCLAS version", "He said S E C R E T to us", "nothing of the kind"])
def test_words_of_a_sentence_are_no_glued_banner(line: str) -> None:
    assert glued_banner(line) is None


@given(st.text(alphabet=st.sampled_from("C ONFIDETALSRUO/0123 SECTION"), max_size=80))
def test_the_end_is_inside_the_line(line: str) -> None:
    banner = read_banner(line)

    assert banner is None or 0 < banner.end <= len(line)
