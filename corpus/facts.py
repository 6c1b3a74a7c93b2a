"""What an archive knows of each record beside its list fields: tags, addressees, references, signers …

The one fact that surprises: a quarter of a million cables share some tens of thousands of values, so a value
is stored once and a fact is two numbers.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from parser.model import Cable


class FactKind(IntEnum):
    """What a fact is about. The numbers stand in archive files."""

    TAG = 1
    FROM = 2
    TO = 3
    REFERENCE = 4
    SIGNER = 5
    CAPTION = 6
    TRANSMISSIONS = 7
    HAS = 8


_REDACTION: Final = re.compile(r"X{6}")  # a run of X in place of a name


def facts_of(cable: Cable) -> Iterator[tuple[int, str]]:
    """Yield the facts of a cable, each once: kind and value."""
    routing = cable.routing
    found: list[tuple[FactKind, Iterable[str]]] = [
        (FactKind.TAG, cable.tags),
        (FactKind.REFERENCE, cable.references),
        (FactKind.SIGNER, cable.signers),
        (FactKind.CAPTION, cable.captions),
        (FactKind.TRANSMISSIONS, [str(cable.transmissions)] if cable.transmissions > 1 else ()),
        (FactKind.HAS, ["redaction"] if _REDACTION.search(cable.text) else ()),
    ]
    if routing is not None:
        found.append((FactKind.FROM, [routing.from_station] if routing.from_station else ()))
        found.append((FactKind.TO, [to.station for to in (*routing.action, *routing.info)]))
    for kind, values in found:
        for value in dict.fromkeys(values):
            yield int(kind), value


class FactWriter:
    """Writes facts of records and remembers the numbers of values it has met."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._numbers: dict[tuple[int, str], int] = {}

    def write(self, record: int, facts: Iterable[tuple[int, str]]) -> None:
        """Write the facts of one record."""
        self.connection.executemany(
            "INSERT OR IGNORE INTO facts (value, record) VALUES (?, ?)",
            [(self._number(kind, value), record) for kind, value in facts],
        )

    def _number(self, kind: int, value: str) -> int:
        known = self._numbers.get((kind, value))
        if known is not None:
            return known
        row = self.connection.execute(
            "SELECT number FROM fact_values WHERE kind = ? AND value = ?", (kind, value)
        ).fetchone()
        if row is None:
            cursor = self.connection.execute(
                "INSERT INTO fact_values (kind, value) VALUES (?, ?)", (kind, value)
            )
            number = int(cursor.lastrowid or 0)
        else:
            number = int(row[0])
        if len(self._numbers) < 1 << 19:
            self._numbers[kind, value] = number
        return number
