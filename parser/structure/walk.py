"""The walk down a record: front, routing header, cover, body, and perhaps a cover again.

Each zone has its own recognisers, asked in order; the first that knows a line says what it opens, or that
it runs on. A line that nobody knows runs on in the block above it. The one fact that surprises: a page
break waits until it is known whether the block above runs on below it; then it is left out of that block,
and else it is a block of its own.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from parser.kinds import Kind
from parser.structure import cutting, starts
from parser.structure.drafts import Draft
from parser.structure.numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from parser.structure.labels import Label
    from parser.structure.lines import Line

    Recogniser = Callable[["Walk", Line], "Opening | None"]

_SENTENCE_END: Final = ".!?:;\"')]"
_LONGEST_LABEL: Final = 16
_LONGEST_START: Final = 12


class Zone(Enum):
    """Where in a record the walk is."""

    FRONT = auto()
    ROUTING = auto()
    COVER = auto()
    BODY = auto()


class Opening(NamedTuple):
    """What a line opens."""

    kind: Kind
    zone: Zone
    number: int | None = None
    marking: str | None = None
    label: Label | None = None


RUNS_ON: Final = Opening(Kind.BLANK, Zone.FRONT)
"""What a recogniser gives that knows a line as a part of the block above."""


FURNITURE: Final = Opening(Kind.CAPTION, Zone.BODY)
"""What a recogniser gives that knows a line as no part of the text: the SIPDIS that a page's top repeats."""


class Walk:
    """The state of the walk over the lines of one record."""

    def __init__(self, view: str, lines: Sequence[Line], recognisers: Mapping[Zone, Sequence[Recogniser]]):
        self.view = view
        self.lines = lines
        self.recognisers = recognisers
        self.drafts: list[Draft] = []
        self.zone = Zone.FRONT
        self.label: Label | None = None  # of the open cover block
        self.numbers = Numbering()
        self.broken = False  # a page break stands between the line and the one above it
        self.above: Line | None = None  # the last line that was no page break
        self.marks = starts.glued_marks(view, lines)
        self.gaps = any(line.gap for line in lines)  # whether blank lines say anything in this record
        self._pending: Line | None = None
        self._index = 0
        self._parts: Sequence[Line] = ()
        self._part = 0

    def go(self) -> list[Draft]:
        """Return the drafts of the record's blocks, in order of their starts."""
        for index, line in enumerate(self.lines):
            self._index = index
            if line.furniture:
                self._wait(line)
                continue
            if (
                self.zone is Zone.BODY
                and not line.gap
                and line.text[0].islower()
                and not line.text.startswith("id: ")
                and self._pending is None
                and line.start not in self.marks
                and line.end - line.start < cutting.SHORT
                and not self.above_is_heading
            ):
                self.drafts[-1].lines += 1
                self.above = line
                continue
            self._parts = cutting.cut(
                self.view,
                line,
                self.marks.get(line.start, ()),
                self.numbers.last,
                body=self.zone is Zone.BODY,
            )
            for at, piece in enumerate(self._parts):
                self._part = at
                self._feed(piece)
        if self._pending is not None:
            self._open(Draft(_kind(self._pending), self._pending.start))
        return self.drafts

    def _wait(self, line: Line) -> None:
        """Hold furniture back, with the furniture above it, until it is known what runs on below."""
        above = self._pending
        self._pending = line if above is None else line._replace(start=above.start, furniture=True)

    def _feed(self, line: Line) -> None:
        pending = self._pending
        self.broken = pending is not None
        opening: Opening | None = None
        for recogniser in self.recognisers[self.zone]:
            opening = recogniser(self, line)
            if opening is not None:
                break
        if opening is FURNITURE:
            self._wait(line)
            return
        if (opening is None or opening is RUNS_ON) and self.drafts:
            draft = self.drafts[-1]
            if pending is not None:
                draft.cuts.append((pending.start, pending.end))
            draft.lines += 1
        else:
            if pending is not None:
                self._open(Draft(_kind(pending), pending.start))
            self._accept(opening if opening and opening is not RUNS_ON else _UNKNOWN, line)
        self._pending = None
        self.above = line

    def _open(self, draft: Draft) -> None:
        if self.drafts and self.drafts[-1].start >= draft.start:
            self.drafts.pop()
        self.drafts.append(draft)

    def _accept(self, opening: Opening, line: Line) -> None:
        if opening.zone is not Zone.BODY:
            if self.zone is Zone.BODY:
                self.numbers.leave()
        elif opening.number is not None:
            self.numbers.accept(line.text, opening.number, opening.marking)
        self.zone = opening.zone
        self.label = opening.label
        self._open(Draft(opening.kind, line.start, opening.number, opening.marking))

    @property
    def bare_label(self) -> bool:
        """Whether the open block of a cover is nothing but its label so far: ``SUBJECT:``."""
        above = self.above
        return (
            self.label is not None
            and above is not None
            and len(above.text) < _LONGEST_LABEL
            and above.text[-1] in ":;."
            and self.drafts[-1].lines == 1
        )

    @property
    def bare_start(self) -> bool:
        """Whether the open paragraph is nothing but its number and mark so far: ``1. (SBU)``."""
        draft = self.drafts[-1]
        return (
            draft.lines == 1
            and (draft.number is not None or draft.marking is not None)
            and self.above is not None
            and len(self.above.text) <= _LONGEST_START
            and self.above.text[-1] in ".)"
        )

    @property
    def ended(self) -> bool:
        """Whether the line above ends a sentence."""
        return self.above is None or self.above.text[-1] in _SENTENCE_END

    @property
    def above_is_heading(self) -> bool:
        """Whether the open block is a heading."""
        return bool(self.drafts) and self.drafts[-1].kind is Kind.HEADING

    @property
    def open_kind(self) -> Kind | None:
        """The kind of the open block."""
        return self.drafts[-1].kind if self.drafts else None

    def below(self, ahead: int = 1) -> Line | None:
        """Return the line that stands ``ahead`` lines further down; page breaks do not count."""
        part_index = self._part + ahead
        if part_index < len(self._parts):
            return self._parts[part_index]
        ahead = part_index - len(self._parts) + 1
        for line in self.lines[self._index + 1 : self._index + 2 * ahead + 2]:
            if not line.furniture:
                ahead -= 1
                if not ahead:
                    return line
        return None


def _kind(furniture: Line) -> Kind:
    """Return the kind of block that furniture is between two blocks."""
    return Kind.PAGE_BREAK if furniture.furniture else Kind.CAPTION


_UNKNOWN: Final = Opening(Kind.PARAGRAPH, Zone.BODY)
