"""What the browser asks a stored archive: the overview, releases, marks of facts, completion with counts."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from browsing import press, screen_text, type_text, until

from corpus import Archive, import_paths
from duplicates.diff.model import PartKind
from duplicates.find import find
from duplicates.model import Parameters
from tui.app import CablediffApp
from tui.screens.diff import DiffPage
from tui.screens.overview import OverviewPage
from tui.screens.reader import ReaderPage
from tui.screens.releases import ReleasesPage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from duplicates.model import Findings


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory, sample_cables: Path) -> tuple[Path, Findings]:
    """Give an archive of the samples' releases and templates, and what is found in it."""
    place = tmp_path_factory.mktemp("stored") / "samples.cables"
    releases = sample_cables / "releases"
    with Archive.open(place) as archive:
        import_paths(archive, [releases / "early", releases / "late", sample_cables / "copies"], workers=1)
        return place, find(archive.cables(), Parameters())


@asynccontextmanager
async def browsing(
    stored: tuple[Path, Findings], width: int = 100, height: int = 30
) -> AsyncIterator[tuple[CablediffApp, Pilot[None]]]:
    place, findings = stored
    with Archive.open(place, readonly=True) as archive:
        browser = CablediffApp(archive, findings=findings)
        async with browser.run_test(size=(width, height)) as pilot:
            await until(pilot, lambda: bool(browser.cables_page.list.facts.versions))
            yield browser, pilot


def overview_of(browser: CablediffApp) -> OverviewPage:
    page = browser.screen
    assert isinstance(page, OverviewPage)
    return page


def releases_of(browser: CablediffApp) -> ReleasesPage:
    page = browser.screen
    assert isinstance(page, ReleasesPage)
    return page


async def open_releases(browser: CablediffApp, pilot: Pilot[None]) -> ReleasesPage:
    await press(pilot, "R")
    page = releases_of(browser)
    await until(pilot, lambda: bool(page.changed))
    return page


async def test_the_list_marks_redactions_and_versions(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, _):
        lines = screen_text(browser).splitlines()
        marked = [line for line in lines if "07COLOMBO2388" in line]
        assert [line[6] for line in marked] == ["2", "2"]
        assert ["▒" in line[:7] for line in marked] == [False, True]
        assert [line[6] for line in lines if "06TALLINN1433" in line] == [" "]


