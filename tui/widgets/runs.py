"""From roles to what the terminal gets: a line is a list of (text, role) until the moment it is drawn.

Nothing here reads markup. Text of a cable must have gone through `parser.printable` when it becomes a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tui.drawing.theme import Ink

Run = tuple[str, str]
"""Text and the role of the theme that it is shown in."""


def strip(runs: Iterable[Run], width: int, ink: Ink, *, cursor: bool = False, base: str = "text") -> Strip:
    """Return a strip of exactly ``width`` cells: the runs, cut or padded in the role ``base``."""
    segments: list[Segment] = []
    text, role = "", base
    for piece, piece_role in runs:
        if not piece:
            continue
        if piece_role == role:
            text += piece
            continue
        if text:
            segments.append(Segment(text, ink(role, cursor=cursor)))
        text, role = piece, piece_role
    if text:
        segments.append(Segment(text, ink(role, cursor=cursor)))
    return Strip(segments).adjust_cell_length(width, ink(base, cursor=cursor))


def highlighted(runs: Sequence[Run], spans: Iterable[tuple[int, int, str]]) -> list[Run]:
    """Return the runs with the stretches ``(start, end, role)`` of their joined text in other roles.

    The spans come in order and do not overlap; they may reach past the ends of the text.
    """
    result: list[Run] = []
    marks = list(spans)
    position = 0
    for text, role in runs:
        start, end = position, position + len(text)
        position = end
        at = start
        for mark_start, mark_end, mark_role in marks:
            if mark_end <= at or mark_start >= end:
                continue
            first, last = max(mark_start, at), min(mark_end, end)
            if first > at:
                result.append((text[at - start : first - start], role))
            result.append((text[first - start : last - start], mark_role))
            at = last
        if at < end:
            result.append((text[at - start :], role))
    return result
