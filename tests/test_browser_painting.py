"""What the terminal is sent is, put together, what the screen shows, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyte
from browsing import app, press, rest
from textual._compositor import Compositor, CompositorUpdate

if TYPE_CHECKING:
    import pytest

    from tui.app import CablediffApp

WALK = (
    *("p", "p", "j", "G", "g", "enter", "j", "t", "t", "h", "r", "r", "w", "right_curly_bracket"),
    *(
        "d",
        "j",
        "enter",
        "right_square_bracket",
        "vertical_line",
        "vertical_line",
        "x",
        "i",
        "q",
        "C",
        "q",
        "q",
    ),
    *("q", "full_stop", "j", "l", "enter", "q", "q", "a", "enter", "q", "f", "w", "B", "q", "J", "K", "q"),
    *("O", "tab", "enter", "q", "q", "R", "q", "m", "j", "m", "c", "q", "apostrophe", "j", "q"),
    *("question_mark", "j", "q", "D", "D", "f", "v", "i", "escape", "i", "I", "T", "T"),
)
"""Keys that lead through every screen and back."""


class Painted:
    """A terminal that is sent what an app paints."""

    def __init__(self, browser: CablediffApp, width: int, height: int) -> None:
        self.browser = browser
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self.sent = 0
        """How many characters were sent."""

    def take(self, _: object, update: object) -> None:
        """Take a part that is painted, as the app sends it to its driver."""
        if isinstance(update, CompositorUpdate):
            data = update.render_segments(self.browser.console)
            self.sent += len(data)
            self._stream.feed(data)

    def anew(self) -> list[list[Any]]:
        """Return the cells of a terminal that is sent all of the screen at once."""
        screen = pyte.Screen(self.screen.columns, self.screen.lines)
        compositor: Compositor = self.browser.screen._compositor
        update = compositor.render_full_update()
        pyte.Stream(screen).feed(update.render_segments(self.browser.console))
        return cells(screen)


def cells(screen: pyte.Screen) -> list[list[Any]]:
    return [[screen.buffer[row][column] for column in range(screen.columns)] for row in range(screen.lines)]


async def test_after_each_key_the_terminal_shows_what_the_screen_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = app()
    terminal = Painted(browser, 80, 24)
    monkeypatch.setattr(browser, "_display", terminal.take)
    seen = set()
    async with browser.run_test(size=(80, 24)) as pilot:
        await rest(pilot)
        for number, key in enumerate(WALK):
            await press(pilot, key)
            await rest(pilot)
            seen.add(type(browser.screen).__name__)
            assert cells(terminal.screen) == terminal.anew(), (number, key, terminal.screen.display)
    assert len(seen) >= 9, seen


async def test_a_screen_is_not_painted_for_what_changes_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = app()
    terminal = Painted(browser, 80, 24)
    monkeypatch.setattr(browser, "_display", terminal.take)
    async with browser.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        await rest(pilot)
        before = terminal.sent
        browser.cables_page.refresh()
        browser.cables_page.list.refresh()
        await rest(pilot)
        assert terminal.sent == before
        browser.screen.refresh()
        await rest(pilot)
        assert terminal.sent > before
