"""Ids of cables come to one form, however damaged they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser import parse
from parser.ids import LONGEST, CableId, canonical_id, full_year, parse_id, section_of


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("09ASTANA714", "09ASTANA714"),
        ("09ASTANA0714", "09ASTANA714"),
        ("09astana714", "09ASTANA714"),
        (" 09 ASTANA 000714 ", "09ASTANA714"),
        ("2009 ASTANA 714", "09ASTANA714"),
        ("2009-ASTANA-714", "09ASTANA714"),
        ("'09 ASTANA 714", "09ASTANA714"),
        ("1975STATE187673", "75STATE187673"),
        ("00THEHAGUE12", "00THEHAGUE12"),
        ("06 Port-au-Prince 7", "06PORTAUPRINCE7"),
        ("07 SÃO PAULO 42", "07SAOPAULO42"),
    ],
)
def test_year_post_and_serial_in_every_dress(raw: str, canonical: str) -> None:
    assert canonical_id(raw) == canonical


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("09EFTOLONDON123", "09LONDON123"),
        ("85NOFORNMOGADISHU43", "85MOGADISHU43"),
        ("09AMEMBASSYHANOI12", "09HANOI12"),
        ("09SIFIEDABUJA16", "09ABUJA16"),
        ("08SCTION02OF02SAOPAULO335", "08SAOPAULO335"),
        ("08SECTION 01 OF 04 HARARE 754", "08HARARE754"),
        ("09SECTION0QF05HANOI297", "09HANOI297"),
        ("06SECTION01O02HONGKONG23", "06HONGKONG23"),
        ("07SECTION02OF03EIJING48", "07BEIJING48"),
        ("0901OF02RPODUBAI28", "09RPODUBAI28"),
        ("06MADRID002583ZFR2585", "06MADRID2583"),
        ("90STATE255577TOSEC140323", "90STATE255577"),
        ("7575LIBREVILLE18", "75LIBREVILLE18"),
        ("08SECTION01GF02BISHIEK21", "08BISHKEK1021"),
    ],
)
def test_a_classification_or_section_line_in_place_of_the_post(raw: str, canonical: str) -> None:
    assert canonical_id(raw) == canonical


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("06SECSTATE12", "06STATE12"),
        ("06RIO12", "06RIODEJANEIRO12"),
        ("06USUN12", "06USUNNEWYORK12"),
        ("06HCMC12", "06HOCHIMINHCITY12"),
        ("060TTAWA12", "06OTTAWA12"),
        ("06SAOPAUO12", "06SAOPAULO12"),
        ("06BELGADE12", "06BELGRADE12"),
        ("07QXICO12", "07MEXICO12"),
        ("75BANGKO12", "75BANGKOK12"),
        ("09TAIPEI12", "09AITTAIPEI12"),
        ("06AITTAIPEI12", "06TAIPEI12"),
        ("08KIEV12", "08KYIV12"),
        ("06KIEV12", "06KIEV12"),
    ],
)
def test_posts_misspelt_abbreviated_or_renamed(raw: str, canonical: str) -> None:
    assert canonical_id(raw) == canonical


def test_an_unknown_post_stays() -> None:
    assert canonical_id("05 EMBASSY BLABLA 001") == "05BLABLA1"


@pytest.mark.parametrize(
    ("raw", "kept"), [("", ""), ("astana", "ASTANA"), ("A 714", "A714"), ("09", "09"), ("09 A 1", "09A1")]
)
def test_what_is_no_id_comes_back_upper_case_and_without_spaces(raw: str, kept: str) -> None:
    assert parse_id(raw) is None
    assert canonical_id(raw) == kept


def test_what_names_a_version_a_copy_or_a_block_is_in_no_id() -> None:
    assert canonical_id("plan@2") == "PLAN-2"
    assert canonical_id("plan~2#3:4-5") == "PLAN-2-3-4-5"
    assert canonical_id("09OSLO12@2") == "09OSLO12-2"


def test_an_id_is_taken_apart() -> None:
    assert parse_id("09 ASTANA 00714") == CableId(2009, "ASTANA", 714)
    assert parse_id("66BUENOSAIRES2481") == CableId(1966, "BUENOSAIRES", 2481)


@pytest.mark.parametrize(
    ("digits", "year"), [("66", 1966), ("99", 1999), ("00", 2000), ("10", 2010), ("1973", 1973)]
)
def test_years_of_two_digits(digits: str, year: int) -> None:
    assert full_year(digits) == year


def test_a_long_text_is_no_id() -> None:
    assert parse_id("09" + "A" * LONGEST + "1") is None


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0179QOSECTIONFMADRI '.-", max_size=40),
        st.text(alphabet="09\u0660\u0669\uff17\u00b2\u2155ASTN ", max_size=24),
        st.from_regex(r"[0-9]{1,5} ?[A-Z0Q .]{0,14}[0-9]{0,8}[A-Z0]{0,6}[0-9]{0,6}", fullmatch=True),
    )
)
def test_the_form_of_the_form_is_the_form(raw: str) -> None:
    once = canonical_id(raw)
    assert canonical_id(once) == once


@pytest.mark.parametrize(
    "raw", ["09ASTANA714.", '"09ASTANA714"', "(09ASTANA714),", "\u00b609ASTANA714", "\ufeff09ASTANA714\u200e"]
)
def test_what_surrounds_an_id_is_left_out(raw: str) -> None:
    assert canonical_id(raw) == "09ASTANA714"


@pytest.mark.parametrize(
    "raw", ["09UNCLASLIMA12", "09CONFIDENTIALLIMA12", "09SECRETLIMA12", "09SIPDISLIMA12"]
)
def test_a_classification_is_no_part_of_a_post(raw: str) -> None:
    assert canonical_id(raw) == "09LIMA12"


@pytest.mark.parametrize(
    ("raw", "section"),
    [
        ("08SCTION02OF02SAOPAULO335", (2, 2)),
        ("08SCTION01OF02SAOPAULO335", (1, 2)),
        ("08SECTION 01 OF 04 HARARE 754", (1, 4)),
        ("08SECTION01GF02BISHIEK21", (1, 2)),
        ("08SAOPAULO335", None),
        ("08SECTION03OF02LIMA1", None),
        ("", None),
    ],
)
def test_a_malformed_half_of_a_message_says_which(raw: str, section: tuple[int, int] | None) -> None:
    assert section_of(raw) == section


def test_a_cable_takes_section_and_form_from_its_malformed_id() -> None:
    cable = parse("1. (U) The second half.", id="08SCTION02OF02SAOPAULO335")
    assert (cable.id, cable.sections) == ("08SAOPAULO335", (2, 2))


def test_an_id_in_another_dress_is_no_reference_to_itself() -> None:
    assert parse("REF: A. ASTANA 714 B. ASTANA 715", id="2009 ASTANA 0714").references == ("09ASTANA715",)
