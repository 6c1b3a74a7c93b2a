"""Groups as columns of numbers, and each made anew when it is asked for.

The one fact that surprises: the groups of a whole archive are never in memory as objects, neither while they
are found nor while they are told. As objects they take ten times what the columns do.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from operator import eq
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Group, Member
from duplicates.moments import naive
from duplicates.one_by_one import OneByOne

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from numpy.typing import NDArray

KINDS: Final = tuple(GroupKind)
SCOPES: Final = tuple(Scope)
GROUP: Final = np.dtype(
    [
        ("id", "V6"),
        ("kind", "u1"),
        ("scope", "u1"),
        ("boilerplate", "u1"),
        ("words", "<u4"),
        ("posts", "<u4"),
        ("first", "<u8"),  # member
        ("members", "<u4"),
    ]
)
MEMBER: Final = np.dtype(
    [("cable", "<u4"), ("block", "<u4"), ("start", "<u4"), ("end", "<u4"), ("similarity", "<f8")]
)
BATCH: Final = 1_024
"""Groups whose rows are read at a time by who goes through all of them."""


class Rows(Protocol):
    """Rows of numbers, in memory or on the disk."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, place: slice) -> NDArray[Any]:
        """Return some that follow each other."""


class Cables:
    """The cables that findings speak of, by number: keys and when they were written."""

    def __init__(self, keys: Sequence[str], created: Sequence[datetime | None]) -> None:
        self.keys = keys
        self.created = created


class GroupsTold(OneByOne[Group]):
    """Groups over their columns; the members of a group follow each other, as do those of all groups."""

    def __init__(self, groups: Rows, members: Rows, cables: Cables) -> None:
        self.groups = groups
        self.members = members
        self.cables = cables

    def __len__(self) -> int:
        return len(self.groups)

    def made(self, number: int) -> Group:
        return next(self._between(number, number + 1))

    def __iter__(self) -> Iterator[Group]:
        for start in range(0, len(self), BATCH):
            yield from self._between(start, min(start + BATCH, len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def _between(self, start: int, end: int) -> Iterator[Group]:
        for row in self.groups[start:end].tolist():
            yield self._made(row)

    def _made(self, row: tuple[Any, ...]) -> Group:
        number, kind, scope, boilerplate, words, posts, first, count = row
        keys, created = self.cables.keys, self.cables.created
        return Group(
            id=bytes(number).hex(),
            kind=KINDS[kind],
            scope=SCOPES[scope],
            words=words,
            members=tuple(
                Member(keys[cable], block, start, end, created[cable], similarity)
                for cable, block, start, end, similarity in self.members[first : first + count].tolist()
            ),
            posts=posts,
            boilerplate=bool(boilerplate),
        )


class Gathered:
    """Takes groups in any order and gives them in order of their leaders' time."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._created: list[datetime | None] = []
        self._groups: tuple[array[Any], ...] = tuple(map(array, "QBBBIIQI"))  # as `GROUP`
        self._members: tuple[array[Any], ...] = tuple(map(array, "IIIId"))  # as `MEMBER`

    def extend(self, groups: Iterable[Group]) -> None:
        """Take groups."""
        for group in groups:
            self._add(group)

    def _add(self, group: Group) -> None:
        row = (
            int(group.id, 16),
            KINDS.index(group.kind),
            SCOPES.index(group.scope),
            group.boilerplate,
            group.words,
            group.posts,
            len(self._members[0]),
            len(group.members),
        )
        for column, value in zip(self._groups, row, strict=True):
            column.append(value)
        cables, blocks, starts, ends, alike = self._members
        for member in group.members:
            cables.append(self._numbered(member))
            blocks.append(member.block)
            starts.append(member.start)
            ends.append(member.end)
            alike.append(member.similarity)

    def _numbered(self, member: Member) -> int:
        number = self._number.setdefault(member.cable, len(self._created))
        if number == len(self._created):
            self._created.append(member.created)
        return number

    def as_they_came(self) -> GroupsTold:
        """Return the groups in the order in which they were taken. Nothing can be taken after it."""
        groups, members = _table(GROUP, self._groups), _table(MEMBER, self._members)
        self._groups = self._members = ()
        return GroupsTold(groups, members, Cables(list(self._number), self._created))

    def in_time(self) -> GroupsTold:
        """Return the groups in order of time; equal leaders by place, kind and id. Takes nothing after it."""
        ids = np.array(self._groups[0], np.uint64)
        told = self.as_they_came()
        groups, members = np.asarray(told.groups), np.asarray(told.members)
        leader = members[groups["first"]]
        order = np.lexsort(
            (ids, groups["kind"], leader["start"], leader["block"], self._ranks()[leader["cable"]])
        )
        groups = groups[order]
        firsts = np.cumsum(groups["members"], dtype=np.uint64) - groups["members"]
        moved = np.repeat(groups["first"] - firsts, groups["members"])
        moved += np.arange(len(members), dtype=np.uint64)
        groups["first"] = firsts
        return GroupsTold(groups, members[moved], told.cables)

    def _ranks(self) -> NDArray[np.int64]:
        """Return the place of each cable in order of time."""
        keys = list(self._number)
        in_order = sorted(range(len(keys)), key=lambda number: (naive(self._created[number]), keys[number]))
        ranks = np.zeros(len(keys), np.int64)
        ranks[in_order] = np.arange(len(keys))
        return ranks


def columns_of(groups: Sequence[Group]) -> GroupsTold:
    """Return groups as columns, in the order that they have."""
    if isinstance(groups, GroupsTold):
        return groups
    gathered = Gathered()
    gathered.extend(groups)
    return gathered.as_they_came()


def _table(kind: np.dtype[Any], columns: Iterable[array[Any]]) -> NDArray[Any]:
    """Return columns side by side; the first of `GROUP` is a number of six bytes."""
    held = [np.frombuffer(column, column.typecode) if len(column) else () for column in columns]
    table = np.zeros(len(held[0]), kind)
    for name, column in zip(kind.names or (), held, strict=True):
        if name == "id" and len(column):
            last = np.asarray(column).astype(">u8").view(np.uint8).reshape(-1, 8)[:, 2:]
            table[name] = np.ascontiguousarray(last).view("V6").ravel()
        elif name != "id":
            table[name] = column
    return table
