"""Addressees: route, station, precedence and number; exclusions; lists with nothing between their members."""

from __future__ import annotations

import pytest

from parser.model import Addressee
from parser.routing.addressees import read_addressee, read_addressees


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUEHBJ/AMEMBASSY BEIJING PRIORITY 0909", Addressee("AMEMBASSY BEIJING", "RUEHBJ", "PRIORITY", 909)),
        ("RUEHBJ/AMEMBASSY BEIJING", Addressee("AMEMBASSY BEIJING", "RUEHBJ")),
        (
            "AMEMBASSY TEL AVIV NIACT IMMEDIATE 0012",
            Addressee("AMEMBASSY TEL AVIV", None, "NIACT IMMEDIATE", 12),
        ),
        ("RUEHC/SECSTATE WASHDC FLASH 1579", Addressee("SECSTATE WASHDC", "RUEHC", "FLASH", 1579)),
        (
            "RUEHC/SECSTATE WASHDC IMMEDIATE 4242/4243",
            Addressee("SECSTATE WASHDC", "RUEHC", "IMMEDIATE", 4242),
        ),
        ("SECSTATE WASHDC 475", Addressee("SECSTATE WASHDC", None, None, 475)),
        ("RUEHUNV/USMISSION UNVIE VIENNA0162", Addressee("USMISSION UNVIE VIENNA", "RUEHUNV", None, 162)),
        ("RUEHLP/AMEMBASSY LIMA PRORITY", Addressee("AMEMBASSY LIMA", "RUEHLP", "PRIORITY")),
        ("RUEHSGAMEMBASSY SANTIAGO 6383", Addressee("AMEMBASSY SANTIAGO", "RUEHSG", None, 6383)),
        ("UEHSM/AMEMBASSY STOCKHOLM", Addressee("AMEMBASSY STOCKHOLM", "UEHSM")),
        ("EUMEM/EU MEMBER STATES COLLECTIVE", Addressee("EU MEMBER STATES COLLECTIVE", "EUMEM")),
        ("RHMFISS/CJTF 101", Addressee("CJTF 101", "RHMFISS")),
        ("RHMFISS/HQ USSOUTHCOM J2 MIAMI FL", Addressee("HQ USSOUTHCOM J2 MIAMI FL", "RHMFISS")),
        (
            "RUWDQAC/COMDT WASHINGTON DC//CG-5/CG-52//",
            Addressee("COMDT WASHINGTON DC//CG-5/CG-52//", "RUWDQAC"),
        ),
    ],
)
def test_one_addressee(text: str, expected: Addressee) -> None:
    assert read_addressee(text) == expected


def test_nothing_is_no_addressee() -> None:
    assert read_addressee(" \\ ") is None


def test_on_one_line_the_next_route_begins_the_next_addressee() -> None:
    line = "RUEHC/SECSTATE WASHDC 1 RUEKJCS/JOINT STAFF WASHDC//J-3/J-5// PRIORITY RUEHPG/AMEMBASSY PRAGUE"

    assert read_addressees(line) == (
        Addressee("SECSTATE WASHDC", "RUEHC", None, 1),
        Addressee("JOINT STAFF WASHDC//J-3/J-5//", "RUEKJCS", "PRIORITY"),
        Addressee("AMEMBASSY PRAGUE", "RUEHPG"),
    )


def test_on_one_line_without_routes_precedence_serial_and_rank_part_the_addressees() -> None:
    line = (
        "SECSTATE WASHDC IMMEDIATE 5257 NSC WASHDC IRAN COLLECTIVE "
        "AMEMBASSY PARIS PRIORITY 0001 AMCONSUL LAGOS"
    )

    assert [addressee.station for addressee in read_addressees(line)] == [
        "SECSTATE WASHDC",
        "NSC WASHDC",
        "IRAN COLLECTIVE",
        "AMEMBASSY PARIS",
        "AMCONSUL LAGOS",
    ]


def test_xmt_excludes_posts_from_the_addressee_before() -> None:
    lines = (
        "ALL DIPLOMATIC POSTS COLLECTIVE PRIORITY\nXMT AMCONSUL JOHANNESBURG\nAMCONSUL DURBAN\n"
        "AMEMBASSY PARIS 0001"
    )

    assert read_addressees(lines) == (
        Addressee(
            "ALL DIPLOMATIC POSTS COLLECTIVE",
            None,
            "PRIORITY",
            None,
            ("AMCONSUL JOHANNESBURG", "AMCONSUL DURBAN"),
        ),
        Addressee("AMEMBASSY PARIS", None, None, 1),
    )


def test_xmt_inside_a_line() -> None:
    (addressee,) = read_addressees("AFRICAN UNION COLLECTIVE XMT AMEMBASSY ABUJA")

    assert addressee == Addressee("AFRICAN UNION COLLECTIVE", excluded=("AMEMBASSY ABUJA",))


def test_xmt_with_nobody_before_it_names_nobody() -> None:
    assert read_addressees("XMT AMEMBASSY ABUJA") == ()


def test_the_month_that_slipped_in_behind_la_paz() -> None:
    assert read_addressees("RUEHLP/AMEMBASSY LA PAZ DEC 8399") == (
        Addressee("AMEMBASSY LA PAZ", "RUEHLP", None, 8399),
    )
    assert [addressee.station for addressee in read_addressees("RUEHLP/AMEMBASSY LA PAZ DEC LIMA 4529")] == [
        "AMEMBASSY LA PAZ",
        "LIMA",
    ]


def test_a_charge_code_below_the_addressees_is_none_of_them() -> None:
    assert [each.station for each in read_addressees("RUEHUB/USINT HAVANA 0060\nPROG")] == ["USINT HAVANA"]
