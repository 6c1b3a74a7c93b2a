"""The orders of an archive's records: what a list can be ordered by, and the numbers in that order.

The one fact that surprises: SQLite joins the numbers to one text, which is then read at once. Fetched row by
row, a quarter of a million of them hold the interpreter, and with it the screen, for the whole time; joined,
they are ordered while other threads go on. The order by date is kept in the archive whenever an import ends:
to put so many in order takes a tenth of a second, and to read a megabyte takes a hundredth of that.
"""

from __future__ import annotations

import json
import sys
from array import array
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

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


def keep_order(connection: sqlite3.Connection) -> None:
    """Keep the order by date, which a list opens with, unless it is kept."""
    if connection.execute("SELECT 1 FROM kept_order").fetchone() is None:
        numbers = numbers_in_order(connection, "date")
        connection.execute("INSERT INTO kept_order VALUES (?)", (_swapped(numbers).tobytes(),))


def kept_order(connection: sqlite3.Connection) -> array[int] | None:
    """Return the numbers of all records by date as they are kept; None where they are not."""
    found = connection.execute("SELECT numbers FROM kept_order").fetchone()
    return None if found is None else _swapped(array("I", found[0]))


def _swapped(numbers: array[int]) -> array[int]:
    """Return numbers that were or will be little-endian, whatever this machine is."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
