"""Which kind of paper a reference is that names no cable."""

from __future__ import annotations

import pytest

from parser.fields.citations import citation_kind, is_filling
from parser.kinds import CitationKind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("ROE E-MAIL 12/01/09", CitationKind.EMAIL),
        ("emails of spring", CitationKind.EMAIL),
        ("ROE-DOE EMAILS/TELCONS", CitationKind.EMAIL),
        ("ROE-DOE TELCON", CitationKind.TELCON),
        ("Roe-Doe telephone conversation", CitationKind.TELCON),
        ("IIR 7 730 0002 07", CitationKind.REPORT),
        ("CIAWASH 542085", CitationKind.REPORT),
        ("OSC EUP 20061127123001", CitationKind.REPORT),
        ("PARIS POINTS JULY 15", CitationKind.REPORT),
        ("CRIME STATISTICS 2005", CitationKind.REPORT),
        ("5 FAH-1", CitationKind.BOOK),
        ("HANDBOOK FOR CONSULS", CitationKind.BOOK),
        ("22 CFR 41", CitationKind.BOOK),
        ("A SECRETARY'S LETTER", CitationKind.OTHER),
        ("MSG DTG 301601Z SEP 08", CitationKind.OTHER),
    ],
)
def test_the_kind_is_told_by_words(words: str, kind: CitationKind) -> None:
    assert citation_kind(words) is kind


@pytest.mark.parametrize(
    "words", ["", "AND PREVIOUS", "(ALL NOTAL)", "septel", "N/A", "XXXXXXXXXXXX", "B. 2006", "A. A..."]
)
def test_words_that_only_go_with_a_reference(words: str) -> None:
    assert is_filling(words)
    assert citation_kind(words) is None
