"""Bytes to characters, losing none.

The one fact that surprises: the published cables are UTF-8, but single records of some archives are not, so
the encoding is decided record by record and never for a whole file. A record that is not valid UTF-8 is read
as cp1252; the five bytes that cp1252 leaves undefined become the C1 controls of the same number, so every
byte still has its own character.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CP1252: Final = "".join(
    bytes([code]).decode("cp1252") if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(code)
    for code in range(256)
)
"""The character of each byte in cp1252, with U+0081 … for the bytes that it leaves undefined."""


def byte_order_mark(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark at the start of ``data`` names, and the mark's length."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def decode(data: bytes) -> str:
    """Return the characters of one record.

    A byte order mark decides and is dropped; without one the bytes are UTF-8 or, where they are not valid
    UTF-8, cp1252. Never raises: under a UTF-16 or UTF-32 mark, what does not decode becomes U+FFFD.
    """
    marked = byte_order_mark(data)
    if marked is not None:
        encoding, length = marked
        data = data[length:]
        if encoding != "utf-8":
            return data.decode(encoding, "replace")
    return decode_fields((data,))[0]


def decode_fields(fields: Sequence[bytes]) -> list[str]:
    """Return the characters of a record that stands in several fields: one encoding for all of them."""
    try:
        return [field.decode("utf-8") for field in fields]
    except UnicodeDecodeError:
        return [codecs.charmap_decode(field, "strict", _CP1252)[0] for field in fields]
