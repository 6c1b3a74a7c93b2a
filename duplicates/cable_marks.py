"""What a list shows of each cable: in how many groups of real text it is, here and elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from duplicates.group_kinds import GroupKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duplicates.model import Findings

SUBSTANTIAL: Final = 20
"""Words from which on a group shows in the list: two thirds of the shorter ones are Classified By lines."""


@dataclass(slots=True)
class CableMarks:
    """Blocks repeated inside one cable, and groups of each kind shared with other cables."""

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
        kind = group.kind.value
        for key, count in seen.items():
            mark = marks.setdefault(key, CableMarks())
            if count > 1 and group.kind is not GroupKind.PASSAGE:
                mark.within += count - 1
            if len(seen) > 1:
                setattr(mark, kind, getattr(mark, kind) + 1)
    return marks
