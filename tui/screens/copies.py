"""The copies of a block, or of all that a cable shares: groups, and in each its places in order of time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from duplicates.group_kinds import GroupKind
from duplicates.shares import percent
from parser.printable import printable_line
from tui import actions
from tui.comparing.compare_sides import changed_words, compare_sides
from tui.drawing.wrapping import fit, fit_id
from tui.giving.command_lines import place_name
from tui.listing.searched_texts import copies_texts
from tui.names import counted, group_glyph, group_name
from tui.notes.reader_notes import Verdict
from tui.reading.explain import why_within
from tui.screens.judging import offer_verdict
from tui.screens.searching import ListSearchingPage
from tui.widgets.bars import Bar
from tui.widgets.diff_text import DiffText
from tui.widgets.searched_view import SearchedView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from duplicates.model import Group, Member
    from tui.app import CablediffApp
    from tui.screens.page import Clipping
    from tui.widgets.line_view import LineView
    from tui.widgets.runs import Run

_LEAST_PREVIEW = 6
"""Lines from which on a look at the differences is worth its room."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a group, one of its places, or (with neither) an empty line."""

    group: Group | None = None
    member: Member | None = None
    own: bool = False  # the place that the reader came from


class CopiesList(SearchedView):
    """Groups and their places: for each group a line, one for each place, and an empty one."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.groups: Sequence[Group] = ()
        self.starts: list[int] = []  # the line of each group
        self._own: list[int | None] = []  # of each group, which of its places the reader came from
        self._lines = 0

    def show(self, groups: Sequence[Group], key: str, start: int | None) -> None:
        """Show these groups; the reader came from the text of ``key`` at the offset ``start``."""
        self.groups = groups
        self.starts = [0, *accumulate(len(group.members) + 2 for group in groups)]
        self._lines = max(self.starts.pop() - 1, 0)
        self._own = []
        for group in groups:
            own = own_place(group, key, start)
            self._own.append(None if own is None else group.place_of(own))
        self._cursor = 0
        self.top = 0
        self.changed()
        self.move_to(0, step=1)

    @property
    def line_count(self) -> int:
        return self._lines

    def _at(self, number: int) -> tuple[int, int]:
        """Return which group a line is of, and which of its places; -1 is the group's own line."""
        group = bisect_right(self.starts, number) - 1
        return group, number - self.starts[group] - 1

    def entry_at(self, number: int) -> Entry:
        """Return what stands in a line."""
        at, place = self._at(number)
        group = self.groups[at]
        if place < 0:
            return Entry(group)
        if place == len(group.members):
            return Entry()
        return Entry(group, group.members[place], place == self._own[at])

    def selectable(self, number: int) -> bool:
        at, place = self._at(number)
        return 0 <= place < len(self.groups[at].members) and place != self._own[at]

    @property
    def entry(self) -> Entry | None:
        """What is under the cursor."""
        if not self._lines or not self.selectable(self.cursor):
            return None
        return self.entry_at(self.cursor)

    def selectable_before(self, number: int) -> int:
        """Return how many lines above one can be chosen."""
        at, place = self._at(number)
        others = [len(group.members) - (own is not None) for group, own in self._groups_with_own()]
        own = self._own[at]
        return sum(others[:at]) + place - (own is not None and own < place)

    @property
    def selectable_lines(self) -> int:
        """How many lines can be chosen."""
        return sum(len(group.members) - (own is not None) for group, own in self._groups_with_own())

    def _groups_with_own(self) -> Iterator[tuple[Group, int | None]]:
        return zip(self.groups, self._own, strict=True)

    def line(self, number: int, width: int) -> Sequence[Run]:
        entry = self.entry_at(number)
        if entry.group is None:
            return ()
        if entry.member is None:
            return self._group(entry.group, width)
        at, _ = self._at(number)
        return self._member(entry.group, entry.member, self._own[at] or 0, own=entry.own, width=width)

    def _group(self, group: Group, width: int) -> list[Run]:
        glyph, role = group_glyph(group, self.glyphs)
        facts = [counted(len(group.members), "place")]
        if group.cables > 1:
            facts.append(counted(group.cables, "cable"))
        if group.posts > 1:
            facts.append(counted(group.posts, "post"))
        facts.append(counted(group.words, "word"))
        start: list[Run] = [
            (f"{glyph} ", role),
            (group_name(group), "strong"),
            (f"  {f' {self.glyphs.separator} '.join(facts)}  ", "dim"),
        ]
        room = width - 2 - sum(len(text) for text, _ in start)
        excerpt = app_of(self).catalogue.excerpt(group.members[0])
        return [*start, (fit(excerpt, room, self.glyphs.ellipsis), "faint")] if room > 16 else start

    def _member(self, group: Group, member: Member, beside: int, *, own: bool, width: int) -> list[Run]:
        """Return the line of a place; ``beside`` is which of the group's the reader came from."""
        app = app_of(self)
        names = [place_name(each.cable, each.block) for each in (group.members[beside], member)]
        place = app.catalogue.place_of(member)
        date = f"{member.created:%Y-%m-%d}" if member.created else ""
        how = f"{percent(member.similarity) if group.kind is not GroupKind.PASSAGE else '':>6}"
        note = "from here" if own else ""
        if not own and member == group.members[0]:
            note = "earliest"
        note = app.notes.verdict(*names) or note
        noted = bool(app.notes.note(names[1]) or (not own and app.notes.note(*names)))
        sign = self.glyphs.noted_sign(marked=member.cable in app.notes.marked, noted=noted)
        mark: Run = (f" {sign} ", "text" if sign.isspace() else "key")
        subject_width = width - 2 - 18 - 12 - 24 - 8 - 12
        key = fit_id(printable_line(member.cable), 17, width - 5, self.glyphs.ellipsis)
        place_width, dots = max(24 + 17 - len(key), 9), self.glyphs.ellipsis
        runs: list[Run] = [
            mark,
            (f"{key} ", "dim" if own else "id"),
            (f"{date:10}  ", "dim"),
            (f"{fit_id(place, place_width - 1, place_width - 1, dots)} ", "dim" if own else "text"),
            (f"{how}  ", "dim" if member.similarity == 1.0 else "near"),
            (f"{note:10}", "strong" if isinstance(note, Verdict) else "faint"),
        ]
        if subject_width > 12:
            subject = printable_line(app.catalogue.subject_of(member.cable) or "")
            runs.append((fit(subject, subject_width, self.glyphs.ellipsis), "faint"))
        return runs


