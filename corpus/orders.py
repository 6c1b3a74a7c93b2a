"""The orders of an archive's records: what a list can be ordered by, and the numbers in that order.

The one fact that surprises: SQLite joins the numbers to one text, which is then read at once. Fetched row by
row, a quarter of a million of them hold the interpreter, and with it the screen, for the whole time; joined,
they are ordered while other threads go on.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from array import array
from typing import TYPE_CHECKING, Final

from corpus.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable

_TERMS: Final = {
    "number": "number {0}",
    "date": "created {0}, id_order {0}, number {0}",
    "id": "id_order {0}, number {0}",
    "origin": "origin {0}, created {0}, id_order {0}",
    "classification": "classification {0}, created {0}, id_order {0}",
    "subject": "subject COLLATE NOCASE {0}, number {0}",
    "copies": "copies {0}, created {0}, id_order {0}",
}

ORDERS: Final = tuple(_TERMS)
"""What records can be ordered by."""


def numbers_in_order(connection: sqlite3.Connection, by: str, *, descending: bool = False) -> array[int]:
    """Return the numbers of all records, ordered by one of `ORDERS`."""
    terms = _TERMS[by].format("DESC" if descending else "ASC")
    # Without a limit SQLite might leave out an order that only a sum is made of.
    (joined,) = connection.execute(
        f"SELECT group_concat(number) FROM (SELECT number FROM records ORDER BY {terms} LIMIT -1)"
    ).fetchone()
    return array("I", json.loads(f"[{joined or ''}]"))


class OrderAhead:
    """An order that is read in a thread of its own, before anybody asks for it."""

    def __init__(self, read: Callable[[], array[int]]) -> None:
        self._read = read
        self._numbers: array[int] | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._numbers = self._read()
        except (sqlite3.Error, ArchiveError):
            self._numbers = None  # who asks reads it again, and is told

    def wait(self) -> array[int] | None:
        """Return the numbers once they are read; None where they could not be."""
        self._thread.join()
        return self._numbers
