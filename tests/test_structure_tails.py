"""The end of a message: the signature in its forms, and what stands below it."""

from __future__ import annotations

import pytest

from parser import Kind, parse

BODY = """UNCLAS ASTANA 000123

E.O. 12958: N/A
TAGS: PGOV
SUBJECT: THE QUAY

1. (C) The quay is dry.

2. (C) The crane is not."""


def tail(text: str) -> list[tuple[str, str]]:
    """Return the last paragraph and what stands below it."""
    return [(b.kind.value, b.clean) for b in parse(BODY + text).blocks if b.start >= len(BODY) - 24]


@pytest.mark.parametrize(
    ("signature", "signers"),
    [
        ("ROE", ("ROE",)),
        ("Roe", ("ROE",)),
        ("McROE", ("MCROE",)),
        ("O'ROE", ("O'ROE",)),
        ("VAN ROEST", ("VAN ROEST",)),
        ("ROE AND DOE", ("ROE", "DOE")),
        ("ROE/DOE", ("ROE", "DOE")),
    ],
)
def test_a_signature_on_its_own_line(signature: str, signers: tuple[str, ...]) -> None:
    for end in ("", "\n", " \n\n"):
        cable = parse(f"{BODY}\n{signature}{end}")
        assert cable.blocks[-1].kind is Kind.SIGNATURE
        assert cable.blocks[-1].clean == signature
        assert cable.signers == signers
        assert cable.blocks[-2].clean == "2. (C) The crane is not."


def test_a_signature_glued_to_the_last_sentence() -> None:
    assert tail(" ROE\n") == [("paragraph", "2. (C) The crane is not."), ("signature", "ROE")]


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        ("=======================CABLE ENDS============================", "garbage"),
        ("NNNN", "garbage"),
        ('"', "garbage"),
        ('","', "garbage"),
        ("2002ROME01196 - Classification: CONFIDENTIAL", "garbage"),
        ("CONFIDENTIAL", "banner"),
        ("UNCLASSIFIED", "banner"),
        ("ASTANA 00000123 003 OF 003", "page_break"),
    ],
)
def test_what_stands_below_a_signature(below: str, kind: str) -> None:
    found = tail(f"\n\nROE\n\n{below}\n")
    assert found == [("paragraph", "2. (C) The crane is not."), ("signature", "ROE"), (kind, below)]


def test_rubbish_without_a_signature() -> None:
    assert tail('\n\n","\n') == [("paragraph", "2. (C) The crane is not."), ("garbage", '","')]


def test_a_missing_section() -> None:
    text = "\n\n***********************\n* Missing Section 002 *\n***********************\n"
    assert [kind for kind, _ in tail(text)] == ["paragraph", "garbage"]


@pytest.mark.parametrize("end", ["END COMMENT.", "END SUMMARY", "NNNN", "NATO."])
def test_what_is_no_signature(end: str) -> None:
    assert "signature" not in [kind for kind, _ in tail(f"\n{end}\n")]


def test_the_trailer_of_the_national_archives() -> None:
    trailer = "Message Attributes\n\nDocument Number: 1975STATE187673\nDraft Date: 07 AUG 1975\nFrom: STATE\n"
    cable = parse(BODY + "\nROE\n\n" + trailer)
    assert [b.kind for b in cable.blocks][-2:] == [Kind.SIGNATURE, Kind.RECORD]
    assert cable.text[cable.blocks[-1].start :] == trailer
    assert dict(cable.attributes)["Document Number"] == "1975STATE187673"
    assert cable.signers == ("ROE",)
