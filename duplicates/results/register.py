"""The register of findings: one file from which a reader at the screen is answered without a search in it.

Findings as columns tell groups one after the other. A browser asks the other way round: which groups stand
at this block, which cables have copies, what are the longest texts of several posts. The register holds the
answers in order. The one fact that surprises: groups have a hundred thousand members, and one is shown; so a
group's members are a sequence of places in a file, and none is made before it is looked at.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import compress, pairwise
from operator import eq
from struct import calcsize
from typing import TYPE_CHECKING, Any, Final, overload

from duplicates.cable_marks import CableMarks
from duplicates.model import Findings, Group, GroupKind, Member, Pair, Place, Relation, RelationKind, Scope
from duplicates.results.engine import engine
from duplicates.results.naming import name_of
from duplicates.results.places import folder_of
from duplicates.results.rows import DamagedError, Rows, Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from corpus import Archive
    from duplicates.model import Parameters

KINDS: Final = tuple(GroupKind)
SCOPES: Final = tuple(Scope)
MEASURES: Final = ("words", "places", "cables", "posts", "date", "similarity")
"""What groups lie in the order of: the longest, the most, the earliest, the least alike first."""

MAGIC: Final = b"cablediff register 1\n"
FORMS: Final = {
    # id; kind, scope, boilerplate; words, posts; first member; members, cables; least similarity
    "groups": "<6s3BIIQIId",
    "looks": "<B",  # of each group: `look_of`
    **{f"by {measure}": "<I" for measure in MEASURES},  # group numbers
    "cables": "<QIQ",  # in order of keys, and an end: place of the key, record number, first place in `at`
    "keys": "<B",  # text: key, tab, moment, new line
    "at": "<III",  # in order of cables, blocks and groups: block, group, member
    "marks": "<5H",  # by record number: `CableMarks`
    "marked": "<B",  # by record number: whether there is a mark
    "relations": "<Q",  # as found, and an end: place of the text
    "told": "<B",  # text: relations, one behind the other
    "related": "<IB",  # in order of ids: relation, and whether the id is its later one
    "sources": "<B",  # text: who repeats whose words
    "borrowers": "<I",  # record numbers in order of time, one source behind the other
}
"""The parts of the file, in this order. Numbers are little-endian and packed."""

MEMBER: Final = "<IIIId"  # cable, block, start, end, similarity
PAIR: Final = "<IIIId"  # cable and block, cable and block, similarity
_MEMBER_NUMBERS: Final = calcsize(MEMBER) // 4
_MEMBER_FLOATS: Final = calcsize(MEMBER) // 8
CABLES_AT_HAND: Final = 32
"""Cables whose places are kept once they were asked for: a cable's marks ask for them group by group."""

_AT_ONCE: Final = 1_000
"""Rows that are read at once where all are looked through."""
_IN_ORDER: Final = 1 << 14
GROUPS_AT_HAND: Final = 256
"""Groups that are kept once they were made: more than a screenful."""


def register_file(folder: Path, name: str) -> Path:
    """Return where the register of some findings is."""
    return folder / f"{name}.register"


def look_of(kind: int, form: int, cables: int, posts: int) -> int:
    """Return the number of a look: kind, whether a form, in several cables, of several posts."""
    return kind | form << 2 | (cables > 1) << 3 | (posts > 1) << 4


LOOKS: Final = 32
"""How many looks there are."""


def kept_register(archive: Archive, parameters: Parameters) -> Register | None:
    """Return the register for an archive whose copies are noted as of it; None where it has to be asked for.

    An import that changes anything takes the note away, so a register that is of the note's moment holds.
    """
    since = archive.copies_since
    try:
        found = Register(folder_of(archive.path), name_of(parameters), parameters)
        same = (found.folder / "engine").read_text(encoding="ascii") == engine()
    except (DamagedError, OSError):
        return None
    return found if same and since is not None and found.since == since else None


