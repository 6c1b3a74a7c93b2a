"""Sequences whose items are made when they are looked at: an archive has more findings than memory holds."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

_T = TypeVar("_T")


class OneByOne(Sequence[_T]):
    """A sequence that knows how many items it has, and makes the one that is asked for."""

    @abstractmethod
    def made(self, number: int) -> _T:
        """Return an item by its number, counted from 0."""

    @overload
    def __getitem__(self, place: int) -> _T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_T]: ...
    def __getitem__(self, place: int | slice) -> _T | Sequence[_T]:
        numbers = range(len(self))
        if isinstance(place, slice):
            return [self.made(number) for number in numbers[place]]
        return self.made(numbers[place])
