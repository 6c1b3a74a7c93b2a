"""Completing a query: fields first, then the values that the archive has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.query import FIELDS, QueryError, read_query
from corpus.statistics import Count
from tui.listing.completion import candidates, field_of

VALUES = {
    "origin": [Count("Embassy Quito", 40), Count("Embassy Astana", 12), Count("QUITO", 2)],
    "tag": [Count("PREL", 90), Count("PGOV", 80), Count("ECON", 9)],
}


def queries(query: str) -> list[str]:
    return [found.query for found in candidates(query, lambda field: VALUES.get(field, []))]


def test_an_empty_query_offers_every_field() -> None:
    assert queries("") == [f"{name}:" for name in FIELDS]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("or", ["origin:"]),
        ("iran OR t", ["iran OR tag:", "iran OR to:", "iran OR transmission:"]),
        ("tag:P", ["tag:PREL ", "tag:PGOV "]),
        ("-tag:econ", ["-tag:ECON "]),
        ("(tag:ec", ["(tag:ECON "]),
        ("origin:qui", ["origin:QUITO ", 'origin:"Embassy Quito" ']),
        ('origin:"Embassy A', ['origin:"Embassy Astana" ']),
        ("has:r", ["has:redaction "]),
        ("iran", []),
        ("from:a", []),
    ],
)
def test_the_last_term_is_completed(typed: str, expected: list[str]) -> None:
    assert queries(typed) == expected


def test_values_say_how_many_cables_have_them() -> None:
    assert candidates("tag:PR", lambda field: VALUES[field])[0].label == "PREL 90"


@given(st.text(max_size=20))
def test_what_is_offered_can_be_read(value: str) -> None:
    for found in candidates("tag:", lambda field: [Count(value, 1)] if value.strip(' "') else []):
        try:
            read_query(found.query)
        except QueryError:
            assert not any(character.isalnum() for character in value)


@given(st.text(max_size=40))
def test_any_text_is_borne(typed: str) -> None:
    assert field_of(typed) in {"", *FIELDS}
    assert all(found.query for found in candidates(typed, lambda field: VALUES.get(field, [])))
