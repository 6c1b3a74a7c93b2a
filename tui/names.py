"""How blocks, groups and places are called on the screen, in the words of the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from duplicates.group_kinds import GroupKind
from parser.kinds import Kind

if TYPE_CHECKING:
    from corpus.pace import Progress
    from duplicates.dot_plot import DotPlot
    from duplicates.model import Group, Member
    from parser.model import Block, Cable
    from tui.drawing.glyphs import Glyphs

_KINDS: Final = {
    Kind.RECORD: "record table",
    Kind.ROUTING: "routing header",
    Kind.BANNER: "classification line",
    Kind.CAPTION: "caption",
    Kind.ATTENTION: "attention line",
    Kind.COVER: "cover field",
    Kind.CLASSIFIED_BY: "classified by",
    Kind.HEADING: "heading",
    Kind.SUMMARY: "summary",
    Kind.PARAGRAPH: "paragraph",
    Kind.COMMENT: "comment",
    Kind.SIGNATURE: "signature",
    Kind.PAGE_BREAK: "page break",
    Kind.WRAPPER: "wrapper",
    Kind.GARBAGE: "line noise",
    Kind.BLANK: "blank",
}
_ALONE: Final = frozenset({Kind.RECORD, Kind.ROUTING, Kind.COVER, Kind.CLASSIFIED_BY, Kind.SIGNATURE})
"""Kinds of which a message has one, or whose names tell them apart; others are named with their index."""

_COVER_LABELS: Final = (
    ("E.O", "E.O. line"),
    ("TAG", "TAGS"),
    ("SUBJ", "subject"),
    ("REF", "references"),
)


def block_name(cable: Cable, index: int, glyphs: Glyphs) -> str:
    """Return what a block is called: ``¶5``, ``subject``, ``summary ¶1``, ``signature``.

    Where its copy of the message has several of that name its index tells them apart: ``subject #9``.
    """
    if not 0 <= index < len(cable.blocks):
        return "fields"
    block = cable.blocks[index]
    name = name_of(block, glyphs)
    named = block.number is not None or block.kind in _ALONE
    return name if named and not _has_namesake(cable, block, name, glyphs) else f"{name} #{index}"


def _has_namesake(cable: Cable, block: Block, name: str, glyphs: Glyphs) -> bool:
    """Tell whether another block in the same copy of the message is called as one is."""
    return any(
        other.kind is block.kind
        and other.number == block.number
        and other.transmission == block.transmission
        and other is not block
        and name_of(other, glyphs) == name
        for other in cable.blocks
    )


def cover_name(cable: Cable, index: int) -> str:
    """Return what the cover that begins with a block is called: ``cover``, or one of several ``cover #3``."""
    from duplicates.covers import covers  # the plain names of a list need no word of a text

    copy = cable.blocks[index].transmission
    several = sum(cover.transmission == copy for cover in covers(cable)) > 1
    return f"cover #{index}" if several else "cover"


def name_of(block: Block, glyphs: Glyphs) -> str:
    """Return what a block is called, without the copy of the message that it stands in."""
    name = _KINDS.get(block.kind, block.kind.value)
    if block.kind is Kind.COVER:
        start = block.clean[:8].upper()
        name = next((label for prefix, label in _COVER_LABELS if start.startswith(prefix)), name)
    if block.number is not None:
        number = f"{glyphs.paragraph}{block.number}"
        name = number if block.kind is Kind.PARAGRAPH else f"{name} {number}"
    return name


def blocks_of(cable: Cable, member: Member) -> list[Block]:
    """Return the blocks with words that a member's place touches."""
    return [
        block
        for block in cable.blocks
        if block.start < member.end and block.end > member.start and block.clean
    ]


def covers_block(block: Block, member: Member) -> bool:
    """Tell whether a member's place takes in all words of a block."""
    first = block.source_offset(0)
    last = block.source_offset(len(block.clean) - 1)
    return member.start <= first and member.end > last


def copy_name(cable: Cable, index: int) -> str:
    """Return which copy of the message inside the record a block stands in; '' where there is one only."""
    if cable.transmissions < 2 or not 0 <= index < len(cable.blocks):
        return ""
    return f"copy {cable.blocks[index].transmission}"


def group_name(group: Group) -> str:
    """Return what kind of group this is, in words."""
    if group.boilerplate or group.kind is GroupKind.FAMILY:
        return "form or template"
    return {
        GroupKind.EXACT: "the same words",
        GroupKind.NEAR: "nearly the same",
        GroupKind.PASSAGE: "a shared passage",
        GroupKind.FAMILY: "form or template",
    }[group.kind]


def group_glyph(group: Group, glyphs: Glyphs) -> tuple[str, str]:
    """Return the sign of a group and the role that it is shown in."""
    if group.boilerplate or group.kind is GroupKind.FAMILY:
        return glyphs.family, "family"
    if group.cables == 1:
        return glyphs.within, "within"
    return {
        GroupKind.EXACT: (glyphs.exact, "exact"),
        GroupKind.NEAR: (glyphs.near, "near"),
        GroupKind.PASSAGE: (glyphs.passage, "passage"),
        GroupKind.FAMILY: (glyphs.family, "family"),
    }[group.kind]


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: ``1 copy``, ``1,204 words``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def progress_line(at: Progress) -> str:
    """Say how far an import has come: its share, cables, rate, files and the time left."""
    parts = [f"{at.share:4.0%}  {counted(at.records, 'cable')}", f"{at.rate:,.0f} a second"]
    if at.files_total > 1:
        parts.append(f"file {at.files:,} of {at.files_total:,}")
    left = at.seconds_left
    if left is not None:
        minutes, seconds = divmod(round(left), 60)
        hours, minutes = divmod(minutes, 60)
        parts.append(f"{f'{hours}:{minutes:02}' if hours else minutes}:{seconds:02} left")
    return ", ".join(parts)


def not_plotted(plot: DotPlot) -> str:
    """Say how much of the cables a dot plot leaves out; '' when it shows them whole."""
    if not plot.left_out:
        return ""
    return f"only the first {len(plot.rows):,} by {len(plot.columns):,} blocks, {plot.left_out:,} left out"
