"""From a block to its copies, and from a copy to the words that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import browsing, press, screen_text

from duplicates.diff.compare import compare
from tui.comparing.compare_sides import changed_words
from tui.comparing.ignore_levels import READING
from tui.drawing.glyphs import UNICODE
from tui.screens.copies import CopiesPage
from tui.screens.diff import DiffPage
from tui.screens.reader import ReaderPage

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.app import CablediffApp


async def go_to_near_paragraph(pilot: Pilot[None], browser: CablediffApp) -> None:
    """Read the corrected copy at its third paragraph, the one with other words."""
    await press(pilot, "j", "enter")
    page = browser.screen
    assert isinstance(page, ReaderPage)
    assert page.cable is not None
    block = next(block for block in page.cable.blocks if block.clean.startswith("3. (C)"))
    page.text.go_to_block(block.index)
    await pilot.pause()


def diff_of(browser: CablediffApp) -> DiffPage:
    page = browser.screen
    assert isinstance(page, DiffPage)
    return page


async def test_a_group_names_its_places_in_order_of_time() -> None:
    async with browsing() as (browser, pilot):
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d")
        text = screen_text(browser)
        assert "nearly the same" in text
        assert "3 places · 2 cables" in text
        places = [line for line in text.splitlines() if "2008-03" in line]
        assert ["08VALLETTA101" in line for line in places] == [True, True, False]
        assert "from here" in places[2]


async def test_the_reason_is_said_for_the_place_under_the_cursor() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d", "j")
        status = screen_text(browser).splitlines()[-1]
        assert "2/2" in status
        await press(pilot, "q", "q", "g", "d")
        assert "1/" in screen_text(browser).splitlines()[-1]


async def test_the_place_that_the_reader_came_from_is_passed_over() -> None:
    async with browsing() as (browser, pilot):
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d", "G")
        page = browser.screen
        assert isinstance(page, CopiesPage)
        assert page.copies.entry is not None
        assert page.copies.entry.member is not None
        assert page.copies.entry.member.cable == "08VALLETTA101"


async def test_enter_shows_the_differences_unified_in_a_narrow_terminal() -> None:
    async with browsing(80, 24) as (browser, pilot):
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d", "enter")
        page = diff_of(browser)
        assert not page.differences.side_by_side
        lines = screen_text(browser).splitlines()
        minus = " ".join(line[1:] for line in lines[2:] if line[1:2] == "-")
        plus = " ".join(line[1:] for line in lines[2:] if line[1:2] == "+")
        assert "eleven" in minus
        assert "nine" in minus
        assert "fourteen" in plus
        assert "seven" in plus
        assert "-2 +2 words" in lines[-1]


async def test_side_by_side_in_a_wide_terminal_and_switched() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d", "enter")
        page = diff_of(browser)
        assert page.differences.side_by_side
        assert any("eleven" in line and "fourteen" in line for line in screen_text(browser).splitlines())
        await press(pilot, "vertical_line")
        assert not page.differences.side_by_side
        assert not any("eleven" in line and "fourteen" in line for line in screen_text(browser).splitlines())
        await press(pilot, "vertical_line")
        assert page.differences.side_by_side


async def test_a_terminal_made_narrow_becomes_unified() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d", "enter")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not diff_of(browser).differences.side_by_side


async def test_a_difference_is_never_told_by_colour_alone() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d", "enter")
        styles = {
            segment.text: segment.style
            for strip in browser.screen._compositor.render_strips()
            for segment in strip
            if segment.text in ("eleven", "fourteen")
        }
        assert styles["eleven"] is not None
        assert styles["eleven"].strike
        assert styles["fourteen"] is not None
        assert styles["fourteen"].underline


async def test_next_and_previous_change() -> None:
    async with browsing(80, 24) as (browser, pilot):
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d", "enter")
        differences = diff_of(browser).differences
        await press(pilot, "right_square_bracket", "c")
        first = differences.cursor
        assert "change 2/2" in screen_text(browser).splitlines()[-1]
        await press(pilot, "G", "left_square_bracket")
        assert differences.cursor >= first
        await press(pilot, *["n"] * 5)
        assert "no further change" in screen_text(browser).splitlines()[-1]


async def test_next_copy_and_swapped_sides() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d", "enter")
        page = diff_of(browser)
        assert "pair 1/2" in screen_text(browser)
        await press(pilot, "J")
        assert "pair 2/2" in screen_text(browser)
        assert "copy 2" in screen_text(browser)
        await press(pilot, "J")
        assert "no further one" in screen_text(browser).splitlines()[-1]
        left = page.sides[0]
        await press(pilot, "x")
        assert page.sides[1] == left
        await press(pilot, "K")
        assert "pair 1/2" in screen_text(browser)


async def test_equal_texts_say_so() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", *["right_curly_bracket"] * 8, "d", "enter")
        assert "no difference: the same words" in screen_text(browser)


async def test_a_key_that_leads_nowhere_is_not_offered() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "m", "m", "c")
        only = diff_of(browser)
        assert len(only.pairs) == 1
        assert "J pair" not in screen_text(browser)
        assert "]c change" in screen_text(browser)
        await press(pilot, "q", "g")
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d", "enter")
        assert len(diff_of(browser).pairs) > 1
        assert "J pair" in screen_text(browser)


@pytest.mark.parametrize(
    ("early", "late", "said"),
    [
        ("He left, and we stayed -- at last.", "He left and we stayed at last.", "signs, no words"),
        ("He left -- Ames and all -- at noon.", "He left at noon.", "-3 +0 words"),
        ("He left at noon.", "He left at 12:30, alone.", "-1 +2 words"),
    ],
)
def test_words_are_counted_and_no_signs(early: str, late: str, said: str) -> None:
    assert changed_words(compare(early, late, READING), UNICODE) == said


async def test_a_copy_is_read_at_its_place() -> None:
    async with browsing() as (browser, pilot):
        await go_to_near_paragraph(pilot, browser)
        await press(pilot, "d", "j", "o")
        page = browser.screen
        assert isinstance(page, ReaderPage)
        assert page.cable is not None
        assert page.key == "08VALLETTA101"
        assert page.cable.blocks[page.text.block].clean.startswith("3. (C)")
        assert page.cable.blocks[page.text.block].transmission == 2


async def test_groups_of_a_whole_cable_forth_and_back() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "d")
        page = browser.screen
        assert isinstance(page, CopiesPage)
        first = page.copies.entry
        await press(pilot, "right_square_bracket")
        assert page.copies.entry is not None
        assert first is not None
        assert page.copies.entry.group != first.group
        await press(pilot, "left_square_bracket")
        assert page.copies.entry == first
