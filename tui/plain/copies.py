"""Copies, differences and collations, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from duplicates.diff.model import Options
from duplicates.group_kinds import GroupKind
from duplicates.shares import percent
from parser.printable import printable_line
from tui import actions
from tui.comparing.compare_sides import collate_sides, compare_sides, siglum
from tui.comparing.ignore_levels import LEVEL_WORDS, READING, level_switches
from tui.drawing.wrapping import fit
from tui.giving.command_lines import command_line, place_name
from tui.names import counted, group_name
from tui.notes.reader_notes import Verdict
from tui.numbers import whole
from tui.plain.session import wrapped
from tui.plain.view import Lines, Stay, View, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duplicates.model import Group, Member
    from tui.catalogue import Side
    from tui.plain.session import Session


_EXCERPT = 200
"""Characters of a group's text that stand above its places."""


class CopiesView(View):
    """Groups with their places; a number compares that place with the one that the reader came from."""

    SCOPE: ClassVar[str] = actions.COPIES

    def __init__(self, session: Session, key: str, block: int | None, groups: Sequence[Group]) -> None:
        super().__init__(session)
        self.key, self.block = key, block
        self.groups = groups
        self.places: list[tuple[Group, Member]] = []
        self.text: list[str] = []
        for group in groups:
            self.text += wrapped(facts_of(group), session.width)
            self.text += wrapped(self._excerpt(group), session.width, "  ")
            for member in group.members:
                self.places.append((group, member))
                here = " (from here)" if member == self._own(group) else ""
                date = f"{member.created:%Y-%m-%d}" if member.created else "no date"
                place = session.catalogue.place_of(member)
                how = "" if group.kind is GroupKind.PASSAGE else f", {percent(member.similarity)}"
                line = f"{len(self.places)}. {member.cable}, {place}, {date}{how}{here}"
                self.text += wrapped(line, session.width, "  ")

    def _excerpt(self, group: Group) -> str:
        catalogue = self.session.catalogue
        return fit(catalogue.excerpt(group.members[0]), _EXCERPT, catalogue.glyphs.ellipsis)

    def _own(self, group: Group) -> Member:
        here = [member for member in group.members if member.cable == self.key]
        exact = [member for member in here if member.block == self.block]
        return (exact or here or [*group.members])[0]

    @property
    def title(self) -> str:
        where = self.key if self.block is None else place_name(self.key, self.block)
        return f"Places of the text of {where}"

    def __len__(self) -> int:
        return len(self.text)

    def lines(self, first: int, last: int) -> Sequence[str]:
        return self.text[first:last]

    def choose(self, number: int) -> None:
        group, member = self.places[one_of(str(number), len(self.places), "a place")]
        own = self._own(group)
        if member == own:
            own = next(other for other in group.members if other != member)
        order = sorted((own, member), key=group.members.index)
        sides = [self.session.catalogue.side(one) for one in order]
        self.session.push(DiffView(self.session, [(sides[0], sides[1])]))

    def do_open(self, rest: str) -> None:
        """Give the differences of a place."""
        self.choose(whole(rest) or 0)

    def do_mark(self, rest: str) -> None:
        """Mark the cable of a place."""
        self.session.toggle_mark(self._place(rest)[1].cable)

    def do_note(self, rest: str) -> None:
        """Note something on a place: its number, then the text."""
        which, _, text = rest.partition(" ")
        _, member = self._place(which)
        self.session.write_note(text.strip(), place_name(member.cable, member.block))

    def do_verdict(self, rest: str) -> None:
        """Judge a place and the one that the reader came from: its number, then the verdict."""
        which, _, word = rest.partition(" ")
        group, member = self._place(which)
        own = self._own(group)
        if member == own:
            raise Stay(f"{which} is the place that you came from; a verdict is on another and this")
        judge(self.session, word.strip(), *(place_name(one.cable, one.block) for one in (own, member)))

    def do_yank(self, _: str) -> None:
        """Give the command that prints the same."""
        of_cable = self.block is None and len(self.groups) > 1
        options = [f"--cable={self.key}"] if of_cable else [f"--group={group.id}" for group in self.groups]
        session = self.session
        session.say(command_line(("report",), session.sources, session.archive.path, options))

    def _place(self, number: str) -> tuple[Group, Member]:
        return self.places[one_of(number, len(self.places), "a place")]

    def do_collate(self, rest: str) -> None:
        """Set all places of the group that a place is in together."""
        group, _ = self.places[one_of(rest or "1", len(self.places), "a place")]
        self.session.push(collated(self.session, [self.session.catalogue.side(one) for one in group.members]))

    def do_read(self, rest: str) -> None:
        """Read the cable of a place."""
        from tui.plain.cable import CableView

        _, member = self.places[one_of(rest, len(self.places), "a place")]
        number = self.session.archive.number_of(member.cable)
        if number is not None:
            self.session.push(CableView(self.session, number))


