"""The history of what was read: back, forward, and remembered with the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import browsing, press, rest, screen_text, until
from test_plain import dialogue

from corpus import Archive, import_paths
from tui.app import CablediffApp
from tui.reading.history import LONGEST, History
from tui.returning.resuming import Returning
from tui.screens.reader import ReaderPage

if TYPE_CHECKING:
    from pathlib import Path


def reader(browser: CablediffApp) -> ReaderPage:
    page = browser.screen
    assert isinstance(page, ReaderPage)
    return page


def test_back_and_forward_are_each_others_opposite() -> None:
    history = History()
    for key in "ABC":
        history.visit(key)
        history.at(key, ord(key))
    assert history.back() == ("B", 66)
    assert history.back() == ("A", 65)
    assert history.back() is None
    assert history.forward() == ("B", 66)
    history.visit("D")
    assert history.forward() is None
    assert history.back() == ("B", 66)


def test_the_same_cable_again_is_no_step_and_a_long_history_forgets_its_beginning() -> None:
    history = History()
    history.visit("A")
    history.visit("A")
    assert history.back() is None
    for number in range(2 * LONGEST):
        history.visit(str(number))
    assert len(history.before) == LONGEST


def test_it_is_written_down_and_read_again() -> None:
    history = History()
    for key in "ABC":
        history.visit(key)
    history.back()
    assert History.of_values(history.as_values()) == history


@pytest.mark.parametrize("values", [None, 5, {}, {"here": 3, "before": [1, ["A"], [2, "B"]], "after": "x"}])
def test_what_makes_no_sense_is_no_history(values: object) -> None:
    assert History.of_values(values) == History()


async def test_forward_leads_to_where_back_was_pressed() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "1", "5", "G", "J", "9", "G", "ctrl+o")
        assert (reader(browser).key, reader(browser).text.cursor) == ("08VALLETTA101", 14)
        await press(pilot, "ctrl+n")
        assert (reader(browser).key, reader(browser).text.cursor) == ("08VALLETTA104", 8)
        await press(pilot, "ctrl+n")
        assert "nothing to go forward to" in screen_text(browser)
        await press(pilot, "less_than_sign")
        assert reader(browser).key == "08VALLETTA101"
        await press(pilot, "greater_than_sign")
        assert reader(browser).key == "08VALLETTA104"


async def test_back_leads_to_the_same_words_where_more_lines_are_shown_now() -> None:
    async with browsing(50, 24) as (browser, pilot):
        await press(pilot, "enter", "G", "3", "k")
        left = reader(browser).text
        assert left.document is not None
        line, text = left.cursor, left.span
        assert text is not None
        await press(pilot, "J", "h", "ctrl+o")
        back = reader(browser).text
        assert back.span is not None
        assert back.span[0] <= text[0] < back.span[1]
        assert back.cursor > line


async def test_one_history_for_cables_opened_from_the_list_and_from_copies() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "q", "j", "enter", "d", "o")
        assert reader(browser).key == "08VALLETTA101"
        await press(pilot, "q", "q", "ctrl+o")
        assert reader(browser).key == "08VALLETTA101"
        await press(pilot, "2", "ctrl+o")
        assert reader(browser).key == "08VALLETTA101"
        await press(pilot, "ctrl+o")
        assert "nothing to go back to" in screen_text(browser)


async def test_the_list_goes_back_to_the_cable_read_last_at_its_line() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "ctrl+o")
        assert "no cable was read yet: nothing to go back to" in screen_text(browser)
        await press(pilot, "ctrl+n")
        assert "nothing to go forward to" in screen_text(browser)
        await press(pilot, "j", "enter", "1", "5", "G", "q", "G", "ctrl+o")
        await rest(pilot)
        assert (reader(browser).key, reader(browser).text.cursor) == ("08VALLETTA104", 14)
        await press(pilot, "ctrl+o")
        assert "nothing to go back to" in screen_text(browser)


async def test_the_next_session_goes_back_where_the_last_one_was(tmp_path: Path, sample_cables: Path) -> None:
    with Archive.open(tmp_path / "history.cablediff") as archive:
        import_paths(archive, [sample_cables / "doubled"], workers=1)
        first = CablediffApp(archive)
        async with first.run_test() as pilot:
            await press(pilot, "enter")
            before = reader(first).key
            await press(pilot, "7", "G", "J")
            here = reader(first).key
            await press(pilot, "Q")
        second = CablediffApp(archive)
        async with second.run_test() as pilot:
            await until(pilot, lambda: isinstance(second.screen, ReaderPage) and second.screen.key == here)
            await rest(pilot)  # the history is put back behind the opening
            await press(pilot, "ctrl+o")
            assert (reader(second).key, reader(second).text.cursor) == (before, 6)
            await press(pilot, "ctrl+n")
            assert reader(second).key == here


async def test_keys_that_are_quicker_than_the_return_act_on_what_is_returned_to(
    tmp_path: Path, sample_cables: Path
) -> None:
    with Archive.open(tmp_path / "history.cablediff") as archive:
        import_paths(archive, [sample_cables / "doubled"], workers=1)
        first = CablediffApp(archive)
        async with first.run_test() as pilot:
            await rest(pilot)
            await press(pilot, "enter")
            before = reader(first).key
            await press(pilot, "Q")
        second = CablediffApp(archive)
        second.begin_session = lambda: setattr(second, "returning", Returning(second))  # type: ignore[method-assign]
        async with second.run_test() as pilot:
            await press(pilot, "j", "j")
            assert second.cables_page.list.cursor == 0
            await second.returning.begin()
            second.keys.begin()
            await until(pilot, lambda: reader(second).text.cursor == 2)
            assert reader(second).key == before
            assert len(second.screen_stack) == 2


def test_the_dialogue_goes_back_and_forward_too() -> None:
    answers = dialogue("^o", "1", "", "back", "back-in-history")
    assert answers[1] == "no cable was read yet: nothing to go back to"
    title, *page = answers[5].splitlines()
    assert title.startswith("== 08VALLETTA101")
    assert page == answers[3].splitlines()
    answers = dialogue("1", "back", "2", "back-in-history", "^n", "forward-in-history")
    assert "== 08VALLETTA101" in answers[4]
    assert "== 08VALLETTA104" in answers[5]
    assert answers[6] == "nothing to go forward to"
