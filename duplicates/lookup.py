"""Which groups stand at a block: what the browser asks for each block that comes into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duplicates.model import Findings, Group


class Lookup:
    """Findings by cable and block. A span over several blocks (a cover) is found at the first of them."""

    def __init__(self, findings: Findings) -> None:
        self._at: dict[str, dict[int, list[Group]]] = {}
        for group in findings.groups:
            for member in group.members:
                blocks = self._at.setdefault(member.cable, {})
                groups = blocks.setdefault(member.block, [])
                if not groups or groups[-1] is not group:
                    groups.append(group)

    def groups_at(self, key: str, block_index: int) -> tuple[Group, ...]:
        """Return the groups with a member at this block of the cable, in the findings' order."""
        return tuple(self._at.get(key, {}).get(block_index, ()))

    def groups_of(self, key: str) -> tuple[Group, ...]:
        """Return the groups with a member in the cable, each once, by the first block that they touch."""
        blocks = self._at.get(key, {})
        found = {group.id: group for index in sorted(blocks) for group in blocks[index]}
        return tuple(found.values())

    def blocks_of(self, key: str) -> frozenset[int]:
        """Return the blocks of the cable that are a member of some group."""
        return frozenset(self._at.get(key, {}))

    def cables(self) -> dict[str, int]:
        """Return for each cable with findings the number of its blocks that occur elsewhere too."""
        return {key: len(blocks) for key, blocks in self._at.items()}
