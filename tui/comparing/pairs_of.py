"""The pairs that a difference steps through: one place of a group against each other, or two versions each.

The one fact that surprises: a text is read when its pair is shown. A form stands in thousands of cables, and
each of them would have to be parsed first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duplicates.one_by_one import OneByOne

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duplicates.model import Group, Member
    from tui.catalogue import Catalogue, Side
    from tui.listing.versions import Changed

Sides = tuple["Side", "Side"]


class _Pairs(OneByOne[Sides]):
    """Pairs that are read when they are shown."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._last: tuple[int, Sides] | None = None  # a screen asks for the pair that it shows with each key

    def __len__(self) -> int:
        return self._count

    def made(self, number: int) -> Sides:
        if self._last is None or self._last[0] != number:
            self._last = (number, self._read(number))
        return self._last[1]

    def _read(self, place: int) -> Sides:
        raise NotImplementedError


class PairsOf(_Pairs):
    """A place of a group beside every other, the earlier at the left."""

    def __init__(self, catalogue: Catalogue, group: Group, own: int) -> None:
        super().__init__(len(group.members) - 1)
        self._catalogue = catalogue
        self._group = group
        self._own = own

    def _read(self, place: int) -> Sides:
        first, second = sorted((self._own, place if place < self._own else place + 1))
        members = self._group.members
        return self._catalogue.side(members[first]), self._catalogue.side(members[second])

    def index_of(self, member: Member) -> int:
        """Return which of the pairs has a member as its other place."""
        place = self._group.place_of(member)
        return place if place < self._own else place - 1


class VersionPairs(_Pairs):
    """The earlier version of each cable beside the later."""

    def __init__(self, catalogue: Catalogue, cables: Sequence[Changed]) -> None:
        super().__init__(len(cables))
        self._catalogue = catalogue
        self._cables = cables

    def _read(self, place: int) -> Sides:
        one = self._cables[place]
        early, late = (self._catalogue.whole(key) for key in (one.early, one.late))
        assert early is not None  # both were compared
        assert late is not None
        return early, late
