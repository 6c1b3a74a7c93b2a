"""An archive: rows in any order, cables by number, and files that are no archive left alone."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from corpus import ORDERS, Archive, ArchiveError, archive_for, import_paths
from corpus.locations import archive_name
from corpus.schema import VERSION
from corpus.search import Search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MESSAGE = """UNCLAS {post} 000{serial}

SIPDIS

E.O. 12958: N/A
TAGS: PREL, {post}
SUBJECT: {subject}

1. (U) The harbour office at {post} closed its ledger for the season.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    folder = tmp_path / "cables"
    folder.mkdir()
    for year, post, serial, subject in (
        ("99", "OSLO", 714, "HARBOUR LEDGER"),
        ("08", "LIMA", 31, "A BRIDGE"),
        ("08", "LIMA", 4, "another bridge"),
    ):
        text = MESSAGE.format(post=post, serial=f"{serial:03}", subject=subject)
        (folder / f"{year}{post}{serial}.txt").write_text(text, encoding="utf-8")
    with Archive.open(tmp_path / "a.cablediff") as made:
        import_paths(made, [folder], workers=1)
        yield made


def ids(archive: Archive, by: str, *, descending: bool = False) -> list[str]:
    return [row.id for row in archive.rows(archive.order(by, descending=descending))]


def test_rows_come_in_the_order_asked_for(archive: Archive) -> None:
    assert ids(archive, "id") == ["99OSLO714", "08LIMA4", "08LIMA31"]
    assert ids(archive, "subject") == ["08LIMA31", "08LIMA4", "99OSLO714"]
    assert ids(archive, "subject", descending=True) == ["99OSLO714", "08LIMA4", "08LIMA31"]


@pytest.mark.parametrize("by", ORDERS)
def test_every_order_holds_every_record_once(archive: Archive, by: str) -> None:
    assert sorted(archive.order(by)) == sorted(archive.order(by, descending=True)) == [1, 2, 3]


def test_a_cable_is_opened_by_its_number(archive: Archive) -> None:
    number = archive.number_of("08LIMA31")
    assert number is not None
    cable = archive.cable(number)
    assert (cable.id, cable.subject) == ("08LIMA31", "A BRIDGE")
    assert cable.source is not None
    assert cable.source.path.endswith("08LIMA31.txt")
    assert archive.number_of("08LIMA32") is None
    assert archive.number_of("08LIMA31\udcff") is None
    with pytest.raises(KeyError):
        archive.cable(99)


def test_many_keys_are_asked_for_at_once(archive: Archive) -> None:
    numbers = {row.key: row.number for row in archive.rows(archive.order("id"))}
    assert archive.numbers_of(numbers) == {1, 2, 3}
    assert archive.numbers_of(["08LIMA31", "08LIMA32", "\ud800"]) == {numbers["08LIMA31"]}
    assert archive.numbers_of([]) == set()


def test_rows_of_unknown_numbers_are_left_out(archive: Archive) -> None:
    assert [row.number for row in archive.rows([2, 77, 1])] == [2, 1]


def test_copies_are_stored_and_ordered_by(archive: Archive) -> None:
    archive.set_copies({"08LIMA4": 5})
    archive.set_copies({"08LIMA31": 2})
    rows = archive.rows(archive.order("copies", descending=True))
    assert (rows[0].key, rows[0].copies) == ("08LIMA31", 2)
    assert sum(row.copies for row in rows) == 2


def test_cables_are_given_with_their_keys(archive: Archive) -> None:
    assert {key for key, _ in archive.cables()} == {"99OSLO714", "08LIMA31", "08LIMA4"}


def test_a_file_that_is_no_archive_is_named_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, this is no archive, and it is longer than a page of a database." * 20)
    before = letter.read_bytes()
    with pytest.raises(ArchiveError, match=r"letter\.txt: is no archive"):
        Archive.open(letter)
    assert letter.read_bytes() == before


def test_a_database_of_the_readers_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="no archive of cables; it was left alone"):
        Archive.open(path)
    assert path.read_bytes() == before


def test_an_archive_of_a_newer_version_is_not_touched(archive: Archive) -> None:
    archive.close()
    with sqlite3.connect(archive.path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(ArchiveError, match=r"newer cablediff \(schema 999"):
        Archive.open(archive.path)


def test_an_archive_of_the_first_version_is_brought_up_to_date(archive: Archive) -> None:
    archive.close()
    as_first_version(archive.path)
    with Archive.open(archive.path, readonly=True) as old:
        assert old.version == 1
        assert len(Search(old, "bridge").numbers()) == 2
    with Archive.open(archive.path) as new:
        assert new.version == VERSION
        assert len(Search(new, "bridge").numbers()) == 2
        marks = new.connection.execute("SELECT count(*) FROM subjects WHERE subjects MATCH 'bridge'")
        assert marks.fetchone() == (2,)


def as_first_version(path: Path) -> None:
    """Take back what later versions added."""
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "DROP INDEX records_by_version; DROP TABLE subjects; DROP TABLE copies_known;"
            "DROP TABLE kept_order;"
            "ALTER TABLE files DROP COLUMN digest;"
            "DROP INDEX records_by_text;"
            "CREATE UNIQUE INDEX records_by_version ON records (id, digest); PRAGMA user_version = 1;"
        )
    connection.close()


def test_records_are_given_as_they_were_received(archive: Archive) -> None:
    found = dict(archive.records())
    assert set(found) == {"99OSLO714", "08LIMA31", "08LIMA4"}
    assert found["08LIMA31"].text.startswith("UNCLAS LIMA 000031")
    assert found["08LIMA31"].source.path.endswith("08LIMA31.txt")


def test_a_missing_archive_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no such archive"):
        Archive.open(tmp_path / "none.cablediff", readonly=True)
    assert not (tmp_path / "none.cablediff").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"choose another place with --archive|cannot be opened"):
        Archive.open(tmp_path / "no" / "such" / "folder.cablediff")


def test_two_readers_share_an_archive_with_a_writer(archive: Archive) -> None:
    with Archive.open(archive.path, readonly=True) as one, Archive.open(archive.path) as two:
        two.set_copies({"08LIMA4": 1})
        assert len(one) == len(two) == 3
        assert one.rows(one.order("copies", descending=True))[0].key == "08LIMA4"


def test_an_archive_in_the_cache_is_called_as_its_sources(tmp_path: Path) -> None:
    assert archive_name(archive_for([tmp_path / "cables.csv"])) == "cables.csv"
    assert archive_name(tmp_path / "cables-0f0b8844744a.cablediff") == "cables-0f0b8844744a"
