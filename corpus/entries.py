"""A record made ready for an archive: parsed for its list fields, digested and compressed.

This is what the processes of an import do, so it takes and gives only plain values.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.compression import packed
from corpus.facts import facts_of
from corpus.stored import stated
from parser.ids import parse_id
from parser.reading import parse_record

if TYPE_CHECKING:
    from parser.record import Record


@dataclass(frozen=True, slots=True)
class Entry:
    """The values of one row of the table of records, and where its source states it."""

    id: str
    id_order: str  # sorts ids by year, post and serial
    created: str
    origin: str
    classification: str
    subject: str
    digest: bytes
    stated: str
    text: bytes  # packed
    words: str  # for the full text search
    facts: tuple[tuple[int, str], ...]
    line: int
    format: str


def entry(record: Record) -> Entry:
    """Return what an archive keeps of a record. A record without any id gets one made of its text."""
    cable = parse_record(record)
    digest = hashlib.sha256(record.text.encode("utf-8", "surrogatepass")).digest()
    cable_id = cable.id or f"UNNAMED-{digest.hex()[:8].upper()}"
    return Entry(
        id=cable_id,
        id_order=_id_order(cable_id),
        created=cable.created.isoformat(sep=" ") if cable.created else "",
        origin=cable.origin or "",
        classification=cable.classification or "",
        subject=cable.subject or cable.title or "",
        digest=digest[:16],
        stated=stated(record),
        text=packed(record.text),
        words=searchable(record.text),
        facts=tuple(facts_of(cable)),
        line=record.source.line,
        format=record.source.format,
    )


def searchable(text: str) -> str:
    """Return the text as the full text search takes it in: what SQLite cannot hold is replaced."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def _id_order(cable_id: str) -> str:
    parts = parse_id(cable_id)
    return f"{parts.year:04} {parts.post} {parts.serial:08}" if parts else cable_id
