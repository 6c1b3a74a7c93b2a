"""All repeated text of the archive: sorted, by kind, and on to the places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import browsing, findings, press, screen_text, type_text, until

from tui.listing.group_order import FORMS, KINDS, SCOPES, SORTS, chosen
from tui.screens.collation import CollationPage
from tui.screens.copies import CopiesPage
from tui.screens.groups import GroupsPage
from tui.screens.reader import ReaderPage

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


@pytest.mark.parametrize(
    ("key", "names"),
    [("f", list(KINDS)), ("w", list(SCOPES)), ("B", list(FORMS))],
    ids=["kind", "scope", "forms"],
)
async def test_groups_are_chosen_by_kind_scope_and_whether_they_are_forms(key: str, names: list[str]) -> None:
    usual = {"kind": "all kinds", "scope": "anywhere", "forms": "without forms"}
    field = {"f": "kind", "w": "scope", "B": "forms"}[key]
    async with browsing() as (browser, pilot):
        await press(pilot, "a")
        page = page_of(browser)
        for name in [*names[1:], names[0]]:
            await press(pilot, key)
            choice = {**usual, field: name}
            expected = chosen(findings().groups, **choice, by="words", backwards=False)
            assert [group.id for group in page.list.groups] == [group.id for group in expected]
            if name not in ("all kinds", "anywhere"):
                assert name in screen_text(browser).splitlines()[0]


async def test_esc_shows_all_kinds_again_and_then_goes_back() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "a", "f", "w", "escape")
        page = page_of(browser)
        assert (page.kind, page.scope) == ("all kinds", "anywhere")
        await press(pilot, "escape")
        assert browser.screen is browser.cables_page


async def test_the_places_of_the_group_stand_below_with_the_reason() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "a")
        page = page_of(browser)
        await until(pilot, lambda: page.members.group is page.list.group)
        lines = screen_text(browser).splitlines()
        first = next(place for place, line in enumerate(lines) if "earliest" in line)
        assert "2008-03-04  08VALLETTA101" in lines[first]
        assert "the same, character for character" in lines[first - 1]
        await press(pilot, "j")
        await until(pilot, lambda: page.members.group is page.list.group)
        assert "41 of 43 and 43 words, case, punctuation and line ends aside" in screen_text(browser)


async def test_a_group_is_read_at_its_earliest_place_and_collated() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "a", "o")
        assert isinstance(browser.screen, ReaderPage)
        await press(pilot, "q", "C")
        assert isinstance(browser.screen, CollationPage)


async def test_the_groups_of_a_block_and_of_a_cable() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "a")
        whole = len(page_of(browser).groups)
        await press(pilot, "q", *["right_curly_bracket"] * 8, "a")
        assert 0 < len(page_of(browser).groups) < whole
        await press(pilot, "q", "q", "G", "enter", "G", "a")
        assert "occurs elsewhere" in screen_text(browser).splitlines()[-1]


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
        assert "copies are not known" in screen_text(browser)
        await press(pilot, "d")
        assert "copies are not known" in screen_text(browser)


async def test_at_80_columns_what_is_cut_leaves_room_for_the_way_to_the_keys() -> None:
    async with browsing(80, 24) as (browser, pilot):
        await press(pilot, "a")
        page = browser.screen
        assert isinstance(page, GroupsPage)
        for line, _ in enumerate(page.list.groups):
            page.list.move_to(line)
            await pilot.pause()
            status = screen_text(browser).splitlines()[-1]
            assert status.endswith("? keys") or page.details() in status
