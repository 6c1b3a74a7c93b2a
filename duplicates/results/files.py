"""Files of numbers that a killed run leaves whole: each is written beside its place and then moved there.

The one fact that surprises: nothing here is ever unpickled. An archive may lie in a shared folder, and a
pickle that somebody else has put there would run as a program.
"""

from __future__ import annotations

import errno
import os
import zipfile
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from duplicates.results.rows import DamagedError, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

Arrays = dict[str, "NDArray[Any]"]


@contextmanager
def replacing(place: Path) -> Iterator[Path]:
    """Yield where to write; what was written there takes the place when all went well.

    Raises `OSError` with the file's name where it cannot be written: of a full disk NumPy says neither the
    file nor the reason.
    """
    draft = place.with_name(f"{place.name}.{os.getpid()}.draft")
    try:
        yield draft
        draft.replace(place)
    except OSError as error:
        number = error.errno or errno.ENOSPC
        raise OSError(number, f"cannot be written: {os.strerror(number)}", str(place)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def write_arrays(place: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays into one file."""
    with replacing(place) as draft, draft.open("wb") as stream:
        np.savez(stream, **arrays)  # type: ignore[arg-type]


def read_arrays(place: Path, *names: str) -> Arrays:
    """Return the named arrays of a file, all without names. Raises `DamagedError`."""
    try:
        found = np.load(place, allow_pickle=False)
        if not isinstance(found, np.lib.npyio.NpzFile):
            raise DamagedError(f"{place}: holds one array")
        with found:
            return {name: found[name] for name in names or found.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise DamagedError(f"{place}: {error}") from error


def write_array(place: Path, values: NDArray[Any]) -> None:
    """Write one array that is to be read from the disk bit by bit."""
    with replacing(place) as draft, draft.open("wb") as stream:
        np.save(stream, values, allow_pickle=False)


def map_array(place: Path, kind: np.dtype[Any] | None = None) -> NDArray[Any]:
    """Return an array that stays on the disk. Raises `DamagedError`, also where it is of another kind."""
    try:
        if place.stat().st_size == 0:
            raise DamagedError(f"{place}: is empty")
        found: NDArray[Any] = np.load(place, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise DamagedError(f"{place}: {error}") from error
    if found.ndim != 1 or (kind is not None and found.dtype != kind):
        raise DamagedError(f"{place}: holds something else")
    return found


class FileRows:
    """An array of one dimension on the disk, of which only what is asked for is read.

    Raises `DamagedError` where it is none, of another kind than is asked for, or shorter than it says.
    """

    def __init__(self, place: Path, kind: np.dtype[Any] | None = None) -> None:
        self._stored = Stored(place)
        try:
            with place.open("rb") as stream:
                self._kind, self._length, self._start = _head(stream)
        except (OSError, ValueError, EOFError) as error:
            raise DamagedError(f"{place}: {error}") from error
        if kind is not None and self._kind != kind:
            raise DamagedError(f"{place}: holds something else")
        if self._stored.size < self._start + self._length * self._kind.itemsize:
            raise DamagedError(f"{place}: ends early")

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, rows: slice) -> NDArray[Any]:
        start, end, _ = rows.indices(self._length)
        size = self._kind.itemsize
        return np.frombuffer(self._stored.read(self._start + start * size, (end - start) * size), self._kind)


def _head(stream: BinaryIO) -> tuple[np.dtype[Any], int, int]:
    """Return type and number of rows, and where they start."""
    version = np.lib.format.read_magic(stream)
    if version != (1, 0):
        raise ValueError(f"is of version {version}")
    shape, _, kind = np.lib.format.read_array_header_1_0(stream)
    if len(shape) != 1 or kind.hasobject:
        raise ValueError("holds something else")
    return kind, shape[0], stream.tell()


def remove_others(folder: Path, keep: set[str]) -> None:
    """Remove the files of a folder that are not named, but for locks; one in use on Windows stays."""
    for place in folder.iterdir():
        if place.name not in keep and place.is_file() and place.suffix not in (".draft", ".lock"):
            with suppress(OSError):
                place.unlink()
