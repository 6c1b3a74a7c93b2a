"""What is known about each block's copies, put together for the gutter, the map and the list.

The one fact that surprises: a block can be repeated in its own record and stand in other cables as well,
so a mark has two halves, one for here and one for elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from duplicates.model import GroupKind
from parser.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from duplicates.model import Findings, Group
    from parser.model import Block, Cable
    from tui.glyphs import Glyphs


class Elsewhere(StrEnum):
    """How a block occurs in other cables, the strongest first. The values are roles of the theme."""

    EXACT = "exact"
    NEAR = "near"
    PASSAGE = "passage"
    FAMILY = "family"


_STRENGTH = {kind: rank for rank, kind in enumerate(Elsewhere)}
_OF_GROUP = {
    GroupKind.EXACT: Elsewhere.EXACT,
    GroupKind.NEAR: Elsewhere.NEAR,
    GroupKind.PASSAGE: Elsewhere.PASSAGE,
    GroupKind.FAMILY: Elsewhere.FAMILY,
}


@dataclass(frozen=True, slots=True)
class BlockMark:
    """How often one block occurs, here and elsewhere."""

    here: int = 0  # further places in the same record
    repeats: bool = False  # an earlier block of the record has the text already
    cables: int = 0  # other cables
    elsewhere: Elsewhere | None = None  # the strongest way in which it stands there

    def __bool__(self) -> bool:
        return bool(self.here or self.cables)

    @property
    def role(self) -> str | None:
        """The role of the theme that the mark as a whole is shown in."""
        if self.elsewhere in (None, Elsewhere.FAMILY) and self.here:
            return "within"
        return None if self.elsewhere is None else self.elsewhere.value


NO_MARK = BlockMark()

SUBSTANTIAL: Final = 20
"""Words from which on a group shows in the list: two thirds of the shorter ones are Classified By lines."""


def groups_by_block(cable: Cable, key: str, groups: Iterable[Group]) -> Mapping[int, tuple[Group, ...]]:
    """Return for each block of a cable the groups that one of its places lies in.

    A place may span several blocks, as that of a whole cover does; each of them bears the group.
    """
    starts = [block.start for block in cable.blocks]
    found: dict[int, list[Group]] = {}
    for group in groups:
        seen: set[int] = set()
        for member in group.members:
            if member.cable != key:
                continue
            first = max(bisect_right(starts, member.start) - 1, 0)
            last = max(bisect_left(starts, member.end), first + 1)
            seen.update(range(first, last))
        for index in seen:
            if cable.blocks[index].kind is not Kind.BLANK:
                found.setdefault(index, []).append(group)
    return {index: tuple(listed) for index, listed in found.items()}


def mark_of(key: str, block: Block, groups: Iterable[Group]) -> BlockMark:
    """Return the mark of a block from the groups that it bears."""
    here = 0
    repeats = False
    cables: set[str] = set()
    elsewhere: Elsewhere | None = None
    for group in groups:
        others = {member.cable for member in group.members if member.cable != key}
        outside = [
            member
            for member in group.members
            if member.cable == key and not (member.start < block.end and member.end > block.start)
        ]
        if group.kind is not GroupKind.PASSAGE or not others:
            here = max(here, len(outside))
            repeats = repeats or any(member.start < block.start for member in outside)
        if not others:
            continue
        cables |= others
        kind = Elsewhere.FAMILY if group.boilerplate else _OF_GROUP[group.kind]
        if elsewhere is None or _STRENGTH[kind] < _STRENGTH[elsewhere]:
            elsewhere = kind
    return BlockMark(here, repeats, len(cables), elsewhere)


def elsewhere_glyph(kind: Elsewhere, glyphs: Glyphs) -> str:
    """Return the sign of a way to stand elsewhere."""
    return {
        Elsewhere.EXACT: glyphs.exact,
        Elsewhere.NEAR: glyphs.near,
        Elsewhere.PASSAGE: glyphs.passage,
        Elsewhere.FAMILY: glyphs.family,
    }[kind]


@dataclass(slots=True)
class CableMarks:
    """What the list shows of one cable: blocks repeated inside it, and groups shared with other cables."""

    within: int = 0
    exact: int = 0
    near: int = 0
    passage: int = 0
    family: int = 0

    @property
    def groups(self) -> int:
        """In how many groups the cable is."""
        return self.within + self.exact + self.near + self.passage + self.family

    def __bool__(self) -> bool:
        return self.groups > 0


def marks_by_cable(findings: Findings) -> Mapping[str, CableMarks]:
    """Return for each cable's key in how many groups of real text it is, here and elsewhere."""
    marks: dict[str, CableMarks] = {}
    for group in findings.groups:
        if group.words < SUBSTANTIAL or group.boilerplate:
            continue
        seen: dict[str, int] = {}
        for member in group.members:
            seen[member.cable] = seen.get(member.cable, 0) + 1
        kind = _OF_GROUP[group.kind]
        for key, count in seen.items():
            mark = marks.setdefault(key, CableMarks())
            if count > 1 and group.kind is not GroupKind.PASSAGE:
                mark.within += count - 1
            if len(seen) > 1:
                setattr(mark, kind.value, getattr(mark, kind.value) + 1)
    return marks
