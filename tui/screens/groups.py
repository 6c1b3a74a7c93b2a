"""All groups of repeated text, of the archive or of the cables that the list shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from duplicates.model import GroupKind
from parser.printable import printable_line
from tui import actions
from tui.names import counted, group_glyph, group_name, percent
from tui.screens.copies import app_of
from tui.screens.page import Page
from tui.widgets.line_view import LineView
from tui.wrapping import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

    from duplicates.model import Group
    from tui.widgets.runs import Run

SORTS: Final[dict[str, Callable[[Group], tuple[object, ...]]]] = {
    "words": lambda group: (-group.words, -len(group.members)),
    "places": lambda group: (-len(group.members), -group.words),
    "cables": lambda group: (-group.cables, -group.words),
    "posts": lambda group: (-group.posts, -group.words),
    "date": lambda group: (_date(group), -group.words),
    "difference": lambda group: (min(member.similarity for member in group.members), -group.words),
}

KINDS: Final[dict[str, Callable[[Group], bool]]] = {
    "without forms": lambda group: not _is_form(group),
    "the same words": lambda group: group.kind is GroupKind.EXACT and not _is_form(group),
    "nearly the same": lambda group: group.kind is GroupKind.NEAR and not _is_form(group),
    "shared passages": lambda group: group.kind is GroupKind.PASSAGE and not _is_form(group),
    "inside one cable": lambda group: group.cables == 1,
    "in several cables": lambda group: group.cables > 1 and not _is_form(group),
    "forms and templates": lambda group: _is_form(group),
    "all": lambda group: True,
}


def _is_form(group: Group) -> bool:
    return group.boilerplate or group.kind is GroupKind.FAMILY


def _date(group: Group) -> str:
    created = group.members[0].created
    return f"{created:%Y-%m-%d}" if created else ""


class GroupsList(LineView):
    """One line a group: how long, how often, since when, and its first words."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.groups: Sequence[Group] = ()

    def show(self, groups: Sequence[Group]) -> None:
        """Show these groups from the first on."""
        self.groups = groups
        self._cursor = self.top = 0
        self.changed()

    @property
    def group(self) -> Group | None:
        """The group under the cursor."""
        return self.groups[self.cursor] if self.cursor < len(self.groups) else None

    @property
    def line_count(self) -> int:
        return len(self.groups)

    def line(self, number: int, width: int) -> Sequence[Run]:
        group = self.groups[number]
        glyph, role = group_glyph(group, self.glyphs)
        leader = group.members[0]
        fewest = min(member.similarity for member in group.members)
        alike = f"{percent(fewest):>4}" if group.kind is not GroupKind.PASSAGE else "    "
        runs: list[Run] = [
            (f" {glyph} ", role),
            (f"{group.words:>6,} words ", "text"),
            (f"{len(group.members):>5,}{self.glyphs.times} ", "strong"),
            (f"{alike} ", "near" if fewest < 1 else "dim"),
            (f" {_date(group):10} ", "dim"),
            (f" {fit(printable_line(leader.cable), 15, self.glyphs.ellipsis)} ", "id"),
        ]
        room = width - 1 - sum(len(text) for text, _ in runs)
        if room > 8:
            runs.append((fit(app_of(self).catalogue.excerpt(leader), room, self.glyphs.ellipsis), "text"))
        return runs


class GroupsPage(Page):
    """The groups of the archive."""

    SCOPE = actions.GROUPS
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.GROUPS)]

    def __init__(self, groups: Sequence[Group], of: str) -> None:
        super().__init__()
        self.groups = groups
        self.of = of
        self.by = "words"
        self.reversed = False
        self.kind = next(iter(KINDS))
        self.list = GroupsList(id="groups")

    @property
    def view(self) -> LineView:
        return self.list

    def begin(self) -> None:
        """Show the groups."""
        self._show()

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        arrow = self.glyphs.descending if not self.reversed else self.glyphs.ascending
        left: list[Run] = [
            (" Repeated text ", "bar_strong"),
            (f"{self.glyphs.separator} {self.of} ", "bar"),
            (f"{self.glyphs.separator} {self.kind}", "bar_alert"),
        ]
        return left, ((f"by {self.by} {arrow} ", "bar_dim"),)

    def place(self) -> str:
        shown, total = len(self.list.groups), len(self.groups)
        if not shown:
            return f"none of {counted(total, 'group')}"
        where = f"{self.list.cursor + 1:,}/{shown:,}"
        return where if shown == total else f"{where} of {total:,}"

    def details(self) -> str:
        group = self.list.group
        if group is None:
            return ""
        facts = [group_name(group), counted(group.cables, "cable"), counted(group.posts, "post")]
        return f" {self.glyphs.separator} ".join(facts)

    async def action_open(self) -> None:
        """Show the places of the group."""
        group = self.list.group
        if group is not None:
            leader = group.members[0]
            await self.browser.show_copies(leader.cable, leader.block, [group])

    async def on_line_view_chosen(self) -> None:
        """A double click opens."""
        await self.action_open()

    def action_sort(self) -> None:
        """Sort by the next measure."""
        names = list(SORTS)
        self.by = names[(names.index(self.by) + 1) % len(names)]
        self.reversed = False
        self._show()

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.reversed = not self.reversed
        self._show()

    def action_kind(self) -> None:
        """Show only the next kind of groups."""
        names = list(KINDS)
        self.kind = names[(names.index(self.kind) + 1) % len(names)]
        self._show()

    def _show(self) -> None:
        chosen = [group for group in self.groups if KINDS[self.kind](group)]
        chosen.sort(key=SORTS[self.by], reverse=self.reversed)
        self.list.show(chosen)
        self.show_place()
