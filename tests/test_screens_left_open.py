"""The next session opens the screens that the last one left: differences, collations, plots, releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import press, screen_text, type_text, until
from sessions import session

from corpus import Archive, import_paths
from duplicates.diff.model import Ignore
from tui.screens.collation import CollationPage
from tui.screens.diff import DiffPage
from tui.screens.dots import DotsPage
from tui.screens.groups import GroupsPage
from tui.screens.overview import OverviewPage
from tui.screens.reader import ReaderPage
from tui.screens.releases import ReleasesPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path, sample_cables: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kept.cablediff") as made:
        import_paths(made, [sample_cables / "doubled", sample_cables / "copies"], workers=1)
        yield made


async def test_a_difference_of_covers_is_one_of_covers_again(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "a")
        groups = browser.screen
        assert isinstance(groups, GroupsPage)
        places = [browser.catalogue.place_of(group.members[0]) for group in groups.list.groups]
        cover = next(line for line, place in enumerate(places) if place.startswith("cover"))
        groups.list.move_to(cover)
        await press(pilot, "enter", "enter", "x")
        page = browser.screen
        assert isinstance(page, DiffPage)
        sides = page.sides
        assert "cover" in sides[0].place
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, DiffPage))
        page = browser.screen
        assert isinstance(page, DiffPage)
        await until(pilot, lambda: page.swapped)
        assert page.sides == sides


async def test_a_collation_of_covers_is_there_again_with_its_base_and_its_levels(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "a")
        groups = browser.screen
        assert isinstance(groups, GroupsPage)
        cover = next(
            line
            for line, group in enumerate(groups.list.groups)
            if all(browser.catalogue.place_of(member).startswith("cover") for member in group.members)
        )
        groups.list.move_to(cover)
        await press(pilot, "C")
        page = browser.screen
        assert isinstance(page, CollationPage)
        page.ignore(page.options.ignore | {Ignore.CASE})
        await press(pilot, "x", "j", "j")
        assert page.base == 1
        assert all(side.span is not None for side in page.sides)
        cursor = page.text.cursor
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, CollationPage))
        again = browser.screen
        assert isinstance(again, CollationPage)
        assert again.sides == page.sides
        assert (again.base, again.options) == (page.base, page.options)
        await until(pilot, lambda: again.collation == page.collation and again.text.cursor == cursor)
        await press(pilot, "q")
        assert isinstance(browser.screen, GroupsPage)


async def test_a_collation_of_cables_is_there_again(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "m", "j", "m", "j", "m", "c")
        page = browser.screen
        assert isinstance(page, CollationPage)
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, CollationPage))
        again = browser.screen
        assert isinstance(again, CollationPage)
        assert [side.key for side in again.sides] == [side.key for side in page.sides]


async def test_what_was_searched_for_in_each_screen_is_shown_again(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "slash")
        await type_text(pilot, "confidential")
        await press(pilot, "enter")
        await until(pilot, lambda: "/confidential 1/" in screen_text(browser))
        await press(pilot, "a", "slash")
        await type_text(pilot, "the")
        await press(pilot, "enter", "n")
        await until(pilot, lambda: "/the 2/" in screen_text(browser))
        await press(pilot, "o", "slash")
        await type_text(pilot, "a")
        await press(pilot, "enter", "n", "n", "j")
        page = browser.screen
        assert isinstance(page, ReaderPage)
        hits, cursor = page.text.hits, page.text.cursor
        assert len(hits) > 3
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, ReaderPage))
        again = browser.screen
        assert isinstance(again, ReaderPage)
        await until(pilot, lambda: again.text.hits == hits and again.text.cursor == cursor)
        assert "/a " in screen_text(browser).splitlines()[-1]
        await press(pilot, "q")
        await until(pilot, lambda: "/the 2/" in screen_text(browser))
        await press(pilot, "q")
        await until(pilot, lambda: "/confidential 1/" in screen_text(browser))


async def test_a_dot_plot_is_there_again_with_its_two_cables_and_its_cursor(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "m", "j", "comma", "j", "j", "l")
        page = browser.screen
        assert isinstance(page, DotsPage)
        place = (page.dots.cursor, page.dots.column)
        assert place != (0, 0)
        assert page.keys[0] != page.keys[1]
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, DotsPage))
        again = browser.screen
        assert isinstance(again, DotsPage)
        assert again.keys == page.keys
        await until(pilot, lambda: (again.dots.cursor, again.dots.column) == place)


async def test_the_overview_shows_the_same_fact_again(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "O", "tab", "tab")
        page = browser.screen
        assert isinstance(page, OverviewPage)
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, OverviewPage))
        again = browser.screen
        assert isinstance(again, OverviewPage)
        assert again.fact is page.fact


async def test_releases_are_sorted_and_chosen_again_as_they_were(
    archive: Archive, sample_cables: Path
) -> None:
    for release in sorted((sample_cables / "releases").iterdir()):
        import_paths(archive, [release], workers=1)
    async with session(archive) as (browser, pilot):
        await press(pilot, "R", "i", "I", "f")
        page = browser.screen
        assert isinstance(page, ReleasesPage)
        chosen = (page.kind, page.by, page.reversed)
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, ReleasesPage))
        again = browser.screen
        assert isinstance(again, ReleasesPage)
        assert (again.kind, again.by, again.reversed) == chosen
        await press(pilot, "q", "R")
        opened = browser.screen
        assert isinstance(opened, ReleasesPage)
        assert opened is not again
        assert (opened.kind, opened.by, opened.reversed) == chosen
        assert chosen != ("all changes", "restored", False)
