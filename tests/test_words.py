"""Words: what blocks are compared by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duplicates.words import spans, words


def test_case_punctuation_and_line_ends_do_not_count() -> None:
    assert words("1. (C) The EMBASSY'S\nview:  no change!") == [
        "1",
        "c",
        "the",
        "embassy",
        "s",
        "view",
        "no",
        "change",
    ]


def test_digits_and_redactions_are_words() -> None:
    assert words("$3.5 million for XXXXXXXXXXXX") == ["3", "5", "million", "for", "xxxxxxxxxxxx"]


def test_nothing_has_no_words() -> None:
    assert words("") == []
    assert words(" -- … ¶ ") == []


@given(st.text())
def test_there_is_a_span_for_each_word_and_it_holds_the_word(clean: str) -> None:
    found = [clean[start:end].lower() for start, end in spans(clean)]
    assert found == words(clean)


@given(st.text(alphabet="ABCabc .'\n"))
def test_case_never_matters(clean: str) -> None:
    assert words(clean.upper()) == words(clean.lower())
