"""The browser over kept findings: what it reads for a key, and what it leaves to other threads."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from browsing import press, screen_text, type_text, until
from test_results import message

import tui.listing.list_lines
import tui.screens.collation
import tui.screens.diff
import tui.screens.groups
import tui.screens.overview
import tui.working.background
import tui.working.copies_for_screen
from corpus import Archive, import_paths
from duplicates.model import Parameters
from duplicates.results.kept_groups import KeptFindings, KeptGroups
from duplicates.results.register import Register
from duplicates.results.registering import registered
from duplicates.results.store import findings_of
from tui.app import CablediffApp
from tui.returning.settings import Settings
from tui.screens.collation import CollationPage
from tui.screens.copies import CopiesPage
from tui.screens.diff import DiffPage
from tui.screens.groups import GroupsPage
from tui.screens.overview import OverviewPage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

COPIED = 60
"""Cables that bear one paragraph: more than a screen of them."""

PARAGRAPH = (
    "1. (U) The keeper of the outer light wrote that the lamp had burned through every night of the winter,"
    " that oil for four months is in the store, and that the boat needs a new rudder before the spring."
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, sample_cables: Path) -> Path:
    """Give an archive with its findings and their register beside it."""
    folder = tmp_path_factory.mktemp("kept")
    for seed in range(12):
        (folder / f"{seed}.txt").write_text(message(seed), encoding="utf-8")
    for number in range(1, COPIED + 1):
        cover = f"UNCLAS OSLO {number:06}\n\nE.O. 12958: N/A\nTAGS: NO\nSUBJECT: LANTERNLIGHT {number}"
        text = f"{cover}\n\n{PARAGRAPH}\n"
        (folder / f"light{number}.txt").write_text(text, encoding="utf-8")
    with Archive.open(folder / "archive.cables") as archive:
        import_paths(archive, [sample_cables, folder], workers=1)
        findings_of(archive, Parameters(), workers=1)
        assert registered(archive, Parameters())
    return folder / "archive.cables"


@pytest.fixture
def nothing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the small archive treated as a large one: its findings kept, every work in a thread."""

    def no_search(*_: object) -> None:
        raise AssertionError("what is kept was looked for again")

    monkeypatch.setattr(tui.working.copies_for_screen, "ALONE", 0)
    monkeypatch.setattr(tui.working.copies_for_screen, "search", no_search)
    monkeypatch.setattr(tui.working.background, "AT_ONCE", -1)
    monkeypatch.setattr(tui.screens.groups, "AT_ONCE", -1)


@asynccontextmanager
async def browsing(
    place: Path, width: int = 80, height: int = 24
) -> AsyncIterator[tuple[CablediffApp, Pilot[None]]]:
    with Archive.open(place) as archive:
        browser = CablediffApp(archive, settings=Settings(None))
        async with browser.run_test(size=(width, height)) as pilot:
            await until(pilot, lambda: browser.catalogue.lookup is not None)
            yield browser, pilot


def page_of(browser: CablediffApp) -> GroupsPage:
    page = browser.screen
    assert isinstance(page, GroupsPage)
    return page


async def open_groups(browser: CablediffApp, pilot: Pilot[None]) -> GroupsPage:
    await press(pilot, "a")
    page = page_of(browser)
    await until(pilot, lambda: bool(page.list.groups))
    return page


class Threads:
    """Which threads were in a function."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, holder: Any, name: str) -> None:
        self.seen: list[int] = []
        whole: Callable[..., Any] = getattr(holder, name)

        def watched(*args: Any, **options: Any) -> Any:
            self.seen.append(threading.get_ident())
            return whole(*args, **options)

        monkeypatch.setattr(holder, name, watched)

    @property
    def elsewhere(self) -> bool:
        return bool(self.seen) and threading.get_ident() not in self.seen


class Gate:
    """A work that goes on when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, holder: Any, name: str) -> None:
        self.came, self.open = threading.Event(), threading.Event()
        whole: Callable[..., Any] = getattr(holder, name)

        def held(*args: Any, **options: Any) -> Any:
            self.came.set()
            assert self.open.wait(60)
            return whole(*args, **options)

        monkeypatch.setattr(holder, name, held)


