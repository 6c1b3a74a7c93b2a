"""What is known about each block's copies, put together for the gutter and the map.

The one fact that surprises: a block can be repeated in its own record and stand in other cables as well,
so a mark has two halves, one for here and one for elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from duplicates.group_kinds import GroupKind
from parser.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from duplicates.model import Group
    from parser.model import Block, Cable
    from tui.drawing.glyphs import Glyphs


class Elsewhere(StrEnum):
    """How a block occurs in other cables, the strongest first. The values are roles of the theme.

    A passage may be shared with another block of the same record only.
    """

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


class BlockMark(NamedTuple):
    """How often one block occurs, here and elsewhere."""

    here: int = 0  # further places in the same record that have the whole text
    repeats: bool = False  # an earlier block of the record has the whole text already
    cables: int = 0  # other cables
    elsewhere: Elsewhere | None = None  # the strongest way in which it stands there

    def __bool__(self) -> bool:
        return bool(self.here or self.elsewhere)

    @property
    def role(self) -> str | None:
        """The role of the theme that the mark as a whole is shown in."""
        if self.elsewhere in (None, Elsewhere.FAMILY) and self.here:
            return "within"
        return None if self.elsewhere is None else self.elsewhere.value


NO_MARK = BlockMark()

_MARGIN: Final = 8
"""Characters at the edges of a block that its words need not reach: a number, a portion mark, a full stop."""

COUNTED: Final = 5_000
"""Cables of the largest group of a block up to which those of its other groups are counted with them.

A line that more cables have is a form. Its block is said to stand in as many as the largest group has.
"""


def groups_by_block(cable: Cable, key: str, groups: Iterable[Group]) -> Mapping[int, tuple[Group, ...]]:
    """Return for each block of a cable the groups that one of its places lies in.

    A place may span several blocks, as that of a whole cover does; each of them bears the group.
    """
    starts = [block.start for block in cable.blocks]
    found: dict[int, list[Group]] = {}
    for group in groups:
        seen: set[int] = set()
        for member in group.members_of(key):
            first = max(bisect_right(starts, member.start) - 1, 0)
            last = max(bisect_left(starts, member.end), first + 1)
            seen.update(range(first, last))
        for index in seen:
            if cable.blocks[index].kind is not Kind.BLANK:
                found.setdefault(index, []).append(group)
    return {index: tuple(listed) for index, listed in found.items()}


def mark_of(key: str, block: Block, groups: Sequence[Group]) -> BlockMark:
    """Return the mark of a block from the groups that it bears."""
    here = 0
    repeats = False
    elsewhere: Elsewhere | None = None
    for group in groups:
        others = group.cables > 1
        outside = [
            member
            for member in group.members_of(key)
            if not (member.start < block.end and member.end > block.start)
        ]
        if group.kind is not GroupKind.PASSAGE or _covered(key, block, group):
            here = max(here, len(outside))
            repeats = repeats or any(member.start < block.start for member in outside)
        elif outside and not others:
            elsewhere = elsewhere or Elsewhere.PASSAGE
        if not others:
            continue
        kind = Elsewhere.FAMILY if group.boilerplate else _OF_GROUP[group.kind]
        if elsewhere is None or _STRENGTH[kind] < _STRENGTH[elsewhere]:
            elsewhere = kind
    return BlockMark(here, repeats, _other_cables(groups), elsewhere)


def _covered(key: str, block: Block, group: Group) -> bool:
    """Tell whether a place of a group holds all of a block, so that whoever reads another has read it."""
    return any(
        member.start <= block.start + _MARGIN and member.end >= block.end - _MARGIN
        for member in group.members_of(key)
    )


def _other_cables(groups: Sequence[Group]) -> int:
    """Return how many other cables the groups of a block touch."""
    most = max((group.cables for group in groups), default=1)
    if len(groups) < 2 or most > COUNTED:
        return most - 1
    return len(frozenset().union(*(group.cable_names() for group in groups))) - 1


def elsewhere_glyph(kind: Elsewhere, glyphs: Glyphs) -> str:
    """Return the sign of a way to stand elsewhere."""
    return {
        Elsewhere.EXACT: glyphs.exact,
        Elsewhere.NEAR: glyphs.near,
        Elsewhere.PASSAGE: glyphs.passage,
        Elsewhere.FAMILY: glyphs.family,
    }[kind]
