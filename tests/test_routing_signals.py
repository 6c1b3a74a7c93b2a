"""Operating signals: what they mean, what stands behind them."""

from __future__ import annotations

import pytest

from parser.model import OperatingSignal
from parser.routing.header import read_routing
from parser.routing.signals import CANCELLING, CORRECTING, MEANINGS, cancels, read_signals

TAIL = "\nFM AMEMBASSY LIMA\nTO RUEHC/SECSTATE WASHDC 1"


@pytest.mark.parametrize(
    ("behind", "code", "detail"),
    [
        ("ZDK", "ZDK", ""),
        ("ZDK DUE TO SERVICES", "ZDK", "DUE TO SERVICES"),
        ("ZDK DUE TO ZES-2", "ZDK", "DUE TO ZES-2"),
        ("ZDK CTG RUEHNM#3308", "ZDK", "CTG RUEHNM#3308"),
        ("ZFR ZFR ZFR", "ZFR", ""),
        ("ZFF4", "ZFF4", ""),
        ("//ZEL//", "ZEL", ""),
        ("ZUI SVC RUEHAD9405 1630957", "ZUI", "SVC RUEHAD9405 1630957"),
        ("CCY", "CCY", ""),
        ("(CCY AD00C933D8/WSC2297 510)", "CCY", "AD00C933D8/WSC2297 510"),
        ("(ADX5B2147-WSC7469-45)", "CCY", "ADX5B2147-WSC7469-45"),
    ],
)
def test_signals_behind_the_day_time_group(behind: str, code: str, detail: str) -> None:
    routing = read_routing(f"O 121153Z FEB 08 {behind}{TAIL}")

    assert routing.operating_signals == (OperatingSignal(code, MEANINGS[code[:3]], detail),)
    assert routing.leftover == ""


def test_signals_behind_the_security_line_and_the_day_time_group_come_together() -> None:
    routing = read_routing(f"ZNY SSSSS ZZH ZUI RUEHSD 0065W 1252226 H/W ZDS\nO 121153Z FEB 08 ZDK{TAIL}")

    assert [signal.code for signal in routing.operating_signals] == ["ZUI", "ZDS", "ZDK"]
    assert routing.operating_signals[0].detail == "RUEHSD 0065W 1252226 H/W"


def test_the_prosign_at_the_end_of_the_security_line_is_no_signal() -> None:
    routing = read_routing("ZNY SSSSS ZZH")

    assert routing.security == "ZNY SSSSS"
    assert routing.operating_signals == ()


def test_an_unknown_signal_is_kept_without_meaning() -> None:
    assert read_signals("ZQB")[0] == (OperatingSignal("ZQB", ""),)


def test_what_stands_before_the_first_signal_is_given_back() -> None:
    assert read_signals("SOME NOTE ZDK") == ((OperatingSignal("ZDK", MEANINGS["ZDK"]),), "SOME NOTE")


def test_which_signals_cancel_and_correct() -> None:
    assert {"ZFR"} == CANCELLING
    assert {"ZDS", "ZEL", "CCY"} == CORRECTING


@pytest.mark.parametrize(
    "line",
    [
        r"\\\\ZFR IMI ZFR\\\\ ",
        "  ////////////////  ZFR  ZFR  ////////////////// ",
        "/////ZFR CANCEL THIS MESSAGE.  NEW MESSAGE SENT",
        "ZFR ZFR ZFR CANCEL TELEGRAM",
        "ZFR",
    ],
)
def test_a_cancellation_in_the_text_of_a_message(line: str) -> None:
    assert cancels(f"E.O. 12958: N/A\n\n{line}\n\nSMITH")


@pytest.mark.parametrize("text", ["", "POST WILL SEND A ZFR FOR REFTEL", "SZFR", "the visit was CANCELLED"])
def test_what_cancels_nothing(text: str) -> None:
    assert not cancels(text)
