"""The lines of a record, as the recognisers see them, with their true offsets.

The one fact that surprises: recognisers never read the record itself but a *view* of it of the same
length, in which tabs, no-break spaces, carriage returns and typographic quotes and dashes are plain ones.
Every character stays where it is, so an offset into the view is an offset into the record.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

_PLAIN: Final = (
    ("\t", " "),
    ("\r", " "),
    ("\x0b", " "),
    ("\x0c", " "),
    ("\x00", " "),
    ("\x85", "\n"),
    ("\xa0", " "),
    ("\u2028", "\n"),
    ("\u2029", "\n"),
    ("\u3000", " "),
    ("\ufeff", " "),
    ("\u2018", "'"),
    ("\u2019", "'"),
    ("\u201c", '"'),
    ("\u201d", '"'),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2012", "-"),
    ("\u2013", "-"),
    ("\u2014", "-"),
    ("\u2015", "-"),
)
_ODD_SPACE: Final = re.compile("[" + "".join(odd for odd, to in _PLAIN if to in " \n") + "]")
_SPACES: Final = str.maketrans({odd: to for odd, to in _PLAIN if to in " \n" and odd != "\r"})
LATIN: Final = 7  # the first so many of them are all that a text of one byte a character can have

# the line end of a spreadsheet's export, with what blanks an editor left behind it
_BACKSLASH: Final = re.compile(r"\\(?=[ \t\r]*(?:\n|\Z))")
_SPACERS: Final = frozenset({"-", "."})  # typed for a blank line where the machine would have dropped one

MARGIN: Final = " ¶"
"""What may stand in front of a line's words: the archive's readers put a pilcrow before each number."""


_TYPED: Final = (46, 90)  # characters of a full line as it was typed
_FEW: Final = 20  # lines from which a rule can be read
_MOST: Final = 0.7


class Line(NamedTuple):
    """One line that is not blank, or a part of one where something else is glued into it."""

    start: int  # offset into the record; of the part, when the line was cut
    end: int  # offset after its line end
    text: str  # as the view shows it, without white space around it and without the pilcrow in front
    gap: int = 0  # how many blank lines stand above it
    glued: bool = False  # a part that does not begin its line
    furniture: bool = False  # a page break: it may stand inside another block


def view(text: str) -> str:
    """Return ``text`` with every odd space, quote and dash made a plain one; the length stays the same."""
    if "\n" not in text:
        text = text.replace("\r", "\n")
    if "\\" in text:
        text = _BACKSLASH.sub(" ", text)
    for odd, plain in _PLAIN[:LATIN] if text.isascii() else _PLAIN:
        if odd in text:
            text = text.replace(odd, plain)
    return text


def plain(text: str) -> str:
    """Return ``text`` with plain spaces and line ends for the reading of a value; quotes and dashes stay."""
    if "\\" in text:
        text = _BACKSLASH.sub(" ", text)
    if _ODD_SPACE.search(text) is None:
        return text
    return "\n".join(text.replace("\r\n", "\n").translate(_SPACES).split("\r"))


def split(text: str, start: int, end: int) -> list[Line]:
    """Return the lines of the view ``text`` from ``start`` to ``end`` that are not blank.

    Blank lines are only counted, in the ``gap`` of the line below them. The last line of a text that does
    not end in a line end ends where the text does.
    """
    found = []
    gap = 0
    make = Line._make
    for raw in text[start:end].split("\n"):
        stop = start + len(raw) + 1
        bare = raw.strip(MARGIN)
        if bare and bare not in _SPACERS:
            found.append(make((start, stop, bare, gap, False, False)))
            gap = 0
        else:
            gap += 1
        start = stop
    if found and found[-1].end > end:
        found[-1] = found[-1]._replace(end=end)
    return _single_spaced(found)


def _single_spaced(lines: list[Line]) -> list[Line]:
    """Return ``lines`` with gaps halved where the record has a blank line below every line.

    Such a record shows it by its longer lines: most have a gap below them, and a few a wider one.
    """
    typed = [below.gap for line, below in pairwise(lines) if _TYPED[0] <= len(line.text) <= _TYPED[1]]
    if len(typed) < _FEW or sum(map(bool, typed)) < _MOST * len(typed) or sum(gap > 1 for gap in typed) < 3:
        return lines
    return [line._replace(gap=line.gap // 2) for line in lines]


def part(line: Line, text: str, start: int, end: int, *, furniture: bool = False) -> Line:
    """Return the part of ``line`` from ``start`` to ``end``, offsets into the view ``text``."""
    first = start == line.start
    return Line(
        start,
        end,
        text[start:end].strip(" ¶\n"),
        line.gap if first else 0,
        line.glued if first else True,
        furniture,
    )
