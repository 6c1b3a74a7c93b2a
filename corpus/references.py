"""References as a graph: what a cable cites, what cites it, what is cited but missing, and gaps of serials.

The one fact that surprises: a missing cable can be dated. Posts number their cables in order of time, so one
between two known serials was sent between their two dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from corpus.facts import FactKind
from parser.ids import parse_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.archive import Archive


@dataclass(frozen=True, slots=True)
class Missing:
    """A cable that is cited and not there; ISO dates of its known neighbours, '' where there is none."""

    id: str
    cited_by: int  # records
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Serials of a post and year of which the archive holds none, both ends included."""

    post: str
    year: int
    first: int
    last: int


def cites(archive: Archive, cable_id: str) -> list[str]:
    """Return the ids that a cable, in any of its versions, cites, in order of year, post and serial."""
    cursor = archive.connection.execute(
        "SELECT DISTINCT fact_values.value FROM records JOIN facts ON facts.record = records.number"
        " JOIN fact_values ON fact_values.number = facts.value WHERE records.id = ? AND kind = ?",
        (cable_id, int(FactKind.REFERENCE)),
    )
    return sorted((value for (value,) in cursor), key=_sorting)


def cited_by(archive: Archive, cable_id: str) -> list[str]:
    """Return the ids of the cables in the archive that cite a cable, which need not be there itself."""
    cursor = archive.connection.execute(
        "SELECT DISTINCT records.id FROM fact_values JOIN facts ON facts.value = fact_values.number"
        " JOIN records ON records.number = facts.record WHERE kind = ? AND fact_values.value = ?"
        " ORDER BY records.id_order",
        (int(FactKind.REFERENCE), cable_id),
    )
    return [value for (value,) in cursor]


def missing(
    archive: Archive, *, post: str | None = None, year: int | None = None, limit: int | None = None
) -> list[Missing]:
    """Return the cables that are cited and not in the archive, the most cited first.

    ``post``, named as in ids (SANJOSE), and ``year`` restrict to theirs.
    """
    cursor = archive.connection.execute(
        "SELECT fact_values.value, count(*) FROM fact_values JOIN facts ON facts.value = fact_values.number"
        " WHERE kind = ? AND NOT EXISTS (SELECT 1 FROM records WHERE records.id = fact_values.value)"
        " GROUP BY fact_values.number ORDER BY 2 DESC, 1",
        (int(FactKind.REFERENCE),),
    )
    wanted = ((value, cited) for value, cited in cursor if _is_of(value, post, year))
    return [Missing(value, cited, *sent_between(archive, value)) for value, cited in islice(wanted, limit)]


def gaps(archive: Archive, *, post: str | None = None, year: int | None = None) -> Iterator[Gap]:
    """Yield the runs of serials that are not there between the first and last known of each post and year.

    Years and posts come in order; ``post``, named as in ids (SANJOSE), and ``year`` restrict to one.
    """
    cursor = archive.connection.execute(
        "SELECT DISTINCT id FROM records WHERE id_order BETWEEN ? AND ? ORDER BY id_order",
        ("", "\U0010ffff") if year is None else (f"{year:04} ", f"{year:04} ~"),
    )
    last: tuple[int, str, int] | None = None
    for (cable_id,) in cursor:
        parts = parse_id(cable_id)
        if parts is None or not _is_of(cable_id, post, year):
            continue
        if last is not None and last[:2] == (parts.year, parts.post) and parts.serial > last[2] + 1:
            yield Gap(parts.post, parts.year, last[2] + 1, parts.serial - 1)
        last = (parts.year, parts.post, parts.serial)


def sent_between(archive: Archive, cable_id: str) -> tuple[str, str]:
    """Return the dates of the nearest known serials before and after, of the same post and year.

    ISO days, the earlier first (posts do not always send in order); '' where none is known on that side.
    """
    parts = parse_id(cable_id)
    if parts is None:
        return "", ""
    place = f"{parts.year:04} {parts.post} {parts.serial:08}"
    series = f"{parts.year:04} {parts.post} "
    found = []
    for comparison, way in (("<", "DESC"), (">", "ASC")):
        row = archive.connection.execute(
            f"SELECT created FROM records WHERE id_order {comparison} ? AND id_order BETWEEN ? AND ?"
            f" AND created != '' ORDER BY id_order {way} LIMIT 1",
            (place, series, series + "~"),
        ).fetchone()
        found.append(str(row[0])[:10] if row else "")
    after, before = sorted(found) if all(found) else found
    return after, before


def _is_of(cable_id: str, post: str | None, year: int | None) -> bool:
    if post is None and year is None:
        return True
    parts = parse_id(cable_id)
    return parts is not None and post in (None, parts.post) and year in (None, parts.year)


def _sorting(cable_id: str) -> tuple[int, str, int, str]:
    parts = parse_id(cable_id)
    return (parts.year, parts.post, parts.serial, "") if parts else (9999, "", 0, cable_id)
