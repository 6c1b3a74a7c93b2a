"""What the overview counts, and which cables stand behind each count."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from corpus.archive import Archive
from corpus.statistics import Count, bearers, counts
from duplicates.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus import Row
    from duplicates.results.register import Register

    Copies = Lookup | Register


LOOKING: Final = "looking for these cables"
"""What the search for the cables of a bar is called while it lasts."""

MOST: Final = 400
"""Bars of a fact at most: what comes after them is too short to be seen."""


class Rows(Protocol):
    """What is needed of an archive."""

    def order(self, by: str = ..., *, descending: bool = ...) -> array[int]: ...
    def rows(self, numbers: Sequence[int]) -> list[Row]: ...
    def number_of(self, key: str) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """A value and what it counts."""

    label: str
    count: int
    of: tuple[str, ...] = ()  # what the count is asked back by


@dataclass(frozen=True, slots=True)
class Fact:
    """One page of the overview."""

    name: str
    unit: str
    bars: Callable[[Rows, Copies | None], list[Bar]]
    numbers: Callable[[Rows, Copies | None, Bar], array[int]]
    over_time: bool = False
    of_copies: bool = False  # whether it needs what was found of copies
    subject: str = ""  # what ``cablediff stats --by`` calls it
    nothing: str = "no cables"


def bar_name(fact: Fact, bar: Bar) -> str:
    """Return what the list calls a bar that it is narrowed to: ``posts: Embassy Oslo``."""
    return f"{fact.name}: {bar.label}"


def fact_of(name: str) -> Fact | None:
    """Return the fact that a bar so called belongs to; None where there is none."""
    return next((fact for fact in FACTS if name.startswith(f"{fact.name}: ")), None)


def cables_of(archive: Rows, copies: Copies | None, name: str) -> array[int]:
    """Return the cables of the bar so called; none where there is no such bar any more."""
    fact = fact_of(name)
    if fact is None:
        return array("I")
    bar = next((bar for bar in bars_of(archive, copies, fact) if bar_name(fact, bar) == name), None)
    return array("I") if bar is None else fact.numbers(archive, copies, bar)


def bars_of(archive: Rows, copies: Copies | None, fact: Fact) -> list[Bar]:
    """Return the bars of a fact."""
    return fact.bars(archive, copies)


def _counted(subject: str) -> Callable[[Rows, Copies | None], list[Bar]]:
    def bars(archive: Rows, copies: Copies | None) -> list[Bar]:
        return [Bar(found.value, found.records, (found.value,)) for found in _counts(archive, subject)]

    return bars


def _counts(archive: Rows, subject: str) -> list[Count]:
    if isinstance(archive, Archive):
        return counts(archive, subject)
    found: dict[str, int] = {}
    for row in archive.rows(archive.order("number")):
        value = _VALUE[subject](row)
        found[value] = found.get(value, 0) + 1
    by_time = subject == "month"
    ordered = sorted(found.items(), key=lambda item: (0 if by_time else -item[1], item[0]))
    return [Count(value, number) for value, number in ordered if value]


_VALUE: Final[dict[str, Callable[[Row], str]]] = {
    "month": lambda row: row.created[:7],
    "origin": lambda row: row.origin,
    "classification": lambda row: row.classification,
}


def _bearing(subject: str) -> Callable[[Rows, Copies | None, Bar], array[int]]:
    """Return what finds the cables of a value, in order of time."""
    value_of = _VALUE[subject]

    def numbers(archive: Rows, copies: Copies | None, bar: Bar) -> array[int]:
        if isinstance(archive, Archive):
            return bearers(archive, subject, bar.of[0])
        rows = archive.rows(archive.order("date"))
        return array("I", (row.number for row in rows if value_of(row) == bar.of[0]))

    return numbers


def _sources(archive: Rows, copies: Copies | None) -> list[Bar]:
    found = []
    for source, by, words in copies.sources()[:MOST] if copies else ():
        label = f"{source}, again" if source == by else f"{source} in {by}"
        found.append(Bar(label, words, (source, by)))
    return found


def _borrowers(archive: Rows, copies: Copies | None, bar: Bar) -> array[int]:
    """Return the cables of one post that repeat another's words, in order of time."""
    if copies is None:
        return array("I")
    if not isinstance(copies, Lookup):
        return copies.borrowers(*bar.of)
    numbers = (archive.number_of(key) for key in copies.borrowers(*bar.of))
    return array("I", (number for number in numbers if number is not None))


FACTS: Final = (
    Fact("months", "cable", _counted("month"), _bearing("month"), over_time=True, subject="month"),
    Fact("posts", "cable", _counted("origin"), _bearing("origin"), subject="origin"),
    Fact(
        "classification",
        "cable",
        _counted("classification"),
        _bearing("classification"),
        subject="classification",
    ),
    Fact(
        "repeated text",
        "word",
        _sources,
        _borrowers,
        of_copies=True,
        subject="sources",
        nothing="no text is known to be repeated",
    ),
)
