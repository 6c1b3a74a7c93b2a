"""Attention and PASS lines, told from sentences and headings."""

from __future__ import annotations

import pytest

from parser.fields.attention import is_attention


@pytest.mark.parametrize(
    "line",
    [
        "STATE FOR D, P, SCA, S/P, S/SRAP",
        "STATE FOR EUR/WE AND WHA/CAN",
        "DEPARTMENT FOR S/CT COORDINATOR SMITH AND EUR/WE",
        "DEPT PASS TO USTR FOR SMITH",
        "DEPT PLEASE PASS USAID",
        "STATE ALSO FOR EUR/WE AND OES/SAT",
        "NSC FOR ROE/DOE",
        "LONDON FOR SMITH",
        "PASS USTR FOR JANE ROE",
        "PLEASE PASS TO EB/ESC, EUR/ERA, EUR/WE",
        "FOR AMBASSADOR FROM A/S JONES",
        "FOR NEA/ELA AND DRL/NESCA",
        "FROM AMBASSADOR VAN GREEN",
        "FROM USOECD",
        "AMEMBASSY BERLIN PASS TO AMCONSUL LEIPZIG",
        "USDOC FOR 4322/ITA/MAC/WH/OLAC",
        "BAGHDAD FOR AMBASSADOR SMITH",
        "USFOR-A FOR POLAD",
        "CENTCOM FOR CG CJTF-82, POLAD",
        "E FOR JDOE",
        "WHA/CEN",
        "EUR/CARC, SCA (DOE, ROE)",
        "EEB/TPP/IPE:JDOE",
        "DEPT OF TREASURY - JANE ROE",
        "NSC -- SMITH",
        "STATE FPR EAP/CM - SMITH",
        "State for EUR/RPM",
        "Dept for af/e, af/c, af/w",
        "nsc for jdoe",
        "Commerce for NMFS Jane Roe",
    ],
)
def test_attention_lines(line: str) -> None:
    assert is_attention(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "1. (C) STATE FOR NEA",
        "The state for which he works is small",
        "STATE FOR THE FIRST TIME SAID THAT IT WOULD",
        "POSSIBLE ISSUES FOR USTR",
        "AREAS FOR COOPERATION",
        "READY TO HOST A DIALOGUE",
        "Embassy or Consulate for expeditious visa processing.",
        "Washington in February to attend the meeting, as",
        "department to handle the matter",
        "ENERGY SECTOR & COMMERCIAL OPPORTUNITIES",
        "JOINT WORKING GROUPS",
        "ACTION REQUEST",
        "SECRET//FGI//NOFORN",
        "NSC WASHDC PRIORITY",
        "INFO  LOG-00   AF-00    AID-00",
        "REASONS FOR REASONS 1.4 (B)",
        "DEPARTMENT OF STATE",
    ],
)
def test_what_is_no_attention_line(line: str) -> None:
    assert not is_attention(line)


def test_a_line_too_long_to_be_one() -> None:
    assert not is_attention("STATE FOR NEA/ARP " + "AND NEA/MAG " * 50)
