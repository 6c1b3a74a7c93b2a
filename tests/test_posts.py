"""Names of posts, as they are written, abbreviated, cut and mistyped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.posts import ALIASES, POSTS, canonical_post, known_post, letters_of, post_of_year


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("ASTANA", "ASTANA"),
        ("The Hague", "THEHAGUE"),
        ("PORT-AU-PRINCE", "PORTAUPRINCE"),
        ("St. Petersburg", "STPETERSBURG"),
        ("AMEMBASSY BERLIN", "BERLIN"),
        ("AMCONSUL SAO PAULO", "SAOPAULO"),
        ("USMISSION USNATO", "USNATO"),
        ("SECSTATE WASHDC", "STATE"),
        ("BUENOS AIR", "BUENOSAIRES"),
        ("BANGKO", "BANGKOK"),
        ("BUENOS AIREDS", "BUENOSAIRES"),
        ("JERSUALEM", "JERUSALEM"),
        ("COTON0U", "COTONOU"),
        ("Brasília", "BRASILIA"),
        ("SATTE", "STATE"),
    ],
)
def test_names_that_mean_a_post(name: str, post: str) -> None:
    assert canonical_post(name) == post


@pytest.mark.parametrize("name", ["", "A", "LIMO", "REFTEL", "EMBASSY", "ATLANTIS", "PARAGRAPH", "X" * 200])
def test_names_that_mean_none(name: str) -> None:
    assert canonical_post(name) is None


@pytest.mark.parametrize("post", sorted(POSTS))
def test_every_post_is_itself(post: str) -> None:
    assert canonical_post(post) == post


def test_habitual_names_lead_to_posts() -> None:
    assert set(ALIASES.values()) <= POSTS
    assert not set(ALIASES) & POSTS


def test_an_exact_name_is_known_and_a_mistyped_one_is_not() -> None:
    assert known_post("OTTAWA") == "OTTAWA"
    assert known_post("HCMC") == "HOCHIMINHCITY"
    assert known_post("OTTAWAA") is None


def test_letters_alone_count() -> None:
    assert letters_of("Rio de Janeiro, 0slo!") == "RIODEJANEIROOSLO"


def test_a_post_that_changed_its_name_has_the_name_of_the_year() -> None:
    assert post_of_year("AITTAIPEI", 2005) == "TAIPEI"
    assert post_of_year("TAIPEI", 2009) == "AITTAIPEI"
    assert post_of_year("KIEV", 2008) == "KYIV"
    assert post_of_year("LIMA", 2008) == "LIMA"


@given(st.text())
def test_no_name_raises(name: str) -> None:
    post = canonical_post(name)
    assert post is None or post in POSTS