class Register:
    """Findings by cable and block, by measure, and by who repeats whom."""

    def __init__(self, folder: Path, name: str, parameters: Parameters) -> None:
        """Open a register. Raises `DamagedError` where there is none, or none of the findings as they are."""
        self.folder = folder
        stored = Stored(register_file(folder, name))
        head = len(MAGIC) + 8
        start = stored.read(0, min(head, stored.size))
        if not start.startswith(MAGIC) or len(start) < head:
            raise DamagedError(f"{stored.place}: is no register")
        size = int.from_bytes(start[len(MAGIC) :], "little")
        try:
            said: dict[str, Any] = json.loads(stored.read(head, size))
            self.since: float | None = said["since"]
            self.input: str = said["input"]
            parts = {part: Rows(stored, FORMS[part], *said["parts"][part]) for part in FORMS}
            self._members = _beside(folder / f"{name}.members.npy", MEMBER, said["members"])
            self._pairs = _beside(folder / f"{name}.pairs.npy", PAIR, said["pairs"])
            counts = said["counts"]
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedError(f"{stored.place}: {error}") from error
        self._parts = parts
        self._cables, self._at, self._rows = parts["cables"], parts["at"], parts["groups"]
        self.group = lru_cache(GROUPS_AT_HAND)(self._group)
        self._places = lru_cache(CABLES_AT_HAND)(self._places_of)
        self.findings = Findings(
            parameters=parameters,
            cables=counts[0],
            blocks=counts[1],
            compared=counts[2],
            groups=KeptGroups(self),
            pairs=_Pairs(self, self._pairs),
            relations=_Relations(self),
            crowded=counts[3],
        )

    # Cables

    def key(self, cable: int) -> str:
        """Return the key of a cable by its number here."""
        return self._said(cable)[0]

    def _said(self, cable: int) -> tuple[str, str]:
        (start, _, _), (end, _, _) = self._cables[cable : cable + 2]
        key, _, moment = (
            self._parts["keys"].raw(start, end - 1).decode("utf-8", "surrogatepass").partition("\t")
        )
        return key, moment

    def cable(self, key: str) -> int | None:
        """Return the number here of a cable with findings."""
        count = len(self._cables) - 1
        found = bisect_left(range(count), key, key=self.key)
        return found if found < count and self.key(found) == key else None

    def member(self, number: int) -> Member:
        """Return a member."""
        cable, block, start, end, similarity = self._members[number]
        key, moment = self._said(cable)
        return Member(key, block, start, end, datetime.fromisoformat(moment) if moment else None, similarity)

    # Groups

    def _group(self, number: int) -> Group:
        name, kind, scope, boilerplate, words, posts, first, count, cables, least = self._rows[number]
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
        (_, _, first), (_, _, last) = self._cables[cable : cable + 2]
        return self._at[first:last]

    def groups_at(self, key: str, block_index: int) -> tuple[Group, ...]:
        """Return the groups with a member at this block of the cable, in the findings' order."""
        numbers = dict.fromkeys(group for block, group, _ in self._places(key) if block == block_index)
        return tuple(map(self.group, numbers))

    def groups_of(self, key: str) -> tuple[Group, ...]:
        """Return the groups with a member in the cable, each once, by the first block that they touch."""
        return tuple(map(self.group, dict.fromkeys(group for _, group, _ in self._places(key))))

    def members_in(self, group: int, key: str) -> list[int]:
        """Return the numbers of a group's members in one cable, in the group's order."""
        return sorted(member for _, number, member in self._places(key) if number == group)

    def touching(self, numbers: Iterable[int], stop: Callable[[], bool] = lambda: False) -> KeptGroups:
        """Return the groups with a member in one of these records, in the findings' order."""
        wanted = bytearray(len(self._parts["marks"]))
        for number in numbers:
            if number < len(wanted):
                wanted[number] = 1
        found = bytearray(len(self._rows))
        for place in range(0, len(self._cables) - 1, _AT_ONCE):
            for (_, number, first), (_, _, last) in pairwise(self._cables[place : place + _AT_ONCE + 1]):
                if wanted[number]:
                    for _, group, _ in self._at[first:last]:
                        found[group] = 1
            if stop():
                break
        return KeptGroups(self, array("I", compress(range(len(found)), found)))

    def chosen(
        self,
        measure: str,
        wanted: Sequence[bool],
        *,
        among: array[int] | None = None,
        backwards: bool = False,
    ) -> KeptGroups:
        """Return the groups of wanted looks (`look_of`) in the order of a measure, all or some."""
        table = bytes(wanted).ljust(256, b"\0")
        flags: bytes | bytearray = self._parts["looks"].raw().translate(table)
        if among is not None:
            of_these = bytearray(len(flags))
            for number in among:
                of_these[number] = flags[number]
            flags = of_these
        order, found = self._parts[f"by {measure}"], array("I")
        for first in range(0, len(order), _IN_ORDER):  # a part at a time: all of them take much memory
            some = numbers_in(order.raw(first, first + _IN_ORDER))
            found.extend(compress(some, map(flags.__getitem__, some)))
        if backwards:
            found.reverse()
        return KeptGroups(self, found)

    def of_groups(self, groups: Sequence[Group]) -> tuple[Findings, Callable[[str], bool]]:
        """Return the findings in the cables of some groups, and what tells whether a key is one of theirs."""
        there = bytearray(len(self._cables))
        for group in groups:
            for cable in group.cable_names():
                assert isinstance(cable, int)  # a number here
                there[cable] = 1
        rows = self._pairs
        pairs = array("Q")
        for first in range(0, len(rows), _AT_ONCE):
            some = enumerate(rows[first : first + _AT_ONCE], first)
            pairs.extend(place for place, (a, _, b, _, _) in some if there[a] and there[b])

        def touches(key: str) -> bool:
            cable = self.cable(key)
            return cable is not None and bool(there[cable])

        relations = tuple(r for r in self.findings.relations if touches(r.early) and touches(r.late))
        kept = _Pairs(self, rows, pairs)
        return replace(self.findings, groups=groups, pairs=kept, relations=relations), touches

    # What lists and overviews ask

    def marks_of(self, number: int, key: str) -> CableMarks | None:
        """Return what the list shows of a record."""
        rows = self._parts["marks"]
        marks = CableMarks(*rows[number]) if number < len(rows) else None
        return marks or None

    def marked(self) -> bytes:
        """Return for each record number up to the last one with marks whether it has some."""
        return self._parts["marked"].raw()

    def sources(self) -> list[tuple[str, str, int]]:
        """Return who repeats whose words, and how many: the source's post, the other's, the most first."""
        return [(source, by, words) for source, by, words, _, _ in self._sources()]

    def borrowers(self, source: str, by: str) -> array[int]:
        """Return the record numbers of the cables of a post that repeat another's words, in order of time."""
        for one, other, _, first, count in self._sources():
            if (one, other) == (source, by):
                return numbers_in(self._parts["borrowers"].raw(first, first + count))
        return array("I")

    def _sources(self) -> list[tuple[str, str, int, int, int]]:
        found: list[tuple[str, str, int, int, int]] = json.loads(self._parts["sources"].raw())
        return found

    def relation(self, number: int) -> Relation:
        """Return how two cables are the same message."""
        (start,), (end,) = self._parts["relations"][number : number + 2]
        kind, early, late, shared, share, evidence = json.loads(self._parts["told"].raw(start, end))
        return Relation(RelationKind(kind), early, late, shared, share, tuple(evidence))

    def relations_of(self, cable_id: str) -> list[Relation]:
        """Return how a cable, in any version, is the same message as others."""
        rows = self._parts["related"]
        first = bisect_left(range(len(rows)), cable_id, key=self._related)
        found = []
        for place in range(first, len(rows)):
            if self._related(place) != cable_id:
                break
            found.append(self.relation(rows[place][0]))
        return found

    def _related(self, place: int) -> str:
        number, later = self._parts["related"][place]
        relation = self.relation(number)
        return (relation.late if later else relation.early).partition("@")[0]


