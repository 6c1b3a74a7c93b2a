"""Cable text made harmless to show: what a cable contains never acts.

Control characters, escape sequences, bidirectional overrides, characters without a width, heaps of combining
marks and lone surrogates become visible characters, one for one, so that offsets into the shown text are
offsets into the cable's.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

MOST_MARKS: Final = 3
"""Combining marks kept on one letter. Vietnamese and Hebrew need so many; a heap climbs over other lines."""

MOST_JOINED: Final = 6
"""Characters of any kind kept that join the letter before and take no room of their own: Burmese vowel signs
and the letters of Korean syllables too."""

_BIDIRECTIONAL: Final = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE: Final = (
    *(0x00AD, 0x034F, *range(0x200B, 0x200E), *range(0x2060, 0x2070), 0xFEFF),
    # Default_Ignorable_Code_Point of Unicode: a terminal may draw nothing for them
    *(0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, 0xFFA0),
    *(*range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFFC), *range(0x1BCA0, 0x1BCA4)),
    *(*range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)),
    # the other format characters (category Cf)
    *(*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD),
    *range(0x13430, 0x13440),
)
_SEPARATORS: Final = (0x2028, 0x2029)

_JOINING: Final = frozenset((*range(0x1160, 0x1200), *range(0xD7B0, 0xD800)))
"""Vowels and endings of Korean syllables."""

_FIRST_PICTURE: Final = 0x1F000
"""From here on characters that this Python does not know yet are pictures; below they may be marks."""

_MAY_BE_HEAP: Final = re.compile(f"[^\x00-\u02ff]{{{MOST_MARKS + 1},}}")
"""Enough characters in a row that can be combining marks; which of them are is looked up one by one."""


_KEPT: Final = re.compile(r"(\t|\r\n)")


def _table() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    hidden = (range(0x80, 0xA0), range(0xD800, 0xE000), _BIDIRECTIONAL, _INVISIBLE, _SEPARATORS)
    for codes in hidden:
        table |= dict.fromkeys(codes, REPLACEMENT)
    table[0x09] = " "
    return table


_ALL: Final = _table() | {0x0A: " ", 0x0D: " "}
_BUT_LINE_ENDS: Final = _ALL | {0x0A: "\n"}


def printable(text: str) -> str:
    """Return ``text`` with every character that could act replaced by a visible one, line ends kept.

    The result has the same length: C0 controls become their control pictures, a tab or carriage return
    a space; C1 controls, bidirectional and invisible characters, surrogates and what goes beyond
    `MOST_MARKS` marks on a letter, or `MOST_JOINED` characters joined to it, become U+FFFD.
    """
    return _without_heaps(text.translate(_BUT_LINE_ENDS))


def printable_line(text: str) -> str:
    """Return ``text`` as `printable` does, on one line: line ends become spaces too."""
    return _without_heaps(text.translate(_ALL))


def printable_columns(text: str) -> str:
    """Return ``text`` as `printable` does, with tabs and both kinds of line ends kept, as in a patch."""
    return "".join(part if part in ("\t", "\r\n") else printable(part) for part in _KEPT.split(text))


def _without_heaps(text: str) -> str:
    return text if text.isascii() else _MAY_BE_HEAP.sub(_levelled, text)


def _levelled(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = joined = 0
    for character in match[0]:
        category = unicodedata.category(character)
        mark = category in ("Mn", "Me")
        marks = marks + 1 if mark else 0
        joined = joined + 1 if mark or _joins(character, category) else 0
        fits = marks <= MOST_MARKS and joined <= MOST_JOINED
        kept.append(character if fits else REPLACEMENT)
    return "".join(kept)


def _joins(character: str, category: str) -> bool:
    """Tell whether a character that is no mark of its own takes no room behind another one."""
    code = ord(character)
    return category == "Mc" or code in _JOINING or (category == "Cn" and code < _FIRST_PICTURE)
