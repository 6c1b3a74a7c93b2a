"""A record as an archive keeps it: its text, and what its source states beside the text."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from parser.model import Source
from parser.record import Record


def stated(record: Record) -> str:
    """Return what the source states beside the text, as JSON with sorted keys."""
    values: dict[str, Any] = {
        "id": record.id,
        "created": record.created.isoformat() if record.created else None,
        "released": record.released.isoformat() if record.released else None,
        "origin": record.origin,
        "classification": record.classification,
        "title": record.title,
        "references": list(record.references),
        "attributes": [list(pair) for pair in record.attributes],
        "source": [record.source.path, record.source.record, record.source.line, record.source.format],
    }
    return json.dumps({name: value for name, value in values.items() if value}, sort_keys=True)


def restored(text: str, stated_values: str) -> Record:
    """Return the record that `stated` and its text were made from."""
    values: dict[str, Any] = json.loads(stated_values)
    return Record(
        text=text,
        source=Source(*values.get("source", ("",))),
        id=values.get("id"),
        created=_moment(values.get("created")),
        released=_moment(values.get("released")),
        origin=values.get("origin"),
        classification=values.get("classification"),
        title=values.get("title"),
        references=tuple(values.get("references", ())),
        attributes=tuple((name, value) for name, value in values.get("attributes", ())),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
