"""What a reading copy is: each passage once, the variants of its copies, and what was left out.

The one fact that surprises: the list of what was left out is part of the copy, not a by-product. With it
every word of the record can be accounted for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from duplicates.covers import label
from parser.kinds import Kind

if TYPE_CHECKING:
    from datetime import datetime

    from parser.model import Block


@dataclass(frozen=True, slots=True)
class Source:
    """A copy of the message that went into the reading copy: copy 2 of the record 09ASTANA714."""

    siglum: str
    cable: str
    copy: int
    copies: int  # how many the record holds

    def __str__(self) -> str:
        return self.cable if self.copies == 1 else f"{self.cable}, copy {self.copy} of {self.copies}"


@dataclass(frozen=True, slots=True)
class Note:
    """A place where copies differ: who reads what instead of the words that end at ``offset``."""

    number: int
    offset: int  # into the passage's text
    text: str  # noon] dusk B


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of the message, reflowed: its lines are paragraphs and items of lists."""

    kind: Kind
    name: str  # what it is called in a list: paragraph 5
    text: str
    number: int | None = None
    notes: tuple[Note, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The passage's lines with the numbers of its notes in them: ``at noon[1] with``."""
        text, shift = self.text, 0
        for note in self.notes:
            mark = f"[{note.number}]"
            text = text[: note.offset + shift] + mark + text[note.offset + shift :]
            shift += len(mark)
        return text.split("\n")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of a record that the copy does not show."""

    siglum: str
    start: int  # offsets into the record's text
    end: int
    line: int  # of the record's text, from 1
    last_line: int
    reason: str  # page break in paragraph 5; paragraph 5 again
    text: str | None  # None where the same words are shown


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """One message, complete and once."""

    id: str
    title: str
    created: datetime | None
    origin: str | None
    classification: str | None
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]  # siglum of a copy, names of the passages it lacks
    left_out: tuple[LeftOut, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes in the order of the text."""
        return tuple(note for passage in self.passages for note in passage.notes)


_NAMES: Final = {
    Kind.RECORD: "the archive's own table",
    Kind.ROUTING: "routing header",
    Kind.BANNER: "classification line",
    Kind.ATTENTION: "attention line",
    Kind.CLASSIFIED_BY: "Classified By line",
    Kind.WRAPPER: "wrapper around the message",
    Kind.GARBAGE: "rubbish of an export",
    Kind.PAGE_BREAK: "page break",
}
_LABELS: Final = {"EO": "E.O. line", "TAG": "TAGS", "SUB": "SUBJECT", "REF": "REF"}


def named(block: Block) -> str:
    """Return what a block is called: ``paragraph 5``, ``TAGS``, ``routing header``."""
    if block.number is not None:
        return f"paragraph {block.number}"
    if block.kind is Kind.COVER:
        return _LABELS.get(label(block) or "", "line of the cover")
    return _NAMES.get(block.kind, block.kind.value)