@pytest.mark.usefixtures("nothing_at_once")
async def test_kept_findings_are_taken_from_their_register(place: Path) -> None:
    async with browsing(place) as (browser, pilot):
        assert isinstance(browser.catalogue.lookup, Register)
        await press(pilot, "D")
        assert 0 < len(browser.cables_page.list.numbers) < len(browser.archive)
        page = await open_groups(browser, pilot)
        assert isinstance(page.list.groups, KeptGroups)


@pytest.mark.usefixtures("nothing_at_once")
async def test_what_grows_with_the_archive_is_left_to_other_threads(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(place) as (browser, pilot):
        list_ = browser.cables_page.list
        orders = Threads(monkeypatch, Archive, "order")
        first = list_.numbers
        await press(pilot, "I")
        await until(pilot, lambda: list_.numbers != first)
        assert orders.elsewhere

        chosen = Threads(monkeypatch, KeptGroups, "chosen")
        page = await open_groups(browser, pilot)
        for key in ("i", "I", "B", "f", "w"):
            shown = page.list.groups
            await press(pilot, key)
            await until(pilot, lambda shown=shown: page.list.groups is not shown)  # type: ignore[misc]
        assert chosen.elsewhere
        await press(pilot, "escape", "escape")

        counted = Threads(monkeypatch, Register, "sources")
        await press(pilot, "O", "K")
        await until(pilot, lambda: bool(counted.seen))
        assert counted.elsewhere
        await press(pilot, "escape")

        touching = Threads(monkeypatch, Register, "touching")
        await press(pilot, "D", "a")
        await until(pilot, lambda: isinstance(browser.screen, GroupsPage))
        assert touching.elsewhere


@pytest.mark.usefixtures("nothing_at_once")
async def test_esc_stops_a_sorting_and_the_list_stays(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with browsing(place) as (browser, pilot):
        page = await open_groups(browser, pilot)
        shown = page.list.groups
        gate = Gate(monkeypatch, KeptGroups, "chosen")
        await press(pilot, "i")
        await until(pilot, gate.came.is_set)
        await until(pilot, lambda: "sorting" in screen_text(browser).splitlines()[-1])
        assert browser.working
        await press(pilot, "j", "escape")
        assert not browser.working
        assert browser.screen is page
        gate.open.set()
        await until(pilot, lambda: not browser.background._under_way)
        assert page.list.groups is shown
        assert page.list.cursor == 1
        assert "sorting" not in screen_text(browser)


@pytest.mark.usefixtures("nothing_at_once")
async def test_of_three_orders_asked_for_in_a_row_the_third_is_shown(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(place) as (browser, pilot):
        page = await open_groups(browser, pilot)
        shown = page.list.groups
        gate = Gate(monkeypatch, KeptGroups, "chosen")
        await press(pilot, "i", "i", "i")
        gate.open.set()
        await until(pilot, lambda: page.list.groups is not shown)
        await until(pilot, lambda: not browser.background._under_way)
        posts = [group.posts for group in page.list.groups]
        assert posts == sorted(posts, reverse=True)
        assert page.by == "posts"


@pytest.mark.usefixtures("nothing_at_once")
async def test_leaving_waits_for_no_longer_than_a_work_takes_to_see_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(place) as (browser, pilot):
        gate = Gate(monkeypatch, tui.screens.overview, "bars_of")
        await press(pilot, "O")
        assert isinstance(browser.screen, OverviewPage)
        await until(pilot, gate.came.is_set)
        await press(pilot, "q")
        assert browser.screen is browser.cables_page
        gate.open.set()


@pytest.mark.usefixtures("nothing_at_once")
async def test_only_the_places_in_view_are_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with browsing(place) as (browser, pilot):
        page = await open_groups(browser, pilot)
        while page.forms != "with forms":
            await press(pilot, "B")
        while page.by != "places":
            await press(pilot, "i")
        await until(pilot, lambda: len(page.list.groups[0].members) >= COPIED)
        page.list.move_to(0)
        read = Threads(monkeypatch, KeptFindings, "member")
        parsed = Threads(monkeypatch, Archive, "cable")
        await press(pilot, "enter")
        copies = browser.screen
        assert isinstance(copies, CopiesPage)
        assert copies.copies.line_count >= COPIED + 1
        assert f"1/{copies.copies.selectable_lines}" in screen_text(browser)
        assert len(parsed.seen) <= browser.size.height
        assert len(set(read.seen)) <= 2
        assert len(read.seen) <= 6 * browser.size.height

        parsed.seen.clear()
        await press(pilot, "enter")
        difference = browser.screen
        assert isinstance(difference, DiffPage)
        assert len(difference.pairs) >= COPIED - 1
        assert len(parsed.seen) <= 1
        await press(pilot, "J")
        assert difference.index == 1
        assert len(parsed.seen) <= 2
        await press(pilot, "q", "G")
        assert copies.copies.entry is not None
        assert copies.copies.selectable_before(copies.copies.cursor) + 1 == copies.copies.selectable_lines


async def test_a_line_down_asks_the_archive_and_the_findings_for_nothing_new(
    place: Path, monkeypatch: pytest.MonkeyPatch, nothing_at_once: None
) -> None:
    async with browsing(place) as (browser, pilot):
        await press(pilot, "j")
        rows = Threads(monkeypatch, Archive, "rows")
        marks = Threads(monkeypatch, Register, "marks_of")
        await press(pilot, "j")
        assert not rows.seen
        assert len(marks.seen) <= 2  # the line that the cursor left, and that it came to
        assert browser.cables_page.list.cursor == 2


@pytest.mark.usefixtures("nothing_at_once")
async def test_a_filter_does_not_wait_for_the_lines_of_a_growing_archive(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(place) as (browser, pilot):
        page = browser.cables_page
        await press(pilot, "f")
        await type_text(pilot, "lanternlight")
        await until(pilot, lambda: len(page.list.numbers) == COPIED)
        await press(pilot, "escape")
        await until(pilot, lambda: len(page.list.numbers) > COPIED)
        gate = Gate(monkeypatch, tui.listing.list_lines, "Haystack")
        browser.importing.running = True
        browser.archive_grew()
        await press(pilot, "f")
        await type_text(pilot, "lanternlight")
        await until(pilot, lambda: len(page.list.numbers) == COPIED)
        assert gate.came.is_set()
        assert not gate.open.is_set()
        again = Threads(monkeypatch, type(page), "lines_read")
        gate.open.set()
        await until(pilot, lambda: bool(again.seen))
        assert len(page.list.numbers) == COPIED
        browser.importing.running = False


@pytest.mark.usefixtures("nothing_at_once")
async def test_a_difference_is_computed_elsewhere_and_can_be_stopped(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(place) as (browser, pilot):
        gate = Gate(monkeypatch, tui.screens.diff, "compare_sides")
        await press(pilot, "m", "m", "c")
        page = browser.screen
        assert isinstance(page, DiffPage)
        await until(pilot, gate.came.is_set)
        await press(pilot, "question_mark", "question_mark")  # the screen answers
        await press(pilot, "escape")
        assert "not compared" in screen_text(browser)
        gate.open.set()
        await press(pilot, "x")
        await until(pilot, lambda: page.diff is not None)
        assert "change 1/" in screen_text(browser)
        page.ignore(page.options.ignore)
        assert page.diff is None
        await until(pilot, lambda: page.diff is not None)


@pytest.mark.usefixtures("nothing_at_once")
async def test_several_texts_are_set_together_elsewhere(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with browsing(place) as (browser, pilot):
        collating = Threads(monkeypatch, tui.screens.collation, "collate_sides")
        await press(pilot, "m", "m", "m", "c")
        page = browser.screen
        assert isinstance(page, CollationPage)
        await until(pilot, lambda: page.collation is not None)
        await press(pilot, "x")
        await until(pilot, lambda: page.base == 1 and page.collation is not None)
        assert "reading" in screen_text(browser)
        assert collating.elsewhere


_WITHOUT_NUMPY = """
import asyncio, sys
from pathlib import Path
import tui.working.copies_for_screen
from corpus import Archive
from tui.app import CablediffApp
from tui.returning.settings import Settings
tui.working.copies_for_screen.ALONE = 0

async def go():
    with Archive.open(Path(sys.argv[1])) as archive:
        browser = CablediffApp(archive, settings=Settings(None))
        async with browser.run_test(size=(80, 24)) as pilot:
            while browser.catalogue.lookup is None:
                await pilot.pause(0.01)
            for key in "a i B enter enter q q q O K q D a q enter q".split():
                await pilot.press(key)
                await pilot.pause()
                while browser.background._under_way:
                    await pilot.pause(0.01)
    print(sorted(name for name in ("numpy", "jinja2") if name in sys.modules))

asyncio.run(go())
"""


def test_findings_are_browsed_without_numpy(place: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _WITHOUT_NUMPY, str(place)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip().endswith("[]")
