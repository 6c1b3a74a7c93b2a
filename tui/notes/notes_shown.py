"""The reader's own notes where cables are read: lines in the table of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parser.printable import printable_line
from tui.drawing.wrapping import wrap
from tui.names import block_name, copy_name
from tui.notes.note_changes import in_reading_order
from tui.numbers import whole
from tui.reading.header_table import LABEL_WIDTH, HeaderLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parser.model import Cable
    from tui.drawing.glyphs import Glyphs
    from tui.notes.reader_notes import Notes


def with_notes(
    lines: Sequence[HeaderLine], notes: Notes, key: str, cable: Cable, width: int, glyphs: Glyphs
) -> list[HeaderLine]:
    """Return the table of a cable's fields with the notes on it before its last line."""
    rows: list[HeaderLine] = []
    for about, text in notes.notes.items():
        name = "" if about == (key,) else _name(about, key, cable, glyphs)
        if name is None:
            continue
        whole = f"{name}: {printable_line(text)}" if name else printable_line(text)
        label = f"{glyphs.note} Noted"
        for start, end in wrap(whole, 0, len(whole), max(width - LABEL_WIDTH, 1)):
            rows.append(HeaderLine(((label.ljust(LABEL_WIDTH), "label"), (whole[start:end], "comment"))))
            label = ""
    return [*lines[:-1], *rows, *lines[-1:]]


def _name(about: tuple[str, ...], key: str, cable: Cable, glyphs: Glyphs) -> str | None:
    """Return what in this cable a note is about; None for a note on others."""
    own = in_reading_order(place for place in about if place.partition("#")[0] == key)
    if not own:
        return None
    if len(about) == 1:
        return _block_name(about[0], cable, glyphs)
    places = (*own, *(place for place in in_reading_order(about) if place not in own))
    names = (_block_name(place, cable, glyphs) or "this" if place in own else place for place in places)
    return " and ".join(map(printable_line, names))


def _block_name(place: str, cable: Cable, glyphs: Glyphs) -> str:
    """Return what a block is called in its own cable; '' for the cable as a whole."""
    block = whole(place.partition("#")[2])
    if block is None or block >= len(cable.blocks):
        return ""
    return ", ".join(part for part in (block_name(cable, block, glyphs), copy_name(cable, block)) if part)
