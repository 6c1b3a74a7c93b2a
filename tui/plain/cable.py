"""A cable in lines: its fields, then its text, and beside each block what is known of its copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from parser.kinds import Kind
from parser.printable import printable
from tui import actions
from tui.giving.command_lines import command_line, place_name
from tui.names import block_name, copy_name
from tui.numbers import whole
from tui.plain.copies import CopiesView
from tui.plain.facts import DotsView
from tui.plain.session import PAGE, wrapped
from tui.plain.view import Lines, Stay, View
from tui.reading.explain import mark_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.plain.session import Session
    from tui.reading.history import Stop


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

    def do_routing(self, _: str) -> None:
        """Give the whole routing header, as it was sent."""
        known = [block for block in self.cable.blocks if block.kind is Kind.ROUTING and block.clean]
        if not known:
            raise Stay("this cable has no routing header")
        lines: list[str] = []
        for block in known:
            lines.append(f"[{block.index}] {copy_name(self.cable, block.index) or 'routing header'}")
            for line in printable(block.clean).split("\n"):
                lines += wrapped(line, self.session.width)
        self.session.push(Lines(self.session, f"Routing header of {self.key}", lines))

    def do_outline(self, _: str) -> None:
        """Give the beginnings of all blocks, each with the line that ``first`` goes to."""
        lines = []
        for at in self.sections:
            start = next((line for line in self.text[at + 1 :] if not line.startswith("Your note: ")), "")
            lines.append(f"line {at + 1}: {self.text[at]}: {start}")
        found = [part for line in lines for part in wrapped(line, self.session.width)]
        self.session.push(Lines(self.session, f"Outline of {self.key}", found))

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
