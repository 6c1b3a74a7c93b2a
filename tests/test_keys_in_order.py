"""Keys that arrive in one packet, as over a slow line, act in order: each on what the one before left."""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from browsing import rest, until
from terminal import Terminal
from textual.command import CommandInput
from textual.events import Key, Paste

from corpus import Archive
from tui.app import CablediffApp
from tui.keys.palette import Palette
from tui.returning.settings import Settings
from tui.screens.cables import CablesPage
from tui.screens.dots import DotsPage
from tui.screens.reader import ReaderPage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

NAMES = {"/": "slash", ":": "colon", "\r": "enter", "\x1b": "escape", " ": "space", "\x15": "ctrl+u"}


@asynccontextmanager
async def browsing(samples_archive: Path) -> AsyncIterator[tuple[CablediffApp, Pilot[None]]]:
    """Run the browser over the samples, from their first line."""
    with Archive.open(samples_archive) as archive:
        browser = CablediffApp(archive, settings=Settings(None))
        async with browser.run_test() as pilot:
            await rest(pilot)
            browser.cables_page.list.move_to(0)
            yield browser, pilot


def send(browser: CablediffApp, packet: str) -> None:
    """Have keys arrive before any of them has acted."""
    driver = browser._driver
    assert driver is not None
    for character in packet:
        key = NAMES.get(character, character)
        driver.send_message(Key(key, character if character.isprintable() else None))


def stands_on(browser: CablediffApp) -> int:
    return browser.cables_page.list.cursor


async def test_keys_behind_a_search_move_on_from_its_hit(samples_archive: Path) -> None:
    async with browsing(samples_archive) as (browser, pilot):
        send(browser, "/VALLETTA\rjj")
        await until(pilot, lambda: bool(browser.cables_page.hits))
        await rest(pilot)
        row = browser.cables_page.list.row
        assert row is not None
        assert row.key == "07COLOMBO2388@2"  # two below 07VALLETTA812
        assert browser.cables_page.searched == "VALLETTA"


async def test_keys_behind_a_filter_act_on_what_it_leaves(samples_archive: Path) -> None:
    async with browsing(samples_archive) as (browser, pilot):
        send(browser, "fPANAMA\rjj\r")
        await until(pilot, lambda: isinstance(browser.screen, ReaderPage))
        assert browser.cables_page.filter == "PANAMA"
        assert stands_on(browser) == 2


async def test_enter_behind_a_search_through_the_texts_opens_what_it_found(samples_archive: Path) -> None:
    async with browsing(samples_archive) as (browser, pilot):
        send(browser, "sgoat\r\r")
        await until(pilot, lambda: isinstance(browser.screen, ReaderPage))
        row = browser.cables_page.list.row
        assert row is not None
        assert row.key == "07VALLETTA812"


@pytest.mark.parametrize(
    ("packet", "holds"),
    [
        ("/goat\x1bj", lambda browser: stands_on(browser) == 1 and not browser.cables_page.searched),
        ("fVALL\rfPANAMA\x15\r", lambda browser: not browser.cables_page.filter),
        ("fPANAMA\r/2934\rj", lambda browser: browser.cables_page.list.row.key == "07PANAMA2958"),
        ("J3\rj", lambda browser: stands_on(browser) == 3),
        ("Aask the archive\rj", lambda browser: stands_on(browser) == 1 and bool(browser.notes.notes)),
        (":12\rjj", lambda browser: stands_on(browser) == 13),
        (":dot plot\r", lambda browser: isinstance(browser.screen, DotsPage)),
        (":dot\x1bjj", lambda browser: isinstance(browser.screen, CablesPage) and stands_on(browser) == 2),
        ("s(\rjj", lambda browser: stands_on(browser) == 2),
    ],
)
async def test_what_follows_a_prompt_or_the_palette_goes_to_the_screen(
    packet: str, holds: Callable[[CablediffApp], bool], samples_archive: Path
) -> None:
    async with browsing(samples_archive) as (browser, pilot):
        send(browser, packet)
        await until(pilot, lambda: bool(holds(browser)))
        await rest(pilot)
        assert holds(browser)
        assert not browser.cables_page.prompt.is_open


async def test_what_is_pasted_is_there_before_the_enter_behind_it(samples_archive: Path) -> None:
    async with browsing(samples_archive) as (browser, pilot):
        send(browser, "f")
        assert browser._driver is not None
        browser._driver.send_message(Paste("PANAMA"))
        send(browser, "\rj")
        await until(pilot, lambda: stands_on(browser) == 1)
        assert browser.cables_page.filter == "PANAMA"


async def test_the_palette_sends_nothing_while_nobody_types(samples_archive: Path) -> None:
    async with browsing(samples_archive) as (browser, pilot):
        send(browser, ":dot")
        await until(pilot, lambda: isinstance(browser.screen, Palette))
        await rest(pilot)
        assert not browser.screen.query_one(CommandInput).cursor_blink


async def test_an_answer_that_does_not_come_holds_no_key_for_ever(
    samples_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(samples_archive) as (browser, pilot):
        monkeypatch.setattr(browser, "search_texts", lambda query: None)
        send(browser, "sgoat\rjj")
        await until(pilot, lambda: stands_on(browser) == 2)


async def test_esc_waits_for_no_answer(samples_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.keys.in_order.LONGEST", 3600.0)
    async with browsing(samples_archive) as (browser, pilot):
        monkeypatch.setattr(browser, "search_texts", lambda query: None)
        send(browser, "sgoat\rjjj\x1bj")
        await until(pilot, lambda: stands_on(browser) == 1)
        assert not browser.cables_page.wanted


def test_a_packet_in_a_real_terminal(sample_cables: Path) -> None:
    program = [sys.executable, "-c", "from tui.commands import main; main()", str(sample_cables)]
    with Terminal(program, PYTHONPATH=str(sample_cables.parent)) as terminal:
        terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.status)
        terminal.press("/VALLETTA812\rjj\r")
        terminal.wait_for("07COLOMBO2388@2 ·")
