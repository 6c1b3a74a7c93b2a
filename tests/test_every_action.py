"""Every action of the table is pressed, by its own key, and does what it says; one without a case here fails.

A case says which keys lead up to the action, what follows it, and what is so afterwards that was not before.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from browsing import app, findings, press, screen_text, until
from memory_archive import MemoryArchive
from terminal import Terminal
from textual.command import CommandPalette

from corpus import Archive, import_paths
from duplicates.diff.model import Ignore
from tui import actions
from tui.app import CablediffApp
from tui.returning.places import places
from tui.returning.settings import Settings
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

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

SENT = {"]": "right_square_bracket", "[": "left_square_bracket", "}": "right_curly_bracket"}
SENT |= {"{": "left_curly_bracket", "/": "slash", "'": "apostrophe", ".": "full_stop", ",": "comma"}

IN_A_TERMINAL = {"everywhere.redraw", "everywhere.suspend_process"}
"""What only a terminal can show: proved at the end of this file."""


@dataclass(frozen=True)
class Case:
    """Keys before the action and after it, a blank between two; what is so then."""

    so: Callable[[Any], bool]
    before: str = ""
    after: str = ""


def top(kind: type) -> Callable[[Any], bool]:
    return lambda it: isinstance(it.screen, kind)


def page(so: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Ask the screen on top; where another is there, or it is not filled yet, it is not so."""

    def asked(it: Any) -> bool:
        try:
            return bool(so(it.screen))
        except (AttributeError, IndexError):
            return False

    return asked


def says(words: str) -> Callable[[Any], bool]:
    return lambda it: words in screen_text(it)


WAYS = {
    actions.MOVING: "",
    actions.CABLES: "",
    actions.EVERYWHERE: "",
    actions.READER: "enter",
    actions.COPIES: "d",
    actions.DIFF: "m m c",
    actions.COLLATION: "j enter } } } } d C",
    actions.LEVELS: "m m c i",
    actions.NOTES: "m '",
    actions.GROUPS: "a",
    actions.DOTS: ".",
    actions.OVERVIEW: "O",
    actions.RELEASES: "R",
}
PAIRS = "q g j enter } } } } d enter "
"""From a difference of whole cables to one of blocks, of which there are several pairs."""

