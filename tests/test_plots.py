"""Bars and columns as lines of text: to scale, as wide as asked for, whatever terminal the process has."""

from __future__ import annotations

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from tui.drawing.glyphs import ASCII, UNICODE
from tui.drawing.plots import bar_lines, columns, is_by_year


def test_one_line_a_value_to_scale() -> None:
    found = bar_lines([("ASTANA", 100), ("QUITO", 50), ("ROME", 1)], 120, UNICODE)
    assert [label.rstrip() for label, _, _ in found] == ["ASTANA", "QUITO", "ROME"]
    assert [count for _, _, count in found] == ["100", "50", "1"]
    lengths = [len(bar) for _, bar, _ in found]
    assert lengths[0] > 100
    assert abs(lengths[1] - lengths[0] / 2) <= 1
    assert lengths[2] >= 1


@examples(25)
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=40), st.integers(20, 200))
def test_every_value_has_its_line_and_none_is_too_wide(values: list[int], width: int) -> None:
    found = bar_lines([(f"post {number}", value) for number, value in enumerate(values)], width, ASCII)
    assert len(found) == len(values)
    assert all(set(bar) == {"#"} for _, bar, _ in found)
    assert all(len(f"{label} {bar} {count}") <= width for label, bar, count in found)
    longest = max(len(bar) for _, bar, _ in found)
    assert len(found[values.index(max(values))][1]) == longest


@pytest.mark.parametrize("width", [40, 78, 198])
def test_months_without_cables_are_gaps(width: int) -> None:
    found = columns([("2008-01", 5), ("2009-12", 10)], width, 9, "#")
    assert all(len(line) <= width for line in found)
    bottom = found[-2]
    assert bottom.rstrip().endswith("#")
    assert bottom.count(" ") > width // 2
    assert "2008" in found[-1]


def test_half_a_century_is_counted_in_years() -> None:
    found = columns([("1966-01", 1), ("1975-12", 2), ("2010-02", 3), ("2010-03", 4)], 78, 9, "#")
    assert found[0].lstrip().startswith("7")
    assert is_by_year(["1966-01", "1975-12", "", "2010-03"])
    assert not is_by_year(["2008-01", "2009-12", ""])
    assert not is_by_year([])


@pytest.mark.parametrize("width", [60, 78, 118])
def test_no_year_is_left_out_for_the_part_of_one_before_it(width: int) -> None:
    found = columns([("2002-11", 1), ("2009-02", 2)], width, 9, "#")
    years = [int(year) for year in found[-1].split()]
    assert years == list(range(2003, years[-1] + 1))
    assert years[-1] >= 2008
    assert columns([("2008-03", 1), ("2009-02", 2)], width, 9, "#")[-1].split() == ["2008", "2009"]


def test_nothing_to_draw() -> None:
    assert bar_lines([], 80, UNICODE) == []
    assert columns([], 80, 9, "#") == []