def numbers_in(raw: bytes) -> array[int]:
    """Return numbers as they lie in the file."""
    found = array("I")
    found.frombytes(raw)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _beside(place: Path, form: str, said: Sequence[int]) -> Rows:
    """Open the file that a register was made from; it must be the same."""
    stored = Stored(place)
    size, modified, start, count = said
    if (stored.size, stored.modified) != (size, modified):
        raise DamagedError(f"{place}: is another one than the register was made from")
    return Rows(stored, form, start, count)


class KeptGroups(Sequence[Group]):
    """Groups of a register by number: all, or some in an order of their own."""

    def __init__(self, register: Register, numbers: array[int] | None = None) -> None:
        self.register = register
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.register._rows) if self.numbers is None else len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Group: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Group]: ...
    def __getitem__(self, place: int | slice) -> Group | Sequence[Group]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self.register.group(place % len(self) if self.numbers is None else self.numbers[place])


class _Members(Sequence[Member]):
    """The members of a group, made when they are looked at."""

    def __init__(
        self, register: Register, group: int, first: int, count: int, cables: int, least: float
    ) -> None:
        self.register = register
        self.group, self.first = group, first
        self._count = count
        self.cables, self.least = cables, least

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Member: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Member]: ...
    def __getitem__(self, place: int | slice) -> Member | Sequence[Member]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self._count))]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return self.register.member(self.first + place % self._count)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def column(self, form: str, place: int, width: int) -> list[Any]:
        """Return one number of each member."""
        raw = self.register._members.raw(self.first, self.first + self._count)
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
        return [members.register.member(number) for number in members.register.members_in(members.group, key)]

    def place_of(self, member: Member) -> int:
        members = self.members
        numbers = members.register.members_in(members.group, member.cable)
        return next(n for n in numbers if members.register.member(n) == member) - members.first

    def least_alike(self) -> Member:
        alike = self.members.column("d", _MEMBER_FLOATS - 1, _MEMBER_FLOATS)
        return self.members[min(range(1, len(alike)), key=alike.__getitem__)]


class _Pairs(Sequence[Pair]):
    """Pairs, made when they are looked at."""

    def __init__(self, register: Register, rows: Rows, numbers: array[int] | None = None) -> None:
        self._register = register
        self._rows = rows
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._rows if self._numbers is None else self._numbers)

    @overload
    def __getitem__(self, place: int) -> Pair: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Pair]: ...
    def __getitem__(self, place: int | slice) -> Pair | Sequence[Pair]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = place if self._numbers is None else self._numbers[place]
        a, a_block, b, b_block, similarity = self._rows[number]
        return Pair(Place(self._register.key(a), a_block), Place(self._register.key(b), b_block), similarity)


class _Relations(Sequence[Relation]):
    """Relations, made when they are looked at."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def __len__(self) -> int:
        return len(self._register._parts["relations"]) - 1

    @overload
    def __getitem__(self, place: int) -> Relation: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Relation]: ...
    def __getitem__(self, place: int | slice) -> Relation | Sequence[Relation]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._register.relation(place % len(self))
