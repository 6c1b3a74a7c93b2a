"""What a parsed cable is: frozen records that every other room of the house reads.

The one fact that surprises: blocks *tile* the text. Block 0 starts at 0, each block starts where the one
before ends, and the last ends at ``len(text)``, so whatever a reader received can be pointed at, page
furniture and line noise included.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parser.kinds import COMPARED_KINDS

if TYPE_CHECKING:
    from datetime import date, datetime

    from parser.kinds import CitationKind, Kind


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a record's text, from ``start`` to ``end`` (offsets in characters into ``Cable.text``)."""

    index: int
    kind: Kind
    start: int
    end: int
    number: int | None = None  # paragraph number
    marking: str | None = None  # portion mark without brackets: C, SBU, S//NF …
    transmission: int = 1  # which copy of the message inside the record, from 1
    pieces: tuple[tuple[int, int], ...] = ()  # spans of the text whose concatenation is ``clean``
    clean: str = ""  # the text for reading and comparing: page breaks left out, ends stripped

    @property
    def compared(self) -> bool:
        """Whether the block takes part in the near search."""
        return self.kind in COMPARED_KINDS

    def source_offset(self, offset: int) -> int:
        """Return the offset into ``Cable.text`` of the character ``clean[offset]`` (or of its end)."""
        for start, end in self.pieces:
            if offset < end - start:
                return start + offset
            offset -= end - start
        return self.pieces[-1][1] if self.pieces else self.end


@dataclass(frozen=True, slots=True)
class Addressee:
    """One TO or INFO addressee: ``RUEHBJ/AMEMBASSY BEIJING PRIORITY 0909``."""

    station: str
    route: str | None = None
    precedence: str | None = None  # FLASH, NIACT IMMEDIATE, IMMEDIATE, PRIORITY, ROUTINE
    number: int | None = None  # the sender's serial towards this addressee
    excluded: tuple[str, ...] = ()  # posts that XMT takes out of a collective


@dataclass(frozen=True, slots=True)
class OperatingSignal:
    """A Z signal of the header with what the handbooks say that it means."""

    code: str  # ZDK, ZFR, ZEL …
    meaning: str
    detail: str = ""  # what stands after it: DUE TO SERVICES


@dataclass(frozen=True, slots=True)
class Routing:
    """The routing header taken apart. Fields that the header does not have are None or empty."""

    transmission_id: str | None = None  # VZCZCXRO9617
    precedence: tuple[str, ...] = ()  # of the message, as words: ("IMMEDIATE", "PRIORITY")
    routes: tuple[str, ...] = ()  # routing indicators of the first lines
    from_route: str | None = None  # RUEHTA, from the DE line
    serial: int | None = None  # 714, from the DE line
    section: int | None = None  # 1, from the DE line
    filed: str | None = None  # 1170539, day of the year and time, from the DE line
    security: str | None = None  # ZNY CCCCC, ZNR UUUUU
    dtg: datetime | None = None  # day-time group, aware, UTC
    operating_signals: tuple[OperatingSignal, ...] = ()
    from_station: str | None = None  # AMEMBASSY ASTANA
    action: tuple[Addressee, ...] = ()
    info: tuple[Addressee, ...] = ()
    distribution: tuple[str, ...] = ()  # LOG-00, NP-00 … of the Department's own copy
    leftover: str = ""  # what no rule read; empty when the header is fully taken apart


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference of a REF block, of whatever kind."""

    text: str
    kind: CitationKind
    letter: str | None = None
    id: str | None = None  # canonical id, for cables only


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record was read: file, record number in it (from 1), line it starts at (from 1), format."""

    path: str
    record: int = 1
    line: int = 1
    format: str = ""


@dataclass(frozen=True, slots=True)
class Cable:
    """One record: its fields and the blocks that tile its text."""

    text: str
    blocks: tuple[Block, ...] = ()
    id: str | None = None
    created: datetime | None = None
    released: datetime | None = None
    origin: str | None = None  # Embassy Astana
    classification: str | None = None
    title: str | None = None
    subject: str | None = None
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()  # canonical ids of cables, each once, in order
    citations: tuple[Citation, ...] = ()
    captions: tuple[str, ...] = ()
    attention: tuple[str, ...] = ()
    classified_by: tuple[str, ...] = ()  # persons' names without title or office
    classification_reasons: tuple[str, ...] = ()  # ("1.4(b)", "1.4(d)")
    derived_from: str | None = None
    executive_order: str | None = None  # "12958"
    declassify_on: date | None = None
    declassify_text: str | None = None  # as written: 04/27/2024, OADR, 25X1, an event
    summary: str | None = None
    comments: tuple[str, ...] = ()  # as written: whole paragraphs, and remarks inside others
    signers: tuple[str, ...] = ()  # surnames in capitals
    routing: Routing | None = None
    sections: tuple[int, int] | None = None  # (1, 3) from SECTION 01 OF 03
    corrected: str | None = None  # which correction: "", "CAPTION", "TEXT", "2ND"; None when not corrected
    cancelled: bool = False  # ZFR
    partial: bool = False  # a partial extract
    attributes: tuple[tuple[str, str], ...] = ()  # the National Archives' Message Attributes, in order
    source: Source | None = field(default=None, compare=False)

    @property
    def transmissions(self) -> int:
        """How many copies of the message the record holds."""
        return max((block.transmission for block in self.blocks), default=1)
