"""What a word diff is: parts that tile both texts, so that nothing of either is lost.

The one fact that surprises: an *equal* part need not be the same characters on both sides. It is equal under
the chosen ignore levels, so each side keeps its own line breaks, and its own spans.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

Span = tuple[int, int]
"""Start and end, offsets in characters."""

TokenSpans = tuple["array[int]", "array[int]"]
"""Starts and ends of a text's tokens, as offsets in characters."""


class Ignore(StrEnum):
    """What is no difference, each a switch of its own."""

    LINE_BREAKS = "line-breaks"  # line ends, blank lines and the amount of white space
    HYPHENATION = "hyphenation"  # assist-/ance and assistance, air-field and airfield
    REDACTION_FORMS = "redaction-forms"  # XXXXXXXXXXXX, xxxxxx and [Name removed]: nothing shows either way
    CASE = "case"
    PUNCTUATION = "punctuation"
    QUOTES = "quotes"  # curly and straight quotes, kinds of dashes, … and ...
    PAGE_BREAKS = "page-breaks"  # ASTANA 00000714 002 OF 003; the archive's own table above a message
    SECTION_LINES = "section-lines"  # C O N F I D E N T I A L SECTION 01 OF 03 ASTANA 000714
    PARAGRAPH_NUMBERS = "paragraph-numbers"  # 1. and 1) at the start of a paragraph
    PORTION_MARKS = "portion-marks"  # (C), (SBU), (S//NF) at the start of a paragraph
    PILCROW = "pilcrow"  # the ¶ that some releases put before the number
    GARBLES = "garbles"  # 0TTAWA for OTTAWA, SS E C R E T for S E C R E T


class PartKind(StrEnum):
    """What happened to a part on its way from the early text to the late one."""

    EQUAL = "equal"
    REDACTED = "redacted"  # words became a run of X
    RESTORED = "restored"  # a run of X became words
    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"
    MOVED = "moved"


_MIRROR = {
    PartKind.REDACTED: PartKind.RESTORED,
    PartKind.RESTORED: PartKind.REDACTED,
    PartKind.INSERTED: PartKind.DELETED,
    PartKind.DELETED: PartKind.INSERTED,
}


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader asked for."""

    ignore: frozenset[Ignore] = frozenset({Ignore.LINE_BREAKS, Ignore.REDACTION_FORMS})
    move_words: int = 8  # a run of at least so many words that changed its place is moved; 0: none is

    def ignoring(self, *levels: Ignore) -> Options:
        """Return the same options with further ignore levels."""
        return Options(self.ignore | frozenset(levels), self.move_words)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a text: its span, what it is and which number it bears."""

    start: int
    end: int
    kind: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to be compared, with what a parser knows about it."""

    text: str
    pieces: tuple[Piece, ...] = ()  # in order and apart from each other; none: aligned by words alone
    silent: tuple[Span, ...] = ()  # furniture that is to be ignored


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of both texts. A moved block is two parts: one where it stood and one where it stands.

    Each of the two has an empty span on the side where the block is absent, and ``partner`` says where the
    block is on that side.
    """

    kind: PartKind
    early: Span
    late: Span
    partner: Span | None = None

    def mirrored(self) -> Part:
        """Return the part as the diff of the swapped texts has it."""
        return Part(_MIRROR.get(self.kind, self.kind), self.late, self.early, self.partner)


@dataclass(frozen=True, slots=True)
class WordDiff:
    """The difference of two texts. The parts' early spans tile ``early``, their late spans tile ``late``."""

    early: str
    late: str
    options: Options
    parts: tuple[Part, ...]
    early_silent: tuple[Span, ...] = ()  # stretches that a parser knew to be furniture and that are ignored
    late_silent: tuple[Span, ...] = ()
    early_tokens: TokenSpans | None = field(default=None, compare=False, repr=False)  # where they were needed
    late_tokens: TokenSpans | None = field(default=None, compare=False, repr=False)
    changes: tuple[Part, ...] = field(init=False, compare=False)  # the parts that are not equal

    def __post_init__(self) -> None:
        changes = tuple(part for part in self.parts if part.kind is not PartKind.EQUAL)
        object.__setattr__(self, "changes", changes)

    def __bool__(self) -> bool:
        """Whether there is any difference under the options."""
        return bool(self.changes)

    def early_text(self, part: Part) -> str:
        """Return the part's characters in the early text."""
        return self.early[slice(*part.early)]

    def late_text(self, part: Part) -> str:
        """Return the part's characters in the late text."""
        return self.late[slice(*part.late)]

    def mirrored(self) -> WordDiff:
        """Return the diff of the swapped texts."""
        parts = tuple(part.mirrored() for part in self.parts)
        return WordDiff(
            self.late,
            self.early,
            self.options,
            parts,
            self.late_silent,
            self.early_silent,
            self.late_tokens,
            self.early_tokens,
        )