class DiffView(View):
    """Two texts as one: ``[-went-]{+came+}``, which a voice reads as well as an eye."""

    SCOPE: ClassVar[str] = actions.DIFF

    def __init__(self, session: Session, pairs: Sequence[tuple[Side, Side]]) -> None:
        super().__init__(session)
        self.pairs = list(pairs)
        self.options: Options = READING
        self._compare()

    @property
    def title(self) -> str:
        first, second = self._names()
        verdict = self.session.notes.verdict(first, second)
        note = self.session.notes.note(first, second)
        said = "".join(f"; {word}" for word in (verdict, note) if word)
        names = (f"{side.key} {side.place}".rstrip() for side in self.pairs[0])
        return f"Differences from {' to '.join(names)}{said}"

    def __len__(self) -> int:
        return len(self.text)

    def lines(self, first: int, last: int) -> Sequence[str]:
        return self.text[first:last]

    def do_swap(self, _: str) -> None:
        """Swap the sides."""
        first, second = self.pairs[0]
        self.pairs = [(second, first)]
        self._compare()
        self.session.show_title()
        self.session.show_page()

    def do_levels(self, rest: str) -> None:
        """Ignore a level, or show it; without one, list them."""
        levels = {level.value: level for level in LEVEL_WORDS}
        if rest not in levels:
            for name, level in levels.items():
                state = "ignored" if level in self.options.ignore else "shown"
                self.session.say(f"  {name}: {state} ({LEVEL_WORDS[level]})")
            raise Stay("ignore LEVEL changes one")
        self.options = Options(self.options.ignore ^ {levels[rest]}, self.options.move_words)
        self._compare()
        self.session.show_page()

    def do_verdict(self, rest: str) -> None:
        """Judge the pair."""
        judge(self.session, rest, *self._names())

    def do_note(self, rest: str) -> None:
        """Note something on the pair."""
        self.session.write_note(rest, *self._names())

    def do_yank(self, _: str) -> None:
        """Give the command that prints the same."""
        names = [side.name for side in self.pairs[0]]
        words = ("diff", *level_switches(self.options.ignore), *names)
        self.session.say(command_line(words, self.session.sources, self.session.archive.path))

    def _names(self) -> tuple[str, str]:
        first, second = self.pairs[0]
        return place_name(first.key, first.block), place_name(second.key, second.block)

    def _compare(self) -> None:
        from duplicates.diff.as_text import unified_text  # brings RapidFuzz
        from duplicates.diff.summary import changes, counts, sentence

        found = compare_sides(*self.pairs[0], self.options)
        whole = self.pairs[0][0].cable is not None
        lines = list(unified_text(found, width=self.session.width, context=2 if whole else None))
        self.text = [sentence(counts(changes(found))), *(lines if found.changes else ())]
        self.top = 0


def judge(session: Session, word: str, first: str, second: str) -> None:
    """Note what the reader thinks of a pair of places."""
    words = {verdict.value: verdict for verdict in Verdict}
    if word not in (*words, "none"):
        raise Stay(f"expected verdict {', '.join(words)} or none")
    session.notes.judge(first, second, words.get(word))
    session.say(f"verdict: {word}")


def collated(session: Session, sides: Sequence[Side]) -> Lines:
    """Return several texts set together: the witnesses, the text, and the readings in which they part."""
    from duplicates.collation import apparatus_lines  # brings RapidFuzz

    sides = sorted(sides, key=lambda side: side.date)
    found = collate_sides(sides)
    lines = [f"{siglum(at)}: {side.key} {side.place} {side.date}" for at, side in enumerate(sides)]
    lines.append("Readings:" if found.apparatus else "All have the same words.")
    for entry in apparatus_lines(found):
        lines += wrapped(entry, session.width, "  ")
    lines.append("Text:")
    for line in found.text.split("\n"):
        lines += wrapped(line, session.width)
    return Lines(session, f"{counted(len(sides), 'text')} together", lines)


def facts_of(group: Group) -> str:
    """Return kind, places, cables and words of a group, in words."""
    facts = (
        group_name(group),
        counted(len(group.members), "place"),
        counted(group.cables, "cable"),
        counted(group.words, "word"),
    )
    return printable_line(", ".join(facts))
