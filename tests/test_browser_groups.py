"""All repeated text of the archive: sorted, by kind, and on to the places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browsing import browsing, findings, press, screen_text, type_text, until

from tui.screens.copies import CopiesPage
from tui.screens.groups import KINDS, SORTS, GroupsPage

if TYPE_CHECKING:
    from tui.app import CablediffApp


def page_of(browser: CablediffApp) -> GroupsPage:
    page = browser.screen
    assert isinstance(page, GroupsPage)
    return page


async def test_the_longest_texts_come_first() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "a")
        words = [group.words for group in page_of(browser).list.groups]
        assert words == sorted(words, reverse=True)
        assert "words" in screen_text(browser).splitlines()[1]


async def test_every_order_and_its_reverse() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "a")
        page = page_of(browser)
        for name in [*list(SORTS)[1:], "words"]:
            await press(pilot, "i")
            assert f"by {name}" in screen_text(browser).splitlines()[0]
            keys = [SORTS[name](group) for group in page.list.groups]
            assert keys == sorted(keys)
        await press(pilot, "I")
        keys = [SORTS["words"](group) for group in page.list.groups]
        assert keys == sorted(keys, reverse=True)


async def test_every_kind_shows_its_groups_and_all_show_all() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "a")
        page = page_of(browser)
        for name in [*list(KINDS)[1:], "without forms"]:
            await press(pilot, "f")
            assert name in screen_text(browser).splitlines()[0]
            expected = [group.id for group in findings().groups if KINDS[name](group)]
            assert sorted(group.id for group in page.list.groups) == sorted(expected)


async def test_on_to_the_places_of_a_group_and_back() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "a", "enter")
        assert isinstance(browser.screen, CopiesPage)
        await press(pilot, "q")
        assert isinstance(browser.screen, GroupsPage)


async def test_only_groups_of_the_cables_in_a_filtered_list() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "f")
        await type_text(pilot, "wind")
        await until(pilot, lambda: len(browser.cables_page.list.numbers) == 1)
        await press(pilot, "enter", "a")
        page = page_of(browser)
        touching = {"09REYKJAVIK22"}
        assert all(touching & {member.cable for member in group.members} for group in page.groups)
        assert "1 cable" in screen_text(browser).splitlines()[0]


async def test_before_copies_are_known_it_is_said() -> None:
    async with browsing() as (browser, pilot):
        browser.catalogue.findings = None
        browser.catalogue.lookup = None
        await press(pilot, "a")
        assert "copies are not known yet" in screen_text(browser)
        await press(pilot, "d")
        assert "copies are not known yet" in screen_text(browser)
