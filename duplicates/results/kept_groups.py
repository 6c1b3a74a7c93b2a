"""Findings of a register one by one: groups, members, pairs and relations, made when they are looked at.

The one fact that surprises: groups have a hundred thousand members, and one is shown. So a group's members
are a sequence of places in a file, and none is made before it is looked at.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from itertools import compress
from operator import eq
from struct import calcsize
from typing import TYPE_CHECKING, Any, Final

from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Findings, Group, Member, Pair, Place, Relation, RelationKind
from duplicates.one_by_one import OneByOne
from duplicates.results.register_file import MEMBER, numbers_in

if TYPE_CHECKING:
    from collections.abc import Hashable

    from duplicates.model import Parameters
    from duplicates.results.register_file import RegisterFile

KINDS: Final = tuple(GroupKind)
SCOPES: Final = tuple(Scope)
_MEMBER_NUMBERS: Final = calcsize(MEMBER) // 4
_MEMBER_FLOATS: Final = calcsize(MEMBER) // 8
CABLES_AT_HAND: Final = 32
"""Cables whose places are kept once they were asked for: a cable's marks ask for them group by group."""
GROUPS_AT_HAND: Final = 256
"""Groups that are kept once they were made: more than a screenful."""
_IN_ORDER: Final = 1 << 14
LOOKS: Final = 32
"""How many looks there are."""


def look_of(kind: int, form: int, cables: int, posts: int) -> int:
    """Return the number of a look: kind, whether a form, in several cables, of several posts."""
    return kind | form << 2 | (cables > 1) << 3 | (posts > 1) << 4


class KeptFindings:
    """What a register says of single cables, members, groups and relations, by their numbers in it."""

    def __init__(self, file: RegisterFile) -> None:
        self.file = file
        self.parts = file.parts
        self.group = lru_cache(GROUPS_AT_HAND)(self._group)
        self.places = lru_cache(CABLES_AT_HAND)(self._places_of)

    def findings(self, parameters: Parameters) -> Findings:
        """Return everything that was found."""
        return Findings(
            parameters=parameters,
            cables=self.file.cables,
            blocks=self.file.blocks,
            compared=self.file.compared,
            groups=KeptGroups(self),
            pairs=KeptPairs(self),
            relations=KeptRelations(self),
            crowded=self.file.crowded,
        )

    def key(self, cable: int) -> str:
        """Return the key of a cable by its number here."""
        return self._said(cable)[0]

    def _said(self, cable: int) -> tuple[str, str]:
        (start, _, _), (end, _, _) = self.parts["cables"][cable : cable + 2]
        key, _, moment = (
            self.parts["keys"].raw(start, end - 1).decode("utf-8", "surrogatepass").partition("\t")
        )
        return key, moment

    def cable(self, key: str) -> int | None:
        """Return the number here of a cable with findings."""
        count = len(self.parts["cables"]) - 1
        found = bisect_left(range(count), key, key=self.key)
        return found if found < count and self.key(found) == key else None

    def member(self, number: int) -> Member:
        """Return a member."""
        cable, block, start, end, similarity = self.file.members[number]
        key, moment = self._said(cable)
        return Member(key, block, start, end, datetime.fromisoformat(moment) if moment else None, similarity)

    def _group(self, number: int) -> Group:
        name, kind, scope, boilerplate, words, posts, first, count, cables, least = self.parts["groups"][
            number
        ]
        return KeptGroup(
            id=name.hex(),
            kind=KINDS[kind],
            scope=SCOPES[scope],
            words=words,
            members=_Members(self, number, first, count, cables, least),
            posts=posts,
            boilerplate=bool(boilerplate),
        )

    def _places_of(self, key: str) -> list[tuple[int, int, int]]:
        cable = self.cable(key)
        if cable is None:
            return []
        (_, _, first), (_, _, last) = self.parts["cables"][cable : cable + 2]
        return self.parts["at"][first:last]

    def members_in(self, group: int, key: str) -> list[int]:
        """Return the numbers of a group's members in one cable, in the group's order."""
        return sorted(member for _, number, member in self.places(key) if number == group)

    def relation(self, number: int) -> Relation:
        """Return how two cables are the same message."""
        (start,), (end,) = self.parts["relations"][number : number + 2]
        kind, early, late, shared, share, evidence = json.loads(self.parts["told"].raw(start, end))
        return Relation(RelationKind(kind), early, late, shared, share, tuple(evidence))


