"""Cutting text into screen lines: nothing lost, nothing too wide, every cell traceable."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from parser.printable import printable_line
from tui.drawing.wrapping import filled, fit, fit_id, fit_words, lines, wrap, wrap_line

TEXTS = st.text(alphabet=st.sampled_from("ab \n\t漢e\u0301-x."), max_size=200) | st.text(max_size=80)


def spans(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), width)]


def test_lines_are_cut_at_spaces_and_at_line_ends() -> None:
    assert spans("the quick brown fox\njumps", 10) == ["the quick", "brown fox", "jumps"]


def test_an_empty_line_is_an_empty_span() -> None:
    assert spans("a\n\nb", 10) == ["a", "", "b"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert spans("X" * 25, 10) == ["X" * 10, "X" * 10, "X" * 5]


def test_wide_characters_take_two_cells() -> None:
    assert spans("漢字漢字漢字", 4) == ["漢字", "漢字", "漢字"]


@given(TEXTS, st.integers(min_value=2, max_value=30))
def test_every_visible_character_is_in_one_span_that_fits(text: str, width: int) -> None:
    shown = printable_line(text)
    found = [span for start, end in lines(text, 0, len(text)) for span in wrap_line(shown, start, end, width)]
    assert all(start <= end for start, end in found)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(found))
    joined = "".join(text[start:end] for start, end in found)
    assert "".join(joined.split()) == "".join(text.split())
    assert all(cell_len(shown[start:end]) <= width for start, end in found)


def test_lines_broken_by_the_margin_are_joined() -> None:
    text = (
        "The harbour master said that dredging of the outer basin will\n"
        "begin in autumn.\n"
        "-- three bids have come in by the end of February, he went on;\n"
        "-- a fourth is awaited."
    )
    joined = [text[start:end] for start, end in filled(text, lines(text, 0, len(text)))]
    assert [piece.count("\n") for piece in joined] == [1, 0, 0]
    assert joined[0].endswith("autumn.")


@given(TEXTS)
def test_joining_lines_loses_nothing(text: str) -> None:
    spans_before = list(lines(text, 0, len(text)))
    joined = list(filled(text, spans_before))
    covered = {offset for start, end in joined for offset in range(start, end)}
    assert all(set(range(start, end)) <= covered for start, end in spans_before)


@pytest.mark.parametrize("width", [1, 5, 9, 12])
def test_fit_fills_exactly(width: int) -> None:
    for text in ("", "short", "much too long for it", "漢字漢字漢字漢字"):
        assert cell_len(fit(text, width)) == width


def test_an_id_is_never_cut_where_the_line_holds_it() -> None:
    assert fit_id("08ROME1", 15, 60) == "08ROME1        "
    assert fit_id("66BUENOSAIRES2481", 15, 60) == "66BUENOSAIRES2481"
    assert fit_id("a_file_with_a_long_name_2.txt", 15, 20) == "a_file_wit…ame_2.txt"


@given(st.text("ABC123@", max_size=40), st.integers(1, 30), st.integers(3, 60))
def test_an_id_has_its_beginning_and_its_end(name: str, width: int, most: int) -> None:
    shown = fit_id(name, width, most)
    assert width <= cell_len(shown) or len(name) > most
    assert cell_len(shown) <= max(width, most)
    assert shown.rstrip() == name or (shown[0], shown[-1]) == (name[0], name[-1])


def test_what_does_not_fit_is_cut_between_words() -> None:
    assert fit_words("3 cables · 1 post", 17) == "3 cables · 1 post"
    assert fit_words("3 cables · 1 post", 16) == "3 cables · 1 …"
    assert fit_words("3 cables · 1 post", 12) == "3 cables …"
    assert fit_words("3 cables", 3) == "3 …"
    assert fit_words("cables", 3) == ""


@given(TEXTS, st.integers(min_value=-3, max_value=30))
def test_words_that_fit_are_whole(text: str, width: int) -> None:
    shown = " ".join(printable_line(text).split())
    found = fit_words(shown, width)
    assert cell_len(found) <= max(width, 0)
    assert set(found.removesuffix("…").split()) <= {
        part for word in shown.split() for part in (word, word.rstrip(",;:·-"))
    }