HARBOUR = "/ h a r b o u r enter"
CASES: dict[str, Case] = {
    "moving.line_down": Case(page(lambda it: it.list.cursor == 1)),
    "moving.line_up": Case(page(lambda it: it.list.cursor == 61), "G"),
    "moving.half_down": Case(page(lambda it: 5 < it.list.cursor < 25)),
    "moving.half_up": Case(page(lambda it: 35 < it.list.cursor < 58), "G"),
    "moving.page_down": Case(page(lambda it: it.list.cursor > 20)),
    "moving.page_up": Case(page(lambda it: it.list.cursor < 45), "G"),
    "moving.first": Case(page(lambda it: it.list.cursor == 0), "G"),
    "moving.last": Case(page(lambda it: it.list.cursor == 62)),
    "moving.top_of_view": Case(page(lambda it: it.list.cursor == it.list.top + 2), "G"),
    "moving.bottom_of_view": Case(page(lambda it: it.list.cursor == it.list.page - 3)),
    "moving.scroll_down": Case(page(lambda it: (it.list.top, it.list.cursor) == (1, 5)), "6 G"),
    "moving.scroll_up": Case(page(lambda it: it.list.top == it.list.line_count - it.list.page - 1), "G 9 k"),
    "cables.open": Case(top(ReaderPage)),
    "cables.copies": Case(top(CopiesPage)),
    "cables.filter": Case(page(lambda it: len(it.list.numbers) == 2), after="h a r b"),
    "cables.search": Case(page(lambda it: it.list.cursor == 1), after="1 0 4 enter"),
    "cables.search_texts": Case(page(lambda it: it.prompt.purpose == "texts" and it.prompt.is_open)),
    "cables.next_hit": Case(page(lambda it: it.list.cursor == 1), HARBOUR),
    "cables.previous_hit": Case(page(lambda it: it.list.cursor == 1), HARBOUR),
    "cables.sort": Case(page(lambda it: it.by == "id")),
    "cables.sort_by": Case(page(lambda it: it.by == "subject"), after="s"),
    "cables.reverse": Case(page(lambda it: it.descending)),
    "cables.jump": Case(page(lambda it: it.list.cursor == 7), after="8 enter"),
    "cables.preview": Case(page(lambda it: not it.preview.display)),
    "cables.only_copies": Case(page(lambda it: len(it.list.numbers) == 2)),
    "cables.groups": Case(top(GroupsPage)),
    "cables.mark": Case(lambda it: list(it.notes.marked) == ["08VALLETTA101"]),
    "cables.mark_range": Case(lambda it: len(it.notes.marked) == 4, "m j j"),
    "cables.only_marked": Case(page(lambda it: len(it.list.numbers) == 1), "m"),
    "cables.unmark_all": Case(
        lambda it: not it.notes.marked and "2 marks taken away; z makes them again" in screen_text(it), "m m"
    ),
    "cables.note": Case(lambda it: it.notes.note("08VALLETTA101") == "x", after="x enter"),
    "cables.compare": Case(top(DiffPage), "m m"),
    "cables.dots": Case(top(DotsPage)),
    "cables.dots_against": Case(page(lambda it: it.keys == ("08VALLETTA101", "08VALLETTA104")), "m"),
    "cables.overview": Case(top(OverviewPage)),
    "cables.releases": Case(says("one version of each: try cablediff compare --browse EARLY LATE")),
    "cables.back_in_history": Case(page(lambda it: it.key == "08VALLETTA101"), "enter q G"),
    "cables.forward_in_history": Case(page(lambda it: it.key == "08VALLETTA104"), "enter J ctrl+o q"),
    "cables.yank": Case(lambda it: it.clipboard == "08VALLETTA101", after="i"),
    "cables.find_duplicates": Case(lambda it: it.catalogue.lookup is not it.first_lookup),
    "reader.copies": Case(top(CopiesPage), "}"),
    "reader.follow": Case(
        page(lambda it: it.key == "08VALLETTA101"), "J / v a l l e t t a space 1 0 1 enter"
    ),
    "reader.next_section": Case(page(lambda it: it.text.cursor > 5)),
    "reader.previous_section": Case(page(lambda it: it.text.cursor < it.text.line_count - 1), "G"),
    "reader.next_repeat": Case(page(lambda it: it.text.block > 0)),
    "reader.previous_repeat": Case(page(lambda it: it.text.cursor < it.text.line_count - 1), "G"),
    "reader.search": Case(page(lambda it: len(it.text.hits) > 3), after="h a r b o u r enter"),
    "reader.next_hit": Case(page(lambda it: it.text.hit == 1), HARBOUR),
    "reader.previous_hit": Case(page(lambda it: it.text.hit == len(it.text.hits) - 1), HARBOUR),
    "reader.next_cable": Case(page(lambda it: it.key == "08VALLETTA104")),
    "reader.previous_cable": Case(page(lambda it: it.key == "08VALLETTA101"), "J"),
    "reader.fold": Case(page(lambda it: it.text.view_options.fold)),
    "reader.wrap": Case(page(lambda it: it.text.view_options.fill is True)),
    "reader.outline": Case(page(lambda it: not it.outline.has_class("shown"))),
    "reader.routing": Case(says("VZCZCXRO0101")),
    "reader.groups": Case(top(GroupsPage)),
    "reader.dots": Case(top(DotsPage)),
    "reader.dots_against": Case(page(lambda it: it.keys == ("08VALLETTA101", "08VALLETTA104")), "J"),
    "reader.mark": Case(lambda it: "08VALLETTA101" in it.notes.marked),
    "reader.note": Case(lambda it: it.notes.note("08VALLETTA101") == "x", after="x enter"),
    "reader.yank": Case(lambda it: it.clipboard == "08VALLETTA101", after="i"),
    "reader.back_in_history": Case(page(lambda it: it.key == "08VALLETTA101"), "J"),
    "reader.forward_in_history": Case(page(lambda it: it.key == "08VALLETTA104"), "J ctrl+o"),
    "copies.open": Case(top(DiffPage)),
    "copies.read": Case(top(ReaderPage)),
    "copies.compare": Case(page(lambda it: it.sides[0].cable is not None), "q j d"),
    "copies.collate": Case(top(CollationPage), "q j d"),
    "copies.verdict": Case(lambda it: "same" in it.notes.verdicts.values(), after="s"),
    "copies.note": Case(lambda it: "x" in it.notes.notes.values(), after="x enter"),
    "copies.mark": Case(lambda it: bool(it.notes.marked)),
    "copies.yank": Case(lambda it: it.clipboard.startswith("08VALLETTA10"), after="i"),
    "copies.search": Case(page(lambda it: len(it.copies.hits) > 3), after="h a r b o u r enter"),
    "copies.next_hit": Case(page(lambda it: it.copies.hit == 3), HARBOUR),
    "copies.previous_hit": Case(page(lambda it: it.copies.hit == 1), HARBOUR),
    "copies.next_group": Case(page(lambda it: it.copies.cursor > 2)),
    "copies.previous_group": Case(page(lambda it: it.copies.cursor < 3), "]"),
    "diff.next_change": Case(page(lambda it: it.differences.change == 1)),
    "diff.previous_change": Case(page(lambda it: it.differences.change == 0), "]"),
    "diff.search": Case(page(lambda it: len(it.differences.hits) > 3), after="h a r b o u r enter"),
    "diff.next_hit": Case(page(lambda it: it.differences.hit == 1), HARBOUR),
    "diff.previous_hit": Case(page(lambda it: it.differences.hit == len(it.differences.hits) - 1), HARBOUR),
    "diff.next_pair": Case(page(lambda it: it.index == 1), PAIRS),
    "diff.previous_pair": Case(page(lambda it: it.index == 0), PAIRS + "J"),
    "diff.layout": Case(page(lambda it: not it.differences.side_by_side)),
    "diff.swap": Case(page(lambda it: it.swapped)),
    "diff.wrap": Case(page(lambda it: not it.differences.fill)),
    "diff.white_space": Case(page(lambda it: Ignore.LINE_BREAKS not in it.options.ignore)),
    "diff.levels": Case(top(LevelsPage)),
    "diff.more_context": Case(page(lambda it: it.differences.context == 8), "{ {"),
    "diff.less_context": Case(page(lambda it: it.differences.context == 8)),
    "diff.collate": Case(top(CollationPage)),
    "diff.verdict": Case(lambda it: "variant" in it.notes.verdicts.values(), after="v"),
    "diff.note": Case(lambda it: it.notes.note("08VALLETTA101", "08VALLETTA104") == "x", after="x enter"),
    "diff.yank": Case(lambda it: it.clipboard == "08VALLETTA101 08VALLETTA104", after="i"),
    "diff.read": Case(page(lambda it: it.key == "08VALLETTA104")),
    "collation.next_reading": Case(page(lambda it: it.text.entry == 0)),
    "collation.previous_reading": Case(page(lambda it: it.text.entry == 0), "] ]"),
    "collation.search": Case(page(lambda it: bool(it.text.hits)), after="g e n o a enter"),
    "collation.next_hit": Case(page(lambda it: it.text.hit == 1), "/ t h e enter"),
    "collation.previous_hit": Case(page(lambda it: it.text.hit == len(it.text.hits) - 1), "/ t h e enter"),
    "collation.base": Case(page(lambda it: it.base == 1)),
    "collation.levels": Case(top(LevelsPage)),
    "collation.read": Case(top(ReaderPage)),
    "collation.yank": Case(lambda it: it.clipboard.count("#") == 3, after="i"),
    "levels.switch": Case(page(lambda it: Ignore.LINE_BREAKS not in it.list.chosen)),
    "levels.usual": Case(page(lambda it: Ignore.LINE_BREAKS in it.list.chosen), "N"),
    "levels.nothing": Case(page(lambda it: not it.list.chosen)),
    "levels.yank": Case(lambda it: it.clipboard == "--ignore=page-breaks", after="s"),
    "notes.open": Case(top(ReaderPage)),
    "notes.note": Case(lambda it: it.notes.note("08VALLETTA101") == "x", after="x enter"),
    "notes.unmark": Case(lambda it: not it.notes.marked),
    "notes.unmark_all": Case(lambda it: not it.notes.marked),
    "notes.yank": Case(lambda it: it.clipboard == "08VALLETTA101", after="i"),
    "groups.open": Case(top(CopiesPage)),
    "groups.search": Case(page(lambda it: bool(it.list.hits)), after="h a r b o u r enter"),
    "groups.next_hit": Case(page(lambda it: it.list.hit == 1), HARBOUR),
    "groups.previous_hit": Case(page(lambda it: it.list.hit == len(it.list.hits) - 1), HARBOUR),
    "groups.sort": Case(page(lambda it: it.by == "places")),
    "groups.reverse": Case(page(lambda it: it.reversed)),
    "groups.kind": Case(page(lambda it: it.kind == "the same words")),
    "groups.scope": Case(page(lambda it: it.scope == "inside one cable")),
    "groups.forms": Case(page(lambda it: it.forms == "with forms")),
    "groups.collate": Case(top(CollationPage)),
    "groups.read": Case(top(ReaderPage)),
    "groups.verdict": Case(lambda it: "unrelated" in it.notes.verdicts.values(), after="u"),
    "groups.note": Case(lambda it: "x" in it.notes.notes.values(), after="x enter"),
    "groups.mark": Case(lambda it: bool(it.notes.marked)),
    "groups.yank": Case(lambda it: "#" in it.clipboard, after="i"),
    "dots.open": Case(top(DiffPage)),
    "dots.column_left": Case(page(lambda it: it.dots.column == 4), "g 9 9 h 5 l"),
    "dots.column_right": Case(page(lambda it: it.dots.column == 1), "g 9 9 h"),
    "dots.next_dot": Case(page(lambda it: it.dots.cursor == 1), "g 9 9 l"),
    "dots.previous_dot": Case(page(lambda it: it.dots.column < len(it.plot.columns) - 1), "G 9 9 l"),
    "dots.next_diagonal": Case(says("no further one")),
    "dots.previous_diagonal": Case(says("no further one")),
    "dots.swap": Case(page(lambda it: it.dots.cursor > it.dots.column)),
    "dots.compare": Case(says("one cable: Enter compares two blocks")),
    "dots.read": Case(top(ReaderPage)),
    "dots.yank": Case(lambda it: it.clipboard.count("08VALLETTA101#") == 2, after="i"),
    "overview.open": Case(lambda it: it.cables_page.only == "months: 2008-03"),
    "overview.next_fact": Case(page(lambda it: it.fact.name == "posts")),
    "overview.previous_fact": Case(page(lambda it: it.fact.name == "repeated text")),
    "overview.yank": Case(lambda it: "2008-03\t2" in it.clipboard, after="t"),
    "releases.open": Case(top(DiffPage)),
    "releases.read": Case(top(ReaderPage)),
    "releases.search": Case(page(lambda it: bool(it.list.hits)), after="k a t h enter"),
    "releases.next_hit": Case(page(lambda it: it.list.hit == 1), "/ 0 8 enter"),
    "releases.previous_hit": Case(page(lambda it: it.list.hit == len(it.list.hits) - 1), "/ 0 8 enter"),
    "releases.sort": Case(page(lambda it: it.by == "blacked out")),
    "releases.reverse": Case(page(lambda it: it.reversed)),
    "releases.kind": Case(page(lambda it: it.kind == "restored")),
    "releases.yank": Case(lambda it: "@2" in it.clipboard, after="i"),
    "everywhere.help": Case(top(HelpPage)),
    "everywhere.command_palette": Case(top(CommandPalette)),
    "everywhere.notes": Case(top(NotesPage)),
    "everywhere.export": Case(says("export:")),
    "everywhere.to_pager": Case(says("a pager needs a terminal")),
    "everywhere.undo": Case(lambda it: not it.notes.marked, "m"),
    "everywhere.redo": Case(lambda it: bool(it.notes.marked), "m z"),
    "everywhere.theme": Case(lambda it: it.theme == "cablediff-light"),
    "everywhere.stop": Case(page(lambda it: not it.prompt.is_open), "f w"),
    "everywhere.back": Case(top(CablesPage), "enter"),
    "everywhere.leave": Case(lambda it: it._exit),
    "everywhere.bytes_sent": Case(says("full line: ")),
}


