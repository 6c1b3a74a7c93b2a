"""Where text comes from: who repeats whose words, and what is repeated most.

The one fact that surprises: a block may stand in several groups (an exact copy of a text that is itself a
changed copy of an older one). It is counted once, for the earliest leader of them: that is where its words
come from.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duplicates.model import GroupKind
from duplicates.moments import naive
from parser.ids import parse_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from duplicates.model import Findings, Group, Member


@dataclass(frozen=True, slots=True)
class Borrowing:
    """A place whose words stand in an earlier cable: where from, and how many words."""

    source: Member
    place: Member
    words: int
    group: str


@dataclass(frozen=True, slots=True)
class PostRepeats:
    """How much one post repeats of another's words, or of its own."""

    source: str  # the post that wrote them first
    by: str  # the post that wrote them again
    places: int
    cables: int  # of the repeating post
    words: int


def post_of(key: str) -> str:
    """Return the post that a cable's key names: ASTANA of ``09ASTANA714@2``; empty where it names none."""
    found = parse_id(key.partition("@")[0])
    return found.post if found else ""


def borrowings(findings: Findings) -> Iterator[Borrowing]:
    """Yield every place that repeats an earlier cable's words, boilerplate left out, in order of time."""
    source: dict[tuple[str, int, int], tuple[tuple[datetime, str, int], Borrowing]] = {}
    for group in findings.groups:
        if group.boilerplate:
            continue
        leader = group.members[0]
        age = (*_order(leader), leader.block)
        for member in group.members[1:]:
            if member.cable == leader.cable:
                continue
            start = member.start if group.kind is GroupKind.PASSAGE else -1
            place = (member.cable, member.block, start)
            known = source.get(place)
            if known is None or age < known[0]:
                source[place] = (age, Borrowing(leader, member, group.words, group.id))
    found = [borrowing for _, borrowing in source.values()]
    found.sort(key=lambda each: (_order(each.place), each.place.block, each.place.start))
    yield from found


def _order(member: Member) -> tuple[datetime, str]:
    return naive(member.created), member.cable


def posts_by_posts(findings: Findings) -> tuple[PostRepeats, ...]:
    """Return who repeats whose words, how much; the most words first."""
    places: dict[tuple[str, str], list[Borrowing]] = defaultdict(list)
    for borrowing in borrowings(findings):
        places[post_of(borrowing.source.cable), post_of(borrowing.place.cable)].append(borrowing)
    found = [
        PostRepeats(
            source,
            by,
            places=len(some),
            cables=len({each.place.cable for each in some}),
            words=sum(each.words for each in some),
        )
        for (source, by), some in places.items()
    ]
    return tuple(sorted(found, key=lambda row: (-row.words, row.source, row.by)))


def most_repeated(
    findings: Findings, *, post: str | None = None, year: int | None = None, limit: int = 20
) -> tuple[Group, ...]:
    """Return the substantive texts that most cables repeat, the longer one first of equals.

    ``post`` and ``year`` are those of the leader, the cable that said it first. Of an exact and a near group
    with one leader only the larger counts, and copies of a text that changed an older one count there.
    """
    later = {
        (member.cable, member.block)
        for group in findings.groups
        if group.kind is not GroupKind.PASSAGE
        for member in group.members[1:]
    }
    best: dict[tuple[str, int, int], Group] = {}
    for group in _substantive(findings.groups):
        leader = group.members[0]
        if group.kind is not GroupKind.PASSAGE and (leader.cable, leader.block) in later:
            continue
        if post is not None and post_of(leader.cable) != post:
            continue
        if year is not None and _year(leader) != year:
            continue
        place = (leader.cable, leader.block, leader.start)
        if place not in best or group.cables > best[place].cables:
            best[place] = group
    return tuple(sorted(best.values(), key=lambda group: (-group.cables, -group.words, group.id))[:limit])


def _year(member: Member) -> int | None:
    """Return the year in which a member's cable was written: of its date, else of its id."""
    if member.created is not None:
        return member.created.year
    found = parse_id(member.cable.partition("@")[0])
    return found.year if found else None


def _substantive(groups: Iterable[Group]) -> Iterator[Group]:
    return (group for group in groups if not group.boilerplate and group.cables > 1)