def own_place(group: Group, key: str, start: int | None) -> Member | None:
    """Return the member that the reader came from: the one at an offset, else the first of the cable."""
    here = group.members_of(key)
    at = (member for member in here if start is not None and member.start <= start < member.end)
    return next(at, here[0] if here else None)


def app_of(view: LineView) -> CablediffApp:
    """Return the view's app, by its own type."""
    from tui.app import CablediffApp

    app = view.app
    assert isinstance(app, CablediffApp)
    return app


class CopiesPage(ListSearchingPage):
    """Where the text of a block, or of any block of a cable, stands as well."""

    SCOPE = actions.COPIES
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.COPIES)]

    def __init__(self, key: str, block: int | None, groups: Sequence[Group]) -> None:
        super().__init__()
        self.key = key
        self.block = block
        self.groups = groups
        self.copies = CopiesList(id="copies")
        self.preview_head = Bar(id="preview-head", base="columns")
        self.preview = DiffText(id="preview")
        self.preview.can_focus = False
        self.preview.shows_cursor = False
        self.preview.wanted = False
        self._why: tuple[Member, str] | None = None
        self._previewed: Member | None = None

    @property
    def view(self) -> LineView:
        return self.copies

    @property
    def searched_view(self) -> SearchedView:
        return self.copies

    def line_texts(self) -> Iterator[str]:
        """Return the text of each group, and cable, date and subject of each place."""
        return copies_texts(self.browser.archive, self.groups)

    def body(self) -> Sequence[Widget]:
        return (self.copies, self.preview_head, self.preview)

    def begin(self) -> None:
        """Fill the list."""
        start = None if self.block is None else self.browser.catalogue.block_start(self.key, self.block)
        self.copies.show(self.groups, self.key, start)
        self._divide()

    def on_resize(self) -> None:
        """Divide the screen between the list and a look at the differences."""
        self._divide()
        super().on_resize()

    def moved(self) -> None:
        """Show under the list how the place under the cursor differs from where the reader came from."""
        entry = self.copies.entry
        if not self.preview.display or entry is None or entry.group is None or entry.member is None:
            return
        if entry.member == self._previewed:
            return
        self._previewed = entry.member
        own = self._own(entry.group)
        sides = [self.browser.catalogue.side(member) for member in (own, entry.member)]
        if entry.group.place_of(own) > entry.group.place_of(entry.member):
            sides.reverse()
        difference = compare_sides(sides[0], sides[1])
        self.preview.show(difference)
        words = changed_words(difference, self.glyphs) if difference.changes else "no difference"
        names = f" {self.glyphs.arrow} ".join(f"{printable_line(side.key)} {side.place}" for side in sides)
        self.preview_head.show([(f"   {names}", "columns")], [[(f"{words} ", "columns")]])

    def _own(self, group: Group) -> Member:
        """Return the place in a group that the reader came from."""
        start = None if self.block is None else self.browser.catalogue.block_start(self.key, self.block)
        return own_place(group, self.key, start) or group.members[0]

    def _divide(self) -> None:
        """Give the list what it needs, at most half; the rest shows differences where it is worth it."""
        height = self.size.height - 2
        room = height - min(self.copies.line_count, height // 2) - 1
        shown = room >= _LEAST_PREVIEW
        self.copies.styles.height = height - room - 1 if shown else "1fr"
        self.preview.display = self.preview_head.display = shown
        self._previewed = None
        self.call_after_refresh(self.moved)

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        what = f" {printable_line(self.key)} "
        left: list[Run] = [(" Copies ", "bar_strong"), (f"{self.glyphs.separator}{what}", "bar")]
        if self.block is not None:
            name = self.browser.catalogue.place_name(self.key, self.block)
            left.append((f"{self.glyphs.separator} {name}", "bar"))
        return left, ((f"{counted(len(self.groups), 'group')} ", "bar_dim"),)

    def place(self) -> str:
        entry = self.copies.entry
        if entry is None or entry.member is None or entry.group is None:
            return "no other place"
        here = self.copies.selectable_before(self.copies.cursor) + 1
        hits = self.hit_place()
        where = f"{here:,}/{self.copies.selectable_lines:,}"
        return f"{where} {self.glyphs.separator} {hits}" if hits else where

    def details(self) -> str:
        entry = self.copies.entry
        if entry is None or entry.member is None or entry.group is None:
            return ""
        room = self.size.width - len(self.place()) - 4
        return why_within(self._reason(entry.group, entry.member), room)

    def _reason(self, group: Group, member: Member) -> str:
        """Say why the member is in the group; counted once for the line under the cursor."""
        if self._why is None or self._why[0] != member:
            self._why = (member, self.browser.catalogue.why(group, self._own(group), member))
        return self._why[1]

    async def action_open(self) -> None:
        """Show the differences between the block and the place under the cursor."""
        entry = self.copies.entry
        if entry is None or entry.group is None or entry.member is None:
            return
        await self.browser.show_difference(self.key, self.block, entry.group, entry.member)

    async def on_line_view_chosen(self) -> None:
        """A double click compares."""
        await self.action_open()

    async def action_read(self) -> None:
        """Read the cable under the cursor, at the copy."""
        entry = self.copies.entry
        if entry is None or entry.member is None:
            return
        number = self.browser.archive.number_of(entry.member.cable)
        if number is not None:
            await self.browser.read_cable(number, entry.member.block)

    async def action_compare(self) -> None:
        """Compare the whole cables."""
        entry = self.copies.entry
        if entry is None or entry.member is None:
            return
        if entry.member.cable == self.key:
            self.say("this copy is in the same cable: Enter compares the blocks")
        else:
            await self.browser.compare_cables(self.key, entry.member.cable)

    async def action_collate(self) -> None:
        """Set all places of the group under the cursor against each other."""
        entry = self.copies.entry
        if entry is not None and entry.group is not None:
            await self.browser.collate_group(entry.group)

    def action_mark(self) -> None:
        """Mark the cable of the place under the cursor, or take its mark away."""
        entry = self.copies.entry
        if entry is not None and entry.member is not None:
            self.browser.toggle_mark_and_say(entry.member.cable)

    def action_note(self) -> None:
        """Write a note on the place under the cursor."""
        entry = self.copies.entry
        if entry is not None and entry.member is not None:
            place = place_name(entry.member.cable, entry.member.block)
            self.write_note(self.browser.catalogue.called_member(entry.member), place)

    def action_verdict(self) -> None:
        """Offer the verdicts on the place under the cursor and the one that the reader came from."""
        entry = self.copies.entry
        if entry is not None and entry.group is not None and entry.member is not None:
            pair = (self._own(entry.group), entry.member)
            offer_verdict(self, *(place_name(member.cable, member.block) for member in pair))

    def clippings(self) -> Sequence[Clipping]:
        entry = self.copies.entry
        if entry is None or entry.member is None:
            return ()
        return (
            ("i", "id", entry.member.cable),
            ("t", "text", self.browser.catalogue.text_of(entry.member)),
            ("c", "command", self.browser.command("report", options=self.report_options())),
        )

    def report_options(self) -> list[str]:
        """Return the options that have ``cablediff report`` tell these groups."""
        if self.block is None:
            return [f"--cable={self.key}"]
        return [f"--group={group.id}" for group in self.groups]

    def action_next_group(self) -> None:
        """Go to the first place of the next group."""
        self._go_to_group(1)

    def action_previous_group(self) -> None:
        """Go to the first place of the group before."""
        self._go_to_group(-1)

    def _go_to_group(self, step: int) -> None:
        starts = self.copies.starts
        here = max((index for index, start in enumerate(starts) if start <= self.copies.cursor), default=0)
        target = here + step
        if 0 <= target < len(starts):
            self.copies.move_to(starts[target], top=starts[target] - 1, step=1)
