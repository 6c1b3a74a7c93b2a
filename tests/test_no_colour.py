"""NO_COLOR: what colours tell is told by attributes and signs alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browsing import browsing, press

from tui.drawing.theme import ANSI_DARK, colours_wanted, ink_for

if TYPE_CHECKING:
    import pytest


def test_differences_keep_their_attributes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert colours_wanted()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colours_wanted()
    for role, attribute in (("deleted", "strike"), ("inserted", "underline"), ("hit", "reverse")):
        style = ink_for(ANSI_DARK)(role)
        assert getattr(style, attribute)
        assert style.color is None
        assert style.bgcolor is None


async def test_no_line_of_the_list_or_a_difference_has_a_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with browsing() as (browser, pilot):
        assert browser.theme == ANSI_DARK
        await press(pilot, "m", "m", "c")
        view = browser.focused
        assert view is not None
        for y in range(view.size.height):
            for segment in view.render_line(y):
                assert segment.style is None or segment.style.color is None
