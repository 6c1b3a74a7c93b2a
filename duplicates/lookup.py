"""Which groups stand at a block: what the browser asks for each block that comes into view.

The one fact that surprises: groups are not kept here, only their places in the findings. Findings of a whole
archive lie on the disk, and a group is made when somebody looks at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duplicates.model import Findings, Group


class Lookup:
    """Findings by cable and block. A span over several blocks (a cover) is found at the first of them."""

    def __init__(self, findings: Findings) -> None:
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
