"""SUBJECT lines: where they begin, how far they run, what is no part of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.fields.subject import MOST, Subject, read_subject

WORDS = "A QUIET TALK ABOUT THE HARBOUR"


@pytest.mark.parametrize(
    "text",
    [
        f"SUBJECT: {WORDS}",
        f"SUBJ: {WORDS}",
        f"Subject:  {WORDS}",
        f"SUBJECT {WORDS}",
        f"SUBJECT:{WORDS}",
        f"SUBJECT; {WORDS}",
        f"UBJECT: {WORDS}",
        f"SUBECT: {WORDS}",
        f"SUBJECT: SUBJECT: {WORDS}",
        f"   SUBJECT: {WORDS}",
        "SUBJECT: A QUIET TALK\n  ABOUT THE \nHARBOUR",
        "SUBJECT: A QUIET TALK \\\nABOUT THE HARBOUR \\\n \\",
        f"SUBJECT: {WORDS} .",
        WORDS,
    ],
)
def test_labels_and_lines(text: str) -> None:
    assert read_subject(text) == Subject(WORDS)


@pytest.mark.parametrize(
    "tail",
    [
        "\n \nThe harbour is quiet.",
        "\nREF: LIMA 12",
        " REF: LIMA 12",
        "REF: LIMA 12",
        " REFS: (A) LIMA 12",
        " Ref(s): A) LIMA 12",
        "\nREF A. LIMA 12",
        "\nREFTEL: LIMA 12",
        "\nClassified By: DCM Jane Roe",
        " Classified By: DCM Jane Roe",
        "Classified By: DCM Jane Roe",
        "\n(U) Classified by DCM Jane Roe",
        "\nDERIVED FROM: DSCG 05-1",
        "\nASTANA 00000954  001.2 OF 004",
        " RIO DE JANEIRO 00000954  001.2 OF 004",
        "\n-----------\n1. SUMMARY",
        " ----------- 1. SUMMARY",
        "\n==========",
        "\n1. (C) Summary: all is quiet.",
        "\n¶1. (C) Summary: all is quiet.",
        "\n1. Summary. All is quiet.",
        " 1.(SBU) All is quiet.",
        " (SBU) All of it is quiet.",
        " Sensitive but unclassified. Please handle accordingly.",
        " SENSTIVE BUT UNCLASSIFIED - PLEASE PROTECT",
        "\nThis is an Action request. Please see para 2.",
        " SUMMARY\n--------",
        "\nSUMMARY",
        "\nTAGS: PREL",
        "\nE.O. 12958: N/A",
        "\nC O N F I D E N T I A L SECTION 01 OF 02 ASTANA 000714",
        "\n\nDEPT FOR WHA/CEN",
        "\n\nQUITO 000492 NOFORN SIPDIS",
        "\n\nA QUIET TALK ABOUT THE HARBOUR",
        "\n¶B. LIMA 12",
    ],
)
def test_what_ends_a_subject(tail: str) -> None:
    assert read_subject(f"SUBJECT: {WORDS}{tail}") == Subject(WORDS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SUBJECT: US-\nLATIN TALKS", "US-LATIN TALKS"),
        ("SUBJECT: US- \n  LATIN TALKS", "US-LATIN TALKS"),
        ("SUBJECT: PERU - \nTALKS", "PERU - TALKS"),
        ("SUBJECT: TALKS ON THE ...", "TALKS ON THE ..."),
        ("SUBJECT: TALKS BEGIN...\nAND END", "TALKS BEGIN... AND END"),
        ("SUBJECT: TALKS ON THE...\n14:25", "TALKS ON THE..."),
        ("SUBJECT: FRAUD SUMMARY - LIMA", "FRAUD SUMMARY - LIMA"),
        ("SUBJECT: FRAUD SUMMARY---LIMA", "FRAUD SUMMARY---LIMA"),
        ("SUBJECT: TALKS, 28 MAY - 1 JUNE ¶2006.", "TALKS, 28 MAY - 1 JUNE 2006."),
        ("SUBJECT: A REFORM THAT REFERS TO REFUGEES", "A REFORM THAT REFERS TO REFUGEES"),
        ("SUBJECT: quiet talks about Lima", "quiet talks about Lima"),
        ("SUBJECT: FIRMS LISTED UNDER\nE.O. 13382", "FIRMS LISTED UNDER E.O. 13382"),
        ("US TALKS", "US TALKS"),
        ("SUBJECT:", ""),
        ("", ""),
    ],
)
def test_capitals_hyphens_and_dots_stay(text: str, value: str) -> None:
    assert read_subject(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SUBJECT: A TALK ABOUT TRADE AND \n\nTHE HARBOUR", "A TALK ABOUT TRADE AND THE HARBOUR"),
        ("SUBJECT: A TALK ABOUT TRADE, \n\nTHE HARBOUR", "A TALK ABOUT TRADE, THE HARBOUR"),
        ("SUBJECT: A TALK ABOUT TRADE \n\nAND THE HARBOUR", "A TALK ABOUT TRADE AND THE HARBOUR"),
        (
            "SUBJECT: THE MINISTER TALKS ABOUT THE WIDE OPEN HARBOUR \n\nQUAYS OF THE OLD \n\nTOWN HALL",
            "THE MINISTER TALKS ABOUT THE WIDE OPEN HARBOUR QUAYS OF THE OLD TOWN HALL",
        ),
        ("SUBJECT: A TALK ABOUT TRADE \n\nTHE HARBOUR", "A TALK ABOUT TRADE"),
        ("SUBJECT: A TALK ABOUT TRADE AND \n\nSummary: all is quiet.", "A TALK ABOUT TRADE AND"),
    ],
)
def test_a_subject_whose_every_second_line_is_blank(text: str, value: str) -> None:
    assert read_subject(text).value == value


@pytest.mark.parametrize(
    ("text", "marking"),
    [
        (f"SUBJECT: (C) {WORDS}", "C"),
        (f"SUBJECT: (S/NF) {WORDS}", "S/NF"),
        (f"SUBJECT: (U//FOUO) {WORDS}", "U//FOUO"),
        (f"SUBJECT: (SBU){WORDS}", "SBU"),
        (f"SUBJECT: (S//REL TO USA, GBR) {WORDS}", "S//REL TO USA, GBR"),
        (f"SUBJECT: {WORDS} (C)", "C"),
        (f"Subject: (s) {WORDS}", "S"),
        (f"SUBJECT: {WORDS}", None),
    ],
)
def test_the_portion_mark_is_kept_apart(text: str, marking: str | None) -> None:
    assert read_subject(text) == Subject(WORDS, marking)


def test_a_remark_in_brackets_is_no_mark() -> None:
    assert read_subject("SUBJECT: (CORRECTED COPY) TALKS") == Subject("(CORRECTED COPY) TALKS")


def test_only_so_much_is_looked_at() -> None:
    text = "SUBJECT: " + "A" * MOST
    assert read_subject(text + "B") == read_subject(text)


@given(st.one_of(st.text(), st.text(alphabet="SUBJECT: A-\n.(C)¶1", max_size=80)))
def test_no_text_raises_and_the_value_is_one_line(text: str) -> None:
    assert "\n" not in read_subject(text).value
