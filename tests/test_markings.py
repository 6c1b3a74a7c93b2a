"""Paragraph starts: numbers and portion marks in all their forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.fields.markings import read_paragraph_start


@pytest.mark.parametrize(
    ("line", "number", "marking", "rest"),
    [
        ("1. (C) Text", 1, "C", "Text"),
        ("¶1. (C) Text", 1, "C", "Text"),
        ("1.(C) Text", 1, "C", "Text"),
        ("1) (C) Text", 1, "C", "Text"),
        ("5)(C) Text", 5, "C", "Text"),
        ("1 (C) Text", 1, "C", "Text"),
        ("(1) (SBU) Text", 1, "SBU", "Text"),
        ("5, (C) Text", 5, "C", "Text"),
        ("4 . (C) Text", 4, "C", "Text"),
        ("12.      (S) Text", 12, "S", "Text"),
        ("(C) 1. Text", 1, "C", "Text"),
        ("1. (C} Text", 1, "C", "Text"),
        ("1. (c) text", 1, "C", "text"),
        ("3. ( SBU ) Text", 3, "SBU", "Text"),
        ("5. (SBU During the week", 5, "SBU", "During the week"),
        ("1. C)Summary", 1, "C", "Summary"),
        ("2. SBU) Text", 2, "SBU", "Text"),
        ("3. (S//NF) Text", 3, "S//NF", "Text"),
        ("3. (S / NF) Text", 3, "S/NF", "Text"),
        ("3. (C NF) Text", 3, "C/NF", "Text"),
        ("3. (S//FGI//NF) Text", 3, "S//FGI//NF", "Text"),
        ("3. (C//REL TO USA, GBR) Text", 3, "C//REL TO USA, GBR", "Text"),
        ("3. (S//Rel NATO, ISAF) Text", 3, "S//REL NATO, ISAF", "Text"),
        ("3. (U//FOUO) Text", 3, "U//FOUO", "Text"),
        ("3. (LOU) Text", 3, "LOU", "Text"),
        ("3. (CONF) Text", 3, "CONF", "Text"),
        ("3. (U)xxxxx", 3, "U", "xxxxx"),
        ("(SBU) Text", None, "SBU", "Text"),
        ("(S/REL USA, SAU) Text", None, "S/REL USA, SAU", "Text"),
        ("7. Text", 7, None, "Text"),
        ("7.Text", 7, None, "Text"),
        ("7) Text", 7, None, "Text"),
        ("¶7. Text", 7, None, "Text"),
        ("1. CONFIDENTIAL - ENTIRE TEXT.", 1, None, "CONFIDENTIAL - ENTIRE TEXT."),
        ("\u2028\u20282. (SBU) Text", 2, "SBU", "Text"),
        ("1.", 1, None, ""),
    ],
)
def test_starts(line: str, number: int | None, marking: str | None, rest: str) -> None:
    start = read_paragraph_start(line)

    assert start is not None
    assert (start.number, start.marking) == (number, marking)
    assert line[start.end :] == rest


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Text",
        "1.4 (b) and (d).",
        "1.5 million",
        "12,000 people",
        "10 percent",
        "2007. The discussion",
        "4 (c) and (d) of the order",
        "(c) the third item",
        "(a) the first item",
        "(Ref C) said",
        "(PLN) and others",
        "2009-04-27 05:39:00",
        "04/27/2009",
        "-- item",
    ],
)
def test_what_starts_no_paragraph(line: str) -> None:
    assert read_paragraph_start(line) is None


@given(st.text(alphabet=st.sampled_from("0123456789.() CSUNFB/¶\n"), max_size=40))
def test_the_end_is_inside_the_line(line: str) -> None:
    start = read_paragraph_start(line)

    assert start is None or 0 < start.end <= len(line)
