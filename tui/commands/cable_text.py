"""One cable in lines for people: its fields, and a table of its blocks.

The one fact that surprises: what a cable contains may be a terminal's escape sequence, so every piece of it
passes through `printable_line` on its way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from duplicates.moments import in_words
from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parser.model import Addressee, Block, Cable

_LABEL: Final = 16  # columns
_OPENING: Final = 60  # characters of a block shown
_SUMMARY: Final = 300


def cable_lines(key: str, cable: Cable) -> Iterator[str]:
    """Yield the lines of one cable: a head line, the fields it has, one line a block."""
    created = in_words(cable.created) or "undated"
    head = (key, created, cable.origin, cable.classification)
    yield printable_line("  ".join(part for part in head if part))
    for label, value in _fields(cable):
        if value:
            yield f"  {label:<{_LABEL}}{printable_line(value)}"
    yield f"  {'blocks':<{_LABEL}}{len(cable.blocks)}, transmissions {cable.transmissions}"
    for block in cable.blocks:
        yield _block_line(block)


def _fields(cable: Cable) -> Iterator[tuple[str, str]]:
    """Yield labels and values; a field that the cable lacks has an empty value."""
    yield "released", in_words(cable.released)
    yield "title", cable.title or ""
    yield "subject", cable.subject or ""
    yield "tags", " ".join(cable.tags)
    yield "references", " ".join(cable.references)
    yield (
        "other sources",
        "; ".join(f"{each.kind}: {each.text}" for each in cable.citations if each.id is None),
    )
    yield "captions", ", ".join(cable.captions)
    yield "attention", "; ".join(cable.attention)
    yield "classified by", ", ".join(cable.classified_by)
    yield "reasons", ", ".join(cable.classification_reasons)
    yield "derived from", cable.derived_from or ""
    when = cable.declassify_on.isoformat() if cable.declassify_on is not None else cable.declassify_text
    yield "declassify on", when or ""
    yield "sections", f"{cable.sections[0]} of {cable.sections[1]}" if cable.sections is not None else ""
    if cable.corrected is not None:
        yield "corrected copy", cable.corrected or "yes"
    yield "cancelled", "yes" if cable.cancelled else ""
    yield "partial extract", "yes" if cable.partial else ""
    if cable.routing is not None:
        routing = cable.routing
        yield (
            "transmission",
            " ".join(part for part in (routing.transmission_id, *routing.precedence) if part),
        )
        yield "sent", f"{routing.dtg:%Y-%m-%d %H:%M} UTC" if routing.dtg is not None else ""
        yield "from", routing.from_station or ""
        yield "action", _addressees(routing.action)
        yield "info", _addressees(routing.info)
        yield "signals", "; ".join(f"{each.code} {each.meaning}" for each in routing.operating_signals)
        yield "not understood", routing.leftover
    yield "summary", _shortened(cable.summary or "", _SUMMARY)
    yield "signed", ", ".join(cable.signers)
    stated = (f"{name}: {value}" for name, value in cable.attributes if value.lower() not in ("", "n/a"))
    yield "attributes", "; ".join(stated)


def _addressees(addressees: tuple[Addressee, ...]) -> str:
    return "; ".join(f"{each.station} {each.precedence or ''}".strip() for each in addressees)


def _block_line(block: Block) -> str:
    number = f"{block.number}." if block.number is not None else ""
    marking = f"({block.marking})" if block.marking else ""
    place = f"{block.start}–{block.end}"
    opening = _shortened(" ".join(block.clean.split()), _OPENING)
    return (
        f"  {block.index:>5}  {block.transmission}  {block.kind:<13} {number:<4}{marking:<8}"
        f"{place:<14} {printable_line(opening)}"
    ).rstrip()


def _shortened(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
