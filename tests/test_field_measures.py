"""How much of the real covers the readers of fields take apart, measured on every cable at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parser.fields.tags import TagKind, tag_kind
from parser.ids import canonical_id
from parser.kinds import CitationKind, Kind

if TYPE_CHECKING:
    from parser.model import Cable


def share(part: int, whole: int) -> float:
    return part / whole


def blocks_that_begin(cable: Cable, label: str) -> list[str]:
    return [b.clean for b in cable.blocks if b.kind is Kind.COVER and re.match(label, b.clean, re.IGNORECASE)]


def test_a_subject_wherever_the_line_is(real_cables: list[Cable]) -> None:
    lines = [cable for cable in real_cables if blocks_that_begin(cable, r"SUBJ")]
    assert len(lines) > 3_200
    assert share(sum(bool(cable.subject) for cable in lines), len(lines)) >= 0.999
    assert not any(re.search(r"\bREF:|Classified By", cable.subject or "") for cable in lines)


def test_terms_wherever_the_line_is(real_cables: list[Cable]) -> None:
    lines = [cable for cable in real_cables if blocks_that_begin(cable, r"TAGS")]
    assert len(lines) > 3_300
    assert share(sum(bool(cable.tags) for cable in lines), len(lines)) >= 0.999
    kinds = [tag_kind(tag) for cable in lines for tag in cable.tags]
    assert share(kinds.count(TagKind.UNKNOWN), len(kinds)) < 0.01


def test_every_reference_is_a_cable_or_of_another_kind(real_cables: list[Cable]) -> None:
    citations = [citation for cable in real_cables for citation in cable.citations]
    assert len(citations) > 4_000
    found = [citation for citation in citations if citation.kind is CitationKind.CABLE]
    assert all(c.id and re.fullmatch(r"[0-9]{2}[A-Z]{3,}[0-9]+", c.id) for c in found)
    assert all(c.id == canonical_id(c.id or "") for c in found)
    assert share(sum(c.kind is CitationKind.OTHER for c in citations), len(citations)) < 0.02
    assert all(cable.id not in cable.references for cable in real_cables)


def test_a_name_wherever_somebody_classified(real_cables: list[Cable]) -> None:
    by = re.compile(r"CLASSIFIED BY", re.IGNORECASE)
    lines = [
        c for c in real_cables if any(b.kind is Kind.CLASSIFIED_BY and by.search(b.clean) for b in c.blocks)
    ]
    assert len(lines) > 2_000
    assert share(sum(bool(cable.classified_by) for cable in lines), len(lines)) >= 0.97


def test_an_order_wherever_the_line_is(real_cables: list[Cable]) -> None:
    lines = [cable for cable in real_cables if blocks_that_begin(cable, r"E\.?O\.? ?1")]
    assert len(lines) > 3_200
    assert share(sum(bool(cable.executive_order) for cable in lines), len(lines)) >= 0.999
    assert share(sum(bool(c.declassify_on or c.declassify_text) for c in lines), len(lines)) >= 0.99


def test_the_ids_of_the_archive_are_canonical_but_for_the_damaged(real_cables: list[Cable]) -> None:
    changed = [cable.id for cable in real_cables if cable.id and canonical_id(cable.id) != cable.id]
    assert all("EFTO" in damaged or "TION" in damaged for damaged in changed)
