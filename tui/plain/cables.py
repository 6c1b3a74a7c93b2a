"""The list of cables and a cable, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from corpus.errors import ArchiveError
from corpus.query import QueryError
from corpus.search import Search
from parser.printable import printable
from tui import actions
from tui.giving.command_lines import command_line, place_name
from tui.listing.list_search import Haystack
from tui.names import block_name, copy_name, counted
from tui.numbers import whole
from tui.plain.copies import CopiesView, DiffView, GroupsView, collated
from tui.plain.facts import DotsView, ReleasesView, overview
from tui.plain.session import PAGE, wrapped
from tui.plain.view import Stay, View, one_of
from tui.reading.explain import mark_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.plain.session import Session
    from tui.reading.history import Stop

SORTS = ("date", "id", "origin", "classification", "subject", "copies")


class CablesView(View):
    """All cables, or those that a filter or a search leaves."""

    SCOPE: ClassVar[str] = actions.CABLES

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.by = "date"
        self.descending = False
        self.numbers: Sequence[int] = session.archive.order(self.by)
        self._of = ""
        self._haystack: Haystack | None = None

    @property
    def title(self) -> str:
        return f"{counted(len(self.numbers), 'cable')}{self._of}, by {self.by}"

    def __len__(self) -> int:
        return len(self.numbers)

    def lines(self, first: int, last: int) -> Sequence[str]:
        found = []
        for place, row in enumerate(self.session.archive.rows(self.numbers[first:last]), first + 1):
            marked = ", marked" if row.key in self.session.notes.marked else ""
            facts = ", ".join(part for part in (row.created[:10], row.origin, row.classification) if part)
            found.append(f"{place}. {row.key}{marked}. {row.subject} ({facts})")
        return [line for text in found for line in wrapped(text, self.session.width)]

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
        numbers = self.session.archive.order(self.by, descending=self.descending)
        if rest:
            self._haystack = self._haystack or Haystack(self.session.archive)
            numbers = self._haystack.filtered(rest, numbers)
        self._show(numbers, f" with {rest}" if rest else "")

    do_search = do_filter

    def do_search_texts(self, rest: str) -> None:
        """Give the cables that a query finds, the best first."""
        if not rest:
            self.do_filter("")
            return
        try:
            self._show(Search(self.session.archive, rest).numbers(), f" found for {rest}")
        except (QueryError, ArchiveError) as error:
            raise Stay(str(error)) from None

    def do_sort(self, rest: str) -> None:
        """Sort by a column, or by the next."""
        if rest and rest not in SORTS:
            raise Stay(f"{rest}: expected one of {', '.join(SORTS)}")
        self.by = rest or SORTS[(SORTS.index(self.by) + 1) % len(SORTS)]
        self._show(self.session.archive.order(self.by, descending=self.descending), "")

    def do_reverse(self, _: str) -> None:
        """Turn the order round."""
        self.descending = not self.descending
        self._show(self.session.archive.order(self.by, descending=self.descending), "")

    def do_groups(self, _: str) -> None:
        """Give all repeated text of the archive."""
        self.session.lookup  # noqa: B018  looks for it
        findings = self.session.catalogue.findings
        self.session.push(GroupsView(self.session, findings.groups if findings else ()))

    def do_mark(self, rest: str) -> None:
        """Mark a cable."""
        self.session.toggle_mark(self.session.catalogue.key(self._number(rest)))

    def do_note(self, rest: str) -> None:
        """Note something on a cable: its number or id, then the text."""
        which, _, text = rest.partition(" ")
        self.session.write_note(text.strip(), self.session.catalogue.key(self._number(which)))

    def do_only_marked(self, _: str) -> None:
        """Give the marked cables."""
        found = (self.session.archive.number_of(key) for key in self.session.notes.marked)
        self._show([number for number in found if number is not None], ", marked")

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
        query = self._of.removeprefix(" found for ") if self._of.startswith(" found for ") else ""
        words = ("search", query) if query else ("stats",)
        self.session.say(command_line(words, self.session.sources, self.session.archive.path))

    def _show(self, numbers: Sequence[int], of: str) -> None:
        self.numbers, self._of, self.top = numbers, of, 0
        self.session.show_title()
        self.session.show_page()


class CableView(View):
    """One cable: its fields, then its text; each block that stands elsewhere is numbered and says so."""

    SCOPE: ClassVar[str] = actions.READER

    def __init__(self, session: Session, number: int) -> None:
        super().__init__(session)
        self.number = number
        self.key, self.cable = session.catalogue.cable(number)
        session.history.visit(self.key)
        self._fold = False
        self._lay_out()

    def _lay_out(self) -> None:
        """Write the lines: fields, notes, and each block under its name."""
        session, catalogue = self.session, self.session.catalogue
        width = session.width
        header = catalogue.header(self.key, self.cable, width)
        self.text = ["".join(text for text, _ in line.runs).rstrip() for line in header[:-1]]
        self.links = [(at, line.link) for at, line in enumerate(header[:-1]) if line.link]
        for at, link in self.links:
            self.text[at] += f"  (follow {link})"
        note = session.notes.note(self.key)
        if note:
            self.text += wrapped(f"Your note: {note}", width)
        known = catalogue.lookup is not None
        self.groups, marks = catalogue.marks(self.key, self.cable) if known else ({}, [])
        self.sections: list[int] = []
        self.repeats: list[int] = []
        for block in self.cable.blocks:
            if not block.clean:
                continue
            mark = mark_words(marks[block.index]) if marks else ""
            repeats = bool(marks) and marks[block.index].repeats
            if self._fold and repeats:
                continue
            self.sections.append(len(self.text))
            name = block_name(self.cable, block.index, catalogue.glyphs)
            copy = copy_name(self.cable, block.index)
            if mark:
                self.repeats.append(len(self.text))
            head = ", ".join(part for part in (name, copy, mark) if part)
            self.text.append(f"[{block.index}] {head}")
            note = session.notes.note(place_name(self.key, block.index))
            if note:
                self.text += wrapped(f"Your note: {note}", width)
            for line in printable(block.clean).split("\n"):
                self.text += wrapped(line, width)

    @property
    def title(self) -> str:
        return f"{self.key}, {self.cable.subject or 'no subject'}"

    def __len__(self) -> int:
        return len(self.text)

    def lines(self, first: int, last: int) -> Sequence[str]:
        return self.text[first:last]

    def choose(self, number: int) -> None:
        self.do_copies(str(number))

    def left(self) -> None:
        """Remember the page, for the way back."""
        self.session.history.at(self.key, max(self.top - PAGE, 0))

    def do_copies(self, rest: str) -> None:
        """Give the other places of a block, or (without a number) of all blocks."""
        lookup = self.session.lookup
        if not rest:
            self.session.push(CopiesView(self.session, self.key, None, lookup.groups_of(self.key)))
            return
        block = whole(rest)
        if block is None:
            raise Stay(f"{rest}: expected the number of a block, as in copies 12")
        self._lay_out()
        groups = self.groups.get(block, ())
        if not groups:
            raise Stay(f"block {rest} stands nowhere else")
        self.session.push(CopiesView(self.session, self.key, block, groups))

    def do_follow(self, rest: str) -> None:
        """Read a cable that this one refers to."""
        links = list(dict.fromkeys(link for _, link in self.links if link))
        wanted = rest.upper() or (links[0] if len(links) == 1 else "")
        number = self.session.archive.number_of(wanted) if wanted else None
        if number is None:
            raise Stay(f"expected one of {', '.join(links)}" if links else "no reference is in this archive")
        self.session.push(CableView(self.session, number))

    def do_back_in_history(self, _: str) -> None:
        """Read the cable that was read before this one, from where it was left."""
        self._go_in_history(self.session.history.back, "nothing to go back to")

    def do_forward_in_history(self, _: str) -> None:
        """Read the cable that was gone back from."""
        self._go_in_history(self.session.history.forward, "nothing to go forward to")

    def _go_in_history(self, step: Callable[[], Stop | None], nothing: str) -> None:
        history = self.session.history
        history.visit(self.key)
        self.left()
        stop = step()
        number = None if stop is None else self.session.archive.number_of(stop[0])
        if stop is None or number is None:
            raise Stay(nothing if stop is None else f"{stop[0]} is not in this archive")
        self.session.stack.pop()
        view = CableView(self.session, number)
        view.top = min(stop[1], max(len(view) - 1, 0))
        self.session.push(view)

    def do_next_section(self, _: str) -> None:
        """Go on at the next block."""
        self._go(self.sections)

    def do_next_repeat(self, _: str) -> None:
        """Go on at the next block that stands elsewhere."""
        self.session.lookup  # noqa: B018  looks for copies
        self._lay_out()
        self._go(self.repeats)

    def do_search(self, rest: str) -> None:
        """Go on at the next line with these words."""
        lines = [at for at, line in enumerate(self.text) if rest.lower() in line.lower()]
        if not rest or not lines:
            raise Stay(f"not found: {rest}" if rest else "expected words, as in search harbour")
        self._go(lines)

    def do_dots(self, rest: str) -> None:
        """Give the blocks that agree with each other, or with those of another cable, named by its id."""
        self.session.push(DotsView(self.session, self.key, rest.upper() or self.key))

    def do_fold(self, _: str) -> None:
        """Leave repeats out, or give them again."""
        self.session.lookup  # noqa: B018  looks for copies
        self._fold = not self._fold
        self._lay_out()
        self.top = 0
        self.session.say("repeats left out" if self._fold else "everything")
        self.session.show_page()

    def do_mark(self, _: str) -> None:
        """Mark the cable."""
        self.session.toggle_mark(self.key)

    def do_note(self, rest: str) -> None:
        """Note something on the cable, or with #12 before it on its block 12."""
        which, _, text = rest.partition(" ")
        block = which[1:] if which.startswith("#") else ""
        number = whole(block)
        if block and (number is None or number >= len(self.cable.blocks)):
            raise Stay(f"{which}: expected a block, #0 to #{len(self.cable.blocks) - 1}")
        if number is not None:
            self.session.write_note(text.strip(), place_name(self.key, number))
        else:
            self.session.write_note(rest, self.key)

    def do_yank(self, _: str) -> None:
        """Give the command that prints the same."""
        options = ["--fold"] if self._fold else []
        session = self.session
        session.say(command_line(("read", self.key), session.sources, session.archive.path, options))

    def _go(self, lines: Sequence[int]) -> None:
        further = [line for line in lines if line >= self.top]
        if not further:
            raise Stay("no further one; first goes back to the beginning")
        self.top = further[0]
        self.session.show_page()
