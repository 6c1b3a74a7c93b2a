"""Arrays too long for the memory that a search may use: they lie in files without a name.

The one fact that surprises: such a file is taken out of its folder as soon as it is made, so nothing is left
behind, however a search ends. The system keeps in memory what of it is needed and room allows.
"""

from __future__ import annotations

import tempfile
import weakref
from array import array
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np

from duplicates.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

CHUNK_WORDS: Final = 4_000_000


def room(count: int, kind: type[Any], limit: int | None, *, width: int = 1) -> NDArray[Any]:
    """Return an array of ``count`` items, or rows of ``width`` items, in a file past ``limit`` bytes.

    Its contents are not set.
    """
    shape = (count, width) if width > 1 else (count,)
    size = count * width * np.dtype(kind).itemsize
    if limit is None or size <= limit or not size:
        return np.empty(shape, kind)
    with tempfile.TemporaryFile(prefix="cablediff-") as stream:
        return np.asarray(np.memmap(stream, kind, "w+", shape=shape))


def only(texts: Texts, numbers: NDArray[Any], limit: int | None) -> Texts:
    """Return the texts with these numbers, numbered anew in the order given."""
    lengths = texts.lengths[numbers]
    starts = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    if limit is None or 4 * starts[-1] <= limit:
        return texts.only(numbers)
    chosen = Texts(room(int(starts[-1]), np.uint32, limit), starts)
    for start, end in chosen.chunks(CHUNK_WORDS):
        chosen.words[starts[start] : starts[end]] = texts.only(numbers[start:end]).words
    return chosen


class Pile:
    """Whole numbers below 2³² put one after the other, in a file past ``limit`` bytes."""

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit
        self._held = array("I")
        self._file: BinaryIO | None = None

    def extend(self, numbers: Iterable[int]) -> None:
        """Put numbers on the pile."""
        self._held.extend(numbers)
        if self._limit is not None and 4 * len(self._held) > self._limit:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="cablediff-")  # noqa: SIM115 - open as long as this
                weakref.finalize(self, self._file.close)
            self._held.tofile(self._file)
            self._held = array("I")

    def numbers(self) -> NDArray[np.uint32]:
        """Return all numbers; nothing may be put on the pile while they are in use."""
        if self._file is not None:
            self._held.tofile(self._file)
            self._held = array("I")
            self._file.flush()
            return np.asarray(np.memmap(self._file, np.uint32, "r"))
        return np.frombuffer(self._held, np.uint32) if self._held else np.zeros(0, np.uint32)
