"""Rows of numbers put aside in parts until their part's turn: in memory, or on disk where there are many."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray


class Shelves:
    """Tables of equal columns, one a part. A part is taken once."""

    def __init__(self, columns: int, kind: type[Any], parts: int, folder: Path | None) -> None:
        self._columns, self._kind, self._folder = columns, kind, folder
        self._parts: list[list[NDArray[Any]]] = [[] for _ in range(parts)]

    def add(self, part: NDArray[Any], columns: Sequence[NDArray[Any]]) -> None:
        """Put rows into the parts that ``part`` names, those of one part in the order given."""
        order = np.argsort(part, kind="stable")
        rows = np.empty((len(part), self._columns), self._kind)
        for number, column in enumerate(columns):
            rows[:, number] = column[order]
        bounds = np.searchsorted(part[order], np.arange(len(self._parts) + 1)).tolist()
        for number, pieces in enumerate(self._parts):
            piece = rows[bounds[number] : bounds[number + 1]]
            if self._folder is None:
                pieces.append(piece)
            elif len(piece):
                with (self._folder / str(number)).open("ab") as stream:
                    piece.tofile(stream)

    def take(self, part: int) -> list[NDArray[Any]]:
        """Return the columns of a part and forget it."""
        if self._folder is None:
            pieces, self._parts[part] = self._parts[part], []
            rows = np.concatenate(pieces) if pieces else np.zeros((0, self._columns), self._kind)
        else:
            path = self._folder / str(part)
            rows = np.fromfile(path, self._kind) if path.exists() else np.zeros(0, self._kind)
            path.unlink(missing_ok=True)
            rows = rows.reshape(-1, self._columns)
        return [np.ascontiguousarray(column) for column in rows.T]


@contextmanager
def shelves(columns: int, kind: type[Any], parts: int, rows: int, limit: int | None) -> Iterator[Shelves]:
    """Give shelves for about ``rows`` rows, on disk where these take more than ``limit`` bytes."""
    if limit is None or rows * columns * np.dtype(kind).itemsize <= limit:
        yield Shelves(columns, kind, parts, None)
    else:
        with tempfile.TemporaryDirectory(prefix="cablediff-") as folder:
            yield Shelves(columns, kind, parts, Path(folder))
