"""Where a jump leads: a number, a date, an id."""

from __future__ import annotations

import pytest
from memory_archive import MemoryArchive

from tui.listing.jumping import target


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 0),
        ("3", 2),
        ("99", 2),
        ("0", 0),
        ("12345678901234567890", 2),
        ("2008", 0),
        ("2008-3-5", 1),
        ("2008-03-06", 1),
        ("2009", 2),
        ("2010", None),
        ("08VALLETTA104", 1),
        ("08 valletta 104", 1),
        ("2009 REYKJAVIK 22", 2),
        ("09rey", 2),
        ("10QUITO1", None),
        ("", None),
    ],
)
def test_a_text_names_a_place(text: str, place: int | None) -> None:
    archive = MemoryArchive()
    assert target(archive, archive.order("date"), text) == place


def test_only_what_is_shown_is_gone_to() -> None:
    archive = MemoryArchive()
    shown = archive.order("date")[1:]
    assert target(archive, shown, "08VALLETTA101") is None
    assert target(archive, shown, "2008") == 0
    assert target(archive, shown[:0], "1") is None
