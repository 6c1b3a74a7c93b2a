"""The signs that stand for something on the screen, in two sets: Unicode and plain ASCII.

A sign never leans on its colour: each meaning has a shape of its own in either set, so a reader without
colours, or with other colours, loses nothing.
"""

from __future__ import annotations

import locale
import os
from typing import Final, NamedTuple


class Glyphs(NamedTuple):
    """One set of signs, every one of them a single cell wide."""

    cursor: str = "▌"
    block_bar: str = "▏"
    within: str = "↕"  # a record that repeats itself
    below: str = "↓"  # occurs again further down in this record
    above: str = "↑"  # repeats what stands above in this record
    exact: str = "="  # stands in another cable with the same words
    near: str = "≈"  # stands in another cable, nearly
    passage: str = "~"  # shares a passage with another block
    family: str = "∷"  # a form or template that many share
    deleted: str = "-"
    inserted: str = "+"
    changed: str = "±"
    separator: str = "·"
    ellipsis: str = "…"
    rule: str = "─"
    column: str = "│"
    thumb: str = "┃"
    folded: str = "▸"
    unfolded: str = "▾"
    mark: str = "●"
    note: str = "†"
    mark_and_note: str = "‡"
    arrow: str = "→"
    ascending: str = "↑"
    descending: str = "↓"
    times: str = "×"
    paragraph: str = "¶"
    redaction: str = "▒"  # something is blacked out
    here: str = "▼"  # the column of the cursor
    dots: tuple[str, str, str, str] = ("░", "▓", "█", "·")  # a passage, nearly, the same, the block itself
    braille: bool = True  # whether cells of dots can be shown
    bar: str = "█"

    def noted_sign(self, *, marked: bool, noted: bool) -> str:
        """Return the sign for what the reader noted: a mark, a note, both, or a blank."""
        if marked:
            return self.mark_and_note if noted else self.mark
        return self.note if noted else " "


UNICODE: Final = Glyphs()

ASCII: Final = Glyphs(
    cursor=">",
    block_bar="|",
    within='"',
    below="v",
    above="^",
    exact="=",
    near="~",
    passage="-",
    family=":",
    changed="*",
    separator="-",
    ellipsis=".",
    rule="-",
    column="|",
    thumb="#",
    folded="+",
    unfolded="-",
    mark="*",
    note="!",
    mark_and_note="#",
    arrow=">",
    ascending="^",
    descending="v",
    times="x",
    paragraph="#",
    redaction="X",
    here="v",
    dots=(".", "+", "#", "\\"),
    braille=False,
    bar="#",
)


def glyphs_for(*, ascii_only: bool = False) -> Glyphs:
    """Return the set that the terminal can show: ASCII when asked for, or when the locale is no UTF-8.

    Python itself writes UTF-8 even under ``LANG=C``, so the locale is asked by name.
    """
    if ascii_only:
        return ASCII
    ctype = os.environ.get("LC_CTYPE")
    if ctype == "C.UTF-8" and os.environ.get("LANG", "C") in ("", "C", "POSIX"):
        ctype = "C"  # Python has set it itself (PEP 538): the reader's own locale is C
    name = os.environ.get("LC_ALL") or ctype or os.environ.get("LANG") or ""
    if not name:
        name = locale.getlocale()[1] or ""
    shown = name.lower().replace("-", "")
    return UNICODE if "utf8" in shown else ASCII
