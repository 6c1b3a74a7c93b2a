"""What the screens ask of the archive and of the findings: cables by number and key, marks, names, texts.

It knows nothing of the screen. Cables are parsed when they are asked for and the last ones kept, which makes
the way back from a diff, and a list of copies, cost nothing.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, NamedTuple

from duplicates.group_kinds import GroupKind
from duplicates.lookup import Lookup
from parser.kinds import COVER_KINDS
from parser.printable import printable_line
from tui.giving.command_lines import place_name
from tui.listing.list_facts import keys_of
from tui.names import block_name, blocks_of, copy_name, cover_name, covers_block
from tui.numbers import whole
from tui.reading.block_marks import NO_MARK, BlockMark, groups_by_block, mark_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from corpus import Archive, Row
    from duplicates.model import Findings, Group, Member
    from duplicates.results.register import Register
    from parser.model import Block, Cable
    from tui.drawing.glyphs import Glyphs
    from tui.reading.header_table import HeaderLine

CABLES_KEPT: Final = 48
"""A screenful of copies, and the way back."""

_EXCERPT: Final = 400


class Side(NamedTuple):
    """One of the two texts of a diff and where it stands."""

    key: str
    block: int | None
    date: str
    place: str
    text: str
    cable: Cable | None = None  # where the text is that of a whole cable
    span: tuple[int, int] | None = None  # in the cable's text, where that is not one whole block

    @property
    def name(self) -> str:
        """The place as the command line names it: a cable, a block of it, or a stretch of its text."""
        if self.span is not None:
            return f"{self.key}:{self.span[0]}-{self.span[1]}"
        return place_name(self.key, self.block)


class Catalogue:
    """One archive and what has been found in it."""

    def __init__(self, archive: Archive, glyphs: Glyphs) -> None:
        self.archive = archive
        self.glyphs = glyphs
        self.findings: Findings | None = None
        self.lookup: Lookup | Register | None = None
        self.read: list[str] = []  # keys of the cables that were opened for reading, the last one last
        self._cables: OrderedDict[int, tuple[str, Cable]] = OrderedDict()
        self._turn = threading.Lock()

    def take(self, copies: Lookup | Register) -> None:
        """Take over what a search for copies has found."""
        self.findings = copies.findings
        self.lookup = copies

    def forget(self) -> None:
        """Ask the archive again: it changed."""
        with self._turn:
            self._cables.clear()

    # Cables

    def cable(self, number: int) -> tuple[str, Cable]:
        """Return the key of a record and its parsed cable; threads that get something ready ask too."""
        with self._turn:
            found = self._cables.get(number)
            if found is not None:
                self._cables.move_to_end(number)
                return found
        (row,) = self.archive.rows([number])
        found = (row.key, self.archive.cable(number))
        with self._turn:
            self._cables[number] = found
            if len(self._cables) > CABLES_KEPT:
                self._cables.popitem(last=False)
        return found

    def note_read(self, key: str) -> None:
        """Remember that a cable was opened for reading."""
        if key in self.read:
            self.read.remove(key)
        self.read.append(key)

    def key(self, number: int) -> str:
        """Return the key of a record."""
        rows = self.archive.rows([number])
        return rows[0].key if rows else ""

    def cable_of(self, key: str) -> Cable | None:
        """Return the parsed cable of a key; None when the archive does not have it."""
        number = self.archive.number_of(key)
        return None if number is None else self.cable(number)[1]

    def row_of(self, key: str) -> Row | None:
        """Return the list row of a cable; None when the archive does not have it."""
        number = self.archive.number_of(key)
        rows = [] if number is None else self.archive.rows([number])
        return rows[0] if rows else None

    def subject_of(self, key: str) -> str | None:
        """Return the subject of a cable; None when the archive does not have it."""
        row = self.row_of(key)
        return row.subject if row else None

    def header(self, key: str, cable: Cable, width: int) -> Sequence[HeaderLine]:
        """Return the table of fields that stands above a cable's text; ``key`` says which version it is."""
        from tui.reading.citing import citing, sent_about  # the first picture shows no cable
        from tui.reading.header_table import header_table

        return header_table(
            cable,
            width,
            self.glyphs,
            known=self.subject_of,
            sentence=self.sentence(cable),
            sent=lambda key: sent_about(self.archive, key),
            citing=citing(self.archive, cable.id),
            related=self._related(key),
        )

    def _related(self, key: str) -> list[tuple[str, str]]:
        """Return the cables that are the same message as a whole, and how: sent again, corrected …."""
        from duplicates.whole_cables import in_words

        id_ = key.partition("@")[0]
        found: list[tuple[str, str]] = []
        for relation in self.lookup.relations_of(id_) if self.lookup else ():
            ends = (relation.early, relation.late)
            own = [end for end in ends if end.partition("@")[0] == id_]
            if len(own) == len(ends) and key not in ends:  # two other versions of this cable
                continue
            ours = key if key in ends else own[0]
            found.append((relation.late if ours == relation.early else relation.early, in_words(relation)))
        return found

    def sentence(self, cable: Cable) -> str:
        """Return what is repeated inside a record, in one sentence; '' when nothing is."""
        from duplicates.record import describe  # brings RapidFuzz

        return describe(cable).sentence

    # Copies

    def marks(self, key: str, cable: Cable) -> tuple[Mapping[int, Sequence[Group]], list[BlockMark]]:
        """Return the groups that each block of a cable bears, and the mark of each block."""
        if self.lookup is None:
            return {}, []
        groups = groups_by_block(cable, key, self.lookup.groups_of(key))
        return groups, [
            mark_of(key, block, groups[block.index]) if block.index in groups else NO_MARK
            for block in cable.blocks
        ]

    def with_copies(self) -> bytes:
        """Return for each record number up to some last one whether its cable has marks."""
        if self.lookup is None:
            return b""
        if not isinstance(self.lookup, Lookup):
            return self.lookup.marked()
        found = (self.archive.number_of(key) for key, marks in self.lookup.cable_marks.items() if marks)
        numbers = {number for number in found if number is not None}
        return bytes(number in numbers for number in range(max(numbers, default=-1) + 1))

    def touching(self, numbers: Sequence[int], stop: Callable[[], bool] = lambda: False) -> Sequence[Group]:
        """Return the groups that touch one of these records."""
        if not isinstance(self.lookup, Lookup):
            return self.lookup.touching(numbers, stop) if self.lookup else ()
        return self.lookup.touching(keys_of(self.archive, numbers))

    def why(self, group: Group, own: Member, member: Member) -> str:
        """Return how far the place that the reader came from and another of its group agree."""
        from tui.reading.explain import why  # the first picture shows no group

        passage = group.kind is GroupKind.PASSAGE
        earliest = own == group.members[0]
        to = "the earliest" if earliest else self.place_of(own) if own.cable == member.cable else own.cable
        return why(self.text_of(own), self.text_of(member), to=to, passage=passage)

    def place_name(self, key: str, block: int) -> str:
        """Return what a block of a cable is called: ``¶5, copy 2``."""
        cable = self.cable_of(key)
        if cable is None:
            return f"block {block}"
        names = (block_name(cable, block, self.glyphs), copy_name(cable, block))
        return ", ".join(name for name in names if name)

    def place_of(self, member: Member) -> str:
        """Return what the place of a member is called: a block, part of one, or a cover of several."""
        cable = self.cable_of(member.cable)
        blocks = [] if cable is None else blocks_of(cable, member)
        if cable is None or not blocks:
            return self.place_name(member.cable, member.block)
        names = (self._extent(cable, blocks, member), copy_name(cable, member.block))
        return ", ".join(name for name in names if name)

    def _extent(self, cable: Cable, blocks: Sequence[Block], member: Member) -> str:
        """Return what a member's text takes in: ``¶5``, ``part of ¶5``, ``cover``."""
        if len(blocks) > 1 and blocks[0].kind in COVER_KINDS:
            return cover_name(cable, member.block)
        name = block_name(cable, member.block, self.glyphs)
        return f"part of {name}" if len(blocks) == 1 and not covers_block(blocks[0], member) else name

    def block_start(self, key: str, block: int) -> int | None:
        """Return the offset at which a block of a cable has its first letter."""
        cable = self.cable_of(key)
        if cable is None or not 0 <= block < len(cable.blocks):
            return None
        return (
            cable.blocks[block].source_offset(0) if cable.blocks[block].clean else cable.blocks[block].start
        )

    def text_of(self, member: Member) -> str:
        """Return the text of a member: the block as it is read, or the passage."""
        cable = self.cable_of(member.cable)
        if cable is None:
            return ""
        blocks = blocks_of(cable, member)
        if len(blocks) == 1 and not covers_block(blocks[0], member):
            return cable.text[member.start : member.end]
        return "\n".join(block.clean for block in blocks)

    def excerpt(self, member: Member) -> str:
        """Return the beginning of a member's text, on one line.

        It is taken from the text as received: a list of groups would parse a cable for each of its lines.
        """
        number = self.archive.number_of(member.cable)
        if number is None:
            return ""
        text = self.archive.text(number)[member.start : min(member.end, member.start + _EXCERPT)]
        return " ".join(printable_line(text).split())

    # Sides of a diff

    def side(self, member: Member) -> Side:
        """Return a member's text for a diff."""
        date = f"{member.created:%Y-%m-%d}" if member.created else ""
        cable = self.cable_of(member.cable)
        blocks = blocks_of(cable, member) if cable is not None else []
        whole = len(blocks) == 1 and covers_block(blocks[0], member)
        span = None if whole else (member.start, member.end)
        return Side(member.cable, member.block, date, self.place_of(member), self.text_of(member), span=span)

    def named(self, place: str) -> Side | None:
        """Return the text of a place as notes name it: ``09ASTANA714``, or a block, ``09ASTANA714#12``.

        A stretch of a cable's text is named with the block that it begins in: ``09ASTANA714#12:1040-1377``.
        """
        key, _, within = place.partition("#")
        side = self.whole(key)
        if side is None or not within:
            return side
        assert side.cable is not None
        number, _, stretch = within.partition(":")
        block = whole(number)
        if block is None or block >= len(side.cable.blocks):
            return None
        if stretch:
            start, end = (whole(offset) for offset in stretch.partition("-")[::2])
            if start is None or end is None or not start < end <= len(side.text):
                return None
            from duplicates.model import Member  # no list needs it

            return self.side(Member(key, block, start, end, side.cable.created, 1.0))
        return Side(key, block, side.date, self.place_name(key, block), side.cable.blocks[block].clean)

    def together(self, first: str, second: str) -> tuple[Group, Member, Member] | None:
        """Return the group that two places (``09ASTANA714#12``) stand in, and its members at them.

        A block names the cover that begins with it, and the passage in it, too: the group knows how far each
        goes. Of several groups it is the one with the most words.
        """
        if self.lookup is None:
            return None
        found: list[tuple[Group, Member, Member]] = []
        for group in self.lookup.groups_of(first.partition("#")[0]):
            members = [
                next((each for each in group.members_of(key) if str(each.block) == block), None)
                for key, _, block in (place.partition("#") for place in (first, second))
            ]
            if members[0] is not None and members[1] is not None and members[0] != members[1]:
                found.append((group, members[0], members[1]))
        return max(found, key=lambda each: each[0].words, default=None)

    def called_member(self, member: Member) -> str:
        """Return what a member is called: ``09ASTANA714 cover, copy 1``."""
        return f"{member.cable} {self.place_of(member)}"

    def called(self, about: Sequence[str]) -> list[str]:
        """Return what the places of a note are called: ``09ASTANA714 cover, copy 1``."""
        together = self.together(*about) if len(about) == 2 else None
        if together is not None:
            return [self.called_member(member) for member in together[1:]]
        parts = [place.partition("#") for place in about]
        blocks = [(key, whole(number)) for key, _, number in parts]
        return [key if block is None else f"{key} {self.place_name(key, block)}" for key, block in blocks]

    def whole(self, key: str) -> Side | None:
        """Return the whole text of a cable for a diff."""
        cable = self.cable_of(key)
        if cable is None:
            return None
        date = f"{cable.created:%Y-%m-%d}" if cable.created else ""
        return Side(key, None, date, "", cable.text, cable)
