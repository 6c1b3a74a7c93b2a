"""The browser: one app over one archive, a screen for each thing that a reader does.

The one fact that surprises: nothing here computes. Imports and searches run in workers, whose news arrives
as short messages, so that the screen answers while a quarter of a million cables are read.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events

from corpus.errors import ArchiveError
from corpus.locations import archive_name
from duplicates.lookup import Lookup
from parser.printable import printable_line
from tui import actions
from tui.catalogue import Catalogue
from tui.drawing.glyphs import ASCII, glyphs_for
from tui.drawing.theme import THEMES
from tui.giving.command_lines import command_line
from tui.keys.in_order import Keys
from tui.keys.keymap import keymap_path, read_keymap
from tui.keys.palette import ActionCommands, Palette
from tui.listing.list_lines import ListLines
from tui.notes.reader_notes import Notes, notes_path
from tui.opening import collect_from_now_on, load_screens, unknown_copies
from tui.reading.document import View
from tui.reading.history import History
from tui.returning.options import Options
from tui.returning.settings import Settings
from tui.screens.cables import CablesPage
from tui.screens.page import Page
from tui.session import SessionApp
from tui.terminal.textual_hacks import lean_driver, without_toasts
from tui.working.background import Background
from tui.working.search_worker import Importing, Searching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from textual.binding import BindingType
    from textual.screen import Screen

    from corpus import Archive
    from corpus.query import Words
    from duplicates.model import Findings, Group, Member
    from duplicates.results.register import Register
    from tui.actions import Action
    from tui.catalogue import Side
    from tui.listing.list_search import Haystack


BACKGROUND_AFTER = 0.8
"""Seconds after the first picture in which the lines for the filter begin to be read, and copies looked for.

