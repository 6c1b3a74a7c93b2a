"""A cable as plain dictionaries and lists, ready for JSON: the contract of ``cablediff parse``.

The one fact that surprises: times of the archive's own table have no zone and are written without one, while
the day-time group of a routing header is UTC and says so (``2009-04-27T05:39:00+00:00``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from datetime import date

    from parser.model import Addressee, Block, Cable, Routing, Source

SCHEMA: Final = "cablediff.cable/1"


def as_dict(cable: Cable) -> dict[str, Any]:
    """Return ``cable`` as JSON-ready values, always with the same keys in the same order.

    Dates and times are ISO strings; what the cable does not have is None or an empty list. Offsets are in
    characters into ``text``.
    """
    return {
        "schema": SCHEMA,
        "id": cable.id,
        "created": _iso(cable.created),
        "released": _iso(cable.released),
        "origin": cable.origin,
        "classification": cable.classification,
        "title": cable.title,
        "subject": cable.subject,
        "tags": list(cable.tags),
        "references": list(cable.references),
        "citations": [
            {"text": citation.text, "kind": str(citation.kind), "letter": citation.letter, "id": citation.id}
            for citation in cable.citations
        ],
        "captions": list(cable.captions),
        "attention": list(cable.attention),
        "classified_by": list(cable.classified_by),
        "classification_reasons": list(cable.classification_reasons),
        "derived_from": cable.derived_from,
        "executive_order": cable.executive_order,
        "declassify_on": _iso(cable.declassify_on),
        "declassify_text": cable.declassify_text,
        "summary": cable.summary,
        "comments": list(cable.comments),
        "signers": list(cable.signers),
        "routing": _routing(cable.routing),
        "sections": list(cable.sections) if cable.sections is not None else None,
        "corrected": cable.corrected,
        "cancelled": cable.cancelled,
        "partial": cable.partial,
        "transmissions": cable.transmissions,
        "attributes": [{"name": name, "value": value} for name, value in cable.attributes],
        "source": _source(cable.source),
        "blocks": [_block(block) for block in cable.blocks],
        "text": cable.text,
    }


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _block(block: Block) -> dict[str, Any]:
    return {
        "index": block.index,
        "kind": str(block.kind),
        "start": block.start,
        "end": block.end,
        "number": block.number,
        "marking": block.marking,
        "transmission": block.transmission,
        "compared": block.compared,
        "clean": block.clean,
    }


def _routing(routing: Routing | None) -> dict[str, Any] | None:
    if routing is None:
        return None
    return {
        "transmission_id": routing.transmission_id,
        "precedence": list(routing.precedence),
        "routes": list(routing.routes),
        "from_route": routing.from_route,
        "serial": routing.serial,
        "section": routing.section,
        "filed": routing.filed,
        "security": routing.security,
        "dtg": _iso(routing.dtg),
        "operating_signals": [
            {"code": signal.code, "meaning": signal.meaning, "detail": signal.detail}
            for signal in routing.operating_signals
        ],
        "from_station": routing.from_station,
        "action": [_addressee(addressee) for addressee in routing.action],
        "info": [_addressee(addressee) for addressee in routing.info],
        "distribution": list(routing.distribution),
        "leftover": routing.leftover,
    }


def _addressee(addressee: Addressee) -> dict[str, Any]:
    return {
        "station": addressee.station,
        "route": addressee.route,
        "precedence": addressee.precedence,
        "number": addressee.number,
        "excluded": list(addressee.excluded),
    }


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {"path": source.path, "record": source.record, "line": source.line, "format": source.format}
