"""Cutting text into screen lines, as offsets, so that every shown cell can be traced to the cable's text.

A line of a cable may be 5 MB long, and most cables are plain ASCII: one search for a space per screen line
is all that the usual case pays, and cells are counted only where a character may be wider than one.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FIRST_UNEVEN: Final = 0x300
"""The first code point that may take no cell or two; Latin below it always takes one."""

_FULL: Final = 48
"""Characters from which on a line was broken by the margin: they have up to 75, most between 55 and 65."""

# "-- he hopes", "- item", "* item", "a. item", "(b) item", "12) item", "   indented"
_ITEM: Final = re.compile(r"--?\s|[*•·o]\s|\(?(?:\d{1,3}|[A-Za-z])[.)]\s|\s{2}|[=_-]{4}")


def one_cell_each(text: str) -> bool:
    """Tell whether every character of ``text`` takes exactly one cell."""
    return text.isascii() or max(map(ord, text)) < _FIRST_UNEVEN or cell_len(text) == len(text)


def wrap(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of ``text[start:end]`` that fit ``width`` cells, cut at line ends and at spaces.

    Line ends, and the spaces that a cut falls on, belong to no span; an empty line is an empty span. A word
    longer than a line is cut where the line ends.
    """
    for line_start, line_end in lines(text, start, end):
        yield from wrap_line(text, line_start, line_end, width)


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines of ``text[start:end]`` without their ends and trailing blanks."""
    while start < end:
        line_end = text.find("\n", start, end)
        if line_end < 0:
            line_end = end
        yield start, _trimmed(text, start, line_end)
        start = line_end + 1


def filled(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join lines that run on: the spans of whole paragraphs and list items.

    A line runs on when it is nearly as long as a teletype's line and the next begins neither a list item nor
    an indented line.
    """
    joined: tuple[int, int] | None = None
    last = 0  # length of the line that ``joined`` ends with
    for start, end in spans:
        if joined is not None and last >= _FULL and start < end and not _ITEM.match(text, start, end):
            joined = (joined[0], end)
        else:
            if joined is not None:
                yield joined
            joined = (start, end)
        last = end - start
    if joined is not None:
        yield joined


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \r\t":
        end -= 1
    return end


def wrap_line(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of one line that fit ``width`` cells; ``text`` has a space for each line end inside."""
    width = max(width, 1)
    if end - start <= width and one_cell_each(text[start:end] or " "):
        yield start, end
        return
    while start < end:
        limit = _fitting(text, start, end, width)
        if limit >= end:
            yield start, end
            return
        cut = limit if text[limit] == " " else text.rfind(" ", start, limit)
        if cut <= start:
            cut = limit
        yield start, _trimmed(text, start, cut)
        start = cut
        while start < end and text[start] == " ":
            start += 1


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """Return the end of the longest part from ``start`` on that takes at most ``width`` cells."""
    piece = text[start : min(start + width, end)]
    if one_cell_each(piece or " "):
        return start + len(piece)
    # A combining character takes no cell, so more characters than cells may fit.
    piece = text[start : min(start + 4 * width, end)]
    for count, cells in enumerate(accumulate(map(get_character_cell_size, piece))):
        if cells > width:
            return start + max(count, 1)
    return start + len(piece)


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Return ``text`` in exactly ``width`` cells: padded with spaces, or cut with an ellipsis."""
    cells = len(text) if one_cell_each(text or " ") else cell_len(text)
    if cells <= width:
        return text + " " * (width - cells)
    if width <= 0:
        return ""
    kept = text[: _fitting(text, 0, len(text), width - 1)] if width > 1 else ""
    return kept + ellipsis + " " * (width - cell_len(kept) - 1)


def fit_id(text: str, width: int, most: int, ellipsis: str = "…") -> str:
    """Return an id in at least ``width`` cells, and whole: what stands beside it in the line gives way.

    Ids of one post differ in their last figures alone. One longer than ``most`` cells, the whole line, has
    its middle left out.
    """
    if cell_len(text) <= max(width, most):
        return fit(text, max(width, cell_len(text)), ellipsis)
    end = max((most - 1) // 2, 0)
    return fit(text, most - end, ellipsis) + (text[-end:] if end else "")


def fit_words(text: str, width: int, ellipsis: str = "…") -> str:
    """Return ``text`` in at most ``width`` cells, cut between two words; '' where none of them has room."""
    if cell_len(text) <= width:
        return text
    room = width - len(ellipsis) - 1
    if room < 1:
        return ""
    end = _fitting(text, 0, len(text), room)
    words = text[:end] if text[end] == " " else text[:end].rpartition(" ")[0]
    words = words.rstrip(" ,;:·-")
    return f"{words} {ellipsis}" if words else ""
