"""Which screen opens from which: the ones that stand beside the way from the list to a difference.

Each is imported when it is first asked for, so that the first picture waits for none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import CablediffApp


async def show_dots(app: CablediffApp, key: str, other: str | None = None) -> None:
    """Open the dot plot of a cable against itself, or against another."""
    from tui.screens.dots import DotsPage

    rows = app.catalogue.cable_of(key)
    columns = rows if other is None else app.catalogue.cable_of(other)
    if rows is None or columns is None:
        app.say(f"{key if rows is None else other} is not in this archive")
        return
    await app.push_screen(DotsPage(key, key if other is None else other, rows, columns))


async def show_dots_against(app: CablediffApp, key: str) -> None:
    """Open the dot plot of a cable against the marked one, or against that which was read before."""
    marked = [other for other in app.notes.marked if other != key]
    read = [other for other in app.catalogue.read if other != key]
    if len(marked) == 1:
        await show_dots(app, marked[0], key)
    elif read:
        await show_dots(app, read[-1], key)
    else:
        app.say("mark one other cable with m, or read one before")


async def show_overview(app: CablediffApp) -> None:
    """Open the facts of the archive."""
    from tui.screens.overview import OverviewPage

    await app.push_screen(OverviewPage())


async def show_releases(app: CablediffApp) -> None:
    """Open the cables of which the archive holds several versions."""
    from tui.screens.releases import ReleasesPage

    await app.push_screen(ReleasesPage())
