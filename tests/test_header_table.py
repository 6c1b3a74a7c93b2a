"""The table above a cable's text: which cables are the same message as a whole."""

from __future__ import annotations

from browsing import findings
from memory_archive import MemoryArchive

from duplicates.lookup import Lookup
from tui.catalogue import Catalogue
from tui.drawing.glyphs import glyphs_for


def test_a_cable_names_those_that_are_the_same_message() -> None:
    catalogue = Catalogue(MemoryArchive(), glyphs_for(ascii_only=False))  # type: ignore[arg-type]
    cable = catalogue.cable_of("08VALLETTA101")
    assert cable is not None
    assert not any("Same text" in line for line in _lines(catalogue))
    catalogue.take(Lookup(findings()))
    (row,) = [line for line in catalogue.header(cable, 120) if line.runs and "Same text" in line.runs[0][0]]
    assert "".join(text for text, _ in row.runs).startswith(
        "Same text  08VALLETTA104  corrected copy, 100.0%"
    )
    assert row.link == "08VALLETTA104"


def _lines(catalogue: Catalogue) -> list[str]:
    cable = catalogue.cable_of("08VALLETTA101")
    assert cable is not None
    return ["".join(text for text, _ in line.runs) for line in catalogue.header(cable, 120)]
