"""Near pairs as findings tell them, without an object for each.

The one fact that surprises: a large archive of forms has millions of pairs. They stay three arrays; a pair
with its two places is made when it is asked for, and forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq
from typing import TYPE_CHECKING

from duplicates.model import Pair, Place
from duplicates.one_by_one import OneByOne

if TYPE_CHECKING:
    from duplicates.pairs import NearPairs
    from duplicates.prepare import Prepared


class PairsTold(OneByOne[Pair]):
    """Pairs of texts, each text named by the earliest block that bears it."""

    def __init__(self, prepared: Prepared, found: NearPairs) -> None:
        first = prepared.bearers.first[:-1]
        self._keys = [entry.key for entry in prepared.cables]
        self._cable = prepared.bearers.cable[first]
        self._block = prepared.bearers.block[first]
        self._found = found

    def __len__(self) -> int:
        return len(self._found.a)

    def made(self, number: int) -> Pair:
        found = self._found
        a, b = int(found.a[number]), int(found.b[number])
        return Pair(self._place(a), self._place(b), float(found.similarity[number]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def _place(self, text: int) -> Place:
        return Place(self._keys[self._cable[text]], int(self._block[text]))
