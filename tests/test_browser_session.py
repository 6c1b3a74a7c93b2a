"""A session: import and search in workers, full search, clipboard, settings, keymap, colours."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import pytest
from browsing import app, browsing, press, screen_text, type_text, until

from corpus import Archive
from tui.app import CablediffApp
from tui.drawing.glyphs import ASCII, UNICODE, glyphs_for
from tui.drawing.theme import ANSI_DARK, DARK, NAMES, ink_for
from tui.giving.clipboard import tmux_command
from tui.returning.settings import Settings
from tui.screens.cables import CablesPage
from tui.screens.reader import ReaderPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.timer import Timer


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "session.cablediff") as opened:
        yield opened


async def test_sources_are_imported_and_searched_while_the_list_is_there(
    archive: Archive, sample_cables: Path
) -> None:
    browser = CablediffApp(archive, [sample_cables / "doubled"])
    async with browser.run_test() as pilot:
        await until(pilot, lambda: browser.catalogue.findings is not None)
        text = screen_text(browser)
        assert "↕" in text
        assert len(archive) == len(browser.cables_page.list.numbers) > 0


async def test_the_archive_is_there_at_once_the_second_time(archive: Archive, sample_cables: Path) -> None:
    for _ in range(2):
        browser = CablediffApp(archive, [sample_cables / "doubled"])
        async with browser.run_test() as pilot:
            await until(pilot, lambda browser=browser: browser.catalogue.findings is not None)
    browser = CablediffApp(archive)
    async with browser.run_test() as pilot:
        await pilot.pause()
        assert len(browser.cables_page.list.numbers) == len(archive)


async def test_full_search_with_the_query_language(archive: Archive, sample_cables: Path) -> None:
    browser = CablediffApp(archive, [sample_cables / "doubled"])
    async with browser.run_test() as pilot:
        await until(pilot, lambda: browser.catalogue.findings is not None)
        (row,) = archive.rows([browser.cables_page.list.numbers[0]])
        await press(pilot, "s")
        await type_text(pilot, f"date:{row.created[:10]}")
        await press(pilot, "enter")
        await until(pilot, lambda: len(browser.cables_page.list.numbers) == 1)
        assert "best first" in screen_text(browser)
        await press(pilot, "enter")
        page = browser.screen
        assert isinstance(page, ReaderPage)
        assert page.key == row.key


async def test_a_query_that_cannot_be_read_says_where(archive: Archive, sample_cables: Path) -> None:
    browser = CablediffApp(archive, [sample_cables / "doubled"])
    async with browser.run_test(size=(120, 24)) as pilot:
        await until(pilot, lambda: browser.catalogue.findings is not None)
        shown = len(browser.cables_page.list.numbers)
        await press(pilot, "s")
        await type_text(pilot, '"torn')
        await press(pilot, "enter")
        await until(pilot, lambda: "at character" in screen_text(browser))
        assert len(browser.cables_page.list.numbers) == shown


async def test_an_import_is_stopped_by_escape_and_what_was_read_is_there(
    archive: Archive, sample_cables: Path
) -> None:
    browser = CablediffApp(archive, [sample_cables])
    async with browser.run_test() as pilot:
        await press(pilot, "escape")
        await until(pilot, lambda: not browser.importing.running and not browser.searching.running)
        assert isinstance(browser.screen, CablesPage)


async def test_problems_of_the_input_are_counted_and_named(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "input"
    folder.mkdir()
    (folder / "broken.csv.xz").write_bytes(b"\xfd7zXZ\x00broken")
    browser = CablediffApp(archive, [folder])
    async with browser.run_test(size=(120, 24)) as pilot:
        await until(pilot, lambda: "problem in the input" in screen_text(browser))
        assert "no cables" in screen_text(browser)


async def test_garbage_is_collected_once_the_first_picture_stands() -> None:
    before = gc.get_freeze_count()
    gc.disable()  # as the command does
    try:
        async with browsing() as (_, pilot):
            await pilot.pause()
            assert gc.isenabled()
            assert gc.get_freeze_count() > before
    finally:
        gc.enable()


async def test_nothing_ticks() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "j", "enter", "slash", "a", "escape")
        await until(pilot, lambda: not running_timers(browser))


def running_timers(browser: CablediffApp) -> list[Timer]:
    nodes = [browser, browser.screen, *browser.screen.walk_children()]
    return [
        timer
        for node in nodes
        for timer in node._timers
        if timer._active.is_set() and timer._task is not None and not timer._task.done()
    ]


async def test_copying_says_what_was_copied() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "y")
        assert "i id" in screen_text(browser).splitlines()[-1]
        await press(pilot, "i")
        assert browser.clipboard == "08VALLETTA101"
        assert "copied: id" in screen_text(browser).splitlines()[-1]


async def test_the_command_that_prints_the_same_is_copied() -> None:
    async with browsing() as (browser, pilot):
        await press(pilot, "enter", "y", "c")
        assert browser.clipboard == "cablediff read --archive /memory.cables 08VALLETTA101"
        await press(pilot, "q", "m", "m", "c", "y", "c")
        assert browser.clipboard == (
            "cablediff diff --in /memory.cables --ignore=page-breaks --whole 08VALLETTA101 08VALLETTA104"
        )
        await press(pilot, "y", "u")
        assert "- " in browser.clipboard
        assert "+ " in browser.clipboard


def test_tmux_is_asked_only_inside_tmux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tmux"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tmux_command({}) is None
    assert tmux_command({"TMUX": "/tmp/tmux-1/default,1,0"}) == [str(program), "load-buffer", "-w", "-"]


async def test_colours_are_switched_and_remembered() -> None:
    async with browsing() as (browser, pilot):
        assert browser.theme == DARK
        await press(pilot, "T")
        assert browser.theme == NAMES[1]
    async with browsing() as (browser, _):
        assert browser.theme == NAMES[1]


@pytest.mark.parametrize("theme", NAMES)
async def test_every_screen_is_drawn_in_every_theme(theme: str) -> None:
    async with browsing(120, 40, theme=theme) as (browser, pilot):
        await press(
            pilot, "enter", "right_curly_bracket", "right_curly_bracket", "d", "enter", "question_mark"
        )
        assert "Differences" in screen_text(browser)
        await press(pilot, "q", "q", "q", "q", "a")
        assert "Repeated text" in screen_text(browser)


@pytest.mark.parametrize("theme", NAMES)
def test_a_difference_has_an_attribute_beside_its_colour_in_every_theme(theme: str) -> None:
    ink = ink_for(theme)
    assert ink("deleted").strike
    assert ink("redacted").strike
    assert ink("inserted").underline
    assert ink("restored").underline
    assert ink("moved").italic


def test_the_terminals_own_colours_leave_its_background_alone() -> None:
    ink = ink_for(ANSI_DARK)
    assert all(ink(role).bgcolor is None for role in ("text", "dim", "heading", "within", "deleted"))


async def test_without_colours_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    browser = app()
    async with browser.run_test() as pilot:
        await press(pilot, "m", "m", "c")
        assert browser.no_color
        assert "-" in screen_text(browser)


def test_signs_follow_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    assert glyphs_for() is ASCII
    monkeypatch.setenv("LC_ALL", "de_CH.UTF-8")
    assert glyphs_for() is UNICODE
    assert glyphs_for(ascii_only=True) is ASCII


def test_settings_that_cannot_be_read_or_written_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "browser.json"
    file.write_text("[1, 2")
    settings = Settings(file)
    assert settings.text("theme", "x") == "x"
    settings.put("theme", "y")
    assert Settings(file).text("theme", "x") == "y"
    blocked = Settings(file / "below.json")
    blocked.put("theme", "z")
    assert blocked.text("theme", "x") == "z"


async def test_panes_are_remembered() -> None:
    async with browsing(120, 40) as (browser, pilot):
        assert browser.cables_page.preview.display
        await press(pilot, "p")
        assert not browser.cables_page.preview.display
    async with browsing(120, 40) as (browser, _):
        assert not browser.cables_page.preview.display


@pytest.mark.parametrize(("width", "height"), [(80, 24), (80, 50), (120, 24)])
async def test_a_screen_without_room_for_a_preview_says_what_it_needs(width: int, height: int) -> None:
    async with browsing(width, height) as (browser, pilot):
        await press(pilot, "p")
        said = f"a preview needs 120 columns and 30 lines, here are {width} and {height}"
        assert said in screen_text(browser).splitlines()[-1]
        assert browser.cables_page.wants_preview


async def test_the_preview_follows_when_the_cursor_rests() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "j")
        await until(pilot, lambda: "corrected copy" in screen_text(browser))
        assert "08VALLETTA104" in screen_text(browser)


async def test_the_preview_is_empty_when_nothing_passes() -> None:
    async with browsing(120, 40) as (browser, pilot):
        await until(pilot, lambda: browser.cables_page.preview.document is not None)
        await press(pilot, "f")
        await type_text(pilot, "zzzz")
        await until(pilot, lambda: browser.cables_page.preview.document is None)
        assert "08VALLETTA" not in screen_text(browser)
        await press(pilot, "escape")
        await until(pilot, lambda: browser.cables_page.preview.document is not None)


async def test_letters_sent_in_one_packet_reach_the_prompt() -> None:
    async with browsing() as (browser, pilot):
        driver = browser._driver
        assert driver is not None
        from textual.events import Key

        for key, character in [("slash", "/"), *((letter, letter) for letter in "wind")]:
            driver.send_message(Key(key, character))
        await until(pilot, lambda: "/ wind" in screen_text(browser).splitlines()[-1])
        assert browser.theme == DARK
        await asyncio.sleep(0)
