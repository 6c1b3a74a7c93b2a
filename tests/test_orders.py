"""Orders of an archive: every record once, by the terms asked for, and the one that is read ahead."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from corpus import ORDERS, Archive, ArchiveError, import_paths
from corpus.orders import OrderAhead, numbers_in_order

if TYPE_CHECKING:
    from array import array
    from pathlib import Path

CABLE = """UNCLAS OSLO 000{serial}

SUBJECT: HARBOUR LEDGER

1. (U) The harbour office closed its ledger for the {serial}th time.
"""


def put(folder: Path, *serials: int) -> Path:
    folder.mkdir(exist_ok=True)
    for serial in serials:
        (folder / f"99OSLO{serial}.txt").write_text(CABLE.format(serial=serial), encoding="utf-8")
    return folder


@given(st.lists(st.tuples(st.sampled_from(["", "1999-01-02", "2004-05-06"]), st.text("ABab", max_size=2))))
def test_joined_numbers_are_those_of_the_rows_one_by_one(records: list[tuple[str, str]]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE records"
        " (number INTEGER PRIMARY KEY, created, id_order, origin, classification, subject, copies)"
    )
    connection.executemany(
        "INSERT INTO records VALUES (NULL, ?1, ?2, ?2, ?1, ?2, length(?2))",
        records,
    )
    by_date = "SELECT number FROM records ORDER BY created, id_order, number"
    assert list(numbers_in_order(connection, "date")) == [number for (number,) in connection.execute(by_date)]
    for by in ORDERS:
        for descending in (False, True):
            found = numbers_in_order(connection, by, descending=descending)
            assert sorted(found) == list(range(1, len(records) + 1))


def test_the_order_read_ahead_is_the_order(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.cablediff") as archive:
        import_paths(archive, [put(tmp_path / "cables", 714, 31, 4)], workers=1)
        asked = archive.order("date")
        archive.read_ahead()
        assert archive.order("date") == asked
        archive.read_ahead()
        assert archive.order("date", descending=True) == asked[::-1]


def test_what_was_read_ahead_of_an_archive_that_grew_is_not_used(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.cablediff") as archive:
        import_paths(archive, [put(tmp_path / "cables", 714)], workers=1)
        archive.read_ahead()
        assert archive._ahead is not None
        archive._ahead.wait()
        import_paths(archive, [put(tmp_path / "cables", 31)], workers=1)
        assert sorted(archive.order("date")) == [1, 2]


def test_an_archive_is_closed_while_its_order_is_read(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.cablediff") as archive:
        import_paths(archive, [put(tmp_path / "cables", 714)], workers=1)
        archive.read_ahead()
    assert not list(tmp_path.glob("a.cablediff-wal"))


def test_an_order_that_cannot_be_read_ahead_is_left_to_who_asks() -> None:
    def damaged() -> array[int]:
        raise ArchiveError("a.cablediff: is damaged")

    assert OrderAhead(damaged).wait() is None
