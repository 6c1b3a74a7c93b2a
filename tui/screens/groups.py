"""Groups of repeated text: of the archive, of the cables that the list shows, of one cable or block."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from duplicates.group_kinds import GroupKind
from duplicates.shares import percent
from tui import actions
from tui.giving.command_lines import place_name
from tui.listing.group_order import (
    FORMS,
    KINDS,
    RISING,
    SCOPES,
    SORTS,
    chosen,
    following,
    report_options,
)
from tui.listing.searched_texts import group_texts
from tui.names import counted, group_name
from tui.reading.explain import why_within
from tui.screens.judging import offer_verdict
from tui.screens.searching import ListSearchingPage
from tui.widgets.bars import Bar
from tui.widgets.groups_list import GroupsList, MembersList
from tui.working.background import AT_ONCE, MANY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType
    from textual.timer import Timer
    from textual.widget import Widget

    from duplicates.model import Group
    from tui.catalogue import Catalogue
    from tui.screens.page import Clipping
    from tui.widgets.line_view import LineView
    from tui.widgets.runs import Run
    from tui.widgets.searched_view import SearchedView
    from tui.working.background import Task

_MEMBERS_FROM: Final = 18
"""Lines of the terminal from which on the places of the group stand below the list."""

ARCHIVE: Final = "archive"
LIST: Final = "list"
CABLE: Final = "cable"
"""Whose groups they are: all, those of the cables in the list, those of the cable that is read."""

SORTING: Final = "sorting"
READING: Final = "reading the places"

_REST: Final = 0.06
"""Seconds without a move after which the cursor is taken to rest."""


class GroupsPage(ListSearchingPage):
    """Groups, sorted and chosen, with the places of the one under the cursor."""

    SCOPE = actions.GROUPS
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.GROUPS)]
    DEFAULT_CSS = """
    GroupsPage #groups { height: 2fr; }
    GroupsPage #members { height: 1fr; display: none; }
    GroupsPage #why { display: none; }
    GroupsPage.tall #members, GroupsPage.tall #why { display: block; }
    """

    def __init__(
        self,
        groups: Sequence[Group],
        of: str,
        *,
        forms: str = "without forms",
        choice: Sequence[str] = (),
        whose: str = ARCHIVE,
        block: int | None = None,
    ) -> None:
        super().__init__()
        self.groups = groups
        self.of = of
        self.by = "words"
        self.reversed = False
        self.kind = "all kinds"
        self.scope = "anywhere"
        self.forms = forms
        self.choice = choice  # the options of the command line that choose the groups
        self.whose = whose
        self.block = block  # of the cable, whose groups they are; None for all of it
        self.keeping = whose != CABLE  # whether the next groups are chosen and sorted in the same way
        self.list = GroupsList(id="groups")
        self.why = Bar(id="why", base="columns")
        self.members = MembersList(id="members")
        self._timer: Timer | None = None

    @property
    def view(self) -> LineView:
        return self.list

    @property
    def searched_view(self) -> SearchedView:
        return self.list

    def line_texts(self) -> Iterator[str]:
        """Return the cable and date of each group's earliest place, and its whole text."""
        return group_texts(self.browser.archive, self.list.groups)

    def body(self) -> Sequence[Widget]:
        return (self.list, self.why, self.members)

    def begin(self) -> None:
        """Show the groups, chosen and sorted as they were left."""
        kept = self.browser.options.here("groups").split(",") if self.keeping else []
        if len(kept) == len(self.chosen_by):
            self.take_options(*kept)
        else:
            self._show()

    def on_resize(self) -> None:
        """Show the places where there is room for them."""
        self.set_class(self.size.height >= _MEMBERS_FROM, "tall")
        super().on_resize()

    def moved(self) -> None:
        """Show the places of the group when the cursor rests: each of them is a cable to be parsed."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_REST, self._show_members)

    def _show_members(self) -> None:
        group = self.list.group
        if not self.has_class("tall") or group is self.members.group or not self.is_mounted:
            return
        if group is None:
            self._take_members(None, "")
            return
        places, catalogue = self.members.page, self.browser.catalogue

        def read(task: Task) -> str:
            for member in group.members[:places]:
                if task.stop():
                    return ""
                catalogue.cable_of(member.cable)  # and keep it: its place is named from it
            return _reason(catalogue, group)

        size = MANY if len(self.groups) > AT_ONCE else 0
        self.browser.background.do(
            READING, read, lambda reason: self._take_members(group, reason), size=size, quiet=True
        )

    def _take_members(self, group: Group | None, reason: str) -> None:
        self.members.show(group)
        said, gap, place = reason.partition("  (")
        reason = why_within(said, self.size.width - 3) + gap + place
        self.why.show([(f"   {reason}", "columns")] if group else [])

    def on_unmount(self) -> None:
        """Nobody waits for what is not read or sorted yet."""
        for purpose in (READING, SORTING):
            self.browser.background.drop(purpose)

    # Title and place

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        rising = (self.by in RISING) != self.reversed
        arrow = self.glyphs.ascending if rising else self.glyphs.descending
        left: list[Run] = [(" Repeated text ", "bar_strong"), (f"{self.glyphs.separator} {self.of}", "bar")]
        usual = {"all kinds", "anywhere"}
        narrowed = [words for words in (self.kind, self.scope, self.forms) if words not in usual]
        left += [(f" {self.glyphs.separator} {words}", "bar_alert") for words in narrowed]
        return left, ((f"by {self.by} {arrow} ", "bar_dim"),)

    def place(self) -> str:
        shown, total = len(self.list.groups), len(self.groups)
        if not shown and self.browser.background.is_at(SORTING):
            return counted(total, "group")
        if not shown:
            return f"none of {counted(total, 'group')}"
        where = f"{self.list.cursor + 1:,}/{shown:,}"
        where += "" if shown == total else f" of {total:,}"
        hits = self.hit_place()
        return f"{where} {self.glyphs.separator} {hits}" if hits else where

    def details(self) -> str:
        group = self.list.group
        if group is None:
            return ""
        facts = [group_name(group), counted(group.cables, "cable"), counted(group.posts, "post")]
        if group.kind is not GroupKind.PASSAGE and len(group.members) > 2 and group.least < 1:
            facts.append(f"{percent(group.least)} and more like the earliest")
        verdict = self.browser.notes.verdict(*_names(group, 2)) if len(group.members) == 2 else None
        return f" {self.glyphs.separator} ".join([f"verdict {verdict}", *facts] if verdict else facts)

    # What can be done

    async def action_open(self) -> None:
        """Show the places of the group."""
        group = self.list.group
        if group is not None:
            leader = group.members[0]
            await self.browser.show_copies(leader.cable, leader.block, [group])

    async def on_line_view_chosen(self) -> None:
        """A double click opens."""
        await self.action_open()

    async def action_read(self) -> None:
        """Read the earliest place."""
        group = self.list.group
        number = None if group is None else self.browser.archive.number_of(group.members[0].cable)
        if group is not None and number is not None:
            await self.browser.read_cable(number, group.members[0].block)

    async def action_collate(self) -> None:
        """Set all places of the group against each other."""
        if self.list.group is not None:
            await self.browser.collate_group(self.list.group)

    def action_mark(self) -> None:
        """Mark the cable of the earliest place, or take its mark away."""
        if self.list.group is not None:
            self.browser.toggle_mark_and_say(self.list.group.members[0].cable)

    def action_note(self) -> None:
        """Write a note on the earliest place."""
        if self.list.group is not None:
            (place,) = _names(self.list.group, 1)
            self.write_note(self.browser.catalogue.called_member(self.list.group.members[0]), place)

    def action_verdict(self) -> None:
        """Offer the verdicts on a group's two places; where there are more, say where they are judged."""
        group = self.list.group
        if group is None:
            return
        if len(group.members) == 2:
            offer_verdict(self, *_names(group, 2))
        else:
            verdict = self.browser.key_of_name(self.SCOPE, "verdict")
            places = self.browser.key_of_name(self.SCOPE, "open")
            self.say(f"{len(group.members):,} places: {places} shows them, {verdict} there judges two")

    def show_notes(self) -> None:
        """Show marks again, and the verdict on a pair."""
        super().show_notes()
        self.members.changed()
        self.show_place()

    @property
    def chosen_by(self) -> tuple[str, str, str, str, str]:
        """How groups are chosen and sorted, as `take_options` takes it."""
        return self.kind, self.scope, self.forms, self.by, "reversed" if self.reversed else ""

    def _choose(self) -> None:
        """Choose and sort anew, as the reader wishes from now on."""
        if self.keeping:
            self.browser.options.put_here("groups", ",".join(self.chosen_by))
        self._show()

    def take_options(self, kind: str, scope: str, forms: str, by: str, backwards: str) -> None:
        """Choose and sort as an earlier session did; what is not known is left as it is usually."""
        self.kind = kind if kind in KINDS else self.kind
        self.scope = scope if scope in SCOPES else self.scope
        self.forms = forms if forms in FORMS else self.forms
        self.by = by if by in SORTS else self.by
        self.reversed = bool(backwards)
        self._show()

    def action_sort(self) -> None:
        """Sort by the next measure."""
        self.by, self.reversed = following(SORTS, self.by), False
        self._choose()

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.reversed = not self.reversed
        self._choose()

    def action_kind(self) -> None:
        """Show only the next kind of groups."""
        self.kind = following(KINDS, self.kind)
        self._choose()

    def action_scope(self) -> None:
        """Show only groups of the next scope."""
        self.scope = following(SCOPES, self.scope)
        self._choose()

    def action_forms(self) -> None:
        """Leave forms out, show them too, or them alone."""
        self.forms = following(FORMS, self.forms)
        self._choose()

    def stop(self) -> bool:
        """Leave the prompt; else show all kinds and scopes again."""
        if super().stop():
            return True
        if (self.kind, self.scope) == ("all kinds", "anywhere"):
            return False
        self.kind, self.scope = "all kinds", "anywhere"
        self._choose()
        return True

    def clippings(self) -> Sequence[Clipping]:
        group = self.list.group
        command = ("c", "command", self.browser.command("report", options=self.report_options()))
        if group is None:
            return (command,)
        members = group.members
        return (
            ("i", "places", lambda: "\n".join(f"{each.cable}#{each.block}" for each in members)),
            ("t", "text", self.browser.catalogue.text_of(group.members[0])),
            command,
        )

    def report_options(self) -> list[str]:
        """Return the options that have ``cablediff report`` tell these groups in this order."""
        order = report_options(
            kind=self.kind, scope=self.scope, forms=self.forms, by=self.by, backwards=self.reversed
        )
        return [*self.choice, *order]

    def _show(self) -> None:
        """Choose and sort anew, off the screen's thread where there are many groups."""

        def choose(_: Task) -> Sequence[Group]:
            return chosen(
                self.groups,
                kind=self.kind,
                scope=self.scope,
                forms=self.forms,
                by=self.by,
                backwards=self.reversed,
            )

        self.browser.background.do(SORTING, choose, self._take, size=len(self.groups))
        self.show_place()

    def _take(self, found: Sequence[Group]) -> None:
        self.list.show(found)
        self.look_again()
        self.show_place()


def _names(group: Group, count: int) -> list[str]:
    """Return the first places of a group as notes and commands name them: ``09ASTANA714#12``."""
    return [place_name(member.cable, member.block) for member in group.members[:count]]


def _reason(catalogue: Catalogue, group: Group) -> str:
    """Say how far the earliest place and the one least like it agree, and what was not counted."""
    leader, other = group.members[0], group.least_alike()
    return f"{catalogue.why(group, leader, other)}  ({other.cable} {catalogue.place_of(other)})"
