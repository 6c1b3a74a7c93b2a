"""What is searched in lists of repeated text: the texts themselves, with the cables and dates that are shown.

The texts are taken as they were received, without taking a cable apart, which would take ten times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from parser.printable import printable_line
from tui.listing.group_order import date_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus import Row
    from duplicates.model import Group, Member


class Texts(Protocol):
    """What is needed of an archive."""

    def number_of(self, key: str) -> int | None: ...
    def rows(self, numbers: Sequence[int]) -> list[Row]: ...
    def text(self, number: int) -> str: ...


def group_texts(archive: Texts, groups: Sequence[Group]) -> Iterator[str]:
    """Yield for each group the cable and the date of its earliest place, and its text."""
    for group in groups:
        yield f"{group.members[0].cable} {date_of(group)} {_text(archive, group.members[0])}"


def copies_texts(archive: Texts, groups: Sequence[Group]) -> Iterator[str]:
    """Yield the lines of a list of copies: each group's text, then its places, and '' between two groups."""
    for place, group in enumerate(groups):
        if place:
            yield ""
        yield _text(archive, group.members[0])
        for member in group.members:
            number = archive.number_of(member.cable)
            rows = [] if number is None else archive.rows([number])
            date = f"{member.created:%Y-%m-%d}" if member.created else ""
            yield printable_line(f"{member.cable} {date} {rows[0].subject if rows else ''}")


def _text(archive: Texts, member: Member) -> str:
    number = archive.number_of(member.cable)
    return "" if number is None else printable_line(archive.text(number)[member.start : member.end])
