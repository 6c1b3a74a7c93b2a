"""The list of cables: moving, filtering, searching, sorting; and what it asks of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import browsing, press, screen_text, type_text, until
from memory_archive import MemoryArchive

from tui.screens.cables import CablesPage
from tui.screens.copies import CopiesPage
from tui.screens.reader import ReaderPage

if TYPE_CHECKING:
    from tui.app import CablediffApp


def page_of(browser: CablediffApp) -> CablesPage:
    page = browser.screen
    assert isinstance(page, CablesPage)
    return page


def keys_shown(browser: CablediffApp) -> list[str]:
    page = page_of(browser)
    return [row.key for row in browser.archive.rows(page.list.numbers)]


async def test_rows_with_their_columns_and_the_place() -> None:
    async with browsing() as (browser, _):
        text = screen_text(browser)
        first = text.splitlines()[1]
        assert "08VALLETTA101" in first
        assert "2008-03-04" in first
        assert "Valletta" in first
        assert " C " in first
        assert "HARBOUR: DREDGING" in first
        assert "1/3" in text.splitlines()[-1]


async def test_marks_tell_what_is_repeated_here_from_what_stands_elsewhere() -> None:
    async with browsing() as (browser, _):
        lines = screen_text(browser).splitlines()
        assert lines[1].startswith("▌↕=≈")
        assert lines[2].startswith("  =≈")
        assert lines[3].startswith("        09REYKJAVIK22")


async def test_ascii_signs_where_the_terminal_has_no_others() -> None:
    async with browsing(ascii_only=True) as (browser, _):
        assert screen_text(browser).splitlines()[1].startswith('>"=~')
        assert screen_text(browser).isascii()


async def test_text_of_a_cable_is_shown_and_does_nothing() -> None:
    async with browsing(120, 24) as (browser, _):
        assert "[bold]AND[/bold] ␛[31mNETS" in screen_text(browser)


async def test_moving_with_counts() -> None:
    async with browsing(archive=MemoryArchive(200)) as (browser, pilot):
        view = page_of(browser).list
        await press(pilot, "j", "j", "k")
        assert view.cursor == 1
        await press(pilot, "1", "0", "j")
        assert view.cursor == 11
        await press(pilot, "G")
        assert view.cursor == 202
        await press(pilot, "4", "2", "G")
        assert view.cursor == 41
        await press(pilot, "g")
        assert view.cursor == 0
        await press(pilot, "ctrl+d")
        assert view.cursor == 11
        await press(pilot, "ctrl+u", "space")
        assert view.cursor == 21
        await press(pilot, "b")
        assert view.cursor == 0


async def test_a_count_is_shown_and_dropped_by_escape() -> None:
    async with browsing(archive=MemoryArchive(200)) as (browser, pilot):
        await press(pilot, "3", "7")
        assert " 37 " in screen_text(browser).splitlines()[-1]
        await press(pilot, "escape", "j")
        assert page_of(browser).list.cursor == 1


async def test_only_rows_near_the_view_are_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.BACKGROUND_AFTER", 3600)
    archive = MemoryArchive(100_000)
    async with browsing(archive=archive) as (browser, pilot):
        assert archive.rows_asked <= 200
        before = archive.row_queries
        await press(pilot, *("j" * 40))
        assert archive.row_queries - before <= 2
        await press(pilot, "G")
        assert page_of(browser).list.cursor == 100_002
        assert archive.rows_asked <= 500


async def test_filter_as_typed_and_back_to_the_old_place() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "j", "f")
        await type_text(pilot, "wind")
        await until(pilot, lambda: keys_shown(browser) == ["09REYKJAVIK22"])
        assert "1/1 of 3" in screen_text(browser)
        await press(pilot, "escape")
        assert len(keys_shown(browser)) == 3
        assert page_of(browser).list.cursor == 1


async def test_a_filter_that_is_entered_stays() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "f")
        await type_text(pilot, "harbour 2008")
        await until(pilot, lambda: len(keys_shown(browser)) == 2)
        await press(pilot, "enter", "j")
        assert page_of(browser).list.cursor == 1
        assert "filter: harbour 2008" in screen_text(browser)
        await press(pilot, "enter")
        assert isinstance(browser.screen, ReaderPage)


async def test_a_filter_that_leaves_nothing() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "f")
        await type_text(pilot, "nowhere")
        await until(pilot, lambda: keys_shown(browser) == [])
        await press(pilot, "enter", "j", "enter", "d")
        assert isinstance(browser.screen, CablesPage)
        assert "0/0 of 3" in screen_text(browser)


async def test_search_steps_through_hits_and_counts_them() -> None:
    async with browsing() as (browser, pilot):
        view = page_of(browser).list
        await press(pilot, "slash")
        await type_text(pilot, "harbour")
        await press(pilot, "enter")
        await until(pilot, lambda: "/harbour 1/2" in screen_text(browser))
        await press(pilot, "n")
        assert view.cursor == 1
        assert "/harbour 2/2" in screen_text(browser)
        await press(pilot, "n")
        assert view.cursor == 0
        await press(pilot, "N")
        assert view.cursor == 1


async def test_a_search_without_hits_says_so() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "slash")
        await type_text(pilot, "zeppelin")
        await press(pilot, "enter")
        await until(pilot, lambda: "nothing found for zeppelin" in screen_text(browser))


async def test_sorting_keeps_the_cable_under_the_cursor() -> None:
    async with browsing() as (browser, pilot):
        page = page_of(browser)
        await press(pilot, "j", "i")
        assert page.by == "id"
        assert page.list.row is not None
        assert page.list.row.key == "08VALLETTA104"
        await press(pilot, "I")
        assert keys_shown(browser)[0] == "09REYKJAVIK22"
        assert page.list.row.key == "08VALLETTA104"
        assert "by id ↓" in screen_text(browser)


async def test_only_cables_with_copies() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "D")
        assert keys_shown(browser) == ["08VALLETTA101", "08VALLETTA104"]
        assert "only with copies" in screen_text(browser)
        await press(pilot, "D")
        assert len(keys_shown(browser)) == 3


async def test_copies_of_a_cable_from_the_list() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "j", "d")
        assert isinstance(browser.screen, CopiesPage)
        await press(pilot, "q")
        assert isinstance(browser.screen, CablesPage)


async def test_leaving() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "Q")
        await until(pilot, lambda: browser._exit)


async def test_a_double_click_reads() -> None:
    async with browsing() as (browser, pilot):
        await pilot.click("#list", offset=(10, 1), times=2)
        await pilot.pause()
        page = browser.screen
        assert isinstance(page, ReaderPage)
        assert page.key == "08VALLETTA104"


async def test_an_empty_archive() -> None:
    archive = MemoryArchive()
    archive._rows.clear()
    async with browsing(archive=archive) as (browser, pilot):
        await press(pilot, "j", "G", "enter", "d", "i", "n")
        assert "no cables" in screen_text(browser)


async def test_esc_takes_an_accepted_filter_back_and_keeps_the_cable() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "f")
        await type_text(pilot, "wind")
        await press(pilot, "enter")
        page = browser.cables_page
        assert len(page.list.numbers) == 1
        await press(pilot, "escape")
        assert len(page.list.numbers) == 3
        assert page.list.row is not None
        assert page.list.row.key == "09REYKJAVIK22"


async def test_esc_takes_one_narrowing_back_after_the_other() -> None:
    async with browsing() as (browser, pilot):
        page = browser.cables_page
        await press(pilot, "m", "M", "D")
        assert page.narrowings() == ["only marked", "only with copies"]
        await press(pilot, "escape")
        assert page.narrowings() == ["only marked"]
        await press(pilot, "escape", "escape")
        assert page.narrowings() == []


async def test_esc_takes_the_last_narrowing_back_whichever_it_is() -> None:
    async with browsing() as (browser, pilot):
        page = browser.cables_page
        await press(pilot, "f")
        await type_text(pilot, "0")
        await press(pilot, "enter", "D", "m", "M")
        assert page.narrowings() == ["filter: 0", "only with copies", "only marked"]
        await press(pilot, "D", "D")  # made again, and so the last
        assert page.narrowings() == ["filter: 0", "only marked", "only with copies"]
        await press(pilot, "escape")
        assert page.narrowings() == ["filter: 0", "only marked"]
        await press(pilot, "escape")
        assert page.narrowings() == ["filter: 0"]


@pytest.mark.parametrize(
    ("column", "key"), [("date", "d"), ("id", "i"), ("origin", "o"), ("subject", "s"), ("copies", "r")]
)
async def test_sorting_by_a_column_that_is_named(column: str, key: str) -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "S", key)
        assert f"by {column}" in screen_text(browser).splitlines()[0]


@pytest.mark.parametrize(
    ("text", "line"), [("3", 2), ("2009-01", 2), ("08VALLETTA104", 1), ("08 valletta 104", 1)]
)
async def test_a_jump_to_a_number_a_date_or_an_id(text: str, line: int) -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "J")
        await type_text(pilot, text)
        await press(pilot, "enter")
        assert browser.cables_page.list.cursor == line


async def test_a_jump_to_nowhere_says_so() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "J", "x", "enter")
        assert "x is no id" in screen_text(browser).splitlines()[-1]
        await press(pilot, "J", "escape")
        assert browser.cables_page.list.cursor == 0


async def test_esc_takes_a_filter_back_before_it_stops_a_search() -> None:
    async with browsing() as (browser, pilot):
        browser.searching.running = True
        await press(pilot, "f", "w", "enter", "escape")
        assert not browser.searching._stop.is_set()
        await press(pilot, "escape")
        assert browser.searching._stop.is_set()
        browser.searching.running = False


LONG_IDS = ("66BUENOSAIRES2481", "66BUENOSAIRES2482", "08BANDARSERIBEGAWAN12345@2")


@pytest.mark.parametrize("width", [80, 100, 120])
async def test_a_long_id_is_whole_and_the_subject_gives_way(width: int) -> None:
    archive = MemoryArchive(further=len(LONG_IDS))
    archive._rows[3:] = [row._replace(key=key) for row, key in zip(archive._rows[3:], LONG_IDS, strict=True)]
    async with browsing(width, 24, archive) as (browser, _):
        lines = screen_text(browser).splitlines()
        for key in LONG_IDS:
            (line,) = [line for line in lines if f"{key} " in line]
            assert "2009-" in line
            assert "Rey" in line
            assert "WEATHER" in line


async def test_the_order_stands_in_the_title_beside_all_that_narrows() -> None:
    async with browsing(80, 24) as (browser, pilot):
        page = page_of(browser)
        await press(pilot, "m", "M", "D", "S", "o", "f")
        await type_text(pilot, "dredging to begin")
        await press(pilot, "enter")
        assert page.narrowings() == ["only marked", "only with copies", "filter: dredging to begin"]
        assert page.title_bar.text.endswith("by origin ↑")
        assert "filter: dre" in page.title_bar.text
        await pilot.resize_terminal(30, 24)
        await until(pilot, lambda: len(page.title_bar.text) <= 30)
        assert not page.title_bar.text.endswith("by origin ↑")  # nothing but the order would be left
