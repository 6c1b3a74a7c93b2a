"""Ways to look at a difference: what is ignored, how much is shown, how it is copied, several together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browsing import browsing, press, screen_text

from duplicates.diff.layout import SideRow
from duplicates.diff.model import Ignore
from tui.comparing.compare_sides import siglum
from tui.comparing.ignore_levels import READING, level_switches, levels_from
from tui.screens.collation import CollationPage
from tui.screens.diff import DiffPage
from tui.screens.levels import LevelsPage
from tui.screens.reader import ReaderPage
from tui.widgets.diff_text import Fold, folded

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.app import CablediffApp

TO_NEAR_PARAGRAPH = ("j", "enter", *["right_curly_bracket"] * 4)


def status(browser: CablediffApp) -> str:
    return screen_text(browser).splitlines()[-1]


async def whole(pilot: Pilot[None], browser: CablediffApp) -> DiffPage:
    """Compare the two cables of the harbour."""
    await press(pilot, "m", "m", "c")
    assert isinstance(browser.screen, DiffPage)
    return browser.screen


async def test_less_context_folds_and_more_unfolds() -> None:
    async with browsing(120, 40) as (browser, pilot):
        page = await whole(pilot, browser)
        everything = page.differences.line_count
        await press(pilot, "left_curly_bracket", "left_curly_bracket", "left_curly_bracket")
        assert "1 line of context" in status(browser)
        assert "lines without a change" in screen_text(browser)
        fewer = page.differences.line_count
        assert fewer < everything
        await press(pilot, "left_curly_bracket", "left_curly_bracket")
        assert "0 lines of context" in status(browser)
        assert page.differences.line_count <= fewer
        await press(pilot, *["right_curly_bracket"] * 5)
        assert "all of the text" in status(browser)
        assert page.differences.line_count == everything


def test_texts_without_a_change_are_not_folded_away() -> None:
    lines = [SideRow((), (), None) for _ in range(30)]
    assert folded(lines, 1) == lines
    lines[4] = SideRow((), (), 0)
    assert folded(lines, 1) == [Fold(3), *lines[3:6], Fold(24)]


async def test_whole_cables_are_named_without_a_gap() -> None:
    async with browsing() as (browser, pilot):
        await whole(pilot, browser)
        assert "08VALLETTA101 → 08VALLETTA104" in screen_text(browser).splitlines()[0]


async def test_changes_are_as_many_in_every_layout_and_stepped_through_one_by_one() -> None:
    async with browsing(120, 40) as (browser, pilot):
        page = await whole(pilot, browser)
        assert page.diff is not None
        count = len(page.diff.changes)
        for _ in ("side by side", "unified"):
            await press(pilot, *["left_square_bracket"] * count)
            assert f"change 1/{count}" in screen_text(browser).splitlines()[-1]
            for number in range(2, count + 1):
                await press(pilot, "right_square_bracket")
                assert f"change {number}/{count}" in screen_text(browser).splitlines()[-1]
            await press(pilot, "vertical_line")
            assert f"change {count}/{count}" in screen_text(browser).splitlines()[-1]


async def test_context_and_levels_are_remembered() -> None:
    async with browsing() as (browser, pilot):
        await whole(pilot, browser)
        await press(pilot, "left_curly_bracket", "W")
    async with browsing() as (browser, pilot):
        await press(pilot, "apostrophe", "q", "c")
        page = browser.screen
        assert isinstance(page, DiffPage)
        assert page.differences.context == 8
        assert Ignore.LINE_BREAKS not in page.options.ignore


async def test_white_space_is_ignored_or_shown() -> None:
    async with browsing() as (browser, pilot):
        page = await whole(pilot, browser)
        assert page.diff is not None
        before = len(page.diff.changes)
        await press(pilot, "W")
        assert "white space is a difference" in status(browser)
        assert len(page.diff.changes) >= before
        await press(pilot, "W")
        assert len(page.diff.changes) == before


async def test_levels_are_chosen_from_a_list_that_acts_at_once() -> None:
    async with browsing() as (browser, pilot):
        page = await whole(pilot, browser)
        await press(pilot, "i")
        assert isinstance(browser.screen, LevelsPage)
        assert "[x] line-breaks" in screen_text(browser)
        await press(pilot, "j", "j", "j", "enter")
        assert Ignore.CASE in page.options.ignore
        await press(pilot, "N")
        assert page.options.ignore == frozenset()
        await press(pilot, "u", "y", "c")
        same = "cablediff diff --in /memory.cables --ignore=page-breaks --whole 08VALLETTA101 08VALLETTA104"
        assert browser.clipboard == same
        await press(pilot, "q")
        assert page.options == READING


async def test_lines_as_sent_end_where_the_text_ends_them() -> None:
    async with browsing(100, 60) as (browser, pilot):
        page = await whole(pilot, browser)
        await press(pilot, "vertical_line")
        assert "Ambassador on March 3" in screen_text(browser)
        await press(pilot, "w")
        assert "lines as sent" in status(browser)
        assert "told the Ambassador on\n" in "".join(
            f"{line.rstrip('│┃±-+ ')}\n" for line in screen_text(browser).splitlines()
        )
        await press(pilot, "w")
        assert page.differences.fill


async def test_the_map_shows_changes_by_shape_and_is_clicked() -> None:
    async with browsing(80, 24) as (browser, pilot):
        page = await whole(pilot, browser)
        column = [line[78] for line in screen_text(browser).splitlines()[2:-1] if len(line) > 78]
        assert {"-", "+", "±"} & set(column)
        await pilot.click("#map", offset=(0, 19))
        await pilot.pause()
        assert page.differences.cursor > page.differences.line_count // 2


async def test_a_difference_is_copied_as_text_patch_page_and_command() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, *TO_NEAR_PARAGRAPH, "d", "enter", "y")
        for word in ("i ids", "u text", "p patch", "h HTML", "c command"):
            assert word in status(browser)
        await press(pilot, "u")
        assert browser.clipboard.startswith("- 3. (C)")
        await press(pilot, "y", "p")
        assert browser.clipboard.startswith("--- 08VALLETTA101#")
        assert "\n@@ -1," in browser.clipboard
        await press(pilot, "y", "h")
        assert browser.clipboard.startswith("<!DOCTYPE html>")
        await press(pilot, "y", "c")
        assert browser.clipboard.startswith(
            "cablediff diff --in /memory.cables --format=side --ignore=page-breaks"
        )
        assert "'08VALLETTA101#" in browser.clipboard


async def test_all_places_of_a_group_together() -> None:
    async with browsing(100, 30) as (browser, pilot):
        await press(pilot, *TO_NEAR_PARAGRAPH, "d", "C")
        page = browser.screen
        assert isinstance(page, CollationPage)
        text = screen_text(browser)
        assert "A  08VALLETTA101" in text
        assert "base" in text
        assert "± A B: eleven" in text
        assert "C: fourteen" in text
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert "reading 2/2" in status(browser)
        await press(pilot, "n")
        assert "no further one" in status(browser)
        await press(pilot, "left_square_bracket")
        assert "reading 1/2" in status(browser)
        await press(pilot, "x", "x")
        assert page.base == 2
        assert "fourteen" in screen_text(browser)
        await press(pilot, "y", "c")
        same = "cablediff diff --in /memory.cables --ignore=page-breaks --base=3 '08VALLETTA101#"
        assert browser.clipboard.startswith(same)
        await press(pilot, "i", "q", "o")
        assert isinstance(browser.screen, ReaderPage)


async def test_from_a_pair_to_the_whole_group() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, *TO_NEAR_PARAGRAPH, "d", "enter", "C")
        assert isinstance(browser.screen, CollationPage)
        assert len(browser.screen.sides) == 3


async def test_three_marked_cables_are_set_together() -> None:
    async with browsing(100, 30) as (browser, pilot):
        await press(pilot, "m", "m", "m", "c")
        assert isinstance(browser.screen, CollationPage)
        assert "C  09REYKJAVIK22" in screen_text(browser)


def test_levels_are_written_as_the_command_takes_them() -> None:
    assert level_switches(READING.ignore) == ["--ignore=page-breaks"]
    assert level_switches(frozenset({Ignore.CASE})) == [
        "--ignore=case",
        "--show=line-breaks",
        "--show=redaction-forms",
    ]
    assert levels_from("case,quotes", frozenset()) == {Ignore.CASE, Ignore.QUOTES}
    assert levels_from("weather", READING.ignore) == READING.ignore
    assert levels_from("", READING.ignore) == frozenset()


def test_letters_of_witnesses_do_not_run_out() -> None:
    assert [siglum(place) for place in (0, 25, 26, 52)] == ["A", "Z", "A2", "A3"]


async def test_the_choices_of_a_question_have_the_whole_line_at_80_columns() -> None:
    async with browsing(80, 24) as (browser, pilot):
        await whole(pilot, browser)
        await press(pilot, "y")
        for word in ("i ids", "u text", "p patch", "h HTML", "c command", "t later text"):
            assert word in status(browser)


async def test_a_key_that_does_nothing_says_where_the_keys_are_told() -> None:
    async with browsing() as (browser, pilot):
        await whole(pilot, browser)
        await press(pilot, "equals_sign")
        assert "= does nothing here: ? tells the keys" in status(browser)
        await press(pilot, "right_square_bracket", "c")
        assert "does nothing" not in status(browser)
        assert "change" in status(browser)
