"""Orders of an archive: every record once, by the terms asked for, and the one that is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import ORDERS, Archive, import_paths
from corpus.orders import keep_order, kept_order, numbers_in_order

if TYPE_CHECKING:
    from pathlib import Path

    from corpus import Progress

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
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE TABLE records"
            " (number INTEGER PRIMARY KEY, created, id_order, origin, classification, subject, copies)"
        )
        connection.executemany(
            "INSERT INTO records VALUES (NULL, :date, :text, :text, :date, :text, length(:text))",
            [{"date": date, "text": text} for date, text in records],
        )
        connection.execute("CREATE TABLE kept_order (numbers BLOB NOT NULL)")
        keep_order(connection)
        assert kept_order(connection) == numbers_in_order(connection, "date")
        by_date = "SELECT number FROM records ORDER BY created, id_order, number"
        assert list(numbers_in_order(connection, "date")) == [
            number for (number,) in connection.execute(by_date)
        ]
        for by in ORDERS:
            for descending in (False, True):
                found = numbers_in_order(connection, by, descending=descending)
                assert sorted(found) == list(range(1, len(records) + 1))


def as_computed(archive: Archive) -> list[int]:
    return list(numbers_in_order(archive.connection, "date"))


def test_an_import_keeps_the_order_that_a_list_opens_with(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.cablediff") as archive:
        import_paths(archive, [put(tmp_path / "cables", 714, 31, 4)], workers=1)
        kept = kept_order(archive.connection)
        assert kept is not None
        assert list(kept) == list(archive.order("date")) == as_computed(archive)
        assert archive.order("date", descending=True) == kept[::-1]


def test_an_archive_that_grew_or_lost_records_keeps_another_order(tmp_path: Path) -> None:
    folder = put(tmp_path / "cables", 714, 31)
    with Archive.open(tmp_path / "a.cablediff") as archive:
        import_paths(archive, [folder], workers=1)
        put(folder, 4, 5)
        import_paths(archive, [folder], workers=1)
        assert len(archive.order("date")) == 4
        (folder / "99OSLO31.txt").write_text(CABLE.format(serial=310), encoding="utf-8")
        import_paths(archive, [folder], workers=1)
        kept = kept_order(archive.connection)
        assert kept is not None
        assert list(kept) == as_computed(archive)
        assert len(kept) == len(archive)


def test_while_an_import_is_at_work_the_order_is_that_of_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.importing.BATCH", 1)
    monkeypatch.setattr("corpus.importing.TOGETHER", 1)
    seen = []
    with Archive.open(tmp_path / "a.cablediff") as archive:
        import_paths(archive, [put(tmp_path / "first", 1)], workers=1)

        def look(_: Progress) -> None:
            with Archive.open(archive.path, readonly=True) as reader:
                assert sorted(reader.order("date")) == sorted(as_computed(reader))
                seen.append(len(reader))

        import_paths(archive, [put(tmp_path / "then", 2, 3, 4)], workers=1, progress=look)
        assert len(archive.order("date")) == 4
    assert {2, 3, 4} <= set(seen)


def test_an_import_that_is_killed_leaves_no_order_that_does_not_hold(tmp_path: Path) -> None:
    class KilledError(Exception):
        pass

    def kill(_: Progress) -> None:
        archive.connection.commit()  # as after some seconds
        raise KilledError

    with Archive.open(tmp_path / "a.cablediff") as archive:
        import_paths(archive, [put(tmp_path / "first", 1)], workers=1)
        with pytest.raises(KilledError):
            import_paths(archive, [put(tmp_path / "then", 2, 3)], workers=1, progress=kill)
        assert kept_order(archive.connection) is None
        assert len(archive.order("date")) == len(archive) > 1
        import_paths(archive, [tmp_path / "then"], workers=1)
        assert list(kept_order(archive.connection) or ()) == as_computed(archive)


def test_an_archive_of_before_is_given_its_order_and_one_that_is_only_read_does_without(
    tmp_path: Path,
) -> None:
    place = tmp_path / "a.cablediff"
    with Archive.open(place) as archive:
        import_paths(archive, [put(tmp_path / "cables", 714, 31, 4)], workers=1)
        asked = archive.order("date")
    with sqlite3.connect(place) as connection:
        connection.execute("DROP TABLE kept_order")
        connection.execute("PRAGMA user_version = 3")
    connection.close()
    with Archive.open(place, readonly=True) as archive:
        assert archive.order("date") == asked
    with Archive.open(place) as archive:
        assert kept_order(archive.connection) == archive.order("date") == asked
