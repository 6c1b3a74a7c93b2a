"""Two versions of the program on one archive: one writes while the other reads, or brings it up to date."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import time
from typing import TYPE_CHECKING

import programs
import pytest

import corpus.archive
import corpus.at_work
import corpus.opening
import duplicates.results.naming
import duplicates.results.store
from corpus import Archive, ArchiveError, import_paths
from corpus.schema import APPLICATION_ID, PAGE_SIZE, VERSION
from corpus.search import Search
from duplicates.model import Parameters
from duplicates.results.store import findings_of, kept_findings

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = """CONFIDENTIAL OSLO {serial:06}

E.O. 12958: DECL: 01/02/2018
TAGS: PREL, NO
SUBJECT: FERRY TIMETABLE {serial}

1. (C) The ferry numbered {serial} kept to its timetable all winter, as the harbour master had said.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cables"
    folder.mkdir()
    for serial in range(1, 31):
        (folder / f"08OSLO{serial}.txt").write_text(MESSAGE.format(serial=serial), encoding="utf-8")
    return folder


def older(place: Path) -> None:
    """Make an archive what the version before would have left: without the last table, by its number."""
    with sqlite3.connect(place) as connection:
        connection.execute("DROP TABLE kept_order")
        connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    connection.close()


def at_work_elsewhere(place: Path) -> None:
    """Note an importer of another machine, whose last sign is of now."""
    with sqlite3.connect(place) as connection:
        connection.execute(
            "INSERT INTO at_work VALUES (1, ?, ?, ?)", (platform.node() + "x", time.time(), time.time())
        )
    connection.close()


def test_an_older_archive_is_brought_up_to_date_and_its_readers_read_on(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "a"
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
    older(place)
    with Archive.open(place, readonly=True) as reader:
        assert reader.version == VERSION - 1
        with Archive.open(place) as writer:
            assert (writer.version, writer.word) == (VERSION, "")
            import_paths(writer, [folder], workers=1)
        assert len(reader) == Search(reader, "ferry").count() == 30


def test_while_an_older_program_imports_the_archive_is_read_by_its_tables(
    folder: Path, tmp_path: Path
) -> None:
    """An older importer would leave new tables empty."""
    place = tmp_path / "a"
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
    older(place)
    at_work_elsewhere(place)
    with Archive.open(place) as archive:
        assert (archive.version, archive.readonly, len(archive)) == (VERSION - 1, True, 30)
        assert "has been importing into it since" in archive.word
        assert archive.word.endswith("; it is read as it is")
        assert Search(archive, "ferry").count() == 30
        with pytest.raises(
            ArchiveError, match=r"has been importing into it since .*, so nothing can be read"
        ):
            import_paths(archive, [folder], workers=1)
    with sqlite3.connect(place) as connection:
        connection.execute("DELETE FROM at_work")
    connection.close()
    with Archive.open(place) as archive:
        assert (archive.version, archive.word) == (VERSION, "")


def test_an_older_program_reads_on_but_does_not_write_into_newer_tables(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a"
    with Archive.open(place) as this:
        import_paths(this, [folder / "08OSLO1.txt"], workers=1)
        with sqlite3.connect(place) as newer:
            newer.execute(f"PRAGMA user_version = {VERSION + 1}")
        newer.close()
        assert len(this) == Search(this, "ferry").count() == 1
        with pytest.raises(ArchiveError, match=rf"newer cablediff .*schema {VERSION + 1}.*update cablediff"):
            import_paths(this, [folder], workers=1)
        assert len(this) == 1
    with pytest.raises(ArchiveError, match="written by a newer cablediff"):
        Archive.open(place)


def test_results_of_another_version_are_made_anew_and_said_to_be(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a"
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
        ours = findings_of(archive, Parameters(), workers=1).findings
        for module in (duplicates.results.store, duplicates.results.naming):
            monkeypatch.setattr(module, "engine", lambda: "9.9 layout 9 source 0")
        assert kept_findings(archive, Parameters()) is None
        news: list[str] = []
        theirs = findings_of(archive, Parameters(), workers=1, news=news.append).findings
        assert len(news) == 1
        assert "results were kept by cablediff" in news[0]
        assert [group.id for group in theirs.groups] == [group.id for group in ours.groups]
        monkeypatch.undo()
        assert kept_findings(archive, Parameters()) is None


def test_the_clock_set_back_takes_no_result_away(folder: Path, tmp_path: Path) -> None:
    """Of results with other parameters those of the future are the newest; the one just made has to stay."""
    place = tmp_path / "a"
    tomorrow = time.time() + 86_400
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
        for threshold in (0.75, 0.8, 0.85, 0.9, 0.95):
            parameters, news = Parameters(threshold=threshold), list[str]()
            findings_of(archive, parameters, workers=1, news=news.append)
            assert news == []
            assert kept_findings(archive, parameters) is not None
            for file in (tmp_path / "a-copies").iterdir():
                os.utime(file, (tomorrow, tomorrow))


@pytest.mark.parametrize("hours", [-30, 30])
def test_the_clock_set_back_or_forward_blocks_no_import(folder: Path, tmp_path: Path, hours: int) -> None:
    """The sign of an importer that was killed before the clock was set lies in the future, or long ago."""
    place = tmp_path / "a"
    with Archive.open(place) as archive:
        with archive.connection as connection:
            when = time.time() - hours * 3600
            connection.execute("INSERT INTO at_work VALUES (?, ?, ?, ?)", (1, "elsewhere", when, when))
        assert import_paths(archive, [folder], workers=1).records == 30
        for file in folder.iterdir():
            os.utime(file, (when, when))
        again = import_paths(archive, [folder], workers=1)
        assert (again.unchanged, again.records) == (30, 0)
        archive.check()


def test_since_last_goes_by_what_was_told_and_not_by_the_clock(folder: Path, tmp_path: Path) -> None:
    place, new = tmp_path / "a", tmp_path / "new"
    new.mkdir()
    (new / "08OSLO99.txt").write_text(MESSAGE.format(serial=99).replace("winter", "summer"), encoding="utf-8")
    (new / "08OSLO98.txt").write_text(MESSAGE.format(serial=98).replace("winter", "summer"), encoding="utf-8")

    def told(*words: str) -> list[str]:
        run = programs.run(programs.COMMAND, "report", place, *words)
        assert run.returncode == 0, run.stderr
        groups = json.loads(run.stdout)["groups"]
        return sorted({member["cable"] for group in groups for member in group["members"]})

    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
    assert "08OSLO1" in told("--format", "json")
    assert told("--format", "json", "--since", "last") == []
    past = time.time() - 10 * 365 * 86_400
    for file in (*new.iterdir(), *(tmp_path / "a-copies").iterdir()):
        os.utime(file, (past, past))
    with Archive.open(place) as archive:
        import_paths(archive, [new], workers=1)
    assert {"08OSLO98", "08OSLO99"} <= set(told("--format", "json", "--since", "last"))


def test_a_schema_is_known_by_its_number() -> None:
    """What a program of this version writes; another number needs a step in UPGRADES."""
    assert set(corpus.opening.UPGRADES) == set(range(1, VERSION))
    assert (APPLICATION_ID, PAGE_SIZE) == (0x63646966, 32768)
