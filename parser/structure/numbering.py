"""The numbers of a body's paragraphs, and which further number is to be believed.

The one fact that surprises: every twentieth cable misnumbers its paragraphs, so a number cannot be
refused for being wrong. One with a portion mark is always believed; one without is weighed, since a
wrapped year and the items of a list look the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HIGHEST: Final = 250  # no cable has more paragraphs
_FARTHEST: Final = 3  # how far beyond the last number one without a mark may be
_LIST_STYLES: Final = (")", "(")
_OWN: Final = re.compile(r"[0-9]{1,3}(?=[.) ])")


def own_number(text: str) -> int | None:
    """Return the number that ``text`` begins with, or None."""
    match = _OWN.match(text)
    return int(match[0]) if match else None


def style(text: str) -> str:
    """Return how the number is written that ``text`` begins with: ``.`` in 1., ``)`` in 1), ``(`` in (1)."""
    return "(" if text[0] == "(" else text[:4].lstrip("0123456789")[:1].strip()


@dataclass(slots=True)
class Numbering:
    """How far the numbers of the body have come that the walk is in."""

    last: int = 0  # the last number
    paragraphs: int = 0  # how many have one
    marked: int = 0  # how many of these have a portion mark
    before: int = 0  # the last number of the body before, when the header of a later section parts them
    style: str = "."  # how the first number is written
    items: str = ""  # how the items of a list in the open paragraph are numbered

    def leave(self) -> None:
        """Leave the body: a cover or a header follows."""
        self.before, self.last, self.paragraphs, self.marked, self.items = self.last, 0, 0, 0, ""

    def accept(self, text: str, number: int, marking: str | None) -> None:
        """Take the number that the paragraph ``text`` begins with."""
        if not self.paragraphs:
            self.style = style(text)
        self.last = number
        self.paragraphs += 1
        self.marked += marking is not None
        self.items = ""

    def refuses(self, text: str, number: int) -> bool:
        """Whether ``number`` belongs to a list: ``1)`` among paragraphs 1., 2., 3."""
        written = style(text)
        if number > _HIGHEST:
            return True
        if not self.paragraphs or written not in _LIST_STYLES or written == self.style:
            return False
        if number == self.last + 1 and written != self.items:
            return False
        self.items = written
        return True

    def believes(self, number: int, *, parted: bool, ended: bool, headed: bool, bare: bool) -> bool:
        """Whether ``number``, which has no portion mark, is a paragraph's.

        Args:
            number: the number.
            parted: whether a blank line, a page break or a heading stands above it.
            ended: whether the line above ends a sentence.
            headed: whether it stands below a heading.
            bare: whether nothing stands behind it on its line.
        """
        if number == (self.last or self.before) + 1:
            return parted or ended
        if bare or not parted or 2 * self.marked > self.paragraphs:
            return False
        if not self.paragraphs:
            return number <= _FARTHEST
        return headed if number == 1 else ended and self.last <= number <= self.last + _FARTHEST
