"""One message or a fragment of one, read: ``parse`` turns any text into a ``Cable``.

The one fact that surprises: every field is read from the blocks of the first copy of the message alone,
and where its cover stands twice, from the fuller one, for the first is often cut at 250 characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parser.formats.national_archives import attributes
from parser.formats.own_id import own_id
from parser.formats.page_text import record_table
from parser.ids import parse_id, section_of
from parser.kinds import Kind
from parser.model import Cable
from parser.structure import structure
from parser.structure.values import body_values, cover_values, header_values

if TYPE_CHECKING:
    from collections.abc import Mapping


def parse(text: str, *, id: str | None = None) -> Cable:  # noqa: A002 - the contract's name
    """Return ``text`` taken apart.

    Args:
        text: one record, one message or any part of one. Any string is read, none is refused.
        id: the id of the cable, which gives the year that references are resolved against. Without it the id
            that the record states is taken.

    Returns:
        the cable: its blocks tile ``text``; fields that the text does not have are None or empty.
    """
    table = record_table(text)
    trailer = attributes(text)
    stated = {**_stated(trailer), **_stated(table)}
    own = id or stated.pop("id", None) or own_id(text)
    stated.pop("id", None)
    blocks = structure(text, start=table.end if table else 0, end=trailer.start if trailer else len(text))
    first = [block for block in blocks if block.transmission == 1 and block.clean]
    header = header_values(first)
    if own and header["sections"] is None:
        header["sections"] = section_of(own)
    parsed = parse_id(own) if own else None
    own = parsed.canonical if parsed else own
    routing = header["routing"]
    year = parsed.year if parsed else routing.dtg.year if routing and routing.dtg else None
    values = header | cover_values(first, year=year, own_id=own) | body_values(first) | stated
    in_subject = values.pop("corrected_subject", None)
    values["corrected"] = in_subject if values["corrected"] is None else values["corrected"]
    values["partial"] = any(block.kind is Kind.RECORD and "partial extract" in block.clean for block in first)
    if trailer is not None:
        values["attributes"] = trailer.pairs
    return Cable(text=text, blocks=blocks, id=own, **values)


def _stated(source: Any) -> Mapping[str, Any]:
    """Return what an archive's own table or trailer says of the record."""
    if source is None:
        return {}
    names = ("id", "created", "released", "classification", "origin", "title")
    return {name: value for name in names if (value := getattr(source, name)) is not None}
