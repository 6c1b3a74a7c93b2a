"""Driving the browser in tests: an app over the archive in memory, with its findings at hand."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING

from memory_archive import MemoryArchive
from settling import keep_counts_of_parameters, keep_style_sheets, settle_quickly

from duplicates.find import find
from duplicates.model import Parameters
from tui.app import CablediffApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.app import App
    from textual.pilot import Pilot

    from duplicates.model import Findings

settle_quickly()
keep_style_sheets()
keep_counts_of_parameters()


@cache
def findings() -> Findings:
    """What is found in the invented cables."""
    return find(MemoryArchive().cables(), Parameters())


def app(archive: MemoryArchive | None = None, **options: object) -> CablediffApp:
    """Return the browser over the invented cables."""
    return CablediffApp(MemoryArchive() if archive is None else archive, findings=findings(), **options)  # type: ignore[arg-type]


@asynccontextmanager
async def browsing(
    width: int = 80, height: int = 24, archive: MemoryArchive | None = None, **options: object
) -> AsyncIterator[tuple[CablediffApp, Pilot[None]]]:
    """Run the browser in a terminal of that size."""
    browser = app(archive, **options)
    async with browser.run_test(size=(width, height)) as pilot:
        await pilot.pause()
        yield browser, pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, one after the other, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type a text."""
    names = {" ": "space", "/": "slash", ":": "colon"}
    await press(pilot, *(names.get(character, character) for character in text))


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait until something is so; fail when it is not after many turns."""
    for _ in range(2000):
        if condition():
            return
        await pilot.pause(0.005)
    raise AssertionError("what was waited for did not come")


async def rest(pilot: Pilot[None]) -> None:
    """Wait until all is shown: no part of the screen waits for the cursor to rest, and no worker works."""
    await pilot.pause()
    for _ in range(2):  # what was waited for may have begun something
        await until(pilot, lambda: not _waiting(pilot.app))
        await pilot.pause()


def _waiting(browser: App[None]) -> bool:
    widgets = [browser.screen, *browser.screen.walk_children()]
    timers = [timer for widget in widgets for timer in widget._timers if timer._repeat is not None]
    due = any(timer._task is not None and not timer._task.done() for timer in timers)
    return due or not all(worker.is_finished for worker in browser.workers)


def screen_text(browser: CablediffApp) -> str:
    """Return what the terminal shows."""
    width, height = browser.size
    lines = browser.screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in lines[:height])
