"""What the list shows beside a row: something blacked out, several versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memory_archive import MemoryArchive

from corpus import Archive, import_paths
from tui.listing.list_facts import ListFacts, list_facts

if TYPE_CHECKING:
    from pathlib import Path


def test_redactions_and_versions_of_a_stored_archive(tmp_path: Path, sample_cables: Path) -> None:
    releases = sample_cables / "releases"
    with Archive.open(tmp_path / "two.cables") as archive:
        import_paths(archive, [releases / "early", releases / "late"], workers=1)
        facts = list_facts(archive)
        rows = archive.rows(archive.order("number"))
        assert facts.versions == {row.id: 2 for row in rows if row.version == 2}
        texts = {row.number: archive.cable(row.number).text for row in rows}
        blacked_out = {number for number, text in texts.items() if "XXXXXX" in text}
        assert {number for number in range(len(texts) + 9) if facts.is_redacted(number)} == blacked_out
        assert blacked_out


def test_an_archive_that_stores_no_facts_has_none() -> None:
    assert list_facts(MemoryArchive()) == ListFacts()
