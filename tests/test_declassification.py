"""E.O. lines: which order, and until when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.fields.declassification import MOST, Declassification, read_date, read_declassification

DAY = date(2024, 4, 27)


@pytest.mark.parametrize(
    "text",
    [
        "E.O. 12958: DECL: 04/27/2024",
        "E.O. 12958: DECL:  4/27/2024",
        "EO 12958 DECL: 2024/04/27",
        "E.O. 12958 DECL 04/27/2024",
        "E.o. 12958: decl: 04/27/2024",
        "E.0. 12958: DECL: 04/27/2024",
        "E.O. 12958: DECLl: 04/27/2024",
        "E.O. 12958:DECL:04/27/24",
        "E.O. 12958: DECL: 27 April 2024",
        "E.O. 12958: DECL: 27APR24",
        "E.O. 12958: DECL: April 27, 2024",
        "E.O. 12958: DECL: 20240427",
        "E.O. 12958: DECL: 04-27-2024",
        "E.O. 12958: DECL: 27.04.2024",
        "E.O. 12958: \nDECL: 04/27/2024",
        "E.O. 12958: DECL: 04/27/2024 \\",
        "E.O. 12958: DECL: 04/27/2024TAGS: PREL",
        "E.O. 12958: DECL: 04/27/2024 TAGS: PREL PGOV",
        "E.O. 12958: DECL: 04/27/2024\nTAGS PREL, PGOV\nSUBJECT: 01/01/2001",
        "E.O. 12958: DNG: CO 04/27/2024",
    ],
)
def test_dates_of_every_form(text: str) -> None:
    found = read_declassification(text)
    assert (found.order, found.on) == ("12958", DAY)
    assert found.text
    assert "TAGS" not in found.text


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("E.O. 12356: DECL: OADR", "12356"),
        ("E.O. 11652: GDS", "11652"),
        ("E.O.12065: XDS-1", "12065"),
        ("E.O. 13526: DECL: 04/27/2024", "13526"),
        ("E.O. 12598: DECL: 04/27/2024", "12958"),
        ("E.O. 12928: N/A", "12958"),
        ("EXECUTIVE ORDER 12958: N/A", "12958"),
        ("DECL: 04/27/2024", None),
        ("E.O. 129...", None),
    ],
)
def test_the_order(text: str, order: str | None) -> None:
    assert read_declassification(text).order == order


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("N/A", "N/A"),
        ("DECL: OADR", "OADR"),
        ("DECL: MR", "MR"),
        ("DECL: 25X1", "25X1"),
        ("DECL: X1", "X1"),
        ("DECL: CLOSURE OF THE COURT", "CLOSURE OF THE COURT"),
        ("DECL: TEN YEARS AFTER THE\nREUNION", "TEN YEARS AFTER THE REUNION"),
        ("DECL: 13/45/2024", "13/45/2024"),
        ("DECL: TWENTY YEARS TA...", "TWENTY YEARS TA"),
    ],
)
def test_values_that_are_no_date(value: str, words: str) -> None:
    assert read_declassification(f"E.O. 12958: {value}") == Declassification("12958", None, words)


@pytest.mark.parametrize("text", ["", "\n", "E.O. 12958:", "E.O. 12958: DECL:"])
def test_nothing_is_said(text: str) -> None:
    found = read_declassification(text)
    assert (found.on, found.text) == (None, None)


def test_two_digits_of_a_year() -> None:
    assert read_date("6/30/08") == date(2008, 6, 30)
    assert read_date("6/30/98") == date(1998, 6, 30)


def test_day_and_month_are_told_apart_where_they_can_be() -> None:
    assert read_date("27/04/2024") == DAY
    assert read_date("04/05/2024") == date(2024, 4, 5)


def test_only_so_much_is_looked_at() -> None:
    text = "E.O. 12958: " + " " * MOST
    assert read_declassification(text + "04/27/2024") == Declassification("12958", None, None)


@given(st.one_of(st.text(), st.text(alphabet="E.O. 12958DECL:/-JANUARY", max_size=60)))
def test_no_text_raises(text: str) -> None:
    assert isinstance(read_declassification(text), Declassification)


@pytest.mark.parametrize("words", ["1O/31/2018", "l0/31/2018", "31-OCT-18", "31 OCT 2018", "10-31-2018"])
def test_letters_for_digits_and_hyphens_leave_a_date(words: str) -> None:
    assert read_declassification(f"E.O. 12958: DECL: {words}").on == date(2018, 10, 31)
