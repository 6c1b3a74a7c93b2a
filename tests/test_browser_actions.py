"""One table of actions: bindings, palette, help and keymap all read it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from browsing import browsing, press, rest, screen_text, type_text, until
from memory_archive import MemoryArchive
from textual.binding import Binding
from textual.command import Command, CommandList
from textual.screen import Screen

from tui import actions
from tui.app import CablediffApp
from tui.keys.keymap import keymap_path
from tui.screens.cables import CablesPage
from tui.screens.collation import CollationPage
from tui.screens.copies import CopiesPage
from tui.screens.diff import DiffPage
from tui.screens.dots import DotsPage
from tui.screens.groups import GroupsPage
from tui.screens.help import HelpPage
from tui.screens.levels import LevelsPage
from tui.screens.notes import NotesPage
from tui.screens.overview import OverviewPage
from tui.screens.reader import ReaderPage
from tui.screens.releases import ReleasesPage
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from tui.screens.page import Page

PAGES: tuple[type[Page], ...] = (
    CablesPage,
    ReaderPage,
    CopiesPage,
    DiffPage,
    GroupsPage,
    CollationPage,
    LevelsPage,
    NotesPage,
    HelpPage,
    DotsPage,
    OverviewPage,
    ReleasesPage,
)
UNWANTED = {f"ctrl+{letter}" for letter in "abhijmqs"}


def test_every_binding_has_an_id_of_its_own() -> None:
    ids = Counter(action.id for action in actions.TABLE)
    assert max(ids.values()) == 1


@pytest.mark.parametrize("scope", actions.SCOPES)
def test_no_key_does_two_things_on_one_screen(scope: str) -> None:
    reachable = {scope, actions.EVERYWHERE, actions.MOVING}
    keys = Counter(
        key for action in actions.TABLE if action.scope in reachable for key in action.keys.split(",")
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_key_that_a_terminal_or_multiplexer_takes() -> None:
    keys = {key for action in actions.TABLE for key in action.keys.split(",")}
    assert keys & UNWANTED == set()
    assert not any(key.startswith("alt+") for key in keys)


def test_every_action_is_there_to_be_done() -> None:
    holders: dict[str, type] = {page.SCOPE: page for page in PAGES}
    holders |= {actions.MOVING: LineView, actions.EVERYWHERE: CablediffApp}
    missing = [
        action.id for action in actions.TABLE if not hasattr(holders[action.scope], f"action_{action.name}")
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_bindings_come_from_the_table(page: type[Page]) -> None:
    bound = [binding for binding in page.BINDINGS if isinstance(binding, Binding)]
    assert [binding.id for binding in bound] == [action.id for action in actions.of(page.SCOPE)]


async def test_help_lists_every_action_of_the_screen_with_its_key() -> None:
    async with browsing(120, 60) as (browser, pilot):
        await press(pilot, "enter", "question_mark")
        text = screen_text(browser)
        for scope in (actions.READER, actions.MOVING, actions.EVERYWHERE):
            for action in actions.of(scope):
                assert action.label in text
        assert " d  copies of this block" in text
        await press(pilot, "q")
        assert isinstance(browser.screen, ReaderPage)


async def test_the_palette_offers_the_actions_of_the_screen() -> None:
    async with browsing() as (browser, pilot):
        names = {action.id for action, _ in browser.commands(browser.screen)}
        assert {"cables.filter", "moving.last", "everywhere.help"} <= names
        assert not any(name.startswith("reader.") for name in names)
        await press(pilot, "enter")
        names = {action.id for action, _ in browser.commands(browser.screen)}
        assert "reader.fold" in names


@pytest.mark.parametrize(
    ("typed", "id_"),
    [("undo", "everywhere.undo"), ("copies", "cables.copies"), ("cables.groups", "cables.groups")],
)
async def test_the_palette_finds_an_action_by_its_name_and_its_hint(typed: str, id_: str) -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "colon")
        await type_text(pilot, typed)
        palette = browser.screen
        await until(pilot, lambda: bool(names_offered(palette)))
        assert names_offered(palette)[0] == id_


def names_offered(palette: Screen[object]) -> list[str]:
    """Return the names of the actions that the palette offers, the best first."""
    commands = palette.query_one(CommandList).options
    return [command.hit.help or "" for command in commands if isinstance(command, Command)]


async def test_the_palette_names_the_keys_of_the_readers_keymap() -> None:
    keymap = keymap_path()
    keymap.parent.mkdir(parents=True, exist_ok=True)
    keymap.write_text('"cables.overview" = "X"\n', encoding="utf-8")
    async with browsing() as (browser, pilot):
        await press(pilot, "colon")
        await type_text(pilot, "overview")
        await until(pilot, lambda: "text comes from  (X)" in screen_text(browser))


async def test_the_palette_is_ascii_where_all_is() -> None:
    async with browsing(ascii_only=True) as (browser, pilot):
        await press(pilot, "colon")
        await until(pilot, lambda: "cables.copies" in screen_text(browser))
        await rest(pilot)
        assert screen_text(browser).isascii()
        await type_text(pilot, "overview")
        await until(pilot, lambda: "cables.copies" not in screen_text(browser))
        assert screen_text(browser).isascii()


async def test_the_order_is_told_by_arrows_in_ascii_too() -> None:
    async with browsing(ascii_only=True) as (browser, pilot):
        assert screen_text(browser).splitlines()[0].endswith("by date ^")  # / is the key that searches
        await press(pilot, "I")
        assert screen_text(browser).splitlines()[0].endswith("by date v")


@pytest.mark.parametrize("way", [(), ("enter",), ("d",), ("d", "enter"), ("a",), ("O",), ("full_stop",)])
async def test_all_that_can_be_copied_or_exported_is_in_view_at_80_columns(way: tuple[str, ...]) -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, *way)
        await rest(pilot)
        for key in ("y", "e"):
            await press(pilot, key)
            offered = screen_text(browser).splitlines()[-1]
            assert offered.startswith((" copy:", " export:", " text to:"))
            if not offered.startswith(" text to:"):  # a file's name has more room than the place beside it
                assert "…" not in offered
            await press(pilot, "escape")


async def test_the_palette_offers_no_action_for_the_name_of_its_screen_alone() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "colon")
        await type_text(pilot, "read")
        palette = browser.screen
        await until(pilot, lambda: bool(names_offered(palette)))
        assert "reader.fold" in names_offered(palette)  # a reading copy
        assert "reader.copies" not in names_offered(palette)


async def test_the_palette_opens_and_runs_a_command() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "colon")
        await type_text(pilot, "to the last line")
        await until(pilot, lambda: "to the last line;" in screen_text(browser))
        await press(pilot, "enter")  # the one that resembles the words most
        await until(pilot, lambda: isinstance(browser.screen, CablesPage))
        assert browser.cables_page.list.cursor == 2


@pytest.mark.parametrize(("typed", "line"), [("3", 2), ("2", 1), ("99", 2), ("0", 0)])
async def test_a_number_in_the_palette_goes_to_a_line(typed: str, line: int) -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "j", "colon")
        await type_text(pilot, typed)
        await until(pilot, lambda: f"to line {typed}" in screen_text(browser))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(browser.screen, CablesPage))
        await until(pilot, lambda: browser.cables_page.list.cursor == line)


async def test_what_leaves_vim_leaves_here() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "colon", "w", "q")
        await until(pilot, lambda: "leave cablediff; all notes are kept" in screen_text(browser))
        await press(pilot, "enter")
        await until(pilot, lambda: browser._exit)


async def test_scrolling_takes_the_cursor_along_only_at_the_edge() -> None:
    async with browsing(80, 24, MemoryArchive(further=60)) as (browser, pilot):
        view = browser.cables_page.list
        await press(pilot, "8", "G", "3", "ctrl+e")
        assert (view.top, view.cursor) == (3, 7)
        await press(pilot, "9", "ctrl+e")
        assert (view.top, view.cursor) == (12, 14)
        await press(pilot, "L")
        assert (view.top, view.cursor) == (12, 12 + view.page - 3)
        await press(pilot, "H")
        assert (view.top, view.cursor) == (12, 14)
        await press(pilot, "9", "9", "ctrl+y", "H")
        assert (view.top, view.cursor) == (0, 0)
        await press(pilot, "9", "9", "ctrl+e", "L")
        assert view.cursor == view.line_count - 1


@pytest.mark.parametrize("scope", [page.SCOPE for page in PAGES if page is not HelpPage])
async def test_help_cuts_no_word_at_80_columns(scope: str) -> None:
    async with browsing() as (browser, pilot):
        page = HelpPage(scope)
        await browser.push_screen(page)
        await pilot.pause()
        lines = ["".join(text for text, _ in line) for line in page.help.lines]
        assert max(map(len, lines)) < 80
        said = " ".join(" ".join(lines).split())
        for action in (*actions.of(scope), *actions.of(actions.MOVING), *actions.of(actions.EVERYWHERE)):
            assert action.label in said
            assert any(line.endswith(f" {action.id}") for line in lines)


async def test_a_keymap_changes_a_key_and_the_help_says_so() -> None:
    async with browsing(120, 60) as (browser, pilot):
        browser.set_keymap({"cables.open": "e"})
        await press(pilot, "e")
        assert isinstance(browser.screen, ReaderPage)
        await press(pilot, "q", "question_mark")
        assert " e  read the cable" in screen_text(browser)


async def test_a_screen_is_given_its_styles_once_and_again_in_another_theme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    styled: list[object] = []
    update = Screen.update_node_styles

    def record(screen: Screen[None], animate: bool = True) -> None:
        styled.append(screen)
        update(screen, animate)

    monkeypatch.setattr(Screen, "update_node_styles", record)
    async with browsing() as (browser, pilot):
        await press(pilot, "enter")
        reader = browser.screen
        assert isinstance(reader, ReaderPage)
        assert reader not in styled
        before = reader.styles.background
        await press(pilot, "T")
        assert reader.styles.background != before
