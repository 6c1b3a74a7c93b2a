"""Subjects in capitals as titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.fields.title_case import title_case


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("BACK TO THE HARBOUR? NATO LOOKS AT THE QUAY", "Back to the Harbour? NATO Looks at the Quay"),
        ("A NEW CABINET - AN OVERVIEW", "A New Cabinet - An Overview"),
        ("THE SEA: A VIEW FROM THE SHORE", "The Sea: A View from the Shore"),
        ('"LORDS OF THE SEA" WILL SAIL NO MORE', '"Lords of the Sea" Will Sail No More'),
        ('"IF YOU DON\'T SEE IT..." (NOTES ON A CLAN)', '"If You Don\'t See It..." (Notes on a Clan)'),
        ("US-EU TFTP/SWIFT TALKS PASS ON SWIFT VOTE", "US-EU TFTP/SWIFT Talks Pass on Swift Vote"),
        ("PRO-CAFTA-DR OFFICIAL MEETS DR. ROE", "Pro-CAFTA-DR Official Meets Dr. Roe"),
        ("GOL'S DUAL-USE FLEET AND THE NGOS", "GOL's Dual-Use Fleet and the NGOs"),
        ("A/S ROE'S VISIT TO THE U.S. AND THE HAGUE", "A/S Roe's Visit to the U.S. and The Hague"),
        ("PM DOES THE UNEXPECTED AT THE G8", "PM Does the Unexpected at the G8"),
        ("COTE D'IVOIRE: MCROE AND O'DOE ON DDR", "Cote D'Ivoire: McRoe and O'Doe on DDR"),
        ("SAIF AL-ROE AND FATHI EL-MOE", "Saif al-Roe and Fathi el-Moe"),
        ("MOROCCO TELLS US THAT US TRADE IS FINE", "Morocco Tells Us That US Trade Is Fine"),
        ("XXXXXXXXXXXX LEAVES FOR THE 2ND TIME", "XXXXXXXXXXXX Leaves for the 2nd Time"),
        ("a quiet word about nato", "A Quiet Word About NATO"),
        ("Already a Title, with NATO", "Already a Title, with NATO"),
        ("", ""),
        ("2009", "2009"),
    ],
)
def test_titles(subject: str, title: str) -> None:
    assert title_case(subject) == title


@given(st.text())
def test_only_capitals_change(text: str) -> None:
    assert title_case(text).upper() == text.upper()


@given(st.text())
def test_a_title_stays(text: str) -> None:
    title = title_case(text)
    if not (title.isupper() or title.islower()):
        assert title_case(title) == title


def test_quotes_and_plurals() -> None:
    assert title_case('"GOATS" IN THE HARBOR') == '"Goats" in the Harbor'
    assert title_case('WHY "IN" IS OUT') == 'Why "In" Is Out'
    assert title_case("NGOS AND THE PRTS OF THE DAS") == "NGOs and the PRTs of the DAS"
