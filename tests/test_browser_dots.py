"""A dot plot on the screen: keys, what it says of two blocks, and what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import browsing, press, screen_text
from made_cables import cable

from duplicates.dot_plot import dot_plot
from tui.screens.diff import DiffPage
from tui.screens.dots import DotsPage, diagonals
from tui.screens.reader import ReaderPage

if TYPE_CHECKING:
    from tui.app import CablediffApp


def page_of(browser: CablediffApp) -> DotsPage:
    page = browser.screen
    assert isinstance(page, DotsPage)
    return page


def here(browser: CablediffApp) -> tuple[int, int]:
    return page_of(browser).dots.cursor, page_of(browser).dots.column


async def test_a_doubled_record_shows_a_diagonal_and_the_cursor_stands_at_its_start() -> None:
    async with browsing(80, 24) as (browser, pilot):
        await press(pilot, "full_stop")
        row, column = here(browser)
        assert row < column
        assert "08VALLETTA101 against itself" in screen_text(browser).splitlines()[0]
        assert " × " in screen_text(browser).splitlines()[-1]
        assert "the same words: " in screen_text(browser).splitlines()[-1]
        plot = page_of(browser).plot
        assert plot is not None
        assert all(plot.dot(row + step, column + step).likeness == 3 for step in range(4))


@pytest.mark.parametrize(("size", "sign"), [((200, 50), "██"), ((80, 16), "⠛")])
async def test_large_blocks_where_they_fit_else_braille(size: tuple[int, int], sign: str) -> None:
    async with browsing(*size) as (browser, pilot):
        await press(pilot, "full_stop")
        assert sign in screen_text(browser)


async def test_ascii_uses_no_other_signs() -> None:
    async with browsing(60, 20, ascii_only=True) as (browser, pilot):
        await press(pilot, "full_stop")
        text = screen_text(browser)
        assert "##" in text
        assert text.isascii()


async def test_the_cursor_moves_by_blocks_with_counts() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "full_stop", "g")
        await press(pilot, "9", "9", "h", "3", "l", "j")
        assert here(browser) == (1, 3)
        await press(pilot, "left", "k")
        assert here(browser) == (0, 2)
        await press(pilot, "9", "9", "right", "G")
        plot = page_of(browser).plot
        assert plot is not None
        assert here(browser) == (len(plot.rows) - 1, len(plot.columns) - 1)
        assert "the block itself" in screen_text(browser).splitlines()[-1]


async def test_n_goes_to_blocks_that_agree_and_back() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "full_stop")
        start = here(browser)
        await press(pilot, "n")
        assert here(browser) > start
        await press(pilot, "N")
        assert here(browser) == start
        await press(pilot, "g", "9", "9", "h", "N")
        assert "no two blocks agree further on" in screen_text(browser).splitlines()[-1]


def test_diagonals_come_the_longest_first() -> None:
    plot = dot_plot(cable("09QUITO1", *"abcd", "x", "c", *"abc"))
    assert diagonals(plot) == [[(0, 6), (1, 7), (2, 8)], [(2, 5)], [(5, 8)]]


async def test_from_diagonal_to_diagonal_and_no_further() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "m", "comma")
        starts = [line[0] for line in page_of(browser)._diagonals]
        assert len(starts) > 1
        assert here(browser) == starts[0]
        await press(pilot, "right_square_bracket")
        assert here(browser) == starts[1]
        await press(pilot, "left_square_bracket", "left_square_bracket")
        assert here(browser) == starts[0]
        assert "no further one" in screen_text(browser).splitlines()[-1]


async def test_enter_compares_the_two_blocks_and_j_goes_along_the_diagonal() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "full_stop", "enter")
        assert isinstance(browser.screen, DiffPage)
        assert "pair 1/" in screen_text(browser).splitlines()[0]
        await press(pilot, "q", "g", "9", "9", "h", "enter")
        assert "this is one block" in screen_text(browser).splitlines()[-1]


async def test_against_the_marked_cable_and_against_the_one_read_before() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "comma")
        assert "mark one other cable" in screen_text(browser).splitlines()[-1]
        await press(pilot, "m", "comma")
        assert page_of(browser).keys == ("08VALLETTA101", "08VALLETTA104")
        await press(pilot, "x")
        assert page_of(browser).keys == ("08VALLETTA104", "08VALLETTA101")
        await press(pilot, "q", "g", "m", "enter", "J", "comma")
        assert page_of(browser).keys == ("08VALLETTA104", "09REYKJAVIK22")
        await press(pilot, "c")
        assert isinstance(browser.screen, DiffPage)


async def test_nearly_the_same_is_said_with_its_words() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "m", "comma")
        page = page_of(browser)
        assert page.plot is not None
        near = next(dot for dot in page.plot.dots() if dot.likeness == 2 and dot.shared > 20)
        page.dots.go_to(near.row, near.column)
        await pilot.pause()
        status = screen_text(browser).splitlines()[-1]
        assert "nearly the same: " in status
        assert f"{near.shared} of " in status


async def test_the_block_is_read_and_named() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "full_stop")
        names = page_of(browser).clippings()[0][2].split()
        assert all(name.startswith("08VALLETTA101#") for name in names)
        await press(pilot, "y", "i")
        assert "copied: the two names" in screen_text(browser).splitlines()[-1]
        await press(pilot, "o")
        page = browser.screen
        assert isinstance(page, ReaderPage)
        assert names[0] == f"08VALLETTA101#{page.text.block}"


async def test_the_mouse_points_at_two_blocks() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "full_stop")
        await pilot.click("#dots", offset=(2 + 2 * 3, 1 + 2))
        assert here(browser) == (2, 3)