The screens that the next keys open are loaded first: a cable opened before took 0.4 s and not 0.1."""


_OF_THE_READER = (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
"""What tells that a reader does something."""


class CablediffApp(SessionApp, inherit_bindings=False):
    """Browse an archive; import ``sources`` into it first."""

    TITLE = "cablediff"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[Any] = {lambda: ActionCommands}
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.EVERYWHERE)]
    CSS = """
    CommandPalette > Vertical { margin-top: 2; }
    """

    def __init__(
        self,
        archive: Archive,
        sources: Sequence[Path] = (),
        *,
        findings: Findings | None = None,
        releases: bool = False,
        ascii_only: bool = False,
        theme: str | None = None,
        settings: Settings | None = None,
        thin: bool = False,
    ) -> None:
        super().__init__(driver_class=lean_driver())
        without_toasts(self)
        self.archive = archive
        self.sources = sources
        self.glyphs = glyphs_for(ascii_only=ascii_only)
        self.animation_level = "none"
        self.progress_text = ""
        self.catalogue = Catalogue(archive, self.glyphs)
        self.thin = thin
        self.settings = Settings.of_reader() if settings is None else settings
        self.notes = Notes(notes_path(archive.path))
        self.history = History()
        self.reading = View()  # how cables are shown, from one to the next; folded is only the one at hand
        self._given_findings = findings
        self._wants_releases = releases  # to be shown first
        self._lines = ListLines(self)
        self.keys = Keys(self, super().on_event)
        self.importing = Importing(self)
        self.searching = Searching(self)
        self.background = Background(self)
        for theme_ in THEMES:
            self.register_theme(theme_)
        self.theme = theme or self.own_theme()
        self.stylesheet.set_variables(self.get_css_variables())
        self.problems: list[str] = []  # of the input and of the keymap, said again when the screen is left
        keymap, self.problems[:] = read_keymap(keymap_path())
        self.set_keymap(keymap)

    @property
    def options(self) -> Options:
        """How the screens are set up for this archive."""
        return Options(self.settings, self.archive.path)

    @property
    def archive_name(self) -> str:
        """What the archive is called in the title."""
        names = [path.name or str(path) for path in self.sources]
        if not names and getattr(self.archive, "path", None) is not None:
            names = [archive_name(self.archive.path)]
        return printable_line(", ".join(names))

    def get_default_screen(self) -> CablesPage:
        """The list of cables is the ground on which all other screens stand."""
        return CablesPage(self)

    @property
    def cables_page(self) -> CablesPage:
        """The list of cables."""
        page = self.screen_stack[0]
        assert isinstance(page, CablesPage)
        return page

    def on_mount(self) -> None:
        """Begin what has to be done."""
        self.call_after_refresh(self._after_first_picture)
        self.begin_session()
        if self._given_findings is not None:
            self.take_copies(Lookup(self._given_findings))
        self.set_timer(BACKGROUND_AFTER, lambda: self.with_haystack("", lambda _: None))
        if self.sources:
            self.importing.start(self.sources)
        elif self.catalogue.findings is None:
            self.searching.start_after(BACKGROUND_AFTER)
        if self.problems:
            name = keymap_path().name
            self.call_after_refresh(self.say, printable_line(name + self.problems[0].partition(name)[2]))
        if word := getattr(self.archive, "word", ""):  # that it cannot be written
            self.call_after_refresh(self.say, printable_line(word))

    def _after_first_picture(self) -> None:
        collect_from_now_on()
        self.run_worker(load_screens, thread=True)

    @property
    def working(self) -> bool:
        """Whether something long runs that Esc stops."""
        long = self.importing.running or self.searching.running or self.searching.due
        return long or self.background.running

    # What the screens ask for

    def neighbour(self, number: int, step: int) -> int | None:
        """Return the record that stands ``step`` rows after one in the list."""
        numbers = self.cables_page.numbers()
        try:
            place = numbers.index(number) + step
        except ValueError:
            return None
        if not 0 <= place < len(numbers):
            return None
        self.cables_page.follow(numbers[place])
        return numbers[place]

    def with_haystack(self, purpose: str, use: Callable[[Haystack], None]) -> None:
        """Call ``use`` with the list lines to search in, now or when a worker has read them."""
        self._lines.use(purpose, use)

    def command(self, *words: str, options: Sequence[str] = ()) -> str:
        """Return the command line that prints what the screen shows."""
        return command_line(words, self.sources, self.archive.path, options)

    def search_texts(self, query: str) -> None:
        """Look for a query in the full texts, in a worker with a connection of its own."""
        self.run_worker(lambda: self._search_texts(query), thread=True, group="texts", exclusive=True)

    def _search_texts(self, query: str) -> None:
        from corpus.conditions import asks_for_duplicates  # the first picture waits for no search
        from corpus.query import QueryError
        from corpus.search import Search

        page = self.cables_page
        try:
            search = Search(self.archive, query)
            numbers = search.numbers()
        except (QueryError, ArchiveError) as error:
            self.call_from_thread(page.search_failed, query, str(error))
            return
        self.call_from_thread(page.show_found, query, numbers)
        if asks_for_duplicates(search.query) and not self.archive.copies_known:
            known = self.catalogue.findings is not None  # but not noted, where nothing can be written
            word = "D shows them" if known else "has:duplicate finds them when they are"
            why = "copies cannot be noted in this archive" if known else "copies are not known yet"
            self.call_from_thread(self.say, f"{why}: {word}")

    # Workers and their news

    def show_progress(self, text: str) -> None:
        """Show what is going on in the status line; '' when nothing is."""
        self.progress_text = text
        self._each_page(Page.show_place, top_only=True)

    def archive_grew(self) -> None:
        """Show what an import has brought."""
        self._lines.changed(for_now=self.importing.running)
        self.catalogue.forget()
        self.cables_page.reload()

    def import_done(self, message: str) -> None:
        """Show the whole archive, then look for copies."""
        self.progress_text = ""
        self.archive_grew()
        if message and isinstance(self.screen, Page):
            self.screen.say(message)
        self.find_duplicates()
        if self._wants_releases:
            self._wants_releases = False
            self.call_later(self.cables_page.action_releases)

    def find_duplicates(self) -> None:
        """Look for repeated text in the whole archive, in a worker."""
        if len(self.archive):
            self.searching.start()

    def search_failed(self, message: str) -> None:
        """Say why nothing is known of copies."""
        self.progress_text = ""
        self.say(message)

    def take_copies(self, copies: Lookup | Register) -> None:
        """Show what a search for duplicates has found."""
        self.catalogue.take(copies)
        self.progress_text = ""
        for page in self.screen_stack:
            if isinstance(page, Page):
                page.show_marks()
        self._each_page(Page.show_place, top_only=True)
        self.call_later(self.returning.go_on)

    def _each_page(self, do: Callable[[Page], None], *, top_only: bool = False) -> None:
        pages = self.screen_stack[-1:] if top_only else self.screen_stack
        for page in pages:
            if isinstance(page, Page):
                do(page)

    # Screens

    async def read_cable(self, number: int, block: int | None = None, spot: int | None = None) -> None:
        """Open the reader at a block or an offset; without one at the first hit of the list's full search."""
        from tui.screens.reader import ReaderPage

        words = () if block is not None else self._searched_words()
        await self.push_screen(ReaderPage(number, block, words, spot=spot))

    def _searched_words(self) -> Sequence[Words]:
        """Return the words of the list's full search, which may still be at work; () where there is none."""
        query = self.cables_page.wanted
        if not query:
            return ()
        from corpus.conditions import positive_words  # the first picture waits for no search
        from corpus.query import QueryError, read_query

        try:
            return list(positive_words(read_query(query)))
        except QueryError:  # which the search says, too
            return ()

    async def show_copies(self, key: str, block: int | None, groups: Sequence[Group] = ()) -> None:
        """Open the copies of a block, or (without one) all that a cable shares."""
        from tui.screens.copies import CopiesPage

        if self.catalogue.lookup is None:
            self.say(unknown_copies(self))
            return
        if block is None:
            groups = self.catalogue.lookup.groups_of(key)
        if not groups:
            self.say("nothing here occurs elsewhere" if block is None else "this block occurs nowhere else")
            return
        await self.push_screen(CopiesPage(key, block, groups))

    async def compare_cables(self, a: str, b: str) -> None:
        """Open the word diff of two whole cables, the earlier at the left."""
        from tui.screens.diff import DiffPage

        sides = [side for side in (self.catalogue.whole(a), self.catalogue.whole(b)) if side is not None]
        if len(sides) == 2:
            first, second = sorted(sides, key=lambda side: side.date)
            await self.push_screen(DiffPage([(first, second)]))

    async def collate_cables(self, keys: Sequence[str]) -> None:
        """Set several whole cables against each other."""
        rows = [row for row in map(self.catalogue.row_of, keys) if row is not None]
        rows.sort(key=lambda row: row.created)
        await self._collate((self.catalogue.whole(row.key) for row in rows), len(rows))

    async def collate_group(self, group: Group) -> None:
        """Set all places of a group against each other."""
        await self._collate(map(self.catalogue.side, group.members), len(group.members))

    async def _collate(self, sides: Iterable[Side | None], count: int) -> None:
        """Set the first texts together; a group's are in order of time, and those after them are not read."""
        from tui.comparing.ignore_levels import READING
        from tui.screens.collation import MOST_WITNESSES, CollationPage

        if count > MOST_WITNESSES:
            self.say(f"the first {MOST_WITNESSES} of {count:,} texts")
        first = [side for side in islice(sides, MOST_WITNESSES) if side is not None]
        if len(first) > 1:
            first.sort(key=lambda side: side.date)
            await self.push_screen(CollationPage(first, READING))

    async def show_difference(self, key: str, block: int | None, group: Group, member: Member) -> None:
        """Open the word diff between a place and the others of its group, ``member`` first."""
        from tui.comparing.pairs_of import PairsOf
        from tui.screens.copies import own_place
        from tui.screens.diff import DiffPage

        own = own_place(group, key, None if block is None else self.catalogue.block_start(key, block))
        if own is None or member == own:
            self.say("this is the block itself")
            return
        pairs = PairsOf(self.catalogue, group, group.place_of(own))
        await self.push_screen(DiffPage(pairs, pairs.index_of(member)))

    # Actions

    def key_of(self, action: Action) -> str:
        """Return the key that a reader's keymap gives an action; '' when it is the usual one."""
        keys = self._keymap.get(action.id, "")
        return actions.keys_shown(keys) if keys else ""

    def key_of_name(self, scope: str, name: str) -> str:
        """Return the first key that an action has, the reader's own where there is one."""
        action = next(action for action in actions.of(scope) if action.name == name)
        return self.key_of(action) or actions.key_name(action.keys.split(",")[0])

    async def action_help(self) -> None:
        """Show the keys of this screen."""
        from tui.screens.help import HelpPage

        if isinstance(self.screen, HelpPage):
            await self.pop_screen()
        elif isinstance(self.screen, Page):
            await self.push_screen(HelpPage(self.screen.SCOPE))

    async def action_command_palette(self) -> None:  # type: ignore[override]  # an action may be either
        """Offer every action of the screen by its words."""
        if not isinstance(self.screen, Palette):
            await self.push_screen(Palette(ascii_only=self.glyphs is ASCII))

    def action_export(self) -> None:
        """Write to a file what the screen shows."""
        from tui.giving.exporting import export  # the first picture is not exported

        if isinstance(self.screen, Page):
            export(self.screen)

    def action_to_pager(self) -> None:
        """Show in the reader's pager what the screen shows."""
        from tui.giving.paging import show_in_pager

        if isinstance(self.screen, Page):
            show_in_pager(self.screen)

    async def action_stop(self) -> None:
        """Leave a prompt; else stop what is running; else go back."""
        if isinstance(self.screen, Page) and self.screen.stop():
            return
        if self.background.stop():
            return
        if len(self.screen_stack) > 1:  # long work goes on, and is stopped from the list
            await self.pop_screen()
        elif self.working:
            self.importing.stop()
            self.searching.stop()

    async def action_back(self) -> None:
        """Return to the screen below; from the list, leave."""
        if len(self.screen_stack) > 1:
            await self.pop_screen()
        else:
            self.action_leave()

    def refresh_css(self, animate: bool = True) -> None:
        """Give everything its styles anew, where there is a screen; the first begins with those of its theme.

        Textual (8.2) reads the style sheets of the app twice otherwise, the first time with its own theme.
        """
        if self.screen_stack:
            super().refresh_css(animate)

    async def on_event(self, event: events.Event) -> None:
        """Let a key act before the next one is looked at, and nothing act that is pasted."""
        if isinstance(event, _OF_THE_READER) and self.keys.begun:
            self.returning.forget()
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded or not self.screen_stack:
            await super().on_event(event)  # what comes back is not sent again
        elif isinstance(event, events.Paste):
            await self.keys.take(events.Paste(printable_line(event.text)))
        else:
            await self.keys.take(event)

    def on_resize(self) -> None:
        """The terminal shows we do not know what after its size changed.

        Textual (8.2) paints what has another size now: little of the screen, where the size is the old one
        again by the time that it is looked at.
        """
        if self.screen_stack:
            self.action_redraw()

    def commands(self, screen: Screen[Any]) -> Iterable[tuple[Action, Callable[[], Any]]]:
        """Yield the actions of a screen for the palette, each with what runs it."""
        scope = screen.SCOPE if isinstance(screen, Page) else ""
        holders: list[tuple[str, Any]] = [(scope, screen), (actions.EVERYWHERE, self)]
        if isinstance(screen, Page):
            holders.append((actions.MOVING, screen.view))
        for of, holder in holders:
            for action in actions.of(of):
                if action.palette:
                    yield action, getattr(holder, f"action_{action.name}")
