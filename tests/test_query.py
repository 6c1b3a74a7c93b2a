"""The query language: what is read, and what is said where it cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.query import And, Field, Near, Not, Or, QueryError, Words, read_query


def test_words_stand_side_by_side_for_and() -> None:
    assert read_query("harbour ledger") == And((Words(("harbour",)), Words(("ledger",))))
    assert read_query("harbour AND ledger") == read_query("harbour ledger")


def test_or_binds_weaker_than_and() -> None:
    assert read_query("a b OR c") == Or((And((Words(("a",)), Words(("b",)))), Words(("c",))))


def test_brackets_group() -> None:
    assert read_query("(a OR b) c") == And((Or((Words(("a",)), Words(("b",)))), Words(("c",))))


@pytest.mark.parametrize("text", ["a NOT b", "a -b", "a AND NOT b"])
def test_not_has_two_forms(text: str) -> None:
    assert read_query(text) == And((Words(("a",)), Not(Words(("b",)))))


def test_phrases_and_prefixes() -> None:
    assert read_query('"frozen harbour"') == Words(("frozen", "harbour"))
    assert read_query("harb*") == Words(("harb",), prefix=True)
    assert read_query('"frozen harb"*') == Words(("frozen", "harb"), prefix=True)


def test_a_hyphened_word_is_a_phrase() -> None:
    assert read_query("non-paper") == Words(("non", "paper"))


def test_operators_in_small_letters_or_quotation_marks_are_words() -> None:
    assert read_query("or") == Words(("or",))
    assert read_query('"OR" a') == And((Words(("OR",)), Words(("a",))))
    assert read_query("tag:OR") == Field("tag", "OR", 4)


def test_a_beginning_may_end_a_phrase_inside_its_quotation_marks() -> None:
    assert read_query('"upper hou*"') == read_query('"upper hou"*') == Words(("upper", "hou"), prefix=True)
    near = Near((Words(("upper", "hou"), prefix=True), Words(("reform",))), 5)
    assert read_query('NEAR("upper hou*" reform, 5)') == near


def test_near_with_and_without_distance() -> None:
    terms = (Words(("reform",)), Words(("upper", "house")))
    assert read_query('NEAR(reform "upper house", 5)') == Near(terms, 5)
    assert read_query('NEAR(reform "upper house")') == Near(terms, 10)


def test_near_takes_prefixes() -> None:
    terms = (Words(("reform",), prefix=True), Words(("upper", "house"), prefix=True))
    assert read_query('NEAR(reform* "upper house"*, 5)') == Near(terms, 5)


def test_fields_keep_their_value_and_its_place() -> None:
    assert read_query("iran origin:astana") == And((Words(("iran",)), Field("origin", "astana", 12)))
    assert read_query('to:"new delhi"') == Field("to", "new delhi", 3)
    assert read_query("date:2009-01..2009-06") == Field("date", "2009-01..2009-06", 5)


def test_bytes_that_are_no_text_are_asked_for_as_signs_that_nothing_has() -> None:
    assert read_query("origin:\udcffoslo \ud800x") == And((Field("origin", "\ufffdoslo", 7), Words(("x",))))


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("", 0, "a word, a phrase, a field or an opening bracket was expected"),
        ("a OR", 4, "was expected"),
        ("OR a", 0, "OR stands between two words"),
        ("a AND OR b", 6, "OR stands between two words"),
        ("(AND a)", 1, "AND stands between two words"),
        ("a NEAR b", 2, "NEAR needs a bracket right after it: NEAR(one two, 5)"),
        ("(a b", 0, "this bracket is not closed"),
        ("a b)", 3, "a closing bracket without an opening one"),
        ('a "b c', 2, "this quotation mark is not closed"),
        ("a colour:red", 2, "there is no field colour; the fields are origin"),
        ("orign:astana", 0, "there is no field orign, do you mean origin:?; the fields are origin"),
        ("visa Tags:PREL", 5, "there is no field Tags, do you mean tag:?; the fields are"),
        ("classification:secret", 0, "there is no field classification, do you mean class:?; the fields are"),
        ("subject:visa", 0, "there is no field subject; the fields are"),
        ("id:09OSLO3", 0, "there is no field id; the fields are"),
        ("ab*", 0, "at least 3 letters are needed before the star"),
        ("NEAR(one, 5)", 0, "NEAR needs two words"),
        ("a ***", 2, "holds no letter or digit"),
        ('""', 0, "a phrase needs a word"),
        ("a origin:", 9, "a value was expected: the post"),
        ("tag: prel", 4, "a value was expected"),
        ("(tag:)", 5, "a value was expected"),
        ("NEAR(one two, five)", 13, "a number of words was expected"),
        ("NEAR(one two,)", 13, "a number of words was expected"),
        ("NEAR(one tw*)", 9, "at least 3 letters"),
        ("(" * 41 + "a", 40, "more than 40 brackets"),
        ("NOT " * 41 + "a", 160, "more than 40 brackets or NOTs"),
        ("a " * 201, 400, "at most 200 words"),
    ],
)
def test_an_error_says_where_and_what_was_expected(text: str, position: int, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        read_query(text)
    assert caught.value.position == position
    assert expected in str(caught.value)


PIECES = st.sampled_from([*"ab \"()*:-.,%'\\;\n", "OR", "AND", "NOT", "NEAR(", "tag:", "date:"])


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_is_read_or_refused_at_a_place_of_it(text: str) -> None:
    position = 0
    try:
        read_query(text)
    except QueryError as error:
        position = error.position
    assert 0 <= position <= len(text)
