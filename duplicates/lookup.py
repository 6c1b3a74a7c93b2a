"""Which groups stand at a block, and what a cable shares: what the browser asks of what comes into view.

The one fact that surprises: groups are not kept here, only their places in the findings. Findings of a whole
archive are not looked through at all: their register answers the same questions from the disk.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from duplicates.cable_marks import marks_by_cable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from duplicates.cable_marks import CableMarks
    from duplicates.model import Findings, Group, Relation


class Lookup:
    """Findings by cable and block. A span over several blocks (a cover) is found at the first of them."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.cable_marks = marks_by_cable(findings)
        self._groups = findings.groups
        self._at: dict[str, dict[int, list[int]]] = {}
        for number, group in enumerate(findings.groups):
            for member in group.members:
                blocks = self._at.setdefault(member.cable, {})
                numbers = blocks.setdefault(member.block, [])
                if not numbers or numbers[-1] != number:
                    numbers.append(number)

    def groups_at(self, key: str, block_index: int) -> tuple[Group, ...]:
        """Return the groups with a member at this block of the cable, in the findings' order."""
        return tuple(self._groups[number] for number in self._at.get(key, {}).get(block_index, ()))

    def groups_of(self, key: str) -> tuple[Group, ...]:
        """Return the groups with a member in the cable, each once, by the first block that they touch."""
        blocks = self._at.get(key, {})
        found = dict.fromkeys(number for index in sorted(blocks) for number in blocks[index])
        return tuple(self._groups[number] for number in found)

    def blocks_of(self, key: str) -> frozenset[int]:
        """Return the blocks of the cable that are a member of some group."""
        return frozenset(self._at.get(key, {}))

    def cables(self) -> dict[str, int]:
        """Return for each cable with findings the number of its blocks that occur elsewhere too."""
        return {key: len(blocks) for key, blocks in self._at.items()}

    def touching(self, keys: Iterable[str]) -> Sequence[Group]:
        """Return the groups with a member in one of these cables, in the findings' order."""
        numbers = {n for key in keys for blocks in self._at.get(key, {}).values() for n in blocks}
        return [self._groups[number] for number in sorted(numbers)]

    def marks_of(self, number: int, key: str) -> CableMarks | None:
        """Return what the list shows of a cable, of which the key is asked and the record number is not."""
        return self.cable_marks.get(key)

    def relations_of(self, cable_id: str) -> list[Relation]:
        """Return how a cable, in any version, is the same message as others."""
        return [
            relation
            for relation in self.findings.relations
            if cable_id in (relation.early.partition("@")[0], relation.late.partition("@")[0])
        ]

    def sources(self) -> list[tuple[str, str, int]]:
        """Return who repeats whose words, and how many: the source's post, the other's, the most first."""
        from duplicates.provenance import posts_by_posts

        return [(row.source, row.by, row.words) for row in posts_by_posts(self.findings)]

    def borrowers(self, source: str, by: str) -> list[str]:
        """Return the cables of a post that repeat another's words, in order of time."""
        from duplicates.provenance import borrowings, post_of

        keys = {
            each.place.cable: None
            for each in borrowings(self.findings)
            if (post_of(each.source.cable), post_of(each.place.cable)) == (source, by)
        }
        return list(keys)

    def of_groups(self, groups: Sequence[Group]) -> tuple[Findings, Callable[[str], bool]]:
        """Return the findings in the cables of some groups, and what tells whether a key is one of theirs."""
        keys = {member.cable for group in groups for member in group.members}
        found = replace(
            self.findings,
            groups=tuple(groups),
            pairs=tuple(p for p in self.findings.pairs if p.a.cable in keys and p.b.cable in keys),
            relations=tuple(r for r in self.findings.relations if r.early in keys and r.late in keys),
        )
        return found, keys.__contains__
