"""Where text comes from: who repeats whose words, and what is repeated most.

The one fact that surprises: a block may stand in several groups (an exact copy of a text that is itself a
changed copy of an older one). It is counted once, for the earliest leader of them: that is where its words
come from.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.group_kinds import GroupKind
from duplicates.moments import naive
from parser.ids import parse_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from numpy.typing import NDArray

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
    for row in borrowed(findings).rows:
        group = findings.groups[int(row["group"])]
        yield Borrowing(group.members[0], group.members[row["member"]], group.words, group.id)


@dataclass(frozen=True, slots=True)
class Borrowed:
    """All borrowings as columns, in order of time; cables by their number in ``keys``."""

    keys: tuple[str, ...]
    created: tuple[datetime | None, ...]
    rows: NDArray[Any]  # source, place, words, group, member


_ROW: Final = np.dtype(
    [
        ("source", "<u4"),
        ("place", "<u4"),
        ("words", "<u4"),
        ("group", "<u4"),
        ("member", "<u4"),
        ("block", "<u4"),
        ("start", "<i4"),  # -1: not a passage, the whole block
        ("source_block", "<u4"),
    ]
)


def borrowed(findings: Findings) -> Borrowed:
    """Return the places that repeat an earlier cable's words; see `borrowings`."""
    number: dict[str, int] = {}
    created: list[datetime | None] = []
    columns: tuple[array[Any], ...] = tuple(map(array, "IIIIIIiI"))  # as `_ROW`

    def numbered(member: Member) -> int:
        found = number.setdefault(member.cable, len(created))
        if found == len(created):
            created.append(member.created)
        return found

    for at, group in enumerate(findings.groups):
        if group.boilerplate:
            continue
        leader = group.members[0]
        for place, member in enumerate(group.members):
            if member.cable == leader.cable:
                continue
            start = member.start if group.kind is GroupKind.PASSAGE else -1
            source, by = numbered(leader), numbered(member)
            row = (source, by, group.words, at, place, member.block, start, leader.block)
            for column, value in zip(columns, row, strict=True):
                column.append(value)
    rows = np.zeros(len(columns[0]), _ROW)
    for name, column in zip(_ROW.names or (), columns, strict=True):
        rows[name] = column
    keys = tuple(number)
    in_time = sorted(range(len(keys)), key=lambda each: (naive(created[each]), keys[each]))
    rank = np.zeros(len(keys), np.uint32)
    rank[in_time] = np.arange(len(keys), dtype=np.uint32)
    # Of the groups that a place stands in the one counts whose leader is earliest; the first of equals.
    order = np.lexsort(
        (rows["source_block"], rank[rows["source"]], rows["start"], rows["block"], rank[rows["place"]])
    )
    rows = rows[order]
    same = np.ones(len(rows), bool)
    for name in ("place", "block", "start"):
        same[1:] &= rows[name][1:] == rows[name][:-1]
    same[:1] = False
    return Borrowed(keys, tuple(created), rows[~same])


def posts_by_posts(findings: Findings) -> tuple[PostRepeats, ...]:
    """Return who repeats whose words, how much; the most words first."""
    found = borrowed(findings)
    posts = [post_of(key) for key in found.keys]
    places: Counter[tuple[str, str]] = Counter()
    words: Counter[tuple[str, str]] = Counter()
    cables: Counter[tuple[str, str]] = Counter()
    known: tuple[int, set[str]] = -1, set()
    for row in found.rows[["source", "place", "words"]]:
        source, place, more = row.tolist()
        between = posts[source], posts[place]
        places[between] += 1
        words[between] += more
        if known[0] != place:  # in order of time, so the rows of a cable follow each other
            known = place, set()
        cables[between] += between[0] not in known[1]
        known[1].add(between[0])
    told = [
        PostRepeats(*between, places=places[between], cables=cables[between], words=words[between])
        for between in places
    ]
    return tuple(sorted(told, key=lambda row: (-row.words, row.source, row.by)))


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
