"""Small bitmaps of texts that prove most pairs different without looking at a word.

The one fact that surprises: a bitmap holds parities. Bit ``h`` tells whether an odd number of the text's
words hash to ``h``. One word more or less turns one bit, so the bits in which two bitmaps differ are never
more than the words that a diff of the texts would delete and insert: the bound holds for every pair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from duplicates.aside import room
from duplicates.similarity import SLACK

if TYPE_CHECKING:
    from duplicates.texts import Numbers, Texts

Bits = NDArray[np.uint64]

NARROW: Final = 4  # 64-bit words of the bitmap that every text has
WIDE: Final = 16  # of the bitmap of a text too long for the narrow one
WIDE_FROM: Final = 48  # words from which a text has a wide bitmap
_CHUNK: Final = 1 << 20  # cells (texts × bits) computed in one go
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)


def sketch(texts: Texts, order: Numbers, width: int, limit: int | None = None) -> Bits:
    """Return the bitmaps of texts in the order given, one row of ``width`` 64-bit words each.

    Past ``limit`` bytes they lie in a file.
    """
    bits = 64 * width
    rows = max(1, _CHUNK // bits)
    result = room(len(order), np.uint64, limit, width=width)
    shift = np.uint64(64 - bits.bit_length() + 1)
    for start in range(0, len(order), rows):
        some = texts.only(order[start : start + rows])
        bit = ((some.words.astype(np.uint64) * _SPREAD) >> shift).astype(np.int64)
        bit += np.repeat(np.arange(len(some), dtype=np.int64) * bits, some.lengths)
        odd = np.bincount(bit, minlength=len(some) * bits).astype(np.uint8) & np.uint8(1)
        result[start : start + rows] = np.packbits(odd).view(np.uint64).reshape(-1, width)
    return result


def differences(a: Bits, b: Bits) -> NDArray[np.uint16]:
    """Return in how many bits each row of ``a`` differs from the same row of ``b``."""
    counts = np.bitwise_count(a ^ b)
    if counts.shape[1] == NARROW:  # four bytes are added as halves of one number: many times faster than sum
        four = np.ascontiguousarray(counts).view(np.uint32)[:, 0]
        halves = (four & 0xFF00FF) + ((four >> 8) & 0xFF00FF)
        added: NDArray[np.uint16] = ((halves + (halves >> 16)) & 0xFFFF).astype(np.uint16)
        return added
    found: NDArray[np.uint16] = counts.sum(axis=1, dtype=np.uint16)
    return found


def folded(bits: Bits, width: int) -> Bits:
    """Return narrower bitmaps of the same texts: several bits become one, the parity of them all."""
    narrow: Bits = bits.reshape(len(bits), -1, width)[:, 0].copy()
    for plane in range(1, bits.shape[1] // width):
        narrow ^= bits[:, plane * width : (plane + 1) * width]
    return narrow


def allowed(total: NDArray[Any], threshold: float) -> Numbers:
    """Return how many words a diff of two texts of together ``total`` words may delete and insert."""
    return np.floor((1 - threshold) * total + SLACK).astype(np.int64)
