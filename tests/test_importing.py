"""Import: every record once, versions kept, unchanged sources left alone, stops continued."""

from __future__ import annotations

import os
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus import Archive, Progress, import_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parser.problems import Problem

MESSAGE = """CONFIDENTIAL OSLO 000{serial:03}

SIPDIS

E.O. 12958: DECL: 01/02/2018
TAGS: PREL, NO
SUBJECT: FERRY TIMETABLE {serial}

1. (C) {sentence}
"""


def write(folder: Path, serial: int, sentence: str = "The ferry kept to its winter timetable.") -> Path:
    path = folder / f"08OSLO{serial}.txt"
    path.write_text(MESSAGE.format(serial=serial, sentence=sentence), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cables"
    folder.mkdir()
    for serial in range(1, 6):
        write(folder, serial)
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.cablediff") as made:
        yield made


def keys(archive: Archive) -> list[str]:
    return sorted(row.key for row in archive.rows(archive.order("number")))


def test_every_record_arrives_once(archive: Archive, folder: Path) -> None:
    summary = import_paths(archive, [folder], workers=1)
    assert (summary.files, summary.records, summary.added, summary.problems) == (5, 5, 5, 0)
    assert len(archive) == 5


def test_unchanged_sources_are_not_read_again(archive: Archive, folder: Path) -> None:
    import_paths(archive, [folder], workers=1)
    again = import_paths(archive, [folder], workers=1)
    assert (again.files, again.unchanged, again.records) == (5, 5, 0)


def test_a_changed_source_replaces_what_it_stated(archive: Archive, folder: Path) -> None:
    import_paths(archive, [folder], workers=1)
    path = write(folder, 3, "The ferry sailed an hour late and nobody said why.")
    os.utime(path, ns=(1, 1))
    again = import_paths(archive, [folder], workers=1)
    assert (again.unchanged, again.records, again.added) == (4, 1, 1)
    number = archive.number_of("08OSLO3")
    assert number is not None
    assert "an hour late" in archive.cable(number).text


def test_the_same_text_from_two_sources_is_one_version(
    archive: Archive, folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    write(copy, 2)
    summary = import_paths(archive, [folder, copy], workers=1)
    assert (summary.records, summary.added) == (6, 5)
    assert keys(archive) == [f"08OSLO{serial}" for serial in range(1, 6)]


def test_two_releases_of_a_cable_are_both_kept(archive: Archive, folder: Path, tmp_path: Path) -> None:
    late = tmp_path / "late"
    late.mkdir()
    write(late, 2, "The ferry kept to XXXXXXXXXXXX timetable.")
    import_paths(archive, [folder, late], workers=1)
    assert "08OSLO2@2" in keys(archive)
    number = archive.number_of("08OSLO2@2")
    assert number is not None
    assert "XXXXXXXXXXXX" in archive.cable(number).text


def test_a_stopped_import_goes_on_where_it_stopped(archive: Archive, folder: Path) -> None:
    asked = iter([False, False, False, True])
    first = import_paths(archive, [folder], workers=1, stop=lambda: next(asked, True))
    assert first.stopped
    assert 0 < len(archive) < 5
    second = import_paths(archive, [folder], workers=1)
    assert not second.stopped
    assert first.records + second.records == 5
    assert keys(archive) == [f"08OSLO{serial}" for serial in range(1, 6)]


def test_several_processes_write_the_same_archive_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for serial in range(1, 400):
        write(folder, serial)
    with Archive.open(tmp_path / "one") as one, Archive.open(tmp_path / "two") as two:
        import_paths(one, [folder], workers=1)
        import_paths(two, [folder], workers=2)
        assert len(one) == 399
        assert one.rows(one.order("number")) == two.rows(two.order("number"))


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(archive: Archive, folder: Path) -> None:
    (folder / "08OSLO0.txt").write_bytes(b"")
    (folder / "08OSLO9.txt").write_bytes(bytes(range(256)) * 40)
    problems: list[Problem] = []
    summary = import_paths(archive, [folder, folder / "nothing"], workers=1, on_problem=problems.append)
    assert summary.records == 5
    assert summary.problems == len(problems) == 3
    assert [problem.path.rsplit("/", 1)[-1] for problem in problems] == [
        "08OSLO0.txt",
        "08OSLO9.txt",
        "nothing",
    ]


def test_progress_counts_records_and_files(archive: Archive, folder: Path) -> None:
    heard: list[Progress] = []
    import_paths(archive, [folder], workers=1, progress=heard.append)
    assert heard[-1].records == 5
    assert (heard[-1].files, heard[-1].files_total) == (5, 5)


def test_a_file_name_of_any_bytes_is_imported(archive: Archive, folder: Path) -> None:
    source = write(folder, 6)
    source.rename(os.fsdecode(os.fsencode(folder) + b"/08OSLO6-\xff.txt"))
    assert import_paths(archive, [folder], workers=1).problems == 0
    assert import_paths(archive, [folder], workers=1).unchanged == 6


def test_cables_that_are_called_by_their_files_names_are_told_apart(archive: Archive, tmp_path: Path) -> None:
    """Two names with bytes that are no text, and one that reads as the second version of another."""
    text = MESSAGE.partition("\n\n")[2]
    for folder in ("1", "2"):
        (tmp_path / folder).mkdir()
    for serial, name in enumerate((b"1/plan", b"2/plan", b"2/plan@2", b"2/caf\xe8", b"2/caf\xe9")):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name + b".txt"))
        path.write_text(text.format(serial=serial, sentence=f"Ferry {serial} kept to its timetable."))
    assert import_paths(archive, [tmp_path / "1", tmp_path / "2"], workers=1).problems == 0
    assert keys(archive) == ["CAF-E8", "CAF-E9", "PLAN", "PLAN-2", "PLAN@2"]


