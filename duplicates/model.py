"""What the search for duplicates takes and gives: blocks in, groups and pairs out.

The one fact that surprises: a group is a star, never a chain. Every member is measured to the leader, the
earliest member, so nobody is in a group because a friend of a friend resembles it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from duplicates.group_kinds import GroupKind, Scope

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from datetime import datetime


SEED: Final = 0
"""Stated with every result. Nothing in the search is drawn at random: there is no other seed to try."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the reader asked for. The same input and parameters give the same findings."""

    threshold: float = 0.8
    min_words: int = 8
    scopes: frozenset[Scope] = frozenset({Scope.WITHIN, Scope.ACROSS})
    kinds: frozenset[GroupKind] = frozenset(GroupKind)
    family_cables: int = 10  # a near group that touches so many cables is a family
    boilerplate_cables: int = 10  # text shared by so many cables …
    boilerplate_posts: int = 1  # … from so many posts is boilerplate
    form_cables: int = 2  # the same for Classified By, attention, E.O. and TAGS lines, signatures
    passage_words: int = 15  # the shortest passage


@dataclass(frozen=True, slots=True)
class Member:
    """One place of a group's text: ``start`` to ``end`` are offsets in characters into the cable's text."""

    cable: str  # key of the record in the archive: its id, and @2, @3 … for further versions
    block: int  # index of the block, for a span over several blocks that of the first
    start: int
    end: int
    created: datetime | None
    similarity: float  # to the leader; 1.0 for the leader itself


@dataclass(frozen=True, slots=True)
class Group:
    """Places that bear the same or nearly the same text; members in order of time, the leader first."""

    id: str
    kind: GroupKind
    scope: Scope
    words: int  # of the leader
    members: Sequence[Member]
    posts: int  # how many different posts
    boilerplate: bool = False

    @property
    def cables(self) -> int:
        """How many different cables the group touches."""
        return len(self.cable_names())

    @property
    def least(self) -> float:
        """The least similarity of a member to the leader."""
        return min(member.similarity for member in self.members)

    def cable_names(self) -> frozenset[Hashable]:
        """Return what tells the cables of the group apart, from each other and from those of other groups."""
        return frozenset(member.cable for member in self.members)

    def members_of(self, key: str) -> Sequence[Member]:
        """Return the members in one cable."""
        return [member for member in self.members if member.cable == key]

    def place_of(self, member: Member) -> int:
        """Return which of the members one is."""
        return self.members.index(member)

    def least_alike(self) -> Member:
        """Return the first of the members after the leader that are least like it."""
        return min(self.members[1:], key=lambda member: member.similarity)


@dataclass(frozen=True, slots=True)
class Place:
    """A block of a cable."""

    cable: str
    block: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two different compared texts at or above the threshold, each named by the earliest block bearing it."""

    a: Place
    b: Place
    similarity: float


class RelationKind(StrEnum):
    """How two whole cables belong together."""

    RETRANSMISSION = "retransmission"  # sent again, under a near serial
    CORRECTED = "corrected copy"
    CANCELLED = "cancelled part and full text"
    TWO_IDS = "one text under two ids"  # of two posts
    VERSIONS = "versions"  # of one id, or of one subject within weeks


@dataclass(frozen=True, slots=True)
class Relation:
    """Two cables with most of their text in common, and what makes them what they are called."""

    kind: RelationKind
    early: str  # keys
    late: str
    shared: int  # words of the early cable's paragraphs that the late one has too
    share: float  # of the shorter body
    evidence: tuple[str, ...]  # serials 100 and 101; ZFR; CORRECTED COPY


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found, with the counts and the parameters that make it again."""

    parameters: Parameters
    cables: int
    blocks: int
    compared: int
    groups: Sequence[Group] = ()
    pairs: Sequence[Pair] = ()
    relations: Sequence[Relation] = ()
    crowded: int = 0  # texts so many of which are alike that only the pairs with their leaders are listed
