"""Reading a cable: fields, sections, repeats, search, references, and the place kept through all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browsing import browsing, press, rest, screen_text, type_text, until

from tui.screens.copies import CopiesPage
from tui.screens.reader import ReaderPage
from tui.widgets.duplication_map import DuplicationMap

if TYPE_CHECKING:
    from tui.app import CablediffApp


def page_of(browser: CablediffApp) -> ReaderPage:
    page = browser.screen
    assert isinstance(page, ReaderPage)
    return page


def block_of(browser: CablediffApp) -> str:
    """Return the text of the block under the cursor."""
    page = page_of(browser)
    assert page.cable is not None
    return page.cable.blocks[page.text.block].clean if page.text.block >= 0 else ""


def lines_of(browser: CablediffApp) -> list[str]:
    return screen_text(browser).splitlines()


async def test_fields_stand_above_the_text() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "enter")
        text = screen_text(browser)
        assert "08VALLETTA101 · 2008-03-04 · Embassy Valletta" in lines_of(browser)[0]
        assert lines_of(browser)[0].rstrip().endswith("CONFIDENTIAL")
        for words in ("HARBOUR: DREDGING TO BEGIN", "SECSTATE WASHDC", "EWWT ECON MT", "QUILL", "2018-03-04"):
            assert words in text


async def test_a_doubled_record_says_so_in_words_and_in_the_map() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter")
        assert "2 copies of one message" in screen_text(browser)
        column = "".join(line.ljust(80)[77] for line in lines_of(browser)[1:-1])
        assert column.strip(" ").startswith("↓")
        assert column.strip(" ").endswith("↑")


async def test_the_gutter_tells_first_from_repeated_and_here_from_elsewhere() -> None:
    async with browsing(80, 100) as (browser, pilot):
        await press(pilot, "enter")
        opening = [line for line in lines_of(browser) if "2. (C) The harbour master" in line]
        assert [line[1:3] for line in opening] == ["↓=", "↑="]
        near = [line for line in lines_of(browser) if "3. (C) A yard from Genoa" in line]
        assert [line[1:3] for line in near] == ["↓≈", "↑≈"]


async def test_sections_forth_and_back() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "j", "enter")
        seen = []
        for _ in range(5):
            await press(pilot, "right_square_bracket")
            seen.append(block_of(browser)[:12])
        assert "THE BIDS" in seen
        assert any(start.startswith("1. (C)") for start in seen)
        await press(pilot, "g", "2", "right_square_bracket")
        assert block_of(browser)[:12] == seen[1]
        await press(pilot, "left_square_bracket")
        assert block_of(browser)[:12] == seen[0]


async def test_repeated_blocks_forth_and_back() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "j", "enter", "right_curly_bracket")
        first = block_of(browser)
        assert first.startswith("Classified By")
        await press(pilot, "right_curly_bracket")
        assert block_of(browser).startswith("1. (C)")
        await press(pilot, "left_curly_bracket")
        assert block_of(browser) == first
        await press(pilot, "left_curly_bracket")
        assert "no repeated block before this" in lines_of(browser)[-1]


async def test_search_in_the_text_counts_and_goes_round() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "j", "enter", "slash")
        await type_text(pilot, "harbour")
        await press(pilot, "enter")
        assert "/harbour 1/6" in lines_of(browser)[-1]  # two in the table of fields
        await press(pilot, "n", "n", "n")
        assert "/harbour 4/6" in lines_of(browser)[-1]
        assert block_of(browser).startswith("1. (C)")
        await press(pilot, "4", "N")
        assert "/harbour 6/6" in lines_of(browser)[-1]
        await press(pilot, "n")
        assert "/harbour 1/6" in lines_of(browser)[-1]


async def test_the_table_of_fields_is_searched_before_the_text() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "slash")
        await type_text(pilot, "embassy valletta")
        await press(pilot, "enter")
        text = page_of(browser).text
        assert text.document is not None
        assert text.block == -1
        line = text.document.header[text.cursor]
        assert "".join(part for part, _ in line.runs).startswith("From       Embassy Valletta")
        shown = [run for run in text.line(text.cursor, 76) if run[1] == "hit_current"]
        assert shown == [("Embassy Valletta", "hit_current")]
        here, count = page_of(browser).count_hits()
        assert here == 1
        await press(pilot, *["n"] * count)
        assert page_of(browser).count_hits() == (1, count)
        assert text.block == -1


async def test_hits_in_the_table_are_those_of_its_present_width() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "slash")
        await type_text(pilot, "harbour")
        await press(pilot, "enter", "N")
        text = page_of(browser).text
        last, words = len(text.hits), text.hits[text.hit]
        assert text.hit == last - 1
        await pilot.resize_terminal(40, 24)
        await rest(pilot)
        assert text.hits[text.hit] == words
        assert text.document is not None
        table = " ".join("".join(part for part, _ in line.runs) for line in text.document.header)
        assert len([hit for hit in text.hits if hit[0] < 0]) == table.lower().count("harbour") > 0


async def test_a_phrase_is_found_over_a_line_end() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "j", "enter", "slash")
        await type_text(pilot, "ambassador on march")
        await press(pilot, "enter")
        assert "1/1" in lines_of(browser)[-1]


async def test_what_is_not_found_is_said() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "slash")
        await type_text(pilot, "zeppelin")
        await press(pilot, "enter")
        assert "not found: zeppelin" in lines_of(browser)[-1]
        await press(pilot, "n")
        assert "not found: zeppelin" in lines_of(browser)[-1]
        await press(pilot, "escape", "n")
        assert "no search: / starts one" in lines_of(browser)[-1]


async def test_a_search_is_left_by_escape() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "slash", "x", "escape", "j")
        page = page_of(browser)
        assert not page.prompt.is_open
        assert page.text.cursor == 1


async def test_a_hit_in_the_hidden_routing_header_opens_it() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter")
        assert "RUEHVT" not in screen_text(browser)
        await press(pilot, "slash")
        await type_text(pilot, "DE RUEHVT")
        await press(pilot, "enter")
        assert "DE RUEHVT #0101/01" in screen_text(browser)


async def test_the_routing_header_is_a_key_away_and_the_place_is_kept() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", *["right_square_bracket"] * 3)
        words = block_of(browser)
        await press(pilot, "h")
        assert block_of(browser) == words
        await press(pilot, "g")
        assert "VZCZCXRO0101" in screen_text(browser)
        await press(pilot, "h")
        assert "VZCZCXRO0101" not in screen_text(browser)


async def test_folding_leaves_each_text_once() -> None:
    async with browsing(80, 100) as (browser, pilot):
        await press(pilot, "enter")
        assert screen_text(browser).count("A yard from Genoa") == 2
        await press(pilot, "r")
        text = screen_text(browser)
        assert text.count("A yard from Genoa") == 1
        assert "repeated from above" in text
        await press(pilot, "r")
        assert screen_text(browser).count("A yard from Genoa") == 2


async def test_nothing_to_fold_is_said() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "G", "enter", "r")
        assert "nothing here repeats" in lines_of(browser)[-1]


async def test_lines_as_sent_or_filled() -> None:
    async with browsing(120, 60) as (browser, pilot):
        await press(pilot, "j", "enter")
        assert "feed half" not in screen_text(browser)
        before = screen_text(browser)
        await press(pilot, "w")
        assert "Ambassador on March 3" in screen_text(browser)
        assert "Ambassador on March 3" not in before
        await press(pilot, "w")
        assert "Ambassador on March 3" not in screen_text(browser)


async def test_next_and_previous_cable_of_the_list() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "J")
        assert page_of(browser).key == "08VALLETTA104"
        await press(pilot, "K", "K")
        assert page_of(browser).key == "08VALLETTA101"
        assert "the list ends here" in lines_of(browser)[-1]
        await press(pilot, "2", "J", "q")
        assert browser.cables_page.list.cursor == 2


async def test_a_reference_is_followed_and_left_again() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "j", "enter")
        page = page_of(browser)
        place = next(n for n in range(page.text.line_count) if "VALLETTA101" in line_text(page, n))
        page.text.move_to(place)
        await press(pilot, "enter")
        assert page_of(browser).key == "08VALLETTA101"
        await press(pilot, "ctrl+o")
        assert page_of(browser).key == "08VALLETTA104"
        assert page.text.cursor == place
        await press(pilot, "ctrl+o")
        assert "nothing to go back to" in lines_of(browser)[-1]


def line_text(page: ReaderPage, number: int) -> str:
    return "".join(text for text, _ in page.text.line(number, 80))


async def test_copies_of_the_block_under_the_cursor() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "j", "enter", "right_curly_bracket", "right_curly_bracket", "d")
        assert isinstance(browser.screen, CopiesPage)


async def test_a_block_without_copies() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "G", "enter", "G", "d")
        assert "this block occurs nowhere else" in lines_of(browser)[-1]


async def test_the_place_is_said_in_words() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", *["right_curly_bracket"] * 8)
        status = lines_of(browser)[-1]
        assert "/69" in status
        assert "¶" in status
        assert "copy 1" in status
        assert "times here" in status


async def test_resizing_keeps_the_words_under_the_cursor() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", *["right_curly_bracket"] * 8)
        words = block_of(browser)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert block_of(browser) == words
        await pilot.resize_terminal(150, 50)
        await pilot.pause()
        assert block_of(browser) == words


async def test_a_click_in_the_map_goes_there() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter")
        await pilot.click(DuplicationMap, offset=(1, 20))
        await pilot.pause()
        assert page_of(browser).text.cursor > 50


async def test_a_very_small_terminal() -> None:
    async with browsing(20, 5) as (browser, pilot):
        await press(pilot, "enter", "ctrl+d", "G", "g", "d", "q")
        assert browser.size.width == 20


async def test_the_outline_stands_beside_the_text_in_a_narrow_terminal_when_asked_for() -> None:
    async with browsing(80, 24) as (browser, pilot):
        await press(pilot, "enter")
        assert "COVER, copy 1" not in screen_text(browser)
        await press(pilot, "t")
        assert "COVER, copy 1" in screen_text(browser)
        await press(pilot, "right_square_bracket", "t")
        assert "COVER, copy 1" not in screen_text(browser)


async def test_a_reference_in_the_text_itself_is_followed() -> None:
    async with browsing(80, 40) as (browser, pilot):
        await press(pilot, "j", "enter")
        page = browser.screen
        assert isinstance(page, ReaderPage)
        assert page.cable is not None
        page.text.go_to_offset(page.cable.text.index("VALLETTA 101"))
        await press(pilot, "enter")
        assert page.key == "08VALLETTA101"
        await press(pilot, "ctrl+o")
        assert page.key == "08VALLETTA104"


async def test_the_map_follows_the_lines_of_another_width() -> None:
    async with browsing(100, 30) as (browser, pilot):
        await press(pilot, "enter")
        await rest(pilot)
        wanted = lines_of(browser)
    async with browsing(60, 30) as (browser, pilot):
        await press(pilot, "enter")
        await rest(pilot)
        narrow = lines_of(browser)
        await pilot.resize_terminal(100, 30)
        await rest(pilot)
        assert lines_of(browser) == wanted
        await pilot.resize_terminal(60, 30)
        await rest(pilot)
        assert lines_of(browser) == narrow


async def test_the_map_follows_the_lines_of_every_view() -> None:
    async with browsing(100, 30) as (browser, pilot):
        await press(pilot, "enter")
        reader = page_of(browser)
        lines = set()
        for key in ("t", "w", "r", "h", "t"):
            await press(pilot, key)
            await until(pilot, lambda: list(reader.map._states) == reader.text.states())
            lines.add(reader.text.line_count)
        assert len(lines) > 2
