"""Which screen opens from which: the ones that stand beside the way from the list to a difference.

Each is imported when it is first asked for, or when the first picture stands, which waits for none of them.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

from tui.names import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import AwaitMount

    from duplicates.model import Group
    from tui.app import CablediffApp
    from tui.working.background import Task


GROUPS_OF_LIST: Final = "looking for the groups of these cables"


def collect_from_now_on() -> None:
    """Collect garbage again, and never look through what was loaded before the first picture.

    The command that opens the browser switches collection off: it took a tenth of the time to that picture.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def load_screens() -> None:
    """Load what the reader will ask for next, while the first picture is looked at."""
    from tui.working.memory import give_back_large_arrays

    give_back_large_arrays()  # before the list's lines are read
    from corpus.search import Search  # noqa: F401
    from duplicates.diff.cables import compare_cables  # noqa: F401 - what is loaded is not needed here
    from parser.reading import parse_record  # noqa: F401
    from tui.giving.exporting import export  # noqa: F401
    from tui.listing.jumping import target  # noqa: F401
    from tui.reading.citing import citing  # noqa: F401
    from tui.reading.header_table import header_table  # noqa: F401
    from tui.screens.copies import CopiesPage  # noqa: F401
    from tui.screens.diff import DiffPage  # noqa: F401
    from tui.screens.dots import DotsPage  # noqa: F401
    from tui.screens.reader import ReaderPage  # noqa: F401


def unknown_copies(app: CablediffApp) -> str:
    """Say why nothing is known of copies."""
    if app.working:
        return "copies are not known yet: the search is under way"
    return "copies are not known: F in the list looks for them"


async def show_groups(app: CablediffApp, numbers: Sequence[int] | None, choice: Sequence[str] = ()) -> None:
    """Open the groups of the archive, or those that touch some of its records.

    ``choice`` are the options that have the command line choose these records.
    """
    from tui.screens.groups import LIST, GroupsPage

    findings = app.catalogue.findings
    if findings is None:
        app.say(unknown_copies(app))
    elif numbers is None:
        await app.push_screen(GroupsPage(findings.groups, app.archive_name))
    else:

        def look(task: Task) -> Sequence[Group]:
            return app.catalogue.touching(numbers, task.stop)

        def show(groups: Sequence[Group]) -> AwaitMount:
            name = counted(len(numbers), "cable")
            shown = app.push_screen(GroupsPage(groups, name, choice=choice, whose=LIST))
            app.call_later(app.returning.go_on)  # to what stood on it in the last session
            return shown

        shown = app.background.do(GROUPS_OF_LIST, look, show, size=len(numbers))
        if shown is not None:
            await shown


async def show_groups_of(
    app: CablediffApp, name: str, groups: Sequence[Group], choice: Sequence[str], block: int | None = None
) -> None:
    """Open some groups: those of a block, or of a cable; ``choice`` has the command line choose them."""
    from tui.screens.groups import CABLE, GroupsPage

    if groups:
        page = GroupsPage(groups, name, forms="with forms", choice=choice, whose=CABLE, block=block)
        await app.push_screen(page)
    else:
        app.say(f"nothing of {name} occurs elsewhere")


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