class KeptGroups(OneByOne[Group]):
    """Groups of a register by number: all, or some in an order of their own."""

    def __init__(self, kept: KeptFindings, numbers: array[int] | None = None) -> None:
        self.kept = kept
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.kept.parts["groups"]) if self.numbers is None else len(self.numbers)

    def made(self, number: int) -> Group:
        return self.kept.group(number if self.numbers is None else self.numbers[number])

    def chosen(
        self,
        measure: str,
        wanted: Sequence[bool],
        *,
        backwards: bool = False,
    ) -> KeptGroups:
        """Return those of wanted looks (`look_of`) in the order of a measure."""
        table = bytes(wanted).ljust(256, b"\0")
        flags: bytes | bytearray = self.kept.parts["looks"].raw().translate(table)
        if self.numbers is not None:
            of_these = bytearray(len(flags))
            for number in self.numbers:
                of_these[number] = flags[number]
            flags = of_these
        order, found = self.kept.parts[f"by {measure}"], array("I")
        for first in range(0, len(order), _IN_ORDER):  # a part at a time: all of them take much memory
            some = numbers_in(order.raw(first, first + _IN_ORDER))
            found.extend(compress(some, map(flags.__getitem__, some)))
        if backwards:
            found.reverse()
        return KeptGroups(self.kept, found)


class _Members(OneByOne[Member]):
    """The members of a group, made when they are looked at."""

    def __init__(
        self, kept: KeptFindings, group: int, first: int, count: int, cables: int, least: float
    ) -> None:
        self.kept = kept
        self.group, self.first = group, first
        self._count = count
        self.cables, self.least = cables, least

    def __len__(self) -> int:
        return self._count

    def made(self, number: int) -> Member:
        return self.kept.member(self.first + number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def column(self, form: str, place: int, width: int) -> list[Any]:
        """Return one number of each member."""
        raw = self.kept.file.members.raw(self.first, self.first + self._count)
        return memoryview(raw).cast(form)[place::width].tolist()  # type: ignore[call-overload,no-any-return]


class KeptGroup(Group):
    """A group that is asked of the register instead of looking through its members."""

    __slots__ = ()
    members: _Members

    @property
    def cables(self) -> int:
        return self.members.cables

    @property
    def least(self) -> float:
        return self.members.least

    def cable_names(self) -> frozenset[Hashable]:
        return frozenset(self.members.column("I", 0, _MEMBER_NUMBERS))

    def members_of(self, key: str) -> Sequence[Member]:
        members = self.members
        return [members.kept.member(number) for number in members.kept.members_in(members.group, key)]

    def place_of(self, member: Member) -> int:
        members = self.members
        numbers = members.kept.members_in(members.group, member.cable)
        return next(n for n in numbers if members.kept.member(n) == member) - members.first

    def least_alike(self) -> Member:
        alike = self.members.column("d", _MEMBER_FLOATS - 1, _MEMBER_FLOATS)
        return self.members[min(range(1, len(alike)), key=alike.__getitem__)]


class KeptPairs(OneByOne[Pair]):
    """Pairs, made when they are looked at."""

    def __init__(self, kept: KeptFindings, numbers: array[int] | None = None) -> None:
        self._kept = kept
        self._rows = kept.file.pairs
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._rows if self._numbers is None else self._numbers)

    def made(self, number: int) -> Pair:
        row = number if self._numbers is None else self._numbers[number]
        a, a_block, b, b_block, similarity = self._rows[row]
        return Pair(Place(self._kept.key(a), a_block), Place(self._kept.key(b), b_block), similarity)


class KeptRelations(OneByOne[Relation]):
    """Relations, made when they are looked at."""

    def __init__(self, kept: KeptFindings) -> None:
        self._kept = kept

    def __len__(self) -> int:
        return len(self._kept.parts["relations"]) - 1

    def made(self, number: int) -> Relation:
        return self._kept.relation(number)
