"""Pictures of every screen in three sizes, over the invented cables.

A picture that changed is looked at, and taken over with ``pytest tests/test_browser_snapshots.py
--snapshot-update`` when it is better than the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import app, findings, press, rest, until

from corpus import Archive, import_paths
from tui.app import CablediffApp
from tui.screens.releases import ReleasesPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = ((80, 24), (120, 40), (200, 50))
TO_NEAR_PARAGRAPH = ("j", "enter", *["right_curly_bracket"] * 4)

SCREENS = {
    "list": (),
    "reader": ("enter",),
    "reader_text": (*TO_NEAR_PARAGRAPH,),
    "reading_copy": ("enter", "r", "ctrl+d"),
    "search": ("enter", "slash", *"harbour", "enter"),
    "copies": (*TO_NEAR_PARAGRAPH, "d"),
    "diff": (*TO_NEAR_PARAGRAPH, "d", "enter"),
    "whole_diff": ("m", "m", "c"),
    "levels": ("m", "m", "c", "i"),
    "collation": (*TO_NEAR_PARAGRAPH, "d", "C"),
    "notes": ("m", "m", "apostrophe"),
    "groups": ("a",),
    "dots": ("full_stop",),
    "dots_against": ("m", "comma"),
    "overview": ("O",),
    "overview_posts": ("O", "tab"),
    "completion": ("s", "o"),
    "help": ("enter", "question_mark"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare: Callable[..., bool], screen: str, size: tuple[int, int]) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await press(pilot, *SCREENS[screen])
        await rest(pilot)

    assert snap_compare(app(), terminal_size=size, run_before=go)


@pytest.mark.parametrize("theme", ["cablediff-light", "ansi-dark"])
def test_theme(snap_compare: Callable[..., bool], theme: str) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await press(pilot, *TO_NEAR_PARAGRAPH, "d", "enter")
        await rest(pilot)

    assert snap_compare(app(theme=theme), terminal_size=(100, 24), run_before=go)


def test_ascii(snap_compare: Callable[..., bool]) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await press(pilot, "enter", "ctrl+d")
        await rest(pilot)

    assert snap_compare(app(ascii_only=True), terminal_size=(80, 24), run_before=go)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_releases(
    snap_compare: Callable[..., bool], size: tuple[int, int], tmp_path: Path, sample_cables: Path
) -> None:
    folders = [sample_cables / "releases" / name for name in ("early", "late")]
    with Archive.open(tmp_path / "releases.cables") as archive:
        import_paths(archive, folders, workers=1)
        browser = CablediffApp(archive, findings=findings())

        async def go(pilot: Pilot[None]) -> None:
            await pilot.pause()
            await press(pilot, "R")
            page = browser.screen
            assert isinstance(page, ReleasesPage)
            await until(pilot, lambda: bool(page.changed))
            await rest(pilot)

        assert snap_compare(browser, terminal_size=size, run_before=go)


@pytest.mark.parametrize("screen", ["dots", "overview", "groups"])
def test_new_screens_in_ascii(snap_compare: Callable[..., bool], screen: str) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await press(pilot, *SCREENS[screen])
        await rest(pilot)

    assert snap_compare(app(ascii_only=True, theme="ansi-dark"), terminal_size=(80, 24), run_before=go)
