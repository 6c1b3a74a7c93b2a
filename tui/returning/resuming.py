"""Where the reader was: kept when the browser is left, however it is left, and opened again by the next one.

The one fact that surprises: screens are kept by what they show (a cable's key, two places), never by record
numbers, because the archive may have grown in between. What is not there any more is left out.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from parser.printable import printable_line
from tui.actions import READER
from tui.giving.command_lines import place_name
from tui.notes.drafts import Draft, draft_of
from tui.notes.note_changes import in_reading_order
from tui.opening import GROUPS_OF_LIST, show_dots, show_groups, show_overview, show_releases
from tui.reading.document import View
from tui.reading.history import History
from tui.returning.places import places
from tui.screens.narrowing import NARROWINGS, RANK, SORTS
from tui.screens.page import Page

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from textual.screen import Screen

    from tui.app import CablediffApp
    from tui.catalogue import Side
    from tui.screens.diff import DiffPage

_PLACE = "place"
_GROUP_OPTIONS = ("kind", "scope", "forms", "order", "reversed")
"""What the names of a stop at the groups begin with; then comes whose groups they are."""
_LOOK_AGAIN = 0.03
_LOOKS, _LOOKS_AFTER = 100, 30
"""Seconds between two looks at whether a screen is laid out, and how many at most, before and after."""


class Stop(NamedTuple):
    """A screen on the way from the list to where the reader was."""

    screen: str  # reader, copies, diff, collation, groups, notes, dots, overview, releases
    names: tuple[str, ...] = ()  # keys of cables, or places as notes name them
    block: int | None = None
    line: int = 0
    top: int = 0
    spot: int | None = None  # what the line shows, for a terminal of another width
    searched: str = ""

    @property
    def needs_copies(self) -> bool:
        """Whether it is opened when copies are known; a difference of blocks may be one of whole covers."""
        blocks = self.screen == "diff" and any("#" in name for name in self.names)
        return blocks or self.screen in ("copies", "groups")

    @property
    def needs_list(self) -> bool:
        """Whether it is opened when the list is narrowed as it was."""
        return self.screen == "groups" and self.names[len(_GROUP_OPTIONS) :] == ("list",)


def keep_place(app: CablediffApp) -> None:
    """Write down which screens are open and where the reader is in each."""
    page = app.cables_page
    row = page.list.row
    typed = (screen.draft for screen in reversed(app.screen_stack) if isinstance(screen, Page))
    draft = next(filter(None, typed), None) or _unfinished(app)  # the palette may stand on top of a prompt
    by, found_by = page.orders
    screens = [screen for screen in app.screen_stack[1:] if isinstance(screen, Page)]
    place = {
        "key": row.key if row else "",
        "by": by,
        "found_by": found_by,
        "descending": page.descending,
        "filter": page.filter,
        "query": page.wanted,
        "only": page.only,
        "searched": page.searched,
        "marked": page.only_marked,
        "narrowed_by": page.narrowed_by,
        "copies": page.only_copies,
        "fill": app.reading.fill,
        "routing": app.reading.routing,
        "history": app.history.as_values(),
        "draft": draft.as_value() if draft else None,
        "stops": [
            stop._replace(spot=screen.view.spot, searched=_searched(screen))._asdict()
            for screen in screens
            if (stop := _stop(screen)) is not None
        ],
    }
    places(app.archive.path).put(_PLACE, json.dumps(place))


def _unfinished(app: CablediffApp) -> Draft | None:
    """Return the draft that was not gone on with; one that another window left or finished since counts."""
    kept = draft_of(_read(places(app.archive.path).text(_PLACE, "")).get("draft"))
    return app.draft if kept == app.draft_found else kept


def _stop(screen: Screen[Any]) -> Stop | None:
    from tui.screens.collation import CollationPage
    from tui.screens.copies import CopiesPage
    from tui.screens.diff import DiffPage
    from tui.screens.dots import DotsPage
    from tui.screens.groups import GroupsPage
    from tui.screens.notes import NotesPage
    from tui.screens.overview import OverviewPage
    from tui.screens.reader import ReaderPage
    from tui.screens.releases import ReleasesPage

    if isinstance(screen, ReaderPage):
        return Stop("reader", (screen.key,), None, screen.text.cursor, screen.text.top)
    if isinstance(screen, CopiesPage):
        return Stop("copies", (screen.key,), screen.block, screen.copies.cursor, screen.copies.top)
    if isinstance(screen, DiffPage):
        return Stop("diff", _names(screen), None, screen.differences.cursor, screen.differences.top)
    if isinstance(screen, CollationPage):
        levels = ",".join(sorted(screen.options.ignore))
        texts = (_stretch(side) for side in screen.sides)
        return Stop("collation", (levels, *texts), screen.base, screen.text.cursor, screen.text.top)
    if isinstance(screen, GroupsPage):
        names = (*screen.chosen_by, screen.whose)
        return Stop("groups", names, screen.block, screen.list.cursor, screen.list.top)
    if isinstance(screen, NotesPage):
        return Stop("notes", (), None, screen.view.cursor, screen.view.top)
    if isinstance(screen, DotsPage):
        return Stop("dots", screen.keys, screen.dots.column, screen.dots.cursor, screen.dots.top)
    if isinstance(screen, OverviewPage):
        return Stop("overview", (screen.fact.name,), None, screen.view.cursor, screen.view.top)
    if isinstance(screen, ReleasesPage):
        return Stop("releases", screen.chosen_by, None, screen.list.cursor, screen.list.top)
    return None


def _searched(screen: Page) -> str:
    """Return what is searched for in a screen; '' where nothing is."""
    from tui.screens.searching import SearchingPage

    return screen.searched if isinstance(screen, SearchingPage) else ""


def _names(page: DiffPage) -> tuple[str, ...]:
    """Return the places that a difference shows, the left one first, as notes name them."""
    return tuple(place_name(side.key, side.block) for side in page.sides)


def _stretch(side: Side) -> str:
    """Return a text of a collation as `Catalogue.named` takes it: a cable, a block, a stretch of its text."""
    place = place_name(side.key, side.block)
    return place if side.span is None else f"{place}:{side.span[0]}-{side.span[1]}"


def _search_again(screen: Screen[Any], searched: str) -> None:
    """Show the hits that a screen showed; a full search of the archive may have brought its own."""
    from tui.screens.searching import SearchingPage

    if searched and isinstance(screen, SearchingPage) and not screen.searched:
        screen.find_again(searched)


class Returning:
    """Opens the screens again, one after the other; those that show copies when copies are known."""

    def __init__(self, app: CablediffApp) -> None:
        self.app = app
        self.stops: list[Stop] = []
        self._left = False
        self._copies = False  # whether only cables with copies were shown
        self._only = ""  # the bar of the overview that the list was narrowed to
        self._late: Stop | None = None  # the groups that are still looked for
        self._last: tuple[Screen[Any], Stop] | None = None

    async def begin(self) -> None:
        """Put the list where it was, and go on from there."""
        place = _read(places(self.app.archive.path).text(_PLACE, ""))
        page = self.app.cables_page
        page.return_to = self.app.archive.number_of(str(place.get("key") or ""))
        descending = place.get("descending") is True
        by, found_by, filter_, query, only, searched = (
            value if isinstance(value := place.get(name), str) else ""
            for name in ("by", "found_by", "filter", "query", "only", "searched")
        )
        page.return_order = (found_by, descending) if found_by in (RANK, *SORTS) else None
        page.put_in_order(by, descending=descending)
        narrowed_by = order if isinstance(order := place.get("narrowed_by"), list) else []
        known = all(narrowed_by.count(name) == 1 for name in NARROWINGS)
        if known and not self._left:
            page.narrowed_by = tuple(name for name in narrowed_by if name in NARROWINGS)
            page.return_narrowed = True
        if filter_:
            page.narrow(filter_)
        page.narrow_again(query, marked=place.get("marked") is True)
        if searched:
            page.find_again(printable_line(searched))
        self._only = "" if query else only
        self._copies = place.get("copies") is True
        fill = place.get("fill")
        self.app.reading = View(
            routing=place.get("routing") is True, fill=fill if isinstance(fill, bool) else None
        )
        self._put_history(place.get("history"))
        stops = place.get("stops")
        if isinstance(stops, list) and not self._left:  # a key may be quicker than the first picture
            self.stops = [stop for values in stops if (stop := _checked(values))]
        await self.go_on()
        self._offer(draft_of(place.get("draft")))

    def _offer(self, draft: Draft | None) -> None:
        """Say that a note was not finished, and how it is gone on with."""
        self.app.draft = self.app.draft_found = draft
        if draft is not None:
            called = " and ".join(self.app.catalogue.called(in_reading_order(draft.about)))
            key = self.app.key_of_name(READER, "note")
            self.app.say(f"{key} goes on with the unfinished note on {printable_line(called)}")

    def _put_history(self, values: object) -> None:
        """Put the history back, and behind it what has been read already."""
        history, read = History.of_values(values), self.app.history
        for key, line in [*read.before, *([read.here] if read.here else [])]:
            history.visit(key)
            history.at(key, line)
        self.app.history = history

    async def go_on(self) -> None:
        """Open what can be opened by now."""
        if self._copies and self.app.catalogue.findings is not None:
            self._copies = False
            self.app.cables_page.show_only_copies()
        if self._only:
            self._narrow_to_bar()
        if self._late is not None:
            if self.app.background.is_at(GROUPS_OF_LIST):
                return
            self._opened(self._late)
        elif self._last is not None:
            self._put(*self._last)  # the marks of copies have laid the lines out anew
        while self.stops:
            stop = self.stops[0]
            if stop.needs_copies and self.app.catalogue.findings is None:
                return
            if stop.needs_list and not self._list_is_narrowed():
                return
            del self.stops[0]
            before = self.app.screen
            await self._open(stop)
            if self.app.screen is not before:
                self._opened(stop)
            elif self.app.background.is_at(GROUPS_OF_LIST):
                self._late = stop
                return
            else:
                self.stops.clear()

    def _opened(self, stop: Stop) -> None:
        from tui.screens.groups import GroupsPage

        page, self._late = self.app.screen, None
        if isinstance(page, GroupsPage) and len(stop.names) >= len(_GROUP_OPTIONS):
            page.take_options(*stop.names[: len(_GROUP_OPTIONS)])
        self._last = (page, stop)
        self._put(page, stop)
        _search_again(page, stop.searched)

    def _list_is_narrowed(self) -> bool:
        from tui.listing.facts_shown import LOOKING

        due = self._copies or self._only or self.app.background.is_at(LOOKING)
        return not due and self.app.cables_page.is_narrowed

    def list_shown(self) -> None:
        """The list shows other cables: what waited for them is opened."""
        if self.stops and self.stops[0].needs_list:
            self.app.call_later(self.go_on)

    def _put(self, page: Screen[Any], stop: Stop, looks: int = _LOOKS) -> None:
        """Put the cursor where it was, once the lines are laid out; a narrower terminal has others."""
        view = page.view  # type: ignore[attr-defined]  # each of them is a Page
        stack = self.app.screen_stack  # empty while the app is left
        if self._left or page not in stack:
            return
        line = view.line_again(stop.line, stop.spot) if view.size.height and view.line_count else None
        if line is not None and view.cursor != line:
            view.move_to(line, top=stop.top + line - stop.line)
            looks = min(looks, _LOOKS_AFTER)  # marks that arrive may lay the lines out anew
        if looks:
            page.set_timer(_LOOK_AGAIN, lambda: self._put(page, stop, looks - 1))

    def _narrow_to_bar(self) -> None:
        """Show the cables of a bar of the overview again, where there is such a bar."""
        from tui.listing.facts_shown import LOOKING, cables_of, fact_of

        archive, copies, words = self.app.archive, self.app.catalogue.lookup, self._only
        fact = fact_of(words)
        if fact is not None and fact.of_copies and copies is None:
            return
        self._only = ""
        page = self.app.cables_page

        def show(numbers: array[int]) -> None:
            if numbers and not page.wanted:
                page.show_only_again(words, numbers)

        background = self.app.background
        background.do(LOOKING, lambda _: cables_of(archive, copies, words), show, size=len(archive))

    def forget(self) -> None:
        """The reader goes another way."""
        self._left = True
        self._copies = False
        self._only = ""
        page = self.app.cables_page
        page.return_to = page.return_order = self._late = None
        page.return_narrowed = False
        self.stops.clear()

    async def _open(self, stop: Stop) -> None:
        from tui.screens.diff import DiffPage
        from tui.screens.dots import DotsPage
        from tui.screens.overview import OverviewPage
        from tui.screens.releases import ReleasesPage

        app = self.app
        if stop.screen == "reader":
            number = app.archive.number_of(stop.names[0])
            if number is not None:
                kept = replace(app.history, before=[*app.history.before], after=[*app.history.after])
                await app.read_cable(number, spot=stop.spot)
                app.history = kept
        elif stop.screen == "copies":
            await self._open_copies(stop.names[0], stop.block)
        elif stop.screen == "diff" and len(stop.names) == 2:
            await app.open_places(*stop.names)
            page = app.screen
            if isinstance(page, DiffPage) and _names(page) != stop.names:
                page.action_swap()
        elif stop.screen == "collation":
            await self._open_collation(stop)
        elif stop.screen == "groups":
            await self._open_groups(stop)
        elif stop.screen == "notes":
            await app.action_notes()
        elif stop.screen == "dots" and len(stop.names) == 2:
            await show_dots(app, *stop.names)
            page = app.screen
            if isinstance(page, DotsPage):
                page.dots.go_to(stop.line, stop.block or 0)
        elif stop.screen == "overview":
            await show_overview(app)
            page = app.screen
            if isinstance(page, OverviewPage) and stop.names:
                page.take_fact(stop.names[0])
        elif stop.screen == "releases":
            await show_releases(app)
            page = app.screen
            if isinstance(page, ReleasesPage) and len(stop.names) == 3:
                page.take_options(*stop.names)

    async def _open_groups(self, stop: Stop) -> None:
        """Open the groups of the archive, of the cables in the list, or of the cable that is read."""
        from tui.screens.groups import CABLE
        from tui.screens.reader import ReaderPage

        below, whose = self.app.screen, stop.names[len(_GROUP_OPTIONS) :]
        if stop.needs_list:
            await self.app.cables_page.action_groups()
        elif whose == (CABLE,) and isinstance(below, ReaderPage):
            await below.show_groups_of(stop.block)
        else:
            await show_groups(self.app, None)

    async def _open_collation(self, stop: Stop) -> None:
        """Set the texts together that are still there, where they are two at least."""
        from tui.comparing.ignore_levels import READING, levels_from
        from tui.screens.collation import MOST_WITNESSES, CollationPage

        texts = [self.app.catalogue.named(name) for name in stop.names[1 : 1 + MOST_WITNESSES]]
        sides = [side for side in texts if side is not None]
        base = stop.block or 0
        if len(sides) > 1:
            options = replace(READING, ignore=levels_from(stop.names[0], READING.ignore))
            await self.app.push_screen(CollationPage(sides, options, base if 0 <= base < len(sides) else 0))

    async def _open_copies(self, key: str, block: int | None) -> None:
        catalogue = self.app.catalogue
        cable = catalogue.cable_of(key)
        if cable is None:
            return
        groups: Sequence[Any] = ()
        if block is not None:
            groups = catalogue.marks(key, cable)[0].get(block, ())
        await self.app.show_copies(key, block if groups else None, groups)


def _read(text: str) -> dict[str, Any]:
    try:
        place = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return place if isinstance(place, dict) else {}


def _checked(values: object) -> Stop | None:
    """Return what was kept of a screen; None where the file says something else."""
    if not isinstance(values, dict) or not isinstance(values.get("screen"), str):
        return None
    names, block = values.get("names"), values.get("block")
    line, top = values.get("line"), values.get("top")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    if values["screen"] in ("reader", "copies", "collation") and not names:
        return None
    line, top = (value if isinstance(value, int) else 0 for value in (line, top))
    block, spot = (value if isinstance(value, int) else None for value in (block, values.get("spot")))
    searched = values.get("searched")
    searched = printable_line(searched) if isinstance(searched, str) else ""
    return Stop(values["screen"], tuple(names), block, line, top, spot, searched)