def keys_of(text: str) -> list[str]:
    return [SENT.get(key, key) for key in text.split()]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory, sample_cables: Path) -> Path:
    place = tmp_path_factory.mktemp("releases") / "releases.cables"
    with Archive.open(place) as made:
        folders = [sample_cables / "releases" / name for name in ("early", "late")]
        import_paths(made, folders, workers=1)
    return place


def test_every_action_has_a_case() -> None:
    assert {action.id for action in actions.TABLE} - IN_A_TERMINAL == CASES.keys()


LEAVING_TRACES = (actions.MOVING, actions.CABLES, actions.EVERYWHERE)
"""Where an action changes the list or the app itself: each gets an app of its own."""


@pytest.mark.parametrize(
    "action", [a for a in actions.TABLE if a.id in CASES and a.scope in LEAVING_TRACES], ids=lambda it: it.id
)
async def test_an_action_on_the_list_or_everywhere(action: actions.Action) -> None:
    browser = app(MemoryArchive(further=60))
    async with browser.run_test(size=(120, 40)) as pilot:
        await see(browser, pilot, action)


@pytest.mark.parametrize("scope", [scope for scope in WAYS if scope not in LEAVING_TRACES])
async def test_the_actions_of_a_screen(scope: str, releases: Path) -> None:
    with Archive.open(releases) as archive:
        browser = app(MemoryArchive(further=60))
        if scope == actions.RELEASES:
            browser = CablediffApp(archive, findings=findings())
        async with browser.run_test(size=(120, 30)) as pilot:
            for action in actions.of(scope):
                await see(browser, pilot, action)
                while len(browser.screen_stack) > 1:
                    await browser.pop_screen()
                while browser.notes.undo():
                    pass
                browser.settings = Settings(None)
                kept = places(browser.archive.path).path
                assert kept is not None
                kept.unlink(missing_ok=True)
                browser.copy_to_clipboard("")
                await press(pilot, "g")


