"""Groups of repeated text in lines: chosen and sorted as on the full screen, forms left out at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui import actions
from tui.drawing.wrapping import fit
from tui.giving.command_lines import command_line
from tui.listing.group_order import FORMS, KINDS, SCOPES, SORTS, chosen, following, report_options
from tui.names import counted
from tui.numbers import whole
from tui.plain.copies import CopiesView, facts_of
from tui.plain.session import wrapped
from tui.plain.view import Stay, View, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duplicates.model import Group
    from tui.plain.session import Session

_EXCERPT = 120
"""Characters of a group's text that stand in its line."""


class GroupsView(View):
    """Groups of the archive or of a narrowed list, each with its number."""

    SCOPE: ClassVar[str] = actions.GROUPS

    def __init__(self, session: Session, groups: Sequence[Group], *, choice: Sequence[str] = ()) -> None:
        super().__init__(session)
        self.choice = choice  # the options of the command line that choose the groups
        self._all = groups
        self.kind, self.scope, self.forms = "all kinds", "anywhere", "without forms"
        self.by, self.reversed = "words", False
        self.groups: Sequence[Group] = ()
        self._choose()

    @property
    def title(self) -> str:
        shown, total = len(self.groups), len(self._all)
        count = counted(total, "group") if shown == total else f"{shown:,} of {counted(total, 'group')}"
        usual = {"all kinds", "anywhere"}
        narrowed = [words for words in (self.kind, self.scope, self.forms) if words not in usual]
        order = f"by {self.by}{', reversed' if self.reversed else ''}"
        return ", ".join([f"{count} of repeated text", *narrowed, order])

    def __len__(self) -> int:
        return len(self.groups)

    def lines(self, first: int, last: int) -> Sequence[str]:
        found = []
        for place, group in enumerate(self.groups[first:last], first + 1):
            excerpt = self.session.catalogue.excerpt(group.members[0])
            words = fit(excerpt, _EXCERPT, self.session.catalogue.glyphs.ellipsis)
            found.append(f"{place}. {facts_of(group)}: {words}")
        return [line for text in found for line in wrapped(text, self.session.width)]

    def take_back(self) -> bool:
        if (self.kind, self.scope) == ("all kinds", "anywhere"):
            return False
        self.kind, self.scope = "all kinds", "anywhere"
        self._show()
        return True

    def choose(self, number: int) -> None:
        group = self.groups[one_of(str(number), len(self.groups), "a group")]
        self.session.push(CopiesView(self.session, group.members[0].cable, None, [group]))

    def do_open(self, rest: str) -> None:
        """Give the places of a group."""
        self.choose(whole(rest) or 0)

    def do_sort(self, rest: str) -> None:
        """Sort by a measure, or by the next."""
        self.by, self.reversed = _named(rest, SORTS, self.by), False
        self._show()

    def do_reverse(self, _: str) -> None:
        """Turn the order round."""
        self.reversed = not self.reversed
        self._show()

    def do_kind(self, rest: str) -> None:
        """Leave only groups of a kind, or of the next."""
        self.kind = _named(rest, KINDS, self.kind)
        self._show()

    def do_scope(self, rest: str) -> None:
        """Leave only groups that stand so, or as the next says."""
        self.scope = _named(rest, SCOPES, self.scope)
        self._show()

    def do_forms(self, rest: str) -> None:
        """Leave forms out, give them too, or them alone."""
        self.forms = _named(rest, FORMS, self.forms)
        self._show()

    def do_yank(self, _: str) -> None:
        """Give the command that prints the same."""
        options = report_options(
            kind=self.kind, scope=self.scope, forms=self.forms, by=self.by, backwards=self.reversed
        )
        session = self.session
        options = [*self.choice, *options]
        session.say(command_line(("report",), session.sources, session.archive.path, options))

    def _choose(self) -> None:
        self.groups = chosen(
            self._all,
            kind=self.kind,
            scope=self.scope,
            forms=self.forms,
            by=self.by,
            backwards=self.reversed,
        )
        self.top = 0

    def _show(self) -> None:
        self._choose()
        self.session.show_title()
        self.session.show_page()


def _named(typed: str, names: Iterable[str], now: str) -> str:
    """Return the name that was typed, or the one after that which holds now. Raises `Stay` for any other."""
    listed = list(names)
    if not typed:
        return following(listed, now)
    if typed not in listed:
        raise Stay(f"{typed}: expected one of {', '.join(listed)}")
    return typed
