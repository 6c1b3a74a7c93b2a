"""Which of the findings a report tells: of some cables, since a date, with or without boilerplate.

The one fact that surprises: the whole archive is searched whatever is selected. A group is told whole as soon
as one of its places is asked for, since where else a text stands is what a reader wants to know. Where groups
are left out for what they are, their pairs are left out with them: `of_groups`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from operator import eq
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from duplicates.one_by_one import OneByOne

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from duplicates.model import Findings, Group, Member, Pair, Place, Relation


_T = TypeVar("_T")


class _Chosen(OneByOne[_T]):
    """Those of a sequence that are wanted, by number: an archive's groups stay on the disk."""

    def __init__(self, whole: Sequence[_T], wanted: Callable[[_T], bool]) -> None:
        self._whole = whole
        self._numbers = array("L", (number for number, each in enumerate(whole) if wanted(each)))

    def __len__(self) -> int:
        return len(self._numbers)

    def made(self, number: int) -> _T:
        return self._whole[self._numbers[number]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader asked for; None leaves a condition out."""

    boilerplate: bool | None = None  # True: only boilerplate; False: none of it
    cables: frozenset[str] | None = None  # keys
    since: date | None = None
    known: Container[int] | None = None  # places that an earlier report told: `place_number`

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()


def place_number(group: Group, member: Member) -> int:
    """Return a number of 64 bits that stands for a place in a group of a kind, in every report."""
    return number_of(group.kind.value, member.cable, member.block, member.start)


def number_of(kind: str, cable: str, block: int, start: int) -> int:
    """Return `place_number` of a place as a JSON report names it."""
    name = f"{kind}\0{cable}\0{block}\0{start}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big")


def select(findings: Findings, selection: Selection) -> Findings:
    """Return the findings that are asked for; what was looked at is counted as before.

    A group, a pair or a relation is kept with all its places when one of its cables is selected. Since a
    date: when one of a group's places is of that day or later. Known: when one of its places is new.
    """
    if selection.everything:
        return findings
    groups = _Chosen(findings.groups, lambda group: _wanted(group, selection))
    narrowed = selection.since is not None or selection.known is not None
    recent = cables_of(groups) if narrowed else frozenset()
    cables = selection.cables

    def touches(*keys: str) -> bool:
        if cables is not None and cables.isdisjoint(keys):
            return False
        return not narrowed or recent.issuperset(keys)

    def pair_wanted(pair: Pair) -> bool:
        return touches(pair.a.cable, pair.b.cable)

    def relation_wanted(relation: Relation) -> bool:
        return touches(relation.early, relation.late)

    pairs: Sequence[Pair] = _Chosen(findings.pairs, pair_wanted)
    if selection.boilerplate is not None:
        pairs = _pairs_of(groups, pairs)
    return replace(
        findings,
        groups=groups,
        pairs=pairs,
        # No form is a whole cable.
        relations=() if selection.boilerplate else tuple(filter(relation_wanted, findings.relations)),
    )


def of_groups(findings: Findings, groups: Sequence[Group]) -> Findings:
    """Return the findings with some of their groups, and the pairs and whole cables that belong to them."""
    cables = cables_of(groups)
    return replace(
        findings,
        groups=groups,
        pairs=_pairs_of(groups, findings.pairs),
        relations=tuple(each for each in findings.relations if cables.issuperset((each.early, each.late))),
    )


def cables_of(groups: Iterable[Group]) -> frozenset[str]:
    """Return the keys of the cables that bear some groups."""
    return frozenset(member.cable for group in groups for member in group.members)


def only_cable(groups: Iterable[Group]) -> frozenset[str]:
    """Return the one cable that bears all of some groups, or none; looks no further than to a second one."""
    found: set[str] = set()
    for group in groups:
        for member in group.members:
            found.add(member.cable)
            if len(found) > 1:
                return frozenset()
    return frozenset(found)


def _pairs_of(groups: Iterable[Group], pairs: Sequence[Pair]) -> Sequence[Pair]:
    """Return the pairs both of whose blocks are places of the groups; eight bytes are held for each place."""
    numbers = (number_of("", member.cable, member.block, 0) for group in groups for member in group.members)
    told = array("Q", np.unique(np.fromiter(numbers, np.uint64)).tobytes())

    def is_told(place: Place) -> bool:
        number = number_of("", place.cable, place.block, 0)
        at = bisect_left(told, number)
        return at < len(told) and told[at] == number

    def wanted(pair: Pair) -> bool:
        return is_told(pair.a) and is_told(pair.b)

    return _Chosen(pairs, wanted)


def _wanted(group: Group, selection: Selection) -> bool:
    if selection.boilerplate is not None and group.boilerplate is not selection.boilerplate:
        return False
    members = group.members
    if selection.cables is not None and not any(member.cable in selection.cables for member in members):
        return False
    if selection.since is not None and not any(_is_since(member, selection.since) for member in members):
        return False
    if selection.known is not None:
        return any(place_number(group, member) not in selection.known for member in members)
    return True


def _is_since(member: Member, day: date) -> bool:
    return member.created is not None and member.created.date() >= day
