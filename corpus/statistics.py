"""Facts at a glance: how many cables by year, month, post, classification, tag and signer.

The one fact that surprises: counts by post go by the id, not by the origin, because an origin is written in
many ways (Embassy Quito, AMEMBASSY QUITO) and an id in one.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.facts import FactKind

if TYPE_CHECKING:
    from corpus.archive import Archive


class Count(NamedTuple):
    """A value and how many records have it."""

    value: str
    records: int


_BY_COLUMN: Final = {
    "year": "substr(created, 1, 4)",
    "month": "substr(created, 1, 7)",
    "post": "CASE WHEN id_order GLOB '[0-9][0-9][0-9][0-9] * [0-9]*'"
    " THEN substr(id_order, 6, length(id_order) - 14) ELSE '' END",  # of '2009 ASTANA 00000714'
    "classification": "classification",
    "origin": "origin",
}
_BY_FACT: Final = {
    "tag": FactKind.TAG,
    "signer": FactKind.SIGNER,
    "caption": FactKind.CAPTION,
    "sender": FactKind.FROM,
    "addressee": FactKind.TO,
    "reference": FactKind.REFERENCE,
}
BY_TIME: Final = ("year", "month")
"""What comes in order of time."""

SUBJECTS: Final = (*_BY_COLUMN, *_BY_FACT)
"""What can be counted. Years and months come in order of time, the others most frequent first."""


def counts(archive: Archive, subject: str, *, limit: int | None = None) -> list[Count]:
    """Return the values of one of `SUBJECTS`, each with its number of records; '' is left out."""
    most = -1 if limit is None else limit
    if subject in _BY_COLUMN:
        column = _BY_COLUMN[subject]
        order = "1" if subject in BY_TIME else "2 DESC, 1"
        cursor = archive.connection.execute(
            f"SELECT {column}, count(*) FROM records WHERE {column} != ''"
            f" GROUP BY 1 ORDER BY {order} LIMIT ?",
            (most,),
        )
    else:
        cursor = archive.connection.execute(
            "SELECT fact_values.value, count(*) FROM facts"
            " JOIN fact_values ON facts.value = fact_values.number"
            " WHERE kind = ? GROUP BY facts.value ORDER BY 2 DESC, 1 LIMIT ?",
            (int(_BY_FACT[subject]), most),
        )
    return [Count(value, records) for value, records in cursor]


def bearers(archive: Archive, subject: str, value: str) -> array[int]:
    """Return the numbers of the records that `counts` counts under a value, in order of time."""
    if subject in _BY_COLUMN:
        condition, values = f"{_BY_COLUMN[subject]} = ?", (value,)
    else:
        condition = (
            "number IN (SELECT record FROM facts WHERE value IN"
            f" (SELECT number FROM fact_values WHERE kind = {int(_BY_FACT[subject])} AND value = ?))"
        )
        values = (value,)
    cursor = archive.connection.execute(
        f"SELECT number FROM records WHERE {condition} ORDER BY created, id_order, number", values
    )
    return array("I", (number for (number,) in cursor))


def redacted(archive: Archive) -> bytes:
    """Return for each record number up to the last such whether something is blacked out in the record."""
    cursor = archive.connection.execute(
        "SELECT record FROM facts WHERE value IN"
        f" (SELECT number FROM fact_values WHERE kind = {int(FactKind.HAS)} AND value = 'redaction')"
    )
    flags = bytearray()
    for (number,) in cursor:
        if number >= len(flags):
            flags.extend(bytes(number + 1 - len(flags)))
        flags[number] = 1
    return bytes(flags)


def versions(archive: Archive) -> dict[str, int]:
    """Return the ids of which there are several versions, each with their number."""
    # A walk through the rows as they lie: by way of the index of ids it takes many times as long.
    cursor = archive.connection.execute("SELECT id, version FROM records NOT INDEXED WHERE version > 1")
    found: dict[str, int] = {}
    for key, version in cursor:
        found[key] = max(version, found.get(key, 0))
    return found
