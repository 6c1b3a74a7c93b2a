"""Where a jump leads: a number, a date, an id."""

from __future__ import annotations

import pytest
from memory_archive import MemoryArchive

from tui.listing.jumping import said_of, target


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


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("2009", 2008, "line 2,009; the year is 2009-01"),
        ("2009", 3, ""),
        ("12", 11, ""),
        ("2011", None, "no cable of 2011 or later is in the list"),
        ("2011-02", None, "no cable of 2011-02 or later is in the list"),
        ("10QUITO1", None, "10QUITO1 is not in the list"),
        ("June 2009", None, "June 2009 is no id (09ASTANA714), date (2009-04-27) or number of the list"),
        ("30.6.2009", None, "30.6.2009 is no id (09ASTANA714), date (2009-04-27) or number of the list"),
    ],
)
def test_a_jump_says_what_a_reader_may_have_meant(text: str, place: int | None, said: str) -> None:
    assert said_of(text, place) == said
