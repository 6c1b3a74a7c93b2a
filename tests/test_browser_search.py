"""``/`` inside the difference, the collation, the groups and the copies; ``n`` and ``N``; Esc ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import browsing, press, screen_text, type_text, until

from tui.screens.collation import CollationPage
from tui.screens.copies import CopiesPage
from tui.screens.diff import DiffPage
from tui.screens.groups import GroupsPage
from tui.widgets.searched_view import hits_in

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.app import CablediffApp

TO_NEAR_PARAGRAPH = ("j", "enter", *["right_curly_bracket"] * 4, "d")


async def search(browser: CablediffApp, pilot: Pilot[None], text: str) -> None:
    await press(pilot, "slash")
    await type_text(pilot, text)
    await press(pilot, "enter")
    await until(pilot, lambda: f"/{text} " in status(browser) or "not found" in status(browser))


def status(browser: CablediffApp) -> str:
    return screen_text(browser).splitlines()[-1]


def test_a_hit_may_run_over_the_end_of_a_line_and_counts_once_in_two_columns() -> None:
    early = [(0, 2, "the second bid"), (1, 2, "is dearer")]
    late = [(0, 2, "the second bid"), (2, 2, "is cheaper")]
    assert hits_in([early, late], "second bid") == [((0, 6, 16),)]
    assert hits_in([early, late], "BID  is") == [((0, 13, 16), (1, 2, 4)), ((0, 13, 16), (2, 2, 4))]
    assert hits_in([early, late], "costs") == []


@pytest.mark.parametrize("width", [80, 120])
async def test_hits_in_a_difference_are_counted_and_gone_to(width: int) -> None:
    async with browsing(width, 40) as (browser, pilot):
        await press(pilot, "m", "m", "c", "g")
        page = browser.screen
        assert isinstance(page, DiffPage)
        await search(browser, pilot, "harbour master")
        view = page.differences
        assert len(view.hits) > 3
        assert f"/harbour master 1/{len(view.hits)}" in status(browser)
        first = view.cursor
        await press(pilot, "n")
        assert f"/harbour master 2/{len(view.hits)}" in status(browser)
        await press(pilot, "2", "n", "3", "N")
        assert view.cursor == first
        await press(pilot, "N")
        assert f"/harbour master {len(view.hits)}/" in status(browser)


async def test_while_a_search_is_on_the_brackets_go_to_changes_and_escape_gives_n_back_to_them() -> None:
    async with browsing(80, 40) as (browser, pilot):
        await press(pilot, "m", "m", "c", "n")
        page = browser.screen
        assert isinstance(page, DiffPage)
        assert page.differences.change == 1
        await search(browser, pilot, "ferries")
        at_hit = page.differences.cursor
        await press(pilot, "g", "right_square_bracket")  # the first change is in the first line
        assert page.differences.change == 1
        await press(pilot, "n")
        assert page.differences.cursor == at_hit
        await press(pilot, "escape")
        assert isinstance(browser.screen, DiffPage)
        assert "/ferries" not in status(browser)
        await press(pilot, "g", "n")
        assert page.differences.change == 1
        await press(pilot, "escape")
        assert not isinstance(browser.screen, DiffPage)


async def test_another_layout_keeps_the_search_and_counts_again() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "m", "m", "c")
        page = browser.screen
        assert isinstance(page, DiffPage)
        await search(browser, pilot, "guarantee")
        beside = len(page.differences.hits)
        await press(pilot, "vertical_line")
        assert 0 < len(page.differences.hits) < beside
        assert f"/{len(page.differences.hits)}" in status(browser)
        await search(browser, pilot, "nowhere")
        assert "not found: nowhere" in status(browser)


async def test_hits_in_a_collation() -> None:
    async with browsing(80, 40) as (browser, pilot):
        await press(pilot, *TO_NEAR_PARAGRAPH, "C")
        page = browser.screen
        assert isinstance(page, CollationPage)
        await search(browser, pilot, "fourteen")
        assert "fourteen" in page.text.rows[page.text.cursor].text
        assert "/fourteen 1/1" in status(browser)
        await search(browser, pilot, "yard from")
        assert "reading" in status(browser)
        await press(pilot, "n", "escape")
        assert "/yard" not in status(browser)
        await press(pilot, "g", "n")
        assert page.text.entry == 0


async def test_hits_in_the_groups_are_looked_for_in_their_whole_texts() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "a")
        page = browser.screen
        assert isinstance(page, GroupsPage)
        await search(browser, pilot, "guarantee of ten years")
        groups = page.list.hits
        assert groups
        for ((line, _, _),) in groups:
            assert "guarantee" in browser.catalogue.text_of(page.list.groups[line].members[0])
        found = page.list.group
        assert f"/guarantee of ten years 1/{len(groups)}" in status(browser)
        await press(pilot, "n", "N")
        assert page.list.group is found
        await press(pilot, "I")
        await until(pilot, lambda: [hit[0][0] for hit in page.list.hits] != [hit[0][0] for hit in groups])
        await press(pilot, "escape")
        assert "/guarantee" not in status(browser)
        assert page.list.hits == []
        await search(browser, pilot, "nowhere to be seen")
        assert "not found: nowhere to be seen" in status(browser)


async def test_the_next_hit_is_asked_for_before_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "n")
        assert "no search: / starts one" in status(browser)
        await press(pilot, "slash", *"nowhere", "enter")
        await until(pilot, lambda: "nothing found for nowhere" in status(browser))
        await press(pilot, "j", "n")
        assert "nothing found for nowhere" in status(browser)
        await press(pilot, "a", "n")
        assert "no search: / starts one" in status(browser)
        await search(browser, pilot, "nowhere")
        await press(pilot, "j", "n")
        assert "not found: nowhere" in status(browser)
        monkeypatch.setattr(browser.background, "is_at", lambda purpose: purpose == "searching")
        await press(pilot, "n")
        assert "still looking for nowhere" in status(browser)


async def test_hits_in_the_copies() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, *TO_NEAR_PARAGRAPH)
        page = browser.screen
        assert isinstance(page, CopiesPage)
        await search(browser, pilot, "valletta101")
        assert page.copies.entry is not None
        assert page.copies.entry.member is not None
        assert page.copies.entry.member.cable == "08VALLETTA101"
        assert "/valletta101 1/" in status(browser)
        await press(pilot, "n")
        assert "/valletta101 2/" in status(browser)
        await press(pilot, "N")
        assert "/valletta101 1/" in status(browser)


async def test_escape_in_the_reader_ends_the_search_before_it_goes_back() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter")
        await search(browser, pilot, "harbour")
        await press(pilot, "escape")
        assert "/harbour" not in status(browser)
        assert browser.screen is not browser.cables_page
        await press(pilot, "escape")
        assert browser.screen is browser.cables_page
