"""The list of cables: where a session begins and to which ``q`` returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from corpus import ORDERS
from parser.printable import printable_line
from tui import actions
from tui.listing.list_facts import keys_of
from tui.names import counted
from tui.opening import show_dots, show_dots_against, show_groups, show_overview, show_releases
from tui.screens.narrowing import RANK, NarrowingPage
from tui.widgets.bars import Bar
from tui.widgets.panes import Halves
from tui.widgets.preview import Preview

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from tui.app import CablediffApp
    from tui.reading.history import Stop
    from tui.screens.page import Clipping
    from tui.widgets.line_view import LineView
    from tui.widgets.runs import Run

PREVIEW_FROM: Final = 120
PREVIEW_RIGHT_FROM: Final = 180
PREVIEW_BELOW_FROM: Final = 30
"""Columns and lines from which on there is a preview, at the right or below the list."""


class CablesPage(NarrowingPage):
    """All cables of the archive."""

    SCOPE = actions.CABLES
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.CABLES)]
    DEFAULT_CSS = """
    CablesPage #halves { height: 1fr; }
    CablesPage #preview, CablesPage #preview-head { display: none; }
    CablesPage.preview-right #halves { layout: horizontal; }
    CablesPage.preview-right #list { width: 100; }
    CablesPage.preview-right #preview { display: block; width: 1fr; }
    CablesPage.preview-below #list { height: 3fr; }
    CablesPage.preview-below #preview { display: block; height: 2fr; }
    CablesPage.preview-below #preview-head { display: block; }
    """

    def __init__(self, browser: CablediffApp) -> None:
        super().__init__(browser)
        self.list.marked = browser.notes.marked
        self.list.noted = browser.notes.cables_with_notes()
        self.preview = Preview(id="preview")
        self.preview_head = Bar(id="preview-head", base="columns")
        self.wants_preview = browser.options.flag("preview", default=True)

    @property
    def view(self) -> LineView:
        return self.list

    def body(self) -> Sequence[Widget]:
        return (
            Halves(self.list, self.preview_head, self.preview, id="halves"),
            self.candidates_bar,
        )

    def begin(self) -> None:
        """Show what the archive has already."""
        self.reload()

    def show_marks(self) -> None:
        """Show the marks of a finished search for duplicates."""
        if self.browser.catalogue.lookup is not None:
            self.list.show_marks(self.browser.catalogue.lookup.marks_of)
        if self.only_copies or self.by == "copies":
            self.reload()

    def show_notes(self) -> None:
        """Show marks and notes again."""
        self.list.noted = self.browser.notes.cables_with_notes()
        self.list.changed()

    # Preview

    def moved(self) -> None:
        """Have the preview follow."""
        if self.preview.display:
            self.preview.follow(self.list.number)
            row = self.list.row
            self.preview_head.show([(f"    {printable_line(row.key)}" if row else "", "columns")])

    def on_resize(self) -> None:
        """Put the preview where there is room for it: at the right, else below, else nowhere."""
        self._place_preview()
        super().on_resize()

    def action_preview(self) -> None:
        """Show or hide the preview; where there is no room for one, say what it needs."""
        width, height = self.size
        right, below = self._room_for_preview()
        if not (right or below):
            least = f"{PREVIEW_FROM} columns and {PREVIEW_BELOW_FROM} lines"
            self.say(f"a preview needs {least}, here are {width} and {height}")
            return
        self.wants_preview = not self.wants_preview
        self.browser.options.put("preview", self.wants_preview)
        self._place_preview()

    def _room_for_preview(self) -> tuple[bool, bool]:
        """Tell whether there is room for a preview at the right, or else below."""
        width, height = self.size
        right = width >= PREVIEW_RIGHT_FROM
        return right, not right and width >= PREVIEW_FROM and height >= PREVIEW_BELOW_FROM

    def _place_preview(self) -> None:
        right, below = self._room_for_preview()
        self.preview.edge = right and self.wants_preview
        self.set_class(right and self.wants_preview, "preview-right")
        self.set_class(below and self.wants_preview, "preview-below")
        self.call_after_refresh(self.moved)

    # Title and place

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        arrow = self.glyphs.descending if self.descending else self.glyphs.ascending
        left: list[Run] = [(" cablediff ", "bar_strong"), (self.browser.archive_name, "bar")]
        left += self.narrowing_runs()
        if self.by == RANK and not self.descending:
            return left, (("best first " if self.wanted else "in order of time ", "bar_dim"),)
        return left, ((f"by {self.by} {arrow} ", "bar_dim"),)

    def place(self) -> str:
        shown, total = len(self.list.numbers), len(self._all)
        if not total:
            return "no cables"
        where = f"{self.list.cursor + 1 if shown else 0:,}/{shown:,}"
        if shown != total:
            where += f" of {total:,}"
        if not shown:
            where += f" {self.glyphs.separator} nothing passes; Esc takes the last choice back"
        if self.searched and self.hits:
            where += f" {self.glyphs.separator} {self.hit_place()}"
        return where

    # What can be done

    async def action_open(self) -> None:
        """Read the cable under the cursor."""
        if self.list.number is not None:
            await self.browser.read_cable(self.list.number)

    async def on_line_view_chosen(self) -> None:
        """A double click reads."""
        await self.action_open()

    async def action_groups(self) -> None:
        """Show the groups of the archive, or of the cables that the list is narrowed to."""
        whole = len(self.list.numbers) == len(self._all)
        choice = [*([f"--query={self.wanted}"] if self.wanted else []), *self.list_options()]
        await show_groups(self.browser, None if whole else self.list.numbers, choice)

    def action_mark(self) -> None:
        """Mark the cable, or take its mark away; go on to the next."""
        row = self.list.row
        if row is not None:
            self.browser.toggle_mark(row.key)
            self.list.action_line_down()

    def action_mark_range(self) -> None:
        """Mark the cables from the nearest mark above, or else below, to this one."""
        keys, here = self.list.numbers, self.list.cursor
        marked = self.browser.marked_numbers()
        above = next((place for place in range(here - 1, -1, -1) if keys[place] in marked), None)
        below = next((place for place in range(here + 1, len(keys)) if keys[place] in marked), None)
        start = above if above is not None else below
        if start is None:
            self.say("mark the first cable of the range with m, then go to its last")
            return
        numbers = keys[min(start, here) : max(start, here) + 1]

        def mark(found: list[str]) -> None:
            self.say(f"{counted(self.browser.mark_all(found), 'cable')} marked", "bar")

        archive = self.browser.archive
        self.browser.background.do("marking", lambda _: keys_of(archive, numbers), mark, size=len(numbers))

    def action_note(self) -> None:
        """Write a note on the cable."""
        row = self.list.row
        if row is not None:
            self.write_note(row.key, row.key)

    def action_only_marked(self) -> None:
        """Show only marked cables, or all again."""
        if not self.browser.notes.marked and not self.only_marked:
            self.say("no cable is marked: m marks")
            return
        self.only_marked = not self.only_marked
        self._show()

    def action_unmark_all(self) -> None:
        """Take all marks away; a list of marked cables alone would be empty and shows all again."""
        if self.only_marked:
            self.only_marked = False
            self._show()
        self.browser.unmark_all_and_say()

    async def action_compare(self) -> None:
        """Compare two marked cables, or the marked one with that under the cursor."""
        row = self.list.row
        marked = list(self.browser.notes.marked)
        if len(marked) == 2:
            await self.browser.compare_cables(*marked)
        elif len(marked) == 1 and row is not None and row.key != marked[0]:
            await self.browser.compare_cables(marked[0], row.key)
        elif len(marked) > 2:
            await self.browser.collate_cables(marked)
        else:
            self.say(f"{counted(len(marked), 'cable')} marked: mark one or two with m, then c")

    def clippings(self) -> Sequence[Clipping]:
        row, command = self.list.row, ("c", "command", self._command())
        if row is None:
            return (command,)
        return (("i", "id", row.key), ("t", "subject", row.subject), command)

    def _command(self) -> str:
        """Return the command line that lists the same cables in the same order."""
        options = self.list_options()
        options += [] if self.by == RANK else [f"--order={self.by}"]
        options += ["--descending"] if self.descending else []
        return self.browser.command("search", self.wanted, options=[*options, "--limit=0"])

    async def action_copies(self) -> None:
        """Show all groups that the cable under the cursor is in."""
        row = self.list.row
        if row is not None:
            await self.browser.show_copies(row.key, None)

    async def action_dots(self) -> None:
        """Show the cable as a dot plot."""
        if self.list.row is not None:
            await show_dots(self.browser, self.list.row.key)

    async def action_dots_against(self) -> None:
        """Show the cable and another as a dot plot."""
        if self.list.row is not None:
            await show_dots_against(self.browser, self.list.row.key)

    async def action_overview(self) -> None:
        """Show the facts of the archive."""
        await show_overview(self.browser)

    async def action_releases(self) -> None:
        """Show what changed between versions of cables."""
        from tui.listing.versions import has_versions

        if has_versions(self.browser.archive):
            await show_releases(self.browser)
        else:
            self.say("one version of each: try cablediff compare --browse EARLY LATE")

    def action_only_copies(self) -> None:
        """Show only cables with copies, or all again."""
        if self.browser.catalogue.lookup is None and not self.only_copies:
            self.say("copies are not known yet")
            return
        self.only_copies = not self.only_copies
        self._show()

    def action_find_duplicates(self) -> None:
        """Search the whole archive again."""
        self.browser.find_duplicates()

    async def action_back_in_history(self) -> None:
        """Read the cable again that was read last, from the line where it was left."""
        await self._read_stop(self.browser.history.here, "no cable was read yet: nothing to go back to")

    async def action_forward_in_history(self) -> None:
        """Go to the cable that was gone back from."""
        await self._read_stop(self.browser.history.forward(), "nothing to go forward to")

    async def _read_stop(self, stop: Stop | None, nothing: str) -> None:
        if stop is None:
            self.say(nothing)
            return
        key, spot = stop
        number = self.browser.archive.number_of(key)
        if number is None:
            self.say(f"{key} is not in this archive")
        else:
            await self.browser.read_cable(number, spot=spot)

    def numbers(self) -> array[int]:
        """Return the record numbers in the order of the list, for stepping from cable to cable."""
        return self.list.numbers

    def put_in_order(self, by: str, *, descending: bool) -> None:
        """Put the list in an order; one that is not known leaves it as it is."""
        if by in ORDERS and (by, descending) != (self.by, self.descending):
            self.by, self.descending = by, descending
            self._put_in_order()

    def narrow(self, text: str) -> None:
        """Show what holds these words."""
        self._filter(text)

    def narrow_again(self, query: str, *, marked: bool) -> None:
        """Show what the last session showed, with the cursor on its record."""
        if query:
            self._search_texts(query)
        self.only_marked = marked and bool(self.browser.notes.marked)
        self._show()

    def show_only_copies(self) -> None:
        """Show only cables with copies."""
        self.only_copies = True
        self._show()

    def follow(self, number: int) -> None:
        """Put the cursor on the cable that is being read."""
        try:
            self.list.move_to(self.list.numbers.index(number))
        except ValueError:
            return
