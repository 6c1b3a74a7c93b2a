"""What a report shows at a glance: groups by kind, repeated words by year, who repeats whose words.

The one fact that surprises: a place can stand in several groups. Its words are counted once, as
`duplicates.provenance` counts them; forms that everybody shares are left out of years and posts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from duplicates.group_kinds import GroupKind
from duplicates.provenance import borrowed, post_of

if TYPE_CHECKING:
    from duplicates.model import Findings, Group

MOST_POSTS: Final = 12
"""Posts that a matrix shows; more would be too small to read."""


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many groups of a kind there are, and how many of them are boilerplate."""

    kind: str
    groups: int
    boilerplate: int


@dataclass(frozen=True, slots=True)
class YearWords:
    """Words written in a year that stood in an earlier cable, and that stood in their own cable before."""

    year: int
    across: int
    within: int

    @property
    def total(self) -> int:
        """All of the year's repeated words."""
        return self.across + self.within


@dataclass(frozen=True, slots=True)
class Matrix:
    """Words of the row's post that the column's post repeats; the posts with the most words."""

    posts: tuple[str, ...]
    words: tuple[tuple[int, ...], ...]
    others: int  # words between posts that are not shown

    @property
    def most(self) -> int:
        """The largest cell."""
        return max((cell for row in self.words for cell in row), default=0)


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a report's plots."""

    kinds: tuple[KindCount, ...]
    years: tuple[YearWords, ...]
    undated: int  # repeated words of cables without a date
    matrix: Matrix


def overview(findings: Findings) -> Overview:
    """Count a report's findings; reads the groups twice and keeps no text."""
    kinds: Counter[tuple[str, bool]] = Counter()
    within: Counter[int | None] = Counter()
    told: set[tuple[str, int, int]] = set()
    for group in findings.groups:
        kinds[group.kind.value, group.boilerplate] += 1
        if not group.boilerplate:
            _count_within(group, within, told)
    across: Counter[int | None] = Counter()
    posts: Counter[tuple[str, str]] = Counter()
    found = borrowed(findings)
    of_post = [post_of(key) for key in found.keys]
    for row in found.rows[["source", "place", "words"]]:
        source, place, words = row.tolist()
        created = found.created[place]
        across[created.year if created else None] += words
        posts[of_post[source], of_post[place]] += words
    undated = within.pop(None, 0) + across.pop(None, 0)
    years = sorted({year for year in (*within, *across) if year is not None})
    spread = range(years[0], years[-1] + 1) if years else range(0)
    return Overview(
        kinds=tuple(
            KindCount(kind.value, kinds[kind.value, False] + kinds[kind.value, True], kinds[kind.value, True])
            for kind in GroupKind
        ),
        years=tuple(YearWords(year, across[year], within[year]) for year in spread),
        undated=undated,
        matrix=_matrix(posts),
    )


def _count_within(group: Group, within: Counter[int | None], told: set[tuple[str, int, int]]) -> None:
    """Count the words of places whose cable has an earlier place of the group."""
    if group.cables == len(group.members):
        return
    seen: set[str] = set()
    for member in group.members:
        place = (member.cable, member.block, member.start)
        if member.cable in seen and place not in told:
            told.add(place)
            within[member.created.year if member.created else None] += group.words
        seen.add(member.cable)


def _matrix(posts: Counter[tuple[str, str]]) -> Matrix:
    weight: defaultdict[str, int] = defaultdict(int)
    for (source, by), words in posts.items():
        if source and by:
            weight[source] += words
            weight[by] += words if by != source else 0
    most = sorted(weight, key=lambda post: (-weight[post], post))[:MOST_POSTS]
    names = sorted(post for post in most if any(posts[post, by] or posts[by, post] for by in most))
    shown = tuple(tuple(posts[row, column] for column in names) for row in names)
    return Matrix(tuple(names), shown, posts.total() - sum(map(sum, shown)))
