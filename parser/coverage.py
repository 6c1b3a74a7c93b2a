"""How much of an archive the parser understands, and where it does not: ``cablediff parse --coverage``.

The one fact that surprises: shares are of characters for kinds and of cables for fields, and an expectation
counts only the cables whose text shows that it applies.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from parser.expectations import EXPECTATIONS
from parser.kinds import Kind

if TYPE_CHECKING:
    from parser.model import Cable, Source

SCHEMA: Final = "cablediff.coverage/1"

FIELDS: Final = (
    *("id", "created", "released", "origin", "classification", "title", "subject", "tags", "citations"),
    *("references", "captions", "attention", "classified_by", "classification_reasons", "derived_from"),
    *("executive_order", "declassify_on", "declassify_text", "summary", "comments", "signers", "routing"),
    *("sections", "corrected", "cancelled", "partial", "attributes"),
)
"""The fields of a cable, in the order of the report."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A cable that lacks what is expected of it."""

    cable: str | None  # its id
    source: Source | None
    detail: str


@dataclass(slots=True)
class Coverage:
    """Counts over the cables that were added. Holds no cable."""

    cables: int = 0
    characters: int = 0
    by_kind: Counter[Kind] = field(default_factory=Counter)  # characters
    by_field: Counter[str] = field(default_factory=Counter)  # cables
    expected: Counter[str] = field(default_factory=Counter)  # cables that an expectation applies to
    gaps: dict[str, list[Gap]] = field(default_factory=lambda: {each.name: [] for each in EXPECTATIONS})

    def add(self, cable: Cable) -> None:
        """Count one cable."""
        self.cables += 1
        self.characters += len(cable.text)
        for block in cable.blocks:
            self.by_kind[block.kind] += block.end - block.start
        for name in FIELDS:
            value = getattr(cable, name)
            if value or (name == "corrected" and value is not None):
                self.by_field[name] += 1
        for each in EXPECTATIONS:
            if each.applies(cable):
                self.expected[each.name] += 1
                missing = each.missing(cable)
                if missing is not None:
                    self.gaps[each.name].append(Gap(cable.id, cable.source, missing))

    def share_of_kind(self, kind: Kind) -> float:
        """The share of characters that are in blocks of ``kind``."""
        return self.by_kind[kind] / self.characters if self.characters else 0.0

    def share_of_field(self, name: str) -> float:
        """The share of cables that have the field ``name``."""
        return self.by_field[name] / self.cables if self.cables else 0.0

    def share_met(self, expectation: str) -> float:
        """The share of cables that meet an expectation, among those it applies to; 1 where there is none."""
        expected = self.expected[expectation]
        return 1 - len(self.gaps[expectation]) / expected if expected else 1.0

    @property
    def share_typed(self) -> float:
        """The share of characters typed other than garbage or wrapper."""
        return 1 - self.share_of_kind(Kind.GARBAGE) - self.share_of_kind(Kind.WRAPPER)


def as_dict(coverage: Coverage) -> dict[str, Any]:
    """Return the counts ready for JSON, with every gap, always in the same order."""
    return {
        "schema": SCHEMA,
        "cables": coverage.cables,
        "characters": coverage.characters,
        "typed": round(coverage.share_typed, 6),
        "kinds": [
            {
                "kind": str(kind),
                "characters": coverage.by_kind[kind],
                "share": round(coverage.share_of_kind(kind), 6),
            }
            for kind in Kind
        ],
        "fields": [
            {
                "field": name,
                "cables": coverage.by_field[name],
                "share": round(coverage.share_of_field(name), 6),
            }
            for name in FIELDS
        ],
        "expectations": [
            {
                "name": each.name,
                "description": each.description,
                "applies": coverage.expected[each.name],
                "met": coverage.expected[each.name] - len(coverage.gaps[each.name]),
                "share": round(coverage.share_met(each.name), 6),
                "gaps": [_gap(gap) for gap in coverage.gaps[each.name]],
            }
            for each in EXPECTATIONS
        ],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    source = gap.source
    return {
        "cable": gap.cable,
        "path": source.path if source is not None else None,
        "record": source.record if source is not None else None,
        "detail": gap.detail,
    }