def test_the_real_cables_are_all_imported(archive: Archive, shared_cables: Path) -> None:
    folders = [shared_cables / "pages", shared_cables / "releases"]
    pages = sum(1 for folder in folders for _ in folder.rglob("*.html"))
    summary = import_paths(archive, folders, workers=1)
    assert (summary.records, summary.problems) == (pages, 0)


def test_a_touched_source_whose_bytes_are_the_same_is_not_read_again(archive: Archive, folder: Path) -> None:
    import_paths(archive, [folder], workers=1)
    for path in folder.iterdir():
        os.utime(path, ns=(7, 7))
    again = import_paths(archive, [folder], workers=1)
    assert (again.unchanged, again.records) == (5, 0)
    times = archive.connection.execute("SELECT DISTINCT modified FROM files").fetchall()
    assert times == [(7,)]


def test_other_bytes_of_the_same_size_are_read_again(archive: Archive, folder: Path) -> None:
    import_paths(archive, [folder], workers=1)
    path = write(folder, 3, "The ferry kept to its summer timetable.")
    os.utime(path, ns=(7, 7))
    again = import_paths(archive, [folder], workers=1)
    assert (again.unchanged, again.records, again.added) == (4, 1, 1)


def test_the_share_of_a_packed_source_is_told_by_its_packed_bytes(archive: Archive, tmp_path: Path) -> None:
    packed = tmp_path / "cables.tar.gz"
    with tarfile.open(packed, "w:gz") as made:
        for serial in range(1, 300):
            made.add(write(tmp_path, serial, f"The ferry {os.urandom(2000).hex()}"), f"08OSLO{serial}.txt")
    heard: list[Progress] = []
    import_paths(archive, [packed], workers=1, progress=heard.append)
    shares = [at.share for at in heard]
    assert shares == sorted(shares)
    assert 0.05 < shares[0] < 0.6
    assert shares[-1] == 1.0


def test_what_is_skipped_counts_as_way_but_not_as_speed() -> None:
    at = Progress(records=10, files=1, files_total=1, path="", share=0.75, seconds=10, skipped=0.5)
    assert at.rate == 1
    assert at.seconds_left == 10
    assert replace(at, skipped=0.75).seconds_left is None


def test_an_import_by_several_processes_stops_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for serial in range(1, 900):
        write(folder, serial)
    heard: list[Progress] = []
    with Archive.open(tmp_path / "a") as archive:
        first = import_paths(
            archive, [folder], workers=2, progress=heard.append, stop=lambda: len(heard) >= 5
        )
        assert first.stopped
        assert 128 < first.records == len(archive) < 899  # other processes had begun
        second = import_paths(archive, [folder], workers=1)
        assert first.records + second.records == len(archive) == 899
        archive.check()


@pytest.mark.parametrize("name", ["made of them", "made-of-them.cablediff"])
def test_an_archive_among_its_sources_is_no_source(folder: Path, name: str) -> None:
    with Archive.open(folder / name) as archive:
        first = import_paths(archive, [folder], workers=1)
        again = import_paths(archive, [folder], workers=1)
    assert (first.problems, again.problems) == (0, 0)
    assert again.files == again.unchanged == first.files
