"""The table above a cable's text: which cables are the same message as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browsing import findings
from memory_archive import MemoryArchive

from duplicates.lookup import Lookup
from duplicates.model import Findings, Parameters, Relation, RelationKind
from tui.catalogue import Catalogue
from tui.drawing.glyphs import glyphs_for

if TYPE_CHECKING:
    from parser.model import Cable
    from tui.reading.header_table import HeaderLine


def test_a_cable_names_those_that_are_the_same_message() -> None:
    catalogue = Catalogue(MemoryArchive(), glyphs_for(ascii_only=False))  # type: ignore[arg-type]
    cable = catalogue.cable_of("08VALLETTA101")
    assert cable is not None
    assert not any("Same text" in line for line in _lines(catalogue))
    catalogue.take(Lookup(findings()))
    (row,) = _same_text(catalogue, "08VALLETTA101", cable)
    assert "".join(text for text, _ in row.runs).startswith(
        "Same text  08VALLETTA104  corrected copy, 100.0%"
    )
    assert row.link == "08VALLETTA104"


def test_each_version_of_a_cable_names_the_other_versions_and_leads_to_them() -> None:
    catalogue = Catalogue(MemoryArchive(), glyphs_for(ascii_only=False))  # type: ignore[arg-type]
    cable = catalogue.cable_of("08VALLETTA101")
    assert cable is not None
    early, third = "08VALLETTA101", "08VALLETTA101@3"
    versions = [
        Relation(RelationKind.VERSIONS, early, late, 40, 0.9, ("one id",))
        for late in ("08VALLETTA101@2", third)
    ]
    catalogue.take(Lookup(Findings(Parameters(), 3, 9, 9, relations=versions)))
    assert [row.link for row in _same_text(catalogue, early, cable)] == ["08VALLETTA101@2", third]
    for key in ("08VALLETTA101@2", third):
        (row,) = _same_text(catalogue, key, cable)
        assert row.link == early
        assert row.runs[1][0] == early


def _same_text(catalogue: Catalogue, key: str, cable: Cable) -> list[HeaderLine]:
    lines = list(catalogue.header(key, cable, 120))
    labels = [line.runs[0][0].strip() if line.runs else "" for line in lines]
    if "Same text" not in labels:
        return []
    first = labels.index("Same text")
    of_label = zip(lines[first:], labels[first:], strict=True)
    return [line for line, label in of_label if line.link and label in ("", "Same text")]


def _lines(catalogue: Catalogue) -> list[str]:
    cable = catalogue.cable_of("08VALLETTA101")
    assert cable is not None
    return ["".join(text for text, _ in line.runs) for line in catalogue.header("08VALLETTA101", cable, 120)]
