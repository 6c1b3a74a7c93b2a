"""Signatures: alone or glued, single or joint, whatever stands below them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.fields.signers import find_signature

SENTENCE = "The delegation thanked the ministry and left for the airport in the afternoon."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SMITH", ("SMITH",)),
        ("Smith", ("SMITH",)),
        ("McSmith", ("MCSMITH",)),
        ("LeSmith", ("LESMITH",)),
        ("O'SMITH", ("O'SMITH",)),
        ("O’SMITH", ("O'SMITH",)),
        ("SMITH-JONES", ("SMITH-JONES",)),
        ("VAN DER GREEN", ("VAN DER GREEN",)),
        ("van Green", ("VAN GREEN",)),
        ("DE GREEN", ("DE GREEN",)),
        ("GREEN JR", ("GREEN",)),
        ("SMITH AND JONES", ("SMITH", "JONES")),
        ("SMITH/JONES", ("SMITH", "JONES")),
        ("SMITH.", ("SMITH",)),
        ("SMITH##", ("SMITH",)),
        ("SMITH \\", ("SMITH",)),
        ("SMITH SMITH", ("SMITH",)),
        ("SMITH\nSmith", ("SMITH",)),
        ("SMITH\n\nJONES", ("SMITH", "JONES")),
        ("CDA Smith", ("SMITH",)),
        ("LU", ("LU",)),
    ],
)
def test_alone_on_the_last_line(line: str, expected: tuple[str, ...]) -> None:
    text = f"{SENTENCE}\n{line}\n"
    signature = find_signature(text)

    assert signature is not None
    assert signature.signers == expected
    assert text[: signature.start].strip() == SENTENCE


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCE} SMITH",
        f"{SENTENCE}  Smith",
        f"{SENTENCE} END COMMENT. SMITH",
        f"{SENTENCE} END COMMENT SMITH",
        f"{SENTENCE} End Text SMITH",
        f"{SENTENCE} MINIMIZE CONSIDERED SMITH",
        f'"{SENTENCE}" Smith',
        f"({SENTENCE}) SMITH",
        f"{SENTENCE} Visit our site: http://example.gov/index.cfm SMITH",
        f"{SENTENCE} Visit our site: http://example.gov/index. cfm Smith",
        f"{SENTENCE} Our Classified Website: XXXXXXXXXXXX SMITH",
        f"{SENTENCE} LIMA 00001234 002 OF 002 Smith",
        f"{SENTENCE} #SMITH",
        f"{SENTENCE} Done at the airport, July 30, 2009 SMITH",
        f"{SENTENCE} SMITH\t2009-03-31",
        f"{SENTENCE} SMITH 0 12/18/2009",
        f"{SENTENCE} SMITH NNNN",
    ],
)
def test_glued_to_what_stands_before(text: str) -> None:
    signature = find_signature(text)

    assert signature is not None
    assert signature.signers == ("SMITH",)
    assert text[signature.start : signature.end].upper() == "SMITH"


@pytest.mark.parametrize(
    "below",
    [
        "NNNN",
        "CONFIDENTIAL",
        "                  SECRET",
        "LIMITED OFFICIAL USE\nNNNN",
        "UNCLASSIFIED\n\nSIPDIS",
        "=======================CABLE ENDS============================",
        "NNNN\n\nEnd Cable Text",
        "Declassified/Released US Department of State EO Systematic\nReview 30 JUN 2006",
        "NOTE: NOT PASSED TO ABOVE ADDRESSEE(S)\n\n                  CONFIDENTIAL",
        "> \n 2002ROME01748 - Classification: SECRET",
        "PAGE 04        ZAGREB  01569  04 OF 04  071629Z\n\n\n       UNCLASSIFIED",
        "LIMA 00001234  003 OF 003",
        '"\tClassification: UNCLASSIFIED',
        '","',
        "...",
        "1/21/2009",
    ],
)
def test_what_may_stand_below(below: str) -> None:
    signature = find_signature(f"{SENTENCE}\nSMITH\n\n{below}\n")

    assert signature is not None
    assert signature.signers == ("SMITH",)


def test_in_a_message_of_capitals_a_name_is_one_behind_the_end_of_a_sentence() -> None:
    sentence = "THE DELEGATION THANKED THE MINISTRY AND LEFT FOR THE"

    ended = find_signature(f"{sentence} AIRPORT.\nSMITH")
    assert ended is not None
    assert ended.signers == ("SMITH",)
    assert find_signature(f"{sentence}\nAIRPORT") is None


@pytest.mark.parametrize(
    "end",
    [
        "",
        " End Comment.",
        "\nEND COMMENT",
        "\nXXXXXXXXXXXX",
        "\nACTION REQUEST",
        "\nTelegram",
        "\nTotal",
        " He met the EU",
        " It was discussed at the UNSC",
        " The point of contact is the RSO, Jane J. Roe",
        "\n* Missing Section 002 *",
        " and the",
        "\nTAGS: PREL PGOV",
        "\nRHEHNSC/NSC WASHINGTON DC PRIORITY",
    ],
)
def test_what_is_no_signature(end: str) -> None:
    assert find_signature(f"{SENTENCE}{end}") is None


@given(st.text(max_size=200))
def test_the_span_is_inside_the_text(text: str) -> None:
    signature = find_signature(text)

    if signature is not None:
        assert 0 <= signature.start < signature.end <= len(text)
        assert signature.signers
        assert all(name == name.upper() for name in signature.signers)
