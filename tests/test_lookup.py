"""Which groups stand at a block."""

from __future__ import annotations

from duplicates.group_kinds import GroupKind, Scope
from duplicates.lookup import Lookup
from duplicates.model import Findings, Group, Member, Parameters


def _group(name: str, *places: tuple[str, int]) -> Group:
    members = tuple(Member(cable, block, 0, 10, None, 1.0) for cable, block in places)
    return Group(name, GroupKind.EXACT, Scope.BOTH, 8, members, 1)


FIRST = _group("first", ("09ROME1", 3), ("09ROME2", 4), ("09ROME2", 9))
SECOND = _group("second", ("09ROME2", 4), ("09ROME3", 1))
FOUND = Lookup(Findings(Parameters(), 3, 30, 20, (FIRST, SECOND)))


def test_groups_at_a_block() -> None:
    assert FOUND.groups_at("09ROME2", 4) == (FIRST, SECOND)
    assert FOUND.groups_at("09ROME2", 5) == ()
    assert FOUND.groups_at("09PARIS1", 0) == ()


def test_groups_of_a_cable_come_once_and_in_order_of_blocks() -> None:
    assert FOUND.groups_of("09ROME2") == (FIRST, SECOND)
    assert FOUND.groups_of("09ROME3") == (SECOND,)


def test_blocks_that_occur_elsewhere() -> None:
    assert FOUND.blocks_of("09ROME2") == {4, 9}
    assert FOUND.cables() == {"09ROME1": 1, "09ROME2": 2, "09ROME3": 1}
