"""Captions and correction lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.fields.captions import leading_captions, read_captions, read_correction


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SIPDIS", ("SIPDIS",)),
        ("SIPDIS \\", ("SIPDIS",)),
        ("sipdis", ("SIPDIS",)),
        ("SENSITIVE, SIPDIS", ("SENSITIVE", "SIPDIS")),
        ("SENSITIVE/SIPDIS", ("SENSITIVE", "SIPDIS")),
        ("SIPDISSENSITIVE", ("SIPDIS", "SENSITIVE")),
        ("SIPDIS SIPDIS", ("SIPDIS", "SIPDIS")),
        ("NOFORN SENSITIVE SIPDIS", ("NOFORN", "SENSITIVE", "SIPDIS")),
        ("N O F O R N", ("NOFORN",)),
        ("SENSTIVE", ("SENSITIVE",)),
        ("TERREP", ("TERREP",)),
        ("EXDIS", ("EXDIS",)),
        ("NODIS", ("NODIS",)),
        ("LIMDIS", ("LIMDIS",)),
        ("STADIS", ("STADIS",)),
        ("ROGER CHANNEL", ("ROGER CHANNEL",)),
        ("NOT FOR INTERNET DISTRIBUTION", ("NOT FOR INTERNET DISTRIBUTION",)),
        ("RELEASABLE TO NATO/AUST/NZ", ("RELEASABLE TO NATO/AUST/NZ",)),
        ("SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY.", ("SENSITIVE BUT UNCLASSIFIED",)),
        ("C O R R E C T E D COPY", ("CORRECTED COPY",)),
        ("SENSITIVE CORRECTED COPY (TEXT)", ("SENSITIVE", "CORRECTED COPY")),
    ],
)
def test_caption_lines(line: str, expected: tuple[str, ...]) -> None:
    assert read_captions(line) == expected


@pytest.mark.parametrize(
    "line",
    ["", "SIPDIS E.O. 12958: N/A", "SENSITIVE MATTERS", "Sensitive talks", "STATE FOR NEA"],
)
def test_what_is_no_caption_line(line: str) -> None:
    assert read_captions(line) == ()


def test_captions_in_front_of_something_else() -> None:
    line = "SIPDIS NOFORN E.O. 12958: DECL: 01/01/2020"
    captions, end = leading_captions(line)

    assert captions == ("SIPDIS", "NOFORN")
    assert line[end:].strip() == "E.O. 12958: DECL: 01/01/2020"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CORRECTED COPY", ""),
        ("C O R R E C T E D COPY - CAPTION", "CAPTION"),
        ("C O R R E C T E D  C O P Y (TEXT)", "TEXT"),
        ("(C O R R E C T E D C O P Y - MARKING OF PARA 3)", "MARKING OF PARA 3"),
        ("C O R R E C T E D COPY --CHANGE OF CLASSIFICATION", "CHANGE OF CLASSIFICATION"),
        ("C O R R E C T E D C O P Y (NOFORN CAPTION ADDED)", "NOFORN CAPTION ADDED"),
        ("C O R R E C T E D COPY (Subject line)", "SUBJECT LINE"),
        ("2ND CORRECTED COPY", "2ND"),
        ("CORRECTED COPY CAPTION DOJ FOR OIA E.O. 12958: DECL: 10/14/2018", "CAPTION"),
        ("SIPDIS CORRECTED COPY: TEXT", "TEXT"),
    ],
)
def test_corrections(line: str, expected: str) -> None:
    assert read_correction(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "SIPDIS",
        "This is a corrected copy of reftel.",
        "SUBJECT: CORRECTED COPY: A VISIT",
        "COPY CORRECTED",
    ],
)
def test_what_is_no_correction_line(line: str) -> None:
    assert read_correction(line) is None


@given(st.text(alphabet=st.sampled_from("SIPDENOFRTVC /,.-()0123\\"), max_size=60))
def test_captions_end_inside_the_line(line: str) -> None:
    captions, end = leading_captions(line)

    assert 0 <= end <= len(line)
    assert bool(captions) == (end > 0)
