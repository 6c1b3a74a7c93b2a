"""Rows of fixed size in a file, read where they are asked for and nowhere else.

The one fact that surprises: nothing is mapped and no NumPy is loaded. Mapped pages count as memory of the
process that looked at them, and the browser has findings of a quarter of a million cables at hand all day.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Sequence
from struct import Struct
from typing import TYPE_CHECKING, Any, Final, overload

if TYPE_CHECKING:
    from pathlib import Path


class DamagedError(Exception):
    """A file of results cannot be read; it is made anew."""


class Stored:
    """A file that stays open, of which parts are read; several threads may read at once."""

    def __init__(self, place: Path) -> None:
        """Open the file. Raises `DamagedError` where that cannot be done."""
        self.place = place
        try:
            number = os.open(place, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            found = os.fstat(number)
        except OSError as error:
            raise DamagedError(f"{place}: {error}") from error
        self.size, self.modified = found.st_size, found.st_mtime_ns
        self._number = number
        self._turn = threading.Lock()
        weakref.finalize(self, os.close, number)

    def read(self, start: int, size: int) -> bytes:
        """Return so many bytes from ``start`` on. Raises `DamagedError` where there are fewer."""
        if size <= 0:
            return b""
        if hasattr(os, "pread"):
            found = os.pread(self._number, size, start)
        else:  # Windows
            with self._turn:
                os.lseek(self._number, start, os.SEEK_SET)
                found = os.read(self._number, size)
        if len(found) != size:
            raise DamagedError(f"{self.place}: ends early")
        return found


class Rows(Sequence[tuple[Any, ...]]):
    """Rows of one form in a part of a file."""

    def __init__(self, stored: Stored, form: str, start: int, count: int) -> None:
        self._stored = stored
        self._struct = Struct(form)
        self._start = start
        self._count = count
        if start + count * self._struct.size > stored.size:
            raise DamagedError(f"{stored.place}: ends early")

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> tuple[Any, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> list[tuple[Any, ...]]: ...
    def __getitem__(self, place: int | slice) -> tuple[Any, ...] | list[tuple[Any, ...]]:
        if isinstance(place, slice):
            first, last, step = place.indices(self._count)
            return list(self._struct.iter_unpack(self.raw(first, last)))[::step]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        at = self._start + place % self._count * self._struct.size
        return self._struct.unpack(self._stored.read(at, self._struct.size))

    def raw(self, first: int = 0, last: int | None = None) -> bytes:
        """Return the bytes of rows ``first … last - 1``, of all when nothing is said."""
        last = self._count if last is None else min(last, self._count)
        size = self._struct.size
        return self._stored.read(self._start + first * size, (last - first) * size)


ROW_OF_NUMBERS: Final = "<I"
"""The form of rows that are numbers, as an ``array("I")`` takes them where the machine is little-endian."""
