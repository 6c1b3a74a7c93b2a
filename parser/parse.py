"""One message or a fragment of one, read: ``parse`` turns any text into a ``Cable``.

The one fact that surprises: every field is read from the blocks of the first copy of the message alone, and
where its cover stands twice from the copy that says most, for the first is often cut at 250 characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parser.fields.classified_by import read_classified_by
from parser.fields.declassification import read_declassification
from parser.fields.references import read_references
from parser.fields.subject import read_subject
from parser.fields.tags import read_tags
from parser.formats.page_text import record_table
from parser.ids import parse_id
from parser.model import Cable, CitationKind, Kind
from parser.structure import structure
from parser.structure.labels import Label, label
from parser.structure.lines import view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parser.model import Block


def parse(text: str, *, id: str | None = None) -> Cable:
    """Return ``text`` taken apart.

    Args:
        text: one record, one message or any part of one. Any string is read, none is refused.
        id: the id of the cable, which gives the year that references are resolved against.

    Returns:
        the cable: its blocks tile ``text``; fields that the text does not have are None or empty.
    """
    blocks = structure(text)
    fields: dict[str, Any] = {"id": id}
    table = record_table(text)
    if table is not None:
        fields["id"] = id or table.id
        fields |= {
            name: getattr(table, name)
            for name in ("created", "released", "classification", "origin", "title")
        }
    first = [block for block in blocks if block.transmission == 1]
    fields |= _cover(first, fields["id"])
    fields |= _body(first)
    return Cable(text=text, blocks=blocks, **fields)


def _cover(blocks: Sequence[Block], id: str | None) -> dict[str, Any]:
    """Return the fields that the cover gives."""
    texts: dict[Label, list[str]] = {}
    for block in blocks:
        if block.kind in (Kind.COVER, Kind.CLASSIFIED_BY) and block.clean:
            found = label(view(block.clean).lstrip(" ¶"))
            if found is not None:
                texts.setdefault(found, []).append(block.clean)
    fields: dict[str, Any] = {}
    if Label.ORDER in texts:
        declassification = read_declassification(max(texts[Label.ORDER], key=len))
        fields["executive_order"] = declassification.order
        fields["declassify_on"] = declassification.on
        fields["declassify_text"] = declassification.text
    if Label.TAGS in texts:
        fields["tags"] = read_tags(max(texts[Label.TAGS], key=len))
    if Label.SUBJECT in texts:
        fields["subject"] = read_subject(max(texts[Label.SUBJECT], key=len)).value or None
    if Label.REFERENCE in texts:
        own = parse_id(id) if id else None
        citations = {
            citation: None
            for text in texts[Label.REFERENCE]
            for citation in read_references(text, year=own.year if own else None, own_id=id)
        }
        fields["citations"] = tuple(citations)
        fields["references"] = tuple(
            {c.id: None for c in citations if c.kind is CitationKind.CABLE and c.id is not None}
        )
    if Label.CLASSIFIED_BY in texts:
        read = read_classified_by(max(texts[Label.CLASSIFIED_BY], key=len))
        fields["classified_by"] = read.names
        fields["classification_reasons"] = read.reasons
        fields["derived_from"] = read.derived_from
        if fields.get("declassify_text") is None:
            fields["declassify_text"] = read.declassify_text
    return fields


def _body(blocks: Sequence[Block]) -> dict[str, Any]:
    """Return the fields that the paragraphs give."""
    summary = "\n".join(block.clean for block in blocks if block.kind is Kind.SUMMARY)
    return {
        "summary": summary or None,
        "comments": tuple(block.clean for block in blocks if block.kind is Kind.COMMENT),
        "signers": tuple(
            {block.clean.strip().upper(): None for block in blocks if block.kind is Kind.SIGNATURE}
        ),
    }
