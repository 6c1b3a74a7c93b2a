"""The list of cables in lines.

As in the full screen nothing narrows for good: filter, full search and marks hold together, in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from corpus.errors import ArchiveError
from corpus.query import QueryError
from corpus.search import Search
from tui import actions
from tui.giving.command_lines import command_line
from tui.listing.jumping import target
from tui.listing.list_facts import flags_of, those
from tui.listing.list_search import Haystack
from tui.names import counted
from tui.plain.cable import CableView
from tui.plain.copies import CopiesView, DiffView, collated
from tui.plain.facts import DotsView, ReleasesView, overview
from tui.plain.groups import GroupsView
from tui.plain.session import wrapped
from tui.plain.view import Stay, View, one_of

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from tui.plain.session import Session
    from tui.reading.history import Stop

SORTS = ("date", "id", "origin", "classification", "subject", "copies")
RANK = "rank"
"""The order in which a search gives what it found."""


class CablesView(View):
    """All cables, or those that a filter or a search leaves."""

    SCOPE: ClassVar[str] = actions.CABLES

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.by = "date"
        self.descending = False
        self.numbers: Sequence[int] = session.archive.order(self.by)
        self.filter = ""
        self.wanted = ""
        self.only_marked = False
        self._found: array[int] | None = None  # by the full search, the best first
        self._haystack: Haystack | None = None

    @property
    def title(self) -> str:
        narrowings = (
            f" found for {self.wanted}" if self.wanted else "",
            f" with {self.filter}" if self.filter else "",
            ", marked" if self.only_marked else "",
        )
        order = "best first" if self.by == RANK else f"by {self.by}"
        turned = ", reversed" if self.descending else ""
        return f"{counted(len(self.numbers), 'cable')}{''.join(narrowings)}, {order}{turned}"

    def __len__(self) -> int:
        return len(self.numbers)

    def lines(self, first: int, last: int) -> Sequence[str]:
        found = []
        for place, row in enumerate(self.session.archive.rows(self.numbers[first:last]), first + 1):
            marked = ", marked" if row.key in self.session.notes.marked else ""
            facts = ", ".join(part for part in (row.created[:10], row.origin, row.classification) if part)
            found.append(f"{place}. {row.key}{marked}. {row.subject or 'no subject'} ({facts})")
        return [line for text in found for line in wrapped(text, self.session.width)]

    def take_back(self) -> bool:
        if self.filter:
            self.filter = ""
        elif self.only_marked:
            self.only_marked = False
        elif self._found is not None:
            self.do_search_texts("")
            return True
        else:
            return False
        self._show()
        return True

    def choose(self, number: int) -> None:
        place = one_of(str(number), len(self.numbers), "a cable")
        self.session.push(CableView(self.session, self.numbers[place]))

    def _number(self, text: str) -> int:
        """Return the record that a place in the list, or an id, names."""
        if text.isdecimal():
            return self.numbers[one_of(text, len(self.numbers), "a cable")]
        number = self.session.archive.number_of(text.upper())
        if number is None:
            raise Stay(f"{text or 'nothing'}: expected a number of the list, or the id of a cable")
        return number

    def do_open(self, rest: str) -> None:
        """Read a cable."""
        self.session.push(CableView(self.session, self._number(rest)))

    def do_copies(self, rest: str) -> None:
        """Give what of a cable stands elsewhere."""
        key = self.session.catalogue.key(self._number(rest))
        self.session.push(CopiesView(self.session, key, None, self.session.lookup.groups_of(key)))

    def do_filter(self, rest: str) -> None:
        """Leave only the cables whose line has these words; without any, all again."""
        self.filter = rest
        self._show()

    do_search = do_filter

    def do_search_texts(self, rest: str) -> None:
        """Give the cables that a query finds, the best first; without one, all again."""
        try:
            found = Search(self.session.archive, rest).numbers() if rest else None
        except (QueryError, ArchiveError) as error:
            raise Stay(str(error)) from None
        self.wanted, self._found = rest, found
        if found is not None:
            self.by, self.descending = RANK, False
        elif self.by == RANK:
            self.by = SORTS[0]
        self._show()

    def do_sort(self, rest: str) -> None:
        """Sort by a column, or by the next."""
        sorts = SORTS if self._found is None else (RANK, *SORTS)
        if rest and rest not in sorts:
            raise Stay(f"{rest}: expected one of {', '.join(sorts)}")
        self.by = rest or sorts[(sorts.index(self.by) + 1) % len(sorts)]
        self._show()

    do_sort_by = do_sort

    def do_reverse(self, _: str) -> None:
        """Turn the order round."""
        self.descending = not self.descending
        self._show()

    def do_jump(self, rest: str) -> None:
        """Go on at a number, a date or an id."""
        place = target(self.session.archive, self.numbers, rest)
        if place is None:
            raise Stay(f"{rest or 'nothing'}: not in the list; expected a number, a date or an id")
        self.top = place
        self.session.show_page()

    def do_groups(self, _: str) -> None:
        """Give all repeated text of the archive, or of the cables that the list is narrowed to."""
        self.session.lookup  # noqa: B018  looks for it
        catalogue, choice = self.session.catalogue, self._narrowed_by()
        if choice or self.wanted:
            query = [f"--query={self.wanted}"] if self.wanted else []
            groups = catalogue.touching(self.numbers)
            self.session.push(GroupsView(self.session, groups, choice=[*query, *choice]))
        else:
            self.session.push(
                GroupsView(self.session, catalogue.findings.groups if catalogue.findings else ())
            )

    def do_mark(self, rest: str) -> None:
        """Mark a cable."""
        self.session.toggle_mark(self.session.catalogue.key(self._number(rest)))

    def do_note(self, rest: str) -> None:
        """Note something on a cable: its number or id, then the text."""
        which, _, text = rest.partition(" ")
        self.session.write_note(text.strip(), self.session.catalogue.key(self._number(which)))

    def do_only_marked(self, _: str) -> None:
        """Give the marked cables alone, or all again."""
        if not self.session.notes.marked and not self.only_marked:
            raise Stay("no cable is marked: mark 3 marks one")
        self.only_marked = not self.only_marked
        self._show()

    def do_unmark_all(self, _: str) -> None:
        """Take all marks away."""
        self.session.say(
            f"{counted(self.session.notes.unmark_all(), 'mark')} taken away; undo makes them again"
        )

    def do_compare(self, rest: str) -> None:
        """Compare two cables or blocks, or the marked ones; more than two are set together."""
        names = rest.split() or list(self.session.notes.marked)
        places = [
            self.session.catalogue.key(self._number(name)) if name.isdecimal() else name for name in names
        ]
        sides = []
        for place in places:
            side = self.session.catalogue.named(place)
            if side is None:
                raise Stay(f"{place}: no such cable or block in this archive")
            sides.append(side)
        if len(sides) < 2:
            raise Stay("expected two numbers or ids, as in diff 3 4, or two marked cables")
        sides.sort(key=lambda side: side.date)
        view = DiffView(self.session, [(sides[0], sides[1])]) if len(sides) == 2 else None
        self.session.push(view or collated(self.session, sides))

    def do_dots(self, rest: str) -> None:
        """Give the blocks of a cable that agree with each other, or with those of a second cable."""
        keys = [self.session.catalogue.key(self._number(name)) for name in rest.split()[:2]]
        if not keys:
            raise Stay("expected a number or an id, as in dots 3, or two of them")
        self.session.push(DotsView(self.session, keys[0], keys[-1]))

    def do_overview(self, _: str) -> None:
        """Give the counts of the archive."""
        self.session.push(overview(self.session))

    def do_releases(self, _: str) -> None:
        """Give the cables whose versions differ."""
        self.session.push(ReleasesView(self.session))

    def do_back_in_history(self, _: str) -> None:
        """Read the cable that was read last, from where it was left."""
        self._read_stop(self.session.history.here, "no cable was read yet: nothing to go back to")

    def do_forward_in_history(self, _: str) -> None:
        """Read the cable that was gone back from."""
        self._read_stop(self.session.history.forward(), "nothing to go forward to")

    def _read_stop(self, stop: Stop | None, nothing: str) -> None:
        number = None if stop is None else self.session.archive.number_of(stop[0])
        if stop is None or number is None:
            raise Stay(nothing if stop is None else f"{stop[0]} is not in this archive")
        view = CableView(self.session, number)
        view.top = min(stop[1], max(len(view) - 1, 0))
        self.session.push(view)

    def do_yank(self, _: str) -> None:
        """Give the command that lists the same."""
        options = self._narrowed_by()
        options += [] if self.by == RANK else [f"--order={self.by}"]
        options += ["--descending"] if self.descending else []
        words, session = ("search", self.wanted), self.session
        session.say(command_line(words, session.sources, session.archive.path, [*options, "--limit=0"]))

    def _narrowed_by(self) -> list[str]:
        """Return the options of the command line that narrow as the list is, but for the query."""
        options = [f"--filter={self.filter}"] if self.filter else []
        return [*options, "--marked"] if self.only_marked else options

    def _show(self) -> None:
        """Give the cables that are left, in their order, from the first."""
        archive = self.session.archive
        if self._found is None or self.by != RANK:
            numbers = archive.order(self.by, descending=self.descending)
            numbers = numbers if self._found is None else those(numbers, flags_of(self._found))
        else:
            numbers = self._found[::-1] if self.descending else self._found
        if self.only_marked:
            keys = self.session.notes.marked
            marked = [number for key in keys if (number := archive.number_of(key)) is not None]
            numbers = those(numbers, flags_of(marked))
        if self.filter:
            self._haystack = self._haystack or Haystack(archive)
            numbers = self._haystack.filtered(self.filter, numbers)
        self.numbers, self.top = numbers, 0
        self.session.show_title()
        self.session.show_page()
