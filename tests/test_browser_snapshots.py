"""Pictures of every screen in three sizes, over the invented cables.

A picture that changed is looked at, and taken over with ``pytest tests/test_browser_snapshots.py
--snapshot-update`` when it is better than the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import app, press

if TYPE_CHECKING:
    from collections.abc import Callable

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
        await press(pilot, *SCREENS[screen])
        await pilot.pause(0.2)  # the preview waits for the cursor to rest

    assert snap_compare(app(), terminal_size=size, run_before=go)


@pytest.mark.parametrize("theme", ["cablediff-light", "ansi-dark"])
def test_theme(snap_compare: Callable[..., bool], theme: str) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_NEAR_PARAGRAPH, "d", "enter")

    assert snap_compare(app(theme=theme), terminal_size=(100, 24), run_before=go)


def test_ascii(snap_compare: Callable[..., bool]) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "ctrl+d")

    assert snap_compare(app(ascii_only=True), terminal_size=(80, 24), run_before=go)