async def test_bars_by_month_and_a_chart_above(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        await press(pilot, "O")
        page = overview_of(browser)
        assert page.fact.name == "months"
        assert page.chart.has_class("shown")
        labels = [bar.label for bar in page.bars.bars]
        assert labels == sorted(labels)
        assert sum(bar.count for bar in page.bars.bars) <= len(browser.archive)
        longest = max(page.bars._lines, key=lambda line: len(line[1]))
        assert longest[2] == str(max(bar.count for bar in page.bars.bars))


async def test_enter_on_a_bar_narrows_the_list_and_esc_takes_it_back(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        everything = len(browser.cables_page.list.numbers)
        for steps in range(4):
            await press(pilot, "O", *["tab"] * steps)
            page = overview_of(browser)
            bar = page.bars.bar
            assert bar is not None
            await press(pilot, "enter")
            shown = browser.cables_page.list.numbers
            assert f"{page.fact.name}: {bar.label}" in screen_text(browser).splitlines()[0]
            assert 0 < len(shown) < everything
            if page.fact.unit == "cable":
                assert len(shown) == bar.count
            await press(pilot, "i", "escape")
            assert len(browser.cables_page.list.numbers) == everything


async def test_facts_forth_and_back_and_their_counts_copied(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        await press(pilot, "O", "K")
        assert overview_of(browser).fact.name == "repeated text"
        assert "in" in screen_text(browser) or "again" in screen_text(browser)
        await press(pilot, "J")
        assert overview_of(browser).fact.name == "months"
        await press(pilot, "y", "t")
        assert "copied: counts" in screen_text(browser).splitlines()[-1]


async def test_changed_cables_restored_passages_first(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        page = await open_releases(browser, pilot)
        restored = [one.words(PartKind.RESTORED) for one in page.list.cables]
        assert restored == sorted(restored, reverse=True)
        assert restored[0] > 0
        assert "restored" in screen_text(browser).splitlines()[-1]
        await press(pilot, "i")
        hidden = [one.words(PartKind.REDACTED) for one in page.list.cables]
        assert hidden[0] > 0
        await press(pilot, "I")
        assert [one.words(PartKind.REDACTED) for one in page.list.cables] == hidden[::-1]
        await press(pilot, "f")
        assert all(one.words(PartKind.RESTORED) for one in page.list.cables)
        await press(pilot, "f")
        assert all(one.words(PartKind.REDACTED) for one in page.list.cables)


async def test_a_kind_of_change_that_no_cable_shows(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        page = await open_releases(browser, pilot)
        page.changed = [one for one in page.changed if not one.words(PartKind.RESTORED)]
        await press(pilot, "f")
        assert not page.list.cables
        assert "nothing restored in 1 changed cable" in screen_text(browser).splitlines()[-1]


async def test_from_a_changed_cable_to_the_words_and_to_the_text(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        page = await open_releases(browser, pilot)
        one = page.list.cable
        assert one is not None
        await press(pilot, "enter")
        diff = browser.screen
        assert isinstance(diff, DiffPage)
        assert (diff.sides[0].key, diff.sides[1].key) == (one.early, one.late)
        assert diff.diff is not None
        assert diff.differences.change is not None
        assert diff.diff.changes[diff.differences.change].kind is PartKind.RESTORED
        await press(pilot, "q", "y", "i")
        assert "copied: ids" in screen_text(browser).splitlines()[-1]
        await press(pilot, "o")
        assert isinstance(browser.screen, ReaderPage)
        assert browser.screen.key == one.late


async def test_changed_cables_are_searched(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        page = await open_releases(browser, pilot)
        last = page.list.cables[-1]
        await press(pilot, "slash", *last.early.lower(), "enter")
        await until(pilot, lambda: page.list.cable is last)
        assert f"/{last.early.lower()} 1/1" in screen_text(browser).splitlines()[-1]
        await press(pilot, "I")
        await until(pilot, lambda: page.list.cable is last and page.list.cursor == 0)
        await press(pilot, "escape")
        assert page.list.hits == []


async def test_differences_open_at_what_the_list_is_narrowed_to(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        page = await open_releases(browser, pilot)
        await press(pilot, "f", "f", "enter")
        diff = browser.screen
        assert isinstance(diff, DiffPage)
        for _ in page.list.cables:
            assert diff.diff is not None
            assert diff.differences.change is not None
            assert diff.diff.changes[diff.differences.change].kind is PartKind.REDACTED
            await press(pilot, "J")


async def test_an_archive_without_versions_says_how_to_get_some() -> None:
    from browsing import browsing as in_memory

    async with in_memory(120) as (browser, pilot):
        await press(pilot, "R")
        assert "compare --browse EARLY LATE" in screen_text(browser).splitlines()[-1]


async def test_the_browser_opens_at_the_releases_when_asked(tmp_path: Path, sample_cables: Path) -> None:
    releases = sample_cables / "releases"
    with Archive.open(tmp_path / "two.cables") as archive:
        browser = CablediffApp(archive, [releases / "early", releases / "late"], releases=True)
        async with browser.run_test(size=(100, 30)) as pilot:
            await until(pilot, lambda: isinstance(browser.screen, ReleasesPage))
            await until(pilot, lambda: bool(releases_of(browser).changed))


async def test_a_query_is_completed_with_the_values_of_the_archive(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        await press(pilot, "s", "o", "tab")
        page = browser.cables_page
        assert page.prompt.text == "origin:"
        await until(pilot, lambda: bool(page._values.get("origin")))
        await type_text(pilot, "tal")
        await press(pilot, "tab")
        assert page.prompt.text == 'origin:"Embassy Tallinn" '
        await press(pilot, "enter")
        await until(pilot, lambda: len(page.list.numbers) == 2)
        assert page.by == "rank"
        await press(pilot, "S", "i")
        keys = [row.key for row in browser.archive.rows(page.list.numbers)]
        assert keys == sorted(keys)
        await press(pilot, "escape")
        assert len(page.list.numbers) == len(browser.archive)
        assert page.by == "date"


async def search_texts(browser: CablediffApp, pilot: Pilot[None], query: str) -> None:
    """Narrow the list to what a full search finds."""
    await press(pilot, "s")
    await type_text(pilot, query)
    await press(pilot, "enter")
    await until(pilot, lambda: 0 < len(browser.cables_page.list.numbers) < len(browser.archive))


async def read_first_found(browser: CablediffApp, pilot: Pilot[None], query: str) -> ReaderPage:
    """Read the best of what a full search finds, at its first hit."""
    await search_texts(browser, pilot, query)
    await press(pilot, "enter")
    page = browser.screen
    assert isinstance(page, ReaderPage)
    await until(pilot, lambda: page.text.hit >= 0)
    return page


async def test_a_cable_of_a_full_search_opens_at_its_first_hit(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        page = await read_first_found(browser, pilot, "tea")
        here, count = page.count_hits()
        assert 1 <= here < count
        assert page.text.cursor > 0
        assert f"/tea {here}/{count}" in screen_text(browser).splitlines()[-1]
        assert not page.text.view_options.routing  # a hit in what is folded is passed over
        first = page.text.cursor
        await press(pilot, "n", "n", "q", "enter")
        await until(pilot, lambda: browser.screen.text.cursor == first)  # type: ignore[attr-defined]


async def test_the_place_that_a_reader_goes_back_to_is_no_hit(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        await read_first_found(browser, pilot, "tea")
        await press(pilot, "g", "q", "ctrl+o")
        again = browser.screen
        assert isinstance(again, ReaderPage)
        assert (again.text.cursor, again.text.hit) == (0, -1)


async def test_hits_go_with_the_search(stored: tuple[Path, Findings]) -> None:
    async with browsing(stored) as (browser, pilot):
        await search_texts(browser, pilot, "tea")
        await press(pilot, "escape")
        await until(pilot, lambda: len(browser.cables_page.list.numbers) == len(browser.archive))
        await press(pilot, "enter")
        page = browser.screen
        assert isinstance(page, ReaderPage)
        assert (page.text.cursor, page.text.hits) == (0, ())
