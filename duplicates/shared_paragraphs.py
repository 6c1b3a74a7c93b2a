"""Which paragraphs two cables share, told for one pair after the other.

The one fact that surprises: pairs are gathered from the groups of one early cable at a time. Texts that a few
cables share make more pairs than an archive has cables, and all of them together would take gigabytes.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

import numpy as np

from duplicates.group_kinds import GroupKind
from duplicates.moments import naive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from duplicates.model import Group
    from duplicates.whole_cables import Facts

MANY: Final = 30
"""Text in more cables joins no two of them."""
FORM: Final = 5
"""Text in more cables is a form; it makes no two of them versions of one another."""

Words = dict[int, int]
"""Words by block."""


def shared_paragraphs(
    groups: Iterable[Group], facts: Mapping[str, Facts]
) -> Iterator[tuple[str, str, Words, Words]]:
    """Yield two cables, the early one first, and the early one's shared paragraphs: how many words of each.

    A passage counts with its words, a paragraph never with more than it has. The second count leaves out what
    more than `FORM` cables share. In order of the early cable's time, then of the late one's.
    """
    rows = _Rows(groups, facts)
    for early in range(len(rows.keys)):
        blocks: dict[int, tuple[Words, Words]] = {}
        for group, own in rows.of(early):
            words = rows.words[group]
            for late in sorted({each for each in rows.cables(group) if each > early}):
                both = blocks.setdefault(late, ({}, {}))
                for counted in both if rows.few[group] else both[:1]:
                    for block, whole in own:
                        counted[block] = min(whole, counted.get(block, 0) + (words or whole))
        for late in sorted(blocks):
            yield rows.keys[early], rows.keys[late], *blocks[late]


class _Rows:
    """The paragraphs that groups touch, as columns: a row for each, those of a group one after the other.

    Cables are numbered in order of time.
    """

    def __init__(self, groups: Iterable[Group], facts: Mapping[str, Facts]) -> None:
        number: dict[str, int] = {}
        created: list[datetime | None] = []
        cable, block, length = array("I"), array("I"), array("I")
        self.first = array("Q", [0])  # row of each group, and where all end
        self.words = array("I")  # of the passage that a group is; 0: whole paragraphs count
        self.few = bytearray()  # whether a group is no form
        for group in groups:
            many = group.cables
            if not 2 <= many <= MANY:
                continue
            for member in group.members:
                whole = facts[member.cable].body.get(member.block)
                if whole is None:
                    continue
                cable.append(number.setdefault(member.cable, len(created)))
                if len(number) > len(created):
                    created.append(member.created)
                block.append(member.block)
                length.append(whole)
            self.first.append(len(cable))
            self.words.append(group.words if group.kind is GroupKind.PASSAGE else 0)
            self.few.append(many <= FORM)
        keys = list(number)
        in_time = sorted(range(len(keys)), key=lambda each: (naive(created[each]), keys[each]))
        self.keys = [keys[each] for each in in_time]
        rank = np.zeros(len(keys), np.uint32)
        rank[in_time] = np.arange(len(keys), dtype=np.uint32)
        self.cable = rank[np.array(cable, np.uint32)]
        self.block, self.length = block, length
        self.order = np.argsort(self.cable, kind="stable")
        self.bounds = np.searchsorted(self.cable[self.order], np.arange(len(keys) + 1))
        self.firsts = np.array(self.first, np.int64)

    def cables(self, group: int) -> list[int]:
        """Return the cable of each paragraph of a group."""
        found: list[int] = self.cable[self.first[group] : self.first[group + 1]].tolist()
        return found

    def of(self, cable: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Yield the groups that touch a cable, each with its paragraphs there: block and words."""
        rows = self.order[self.bounds[cable] : self.bounds[cable + 1]]
        of_row = np.searchsorted(self.firsts, rows, "right") - 1
        found: dict[int, list[tuple[int, int]]] = {}
        for row, group in zip(rows.tolist(), of_row.tolist(), strict=True):
            found.setdefault(group, []).append((self.block[row], self.length[row]))
        yield from found.items()