async def see(browser: CablediffApp, pilot: Pilot[None], action: actions.Action) -> None:
    """Press the key of an action on its screen, and wait until what its case says is so."""
    case = CASES[action.id]
    await pilot.pause()
    browser.first_lookup = browser.catalogue.lookup  # type: ignore[attr-defined]
    await press(pilot, *keys_of(WAYS[action.scope]))
    if isinstance(browser.screen, ReleasesPage):
        releases = browser.screen
        await until(pilot, lambda: bool(releases.changed))
    await press(pilot, *keys_of(case.before))
    if "slash" in keys_of(case.before):
        await until(pilot, lambda: re.search(r" /\w", screen_text(browser).splitlines()[-1]) is not None)
    assert not case.so(browser), f"{action.id}: it is so before the key is pressed"
    await press(pilot, action.keys.split(",")[0], *keys_of(case.after))
    try:
        await until(pilot, lambda: case.so(browser))
    except AssertionError:
        raise AssertionError(f"{action.id} has not done what its case says") from None


def test_a_redraw_and_a_suspension_in_a_terminal(tmp_path: Path, sample_cables: Path) -> None:
    program = (sys.executable, "-c", "from tui.commands import main; main()")
    paths = ("--archive", str(tmp_path / "a.cablediff"), str(sample_cables / "doubled"))
    with Terminal((*program, *paths), PYTHONPATH=str(sample_cables.parent)) as terminal:
        terminal.wait_for(lambda it: "? keys" in it.status and "↕" in it.text)
        before = terminal.text
        terminal.screen.reset()  # as if another program had written over it
        terminal.press("\x0c")
        terminal.wait_for(lambda it: it.text == before)
        terminal.press("\x1a")
        stopped = os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
        assert stopped is not None
        assert stopped.si_status == signal.SIGSTOP
        terminal.screen.reset()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for(lambda it: it.text == before)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
