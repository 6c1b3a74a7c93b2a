"""Cable text made harmless to show: what a cable contains never acts.

Control characters, escape sequences, bidirectional overrides and lone surrogates become visible
characters, one for one, so that offsets into the shown text are offsets into the cable's.
"""

from __future__ import annotations

from typing import Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_BIDIRECTIONAL: Final = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE: Final = (0x00AD, 0x034F, *range(0x200B, 0x200E), *range(0x2060, 0x2066), 0xFEFF)
_SEPARATORS: Final = (0x2028, 0x2029)


def _table() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    table.update(
        (code, REPLACEMENT)
        for code in (
            *range(0x80, 0xA0),
            *range(0xD800, 0xE000),
            *range(0xE0000, 0xE0080),
            *_BIDIRECTIONAL,
            *_INVISIBLE,
            *_SEPARATORS,
        )
    )
    table[0x09] = " "
    return table


_ALL: Final = _table()
_BUT_LINE_ENDS: Final = {code: shown for code, shown in _ALL.items() if code != 0x0A} | {0x0D: " "}


def printable(text: str) -> str:
    """Return ``text`` with every character that could act replaced by a visible one, line ends kept.

    The result has the same length: C0 controls become their control pictures, a tab or carriage return
    a space, C1 controls, bidirectional and invisible format characters and surrogates U+FFFD.
    """
    return text.translate(_BUT_LINE_ENDS)


def printable_line(text: str) -> str:
    """Return ``text`` as `printable` does, on one line: line ends become spaces too."""
    return text.translate({**_ALL, 0x0A: " ", 0x0D: " "})
