"""Cutting text into screen lines, as offsets, so that every shown cell can be traced to the cable's text.

A line of a cable may be 5 MB long, and most cables are plain ASCII: one search for a space per screen line
is all that the usual case pays, and cells are counted only where a character may be wider than one.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST_UNEVEN: Final = 0x300
"""The first code point that may take no cell or two; Latin below it always takes one."""


def one_cell_each(text: str) -> bool:
    """Tell whether every character of ``text`` takes exactly one cell."""
    return text.isascii() or max(map(ord, text)) < _FIRST_UNEVEN or cell_len(text) == len(text)


def wrap(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of ``text[start:end]`` that fit ``width`` cells, cut at line ends and at spaces.

    Line ends, and the spaces that a cut falls on, belong to no span; an empty line is an empty span. A word
    longer than a line is cut where the line ends. ``width`` is at least 1.
    """
    width = max(width, 1)
    while start < end:
        line_end = text.find("\n", start, end)
        if line_end < 0:
            line_end = end
        yield from _wrap_line(text, start, _trimmed(text, start, line_end), width)
        start = line_end + 1


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \r\t":
        end -= 1
    return end


def _wrap_line(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
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
