"""Groups of repeated text, one line each, and the places of one of them in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duplicates.group_kinds import GroupKind
from duplicates.shares import percent
from parser.printable import printable_line
from tui.drawing.wrapping import fit, fit_id
from tui.giving.command_lines import place_name
from tui.listing.group_order import date_of
from tui.names import group_glyph
from tui.screens.copies import app_of
from tui.widgets.line_view import LineView
from tui.widgets.searched_view import SearchedView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duplicates.model import Group
    from tui.widgets.runs import Run


class GroupsList(SearchedView):
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
        least = group.least
        alike = f"{percent(least) if group.kind is not GroupKind.PASSAGE else '':>6}"
        runs: list[Run] = [
            (f" {glyph} ", role),
            (f"{group.words:>6,} words ", "text"),
            (f"{len(group.members):>5,}{self.glyphs.times} ", "strong"),
            (f"{alike} ", "near" if least < 1 else "dim"),
            (f" {date_of(group):10} ", "dim"),
        ]
        used = sum(len(text) for text, _ in runs)
        key = fit_id(printable_line(leader.cable), 15, width - 3 - used, self.glyphs.ellipsis)
        runs.append((f" {key} ", "id"))
        room = width - 1 - sum(len(text) for text, _ in runs)
        if room > 8:
            runs.append((fit(app_of(self).catalogue.excerpt(leader), room, self.glyphs.ellipsis), "text"))
        return runs


class MembersList(LineView, can_focus=False):
    """The places of one group, in order of time."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.shows_cursor = False
        self.group: Group | None = None

    def show(self, group: Group | None) -> None:
        """Show the places of another group."""
        self.group = group
        self._cursor = self.top = 0
        self.changed()

    @property
    def line_count(self) -> int:
        return len(self.group.members) if self.group else 0

    def line(self, number: int, width: int) -> Sequence[Run]:
        assert self.group is not None
        left = self.line_count - number
        if number == self.top + self.page - 1 and left > 1:
            return [(f"   and {left:,} more: Enter shows them", "faint")]
        member = self.group.members[number]
        catalogue, notes = app_of(self).catalogue, app_of(self).notes
        noted = bool(notes.note(place_name(member.cable, member.block)))
        sign = self.glyphs.noted_sign(marked=member.cable in notes.marked, noted=noted)
        date = f"{member.created:%Y-%m-%d}" if member.created else ""
        passage = self.group.kind is GroupKind.PASSAGE
        alike = "earliest" if not number else "" if passage else percent(member.similarity)
        key = fit_id(printable_line(member.cable), 18, width - 16, self.glyphs.ellipsis)
        where, place = printable_line(catalogue.place_of(member)), max(24 + 18 - len(key), 8)
        runs: list[Run] = [
            (f" {sign} ", "dim" if sign.isspace() else "key"),
            (f"{date:10}  ", "dim"),
            (key, "id"),
            (f" {fit_id(where, place, place, self.glyphs.ellipsis)} ", "text"),
            (f"{alike:8} ", "dim" if member.similarity == 1.0 else "near"),
        ]
        room = width - 1 - sum(len(text) for text, _ in runs)
        if room > 12:
            row = catalogue.row_of(member.cable)
            words = f"{row.origin}  {row.subject}" if row else ""
            runs.append((fit(printable_line(words), room, self.glyphs.ellipsis), "faint"))
        return runs
