"""A dot plot: each block of a cable against each of another, repeats as diagonals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from made_cables import cable

import duplicates.dot_plot
from duplicates.dot_plot import MOST_BLOCKS, NEAR_WORDS, PASSAGE_WORDS, THRESHOLD, Likeness, dot_plot, point
from duplicates.similarity import similarity
from parser.kinds import Kind
from parser.reading import read
from tui.commands.several_texts import plot_lines
from tui.names import not_plotted

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

HARBOUR = "the harbour master told the ambassador that dredging of the outer basin will begin in the autumn"
BASIN = "the basin is too shallow for the new ferries two of which touched ground in january near the quay"
CHANGED = BASIN.replace("two", "three")
LONGER = f"a yard from genoa wrote to the ministry last week and said again that {HARBOUR} unless it rains"


def names(found: Iterable[Iterable[int]]) -> list[str]:
    return ["".join(" .+#"[value] for value in row) for row in found]


def test_a_message_that_stands_twice_is_a_diagonal_beside_the_main_one() -> None:
    plot = dot_plot(cable("09QUITO1", HARBOUR, BASIN, HARBOUR, BASIN))
    assert names(plot.likeness) == ["# # ", " # #", "# # ", " # #"]
    assert [(dot.row, dot.column) for dot in plot.dots()] == [(0, 2), (1, 3), (2, 0), (3, 1)]


def test_exact_near_and_passage_are_told_apart() -> None:
    plot = dot_plot(cable("09QUITO1", HARBOUR, BASIN), cable("09QUITO2", LONGER, CHANGED, HARBOUR))
    assert names(plot.likeness) == [". #", " + "]
    near = plot.dot(1, 1)
    assert near.likeness is Likeness.NEAR
    assert near.shared == len(BASIN.split()) - 1
    passage = plot.dot(0, 0)
    assert 0 < passage.similarity < 0.8
    assert passage.shared == len(HARBOUR.split())


def test_short_lines_agree_only_when_they_are_the_same() -> None:
    plot = dot_plot(
        cable("09QUITO1", (Kind.SIGNATURE, "QUILL"), (Kind.HEADING, "THE BIDS OF MAY")),
        cable("09QUITO2", (Kind.SIGNATURE, "Quill"), (Kind.HEADING, "THE BIDS OF JUNE")),
    )
    assert names(plot.likeness) == ["# ", "  "]


def test_axes_name_the_blocks_with_words() -> None:
    plot = dot_plot(cable("09QUITO1", HARBOUR, (Kind.BLANK, "\n"), (Kind.PAGE_BREAK, "QUITO 1"), BASIN))
    assert plot.rows == plot.columns == (0, 3)
    assert plot.itself


def test_a_cable_without_words_has_an_empty_plot() -> None:
    assert dot_plot(cable("09QUITO1")).likeness == ()
    assert dot_plot(cable("09QUITO1", HARBOUR), cable("09QUITO2")).likeness == (b"",)
    assert dot_plot(cable("09QUITO1")).scaled(10, 10) == [[0]]


def test_scaled_down_the_strongest_likeness_is_kept_and_diagonals_stay() -> None:
    blocks = [f"{number} {BASIN}"[:40] for number in range(8)]
    plot = dot_plot(cable("09QUITO1", *blocks, *blocks))
    found = plot.scaled(8, 8)
    assert [len(row) for row in found] == [8] * 8
    assert all(found[place][(place + 4) % 8] == Likeness.EXACT for place in range(8))


@given(st.lists(st.sampled_from([HARBOUR, BASIN, CHANGED, LONGER, "SIPDIS"]), max_size=8), st.integers(1, 5))
def test_a_cable_against_itself_is_the_same_from_both_sides(blocks: list[str], size: int) -> None:
    plot = dot_plot(cable("09QUITO1", *blocks))
    assert list(zip(*plot.likeness, strict=True)) == [tuple(row) for row in plot.likeness]
    assert all(row[place] == Likeness.EXACT for place, row in enumerate(plot.likeness))
    for dot in plot.dots():
        most = max(len(blocks) / size, 1.0)
        assert plot.scaled(size, size)[point(dot.row, most)][point(dot.column, most)] >= dot.likeness


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=24), max_size=6))
def test_every_pair_is_told_as_its_words_alone_say(texts: list[list[str]]) -> None:
    plot = dot_plot(cable("09QUITO1", *(" ".join(text) for text in texts if text)))
    texts = [text for text in texts if text]
    for row, ours in enumerate(texts):
        for column, theirs in enumerate(texts):
            alike = similarity(ours, theirs)
            runs = [
                {tuple(text[at : at + PASSAGE_WORDS]) for at in range(len(text) - PASSAGE_WORDS + 1)}
                for text in (ours, theirs)
            ]
            expected = Likeness.PASSAGE if runs[0] & runs[1] else Likeness.NONE
            if alike >= THRESHOLD and min(len(ours), len(theirs)) >= NEAR_WORDS:
                expected = Likeness.NEAR
            if ours == theirs:
                expected = Likeness.EXACT
            dot = plot.dot(row, column)
            assert dot.likeness == expected
            if expected:
                assert dot.similarity == alike


def test_of_a_cable_of_very_many_blocks_the_first_are_compared() -> None:
    plot = dot_plot(cable("09QUITO1", *["SIPDIS"] * (MOST_BLOCKS + 5)))
    assert len(plot.rows) == len(plot.columns) == MOST_BLOCKS
    assert plot.left_out == 5
    assert sum(1 for _ in plot.places()) == MOST_BLOCKS * (MOST_BLOCKS - 1)


def test_what_is_printed_of_such_a_cable_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates.dot_plot, "MOST_BLOCKS", 2)
    whole = dot_plot(cable("09QUITO1", HARBOUR, BASIN))
    assert not not_plotted(whole)
    plot = dot_plot(
        cable("09QUITO1", HARBOUR, BASIN, LONGER), cable("09QUITO2", HARBOUR, BASIN, HARBOUR, BASIN)
    )
    lines = list(plot_lines(plot, "09QUITO1", "09QUITO2", 80))
    assert lines[:2] == ["09QUITO1 down, 09QUITO2 across\n", "only the first 2 by 2 blocks, 3 left out\n"]


def test_the_seed_record_shows_its_two_messages(shared_cables) -> None:  # type: ignore[no-untyped-def]
    (seed,) = read(shared_cables / "09ASTANA714.txt")
    plot = dot_plot(seed)
    found = sorted(dot.column - dot.row for dot in plot.dots() if dot.column > dot.row)
    commonest = max(set(found), key=found.count)
    assert found.count(commonest) >= 20  # the blocks of the message, one below the other
