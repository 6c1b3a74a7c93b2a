"""The next session finds what the last one left: what narrows the list, how cables and groups are shown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from browsing import press, rest, screen_text, type_text, until
from sessions import session

from corpus import Archive, import_paths
from tui.app import CablediffApp
from tui.notes import noting
from tui.notes.drafts import Draft, draft_of
from tui.returning.places import places
from tui.screens.copies import CopiesPage
from tui.screens.diff import DiffPage
from tui.screens.groups import GroupsPage
from tui.screens.notes import NotesPage
from tui.screens.overview import OverviewPage
from tui.screens.page import Page
from tui.screens.reader import ReaderPage
from tui.working import background

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


KEYS = {"]": "right_square_bracket"}


@pytest.fixture
def archive(tmp_path: Path, sample_cables: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kept.cablediff") as made:
        import_paths(made, [sample_cables / "doubled", sample_cables / "copies"], workers=1)
        yield made


async def test_what_narrows_the_list_and_the_cable_in_it(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        page = browser.cables_page
        await press(pilot, "i", "s")
        await type_text(pilot, "embassy")
        await press(pilot, "enter")
        await until(pilot, lambda: 2 < len(page.list.numbers) < len(archive))
        await press(pilot, "m", "j", "m", "M", "D", "G")
        await until(pilot, lambda: len(page.list.numbers) == 2)
        title, row = page.narrowings(), page.list.row
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        page = browser.cables_page
        await until(pilot, lambda: page.narrowings() == title and len(page.list.numbers) == 2)
        assert row is not None
        assert page.list.row is not None
        assert page.list.row.key == row.key
        assert title == ["texts: embassy", "only marked", "only with copies"]
        await press(pilot, "escape", "escape", "escape")
        await until(pilot, lambda: len(page.list.numbers) == len(archive))
        assert page.by == "id"


async def test_which_narrowing_was_the_last(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        page = browser.cables_page
        await press(pilot, "D", "f")
        await type_text(pilot, "0")
        await press(pilot, "enter", "m", "M", "s")
        await type_text(pilot, "embassy")
        await press(pilot, "enter")
        await rest(pilot)
        narrowings = page.narrowings()
        assert narrowings == ["only with copies", "filter: 0", "only marked", "texts: embassy"]
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        page = browser.cables_page
        await until(pilot, lambda: page.narrowings() == narrowings)
        await press(pilot, "escape")
        assert page.narrowings() == narrowings[:-1]


@pytest.mark.parametrize("fact", ["posts", "repeated text"])
async def test_the_bar_of_the_overview_that_narrows_the_list(archive: Archive, fact: str) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "O")
        page = browser.screen
        assert isinstance(page, OverviewPage)
        page.take_fact(fact)
        await press(pilot, "enter", "f")
        await type_text(pilot, "0")
        await press(pilot, "enter", "G")
        narrowings, shown = browser.cables_page.narrowings(), [*browser.cables_page.list.numbers]
        assert narrowings[0].startswith(f"{fact}: ")
        assert 0 < len(shown) < len(archive)
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        page = browser.cables_page
        await until(pilot, lambda: page.narrowings() == narrowings and [*page.list.numbers] == shown)
        assert page.list.cursor == len(shown) - 1


async def test_the_order_of_what_was_found(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "s")
        await type_text(pilot, "embassy")
        await press(pilot, "enter", "S", "s", "I", "j")
        page = browser.cables_page
        await until(pilot, lambda: 2 < len(page.list.numbers) < len(archive))
        shown, number = [*page.list.numbers], page.list.number
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        page = browser.cables_page
        await until(pilot, lambda: [*page.list.numbers] == shown)
        assert (page.by, page.descending, page.list.number) == ("subject", True, number)
        await press(pilot, "escape")
        await until(pilot, lambda: len(page.list.numbers) == len(archive))
        assert page.by == "date"


@pytest.mark.parametrize("narrow", ["f", "s"])
async def test_the_cable_in_a_list_that_is_narrowed_in_a_thread(
    narrow: str, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "AT_ONCE", 0)
    async with session(archive) as (browser, pilot):
        page = browser.cables_page
        await press(pilot, narrow)
        await type_text(pilot, "embassy")
        await press(pilot, "enter")
        await until(pilot, lambda: 3 < len(page.list.numbers) < len(archive))
        await press(pilot, "f")
        await type_text(pilot, " 0")
        await press(pilot, "enter")
        await rest(pilot)
        await press(pilot, "j")
        number, narrowings = page.list.number, page.narrowings()
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        page = browser.cables_page
        await until(pilot, lambda: page.narrowings() == narrowings)
        await until(pilot, lambda: page.list.number == number and len(page.list.numbers) < len(archive))
        assert page.list.cursor == 1


async def test_how_cables_are_shown(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "enter", "w", "h", "q", "j", "enter")
        page = browser.screen
        assert isinstance(page, ReaderPage)
        assert (page.text.view_options.fill, page.text.view_options.routing) == (True, True)
        await press(pilot, "q", "Q")
    async with session(archive) as (browser, pilot):
        await press(pilot, "enter")
        page = browser.screen
        assert isinstance(page, ReaderPage)
        assert (page.text.view_options.fill, page.text.view_options.routing) == (True, True)


@pytest.mark.parametrize("opening", ["G k enter t 6 0 j", "G m k m c ] ] ] ]", "a C ] ] ]"])
async def test_the_place_in_a_terminal_of_another_width(archive: Archive, opening: str) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, *(KEYS.get(key, key) for key in opening.split()))
        await rest(pilot)
        kind, before = type(browser.screen), page_of(browser).view
        line, spot = before.cursor, before.spot
        assert spot
        await press(pilot, "Q")
    async with session(archive, width=50) as (browser, pilot):
        await until(pilot, lambda: type(browser.screen) is kind)
        view = page_of(browser).view
        await until(pilot, lambda: view.cursor > line)
        assert view.cursor == view.line_of(spot)
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: view.cursor == line)


def page_of(browser: CablediffApp) -> Page:
    page = browser.screen
    assert isinstance(page, Page)
    return page


async def test_how_groups_are_chosen_and_sorted(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "a", "i", "I", "f", "B")
        page = browser.screen
        assert isinstance(page, GroupsPage)
        title = screen_text(browser).splitlines()[0]
        assert "by places" in title
        assert "the same words" in title
        assert "with forms" in title
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, GroupsPage))
        await until(pilot, lambda: screen_text(browser).startswith(title))


@pytest.mark.parametrize("keys", [("f", "ice", "enter"), ("s", "ice", "enter"), ("D", "f", "ice", "enter")])
async def test_the_groups_of_the_cables_in_the_list(archive: Archive, keys: tuple[str, ...]) -> None:
    async with session(archive) as (browser, pilot):
        for key in keys:
            await type_text(pilot, key) if key == "ice" else await press(pilot, key)
        await until(pilot, lambda: 0 < len(browser.cables_page.list.numbers) < len(archive))
        await press(pilot, "a", "i", "j")
        title = screen_text(browser).splitlines()[0]
        assert re.match(r" Repeated text . \d+ cables? ", title)
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: screen_text(browser).startswith(title))
        await until(pilot, lambda: page_of(browser).view.cursor == 1)


async def test_what_stood_on_the_groups_of_a_long_list(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "AT_ONCE", 0)  # they are looked for off the screen's thread
    async with session(archive) as (browser, pilot):
        await press(pilot, "f")
        await type_text(pilot, "ice")
        await press(pilot, "enter", "a")
        await until(pilot, lambda: isinstance(browser.screen, GroupsPage))
        title = screen_text(browser).splitlines()[0]
        await until(pilot, lambda: page_of(browser).view.line_count > 1)
        await press(pilot, "j", "enter")
        assert isinstance(browser.screen, CopiesPage)
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, CopiesPage))
        groups = browser.screen_stack[-2]
        assert isinstance(groups, GroupsPage)
        await until(pilot, lambda: groups.view.cursor == 1)  # a key would be quicker
        await press(pilot, "q")
        assert screen_text(browser).splitlines()[0] == title
        assert groups.view.cursor == 1


@pytest.mark.parametrize("moves", [(), ("right_curly_bracket",)])
async def test_the_groups_of_the_cable_that_was_read(archive: Archive, moves: tuple[str, ...]) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "enter", *moves, "a")
        title = screen_text(browser).splitlines()[0]
        await press(pilot, "enter", "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, CopiesPage))
        await press(pilot, "q")
        assert screen_text(browser).splitlines()[0] == title
        assert isinstance(browser.screen, GroupsPage)


async def test_how_groups_are_chosen_and_sorted_once_they_were_left(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "a", "i", "I", "f", "B")
        title = screen_text(browser).splitlines()[0]
        await press(pilot, "q", "a")
        assert screen_text(browser).splitlines()[0] == title
        await press(pilot, "q", "enter", "a")
        assert "by words" in screen_text(browser).splitlines()[0]  # of one cable, as usual
        await press(pilot, "q", "q", "Q")
    async with session(archive) as (browser, pilot):
        await press(pilot, "a")
        assert screen_text(browser).splitlines()[0] == title


async def test_each_archive_has_its_own_panes_and_options(
    archive: Archive, tmp_path: Path, sample_cables: Path
) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "a", "f", "q", "p", "m", "m", "c", "vertical_line", "x")
        page = browser.screen
        assert isinstance(page, DiffPage)
        layout = page.differences.side_by_side
        await press(pilot, "q", "Q")
    with Archive.open(tmp_path / "other.cablediff") as other:
        import_paths(other, [sample_cables / "doubled"], workers=1)
        browser = CablediffApp(other)
        async with browser.run_test(size=(120, 40)) as pilot:
            assert browser.cables_page.wants_preview is False  # as the archive before it was left
            await until(pilot, lambda: browser.catalogue.findings is not None)
            await press(pilot, "a")
            groups = browser.screen
            assert isinstance(groups, GroupsPage)
            assert groups.kind == "all kinds"  # what was left out in the other one is not left out here
            await press(pilot, "q", "p", "m", "m", "c", "vertical_line", "q", "Q")
    async with session(archive) as (browser, pilot):
        assert browser.cables_page.wants_preview is False
        await press(pilot, "c")
        page = browser.screen
        assert isinstance(page, DiffPage)
        assert page.differences.side_by_side is layout


@pytest.mark.parametrize(
    "place",
    [
        {"key": "\ud800"},
        {"stops": [{"screen": "reader", "names": ["\udcff"]}]},
        {"stops": [{"screen": "collation", "names": ["", "\udcff", "a#1:2-3", "09OSLO3#1:9-1"]}]},
        {"stops": [{"screen": "collation", "names": []}]},
        {"searched": "\x1b[2J\udcff", "stops": [{"screen": "reader", "names": ["x"], "searched": "\x1b"}]},
    ],
    ids=["key", "stop", "texts", "no text", "searched"],
)
async def test_a_kept_name_that_is_no_text_is_one_that_is_not_here(
    place: dict[str, object], archive: Archive
) -> None:
    places(archive.path).put("place", json.dumps(place))
    async with session(archive) as (browser, pilot):
        await rest(pilot)
        assert browser.screen is browser.cables_page
        assert browser.cables_page.list.cursor == 0


@pytest.mark.parametrize("number", [-(10**9), -3, 10**9])
async def test_a_kept_line_that_is_none_leads_to_one_that_is(archive: Archive, number: int) -> None:
    (row,) = archive.rows([1])
    stop = {"screen": "reader", "names": [row.key], "line": number, "top": number, "spot": number}
    places(archive.path).put("place", json.dumps({"stops": [stop]}))
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, ReaderPage))
        await rest(pilot)
        view = page_of(browser).view
        assert 0 <= view.cursor < view.line_count


async def test_more_marks_than_are_asked_for_one_by_one(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noting, "_MANY", 1)
    async with session(archive) as (browser, pilot):
        await press(pilot, "m", "m", "M")
        await until(pilot, lambda: len(browser.cables_page.list.numbers) == 2)


async def test_a_note_half_typed_is_gone_on_with_where_it_was_begun(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "enter", "A")
        await type_text(pilot, "half a")
        key = browser.screen.key  # type: ignore[attr-defined]
        browser.action_leave()  # as a signal does
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, ReaderPage) and browser.draft is not None)
        await until(pilot, lambda: f"A goes on with the unfinished note on {key}" in screen_text(browser))
        assert browser.notes.note(key) == ""
        await press(pilot, "q", "j", "A")
        assert browser.screen.prompt.text == ""  # type: ignore[attr-defined]
        await press(pilot, "escape", "k", "A")
        await type_text(pilot, " note")
        await press(pilot, "enter")
        assert browser.notes.note(key) == "half a note"
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        assert browser.draft is None
        assert "unfinished" not in screen_text(browser)


async def test_a_window_that_leaves_later_keeps_the_unfinished_note_of_another(archive: Archive) -> None:
    kept = places(archive.path)
    draft = Draft(("09OSLO3",), "half")
    async with session(archive) as (_, pilot):
        kept.put("place", json.dumps({"draft": draft.as_value()}))  # as the other does when its line drops
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: browser.draft == draft)
        kept.put("place", json.dumps({"draft": None}))  # the other has finished it
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await rest(pilot)
        assert browser.draft is None


async def test_a_cable_of_a_full_search_shows_its_hits_again(archive: Archive) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "s")
        await type_text(pilot, "embassy")
        await press(pilot, "enter")
        await until(pilot, lambda: 2 < len(browser.cables_page.list.numbers) < len(archive))
        await press(pilot, "enter")
        page = browser.screen
        assert isinstance(page, ReaderPage)
        await until(pilot, lambda: page.text.hit >= 0)
        await press(pilot, "j")
        cursor, hits = page.text.cursor, page.text.hits
        await press(pilot, "Q")
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: isinstance(browser.screen, ReaderPage))
        again = browser.screen
        assert isinstance(again, ReaderPage)
        await until(pilot, lambda: again.text.cursor == cursor)
        assert again.text.hits == hits
        assert "/embassy" in screen_text(browser).splitlines()[-1]
        await press(pilot, "N")
        assert again.text.hit >= 0


@pytest.mark.parametrize("above", [(), ("all marks", "enter")])
async def test_a_note_half_typed_below_another_screen_is_kept(
    archive: Archive, above: tuple[str, ...]
) -> None:
    async with session(archive) as (browser, pilot):
        await press(pilot, "enter", "A")
        await type_text(pilot, "half a")
        reader = browser.screen
        await press(pilot, "ctrl+p")
        if above:
            await type_text(pilot, above[0])
            await press(pilot, *above[1:])
            assert isinstance(browser.screen, NotesPage)
        assert browser.screen is not reader
        browser.action_leave()
    async with session(archive) as (browser, pilot):
        await until(pilot, lambda: browser.draft is not None)
        assert browser.draft == Draft((reader.key,), "half a")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "value", [None, [], {}, {"about": ["a"]}, {"about": [], "text": "x"}, {"about": [1], "text": "x"}]
)
def test_a_foreign_draft_is_none(value: object) -> None:
    assert draft_of(value) is None
    assert draft_of(Draft(("09OSLO3#4",), "half").as_value()) == Draft(("09OSLO3#4",), "half")
