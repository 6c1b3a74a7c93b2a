"""Which format a piece of input has, told from what is in it.

The one fact that surprises: a suffix says nothing. ``.txt`` is a page saved as text, a message, a body alone
or a telegram of the National Archives, and mirrors save pages without any suffix.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from parser.formats.cables_csv import looks_like_cables_csv
from parser.formats.encoding import byte_order_mark

HEAD: Final = 1 << 16
"""How many bytes of a file are looked at."""


class Format(StrEnum):
    """What a file's first bytes say that it is."""

    EMPTY = "empty"
    BINARY = "binary"
    ZIP = "zip"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    TAR = "tar"
    FOREIGN_ARCHIVE = "foreign archive"
    CABLES_CSV = "cables.csv"
    TEXT = "text"  # any of the forms that hold one record: they are told apart once the whole text is there


_MAGIC: Final = (
    (b"PK\x03\x04", Format.ZIP),
    (b"PK\x05\x06", Format.ZIP),  # without members
    (b"PK\x07\x08", Format.ZIP),
    (b"\x1f\x8b", Format.GZIP),
    (b"BZh", Format.BZIP2),
    (b"\xfd7zXZ\x00", Format.XZ),
    (b"7z\xbc\xaf\x27\x1c", Format.FOREIGN_ARCHIVE),
    (b"Rar!\x1a\x07", Format.FOREIGN_ARCHIVE),
    (b"\x28\xb5\x2f\xfd", Format.FOREIGN_ARCHIVE),  # zstandard
)
_TAR_MAGIC: Final = slice(257, 262)
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\v\f\r")
_CONTROLS_SHARE: Final = 0.05  # escape sequences and line noise stand in texts too
_KNOWN_BINARY: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",  # JPEG
    b"GIF8",
    b"%PDF-",
    b"\x7fELF",
    b"MZ\x90",
    b"SQLite format 3\x00",
)


def detect(head: bytes) -> Format:
    """Return the format of a file that starts with ``head`` (all of it, or its first 64 kB)."""
    if not head.strip(b"\r\n \t\x00\xef\xbb\xbf\xff\xfe"):
        return Format.BINARY if head.strip(b"\r\n \t\xef\xbb\xbf\xff\xfe") else Format.EMPTY
    for magic, format_ in _MAGIC:
        if head.startswith(magic):
            return format_
    if head[_TAR_MAGIC] == b"ustar":
        return Format.TAR
    marked = byte_order_mark(head)
    if marked is not None and marked[0] != "utf-8":
        encoding, length = marked
        text = head[length:].decode(encoding, "ignore")
        return Format.CABLES_CSV if looks_like_cables_csv(text.encode("utf-8", "ignore")) else Format.TEXT
    if looks_like_cables_csv(head):
        return Format.CABLES_CSV
    if is_binary(head):
        return Format.BINARY
    return Format.TEXT


def is_binary(head: bytes) -> bool:
    """Whether bytes without a UTF-16 mark are no text: many control characters, or a known binary form."""
    if head.startswith(_KNOWN_BINARY):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > _CONTROLS_SHARE * len(head)
