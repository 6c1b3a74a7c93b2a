"""What is said of archives that are damaged, incomplete, absent or refused, by every way that opens one."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import programs
import pytest
from click.testing import CliRunner

import corpus.opening
from corpus import Archive, ArchiveError, import_paths
from corpus.search import Search
from duplicates.model import Parameters
from duplicates.results.places import folder_of
from tui.commands import main
from tui.working.search_process import Asked, SearchFailedError, search

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = """CONFIDENTIAL OSLO {serial:06}

E.O. 12958: DECL: 01/02/2018
TAGS: PREL, NO
SUBJECT: FERRY TIMETABLE {serial}

1. (C) The ferry numbered {serial} kept to its timetable.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cables"
    folder.mkdir()
    for serial in range(1, 61):
        (folder / f"08OSLO{serial}.txt").write_text(MESSAGE.format(serial=serial), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "words",
    [["search", "ferry"], ["stats"], ["stats", "--by", "sources"], ["report"], ["index", "."], ["--plain"]],
)
def test_damage_met_on_the_way_is_named_in_one_line(folder: Path, tmp_path: Path, words: list[str]) -> None:
    place = tmp_path / "a.cablediff"
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
        (size,) = archive.connection.execute("PRAGMA page_size").fetchone()
    damaged = bytearray(place.read_bytes())
    damaged[size:] = b"\xff" * (len(damaged) - size)  # all but the page by which an archive is told
    place.write_bytes(damaged)
    words = [str(folder) if word == "." else word for word in words]
    run = CliRunner().invoke(main, [*words, "--archive", str(place)])
    assert run.exit_code == 2, run.output
    (line,) = run.stderr.splitlines()
    assert line.startswith(f"cablediff: {place}: is damaged: ")
    assert line.endswith("cablediff index --rebuild makes it anew")
    assert place.read_bytes() == damaged


def test_what_is_not_in_the_file_yet_is_not_silently_left_out(folder: Path, tmp_path: Path) -> None:
    """A log that cannot be read, as on a read-only disk: the file alone would be an older state."""
    place = tmp_path / "a.cablediff"
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
        log = (tmp_path / "a.cablediff-wal").read_bytes()
    with Archive.open(place, readonly=True) as archive:
        assert len(archive) == 60
    (tmp_path / "a.cablediff-wal").write_bytes(log)
    (tmp_path / "a.cablediff-shm").unlink(missing_ok=True)
    (tmp_path / "a.cablediff-shm").symlink_to("a.cablediff-shm")  # so that no companion can be made
    with pytest.raises(ArchiveError, match=r"still in a\.cablediff-wal"):
        Archive.open(place, readonly=True)


@pytest.mark.parametrize("words", [["search", "ferry"], ["stats"], ["report"], ["--plain"]])
def test_no_archive_is_made_where_none_was_and_no_cables_are_named(tmp_path: Path, words: list[str]) -> None:
    place = tmp_path / "mistyped.cablediff"
    run = CliRunner().invoke(main, [*words, "--archive", str(place)])
    assert run.exit_code == 2
    assert "mistyped.cablediff: no such archive" in run.stderr
    assert not place.exists()


def test_an_archive_that_was_taken_away_is_not_begun_anew_by_who_reads_on(
    folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "a.cablediff"
    with Archive.open(place) as archive, ThreadPoolExecutor(1) as another:
        import_paths(archive, [folder], workers=1)
        place.unlink()
        assert len(archive) > 0
        with pytest.raises(ArchiveError, match="is not there any more"):
            another.submit(len, archive).result()
        with pytest.raises(SearchFailedError, match="is not there any more"):
            search(Asked(place, Parameters()), lambda *_: None, lambda: False)
    assert not place.exists()


def test_an_archive_that_is_refused_is_left_without_companions(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "a.cablediff"
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
        archive.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match="newer"):
        Archive.open(place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.cablediff", "cables"]


STOPPED_AT = """
import os, sqlite3, sys
from pathlib import Path
import corpus.opening
class Stopping(sqlite3.Connection):
    left = int(sys.argv[2])
    def _count(self):
        self.left -= 1
        if self.left < 0:
            os._exit(9)
    def execute(self, *given):
        self._count()
        return super().execute(*given)
    def executescript(self, *given):
        self._count()
        return super().executescript(*given)
connect = sqlite3.connect
corpus.opening.sqlite3.connect = lambda *given, **named: connect(*given, **named, factory=Stopping)
corpus.Archive.open(Path(sys.argv[1]))
"""


def test_an_archive_whose_making_was_ended_anywhere_is_made_by_the_next_run(
    folder: Path, tmp_path: Path
) -> None:
    status, steps = 9, 0
    while status == 9:
        place = tmp_path / f"{steps}.cablediff"
        status = programs.run(STOPPED_AT, place, steps).returncode
        again = CliRunner().invoke(main, ["index", str(folder), "--archive", str(place)])
        assert again.exit_code == 0, again.output
        assert "holds 60 records" in again.stdout
        with Archive.open(place) as archive:
            assert archive.connection.execute("PRAGMA auto_vacuum").fetchone() == (2,)  # incremental
        steps += 1
    assert (status, steps > 5) == (0, True)


def test_an_archive_that_is_all_in_its_log_is_known_for_one(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "a.cablediff"
    with Archive.open(place), Archive.open(place):
        pass
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
        for companion in ("", "-wal"):
            file = place.with_name(place.name + companion)
            (tmp_path / f"b.cablediff{companion}").write_bytes(file.read_bytes())
    rebuilt = CliRunner().invoke(
        main, ["index", str(folder), "--archive", str(tmp_path / "b.cablediff"), "--rebuild"]
    )
    assert "holds 60 records" in rebuilt.stdout, rebuilt.output


def test_an_empty_archive_that_cannot_be_filled_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "a.cablediff").touch()
    with pytest.raises(ArchiveError, match="is empty"):
        Archive.open(tmp_path / "a.cablediff", readonly=True)


def test_who_may_not_write_reads_on_while_another_imports(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus.opening, "_WAYS", {"mode=ro&immutable=1": corpus.opening.Immutable})
    place = tmp_path / "a.cablediff"
    with Archive.open(place) as writer:
        import_paths(writer, [folder / "08OSLO1.txt"], workers=1)
    with Archive.open(place, readonly=True) as reader:
        assert len(reader) == 1
        with Archive.open(place) as writer:
            import_paths(writer, [folder], workers=1)
        assert len(reader) == 60
        assert Search(reader, "ferry").count() == 60
        reader.check()


def test_a_log_is_looked_for_where_a_link_leads(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, link = tmp_path / "a.cablediff", tmp_path / "shelf" / "link.cablediff"
    link.parent.mkdir()
    link.symlink_to(place)

    def refuse(connection: sqlite3.Connection, *_: object) -> None:
        """Do as SQLite where it may make no companion file."""
        if not isinstance(connection, corpus.opening.Immutable):
            raise sqlite3.OperationalError("unable to open database file")

    with Archive.open(place) as writer:
        import_paths(writer, [folder], workers=1)
        assert place.with_name("a.cablediff-wal").stat().st_size
        monkeypatch.setattr(corpus.opening, "wait_for_locks", refuse)
        for name in (place, link):
            with pytest.raises(ArchiveError, match=r"is still in a\.cablediff-wal"):
                Archive.open(name, readonly=True)


def test_an_archive_behind_a_link_is_made_anew_where_it_lies(folder: Path, tmp_path: Path) -> None:
    place, link = tmp_path / "a.cablediff", tmp_path / "shelf" / "link.cablediff"
    link.parent.mkdir()
    link.symlink_to(place)
    for further in ((), ("--rebuild",)):
        run = CliRunner().invoke(main, ["index", str(folder), "--archive", str(link), *further])
        assert "holds 60 records" in run.stdout, run.output
        assert link.is_symlink()
        assert CliRunner().invoke(main, ["report", str(link)]).exit_code == 0
        assert folder_of(link) == folder_of(place)
        assert folder_of(place).is_dir()
        assert [each.name for each in link.parent.iterdir()] == [link.name]
    with Archive.open(place) as archive:
        assert len(archive) == 60


@pytest.mark.parametrize("readonly", [False, True])
def test_a_connection_that_cannot_be_used_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, readonly: bool
) -> None:
    """Left to Python, it would stay open until the error is forgotten, and its companions beside the file."""
    Archive.open(tmp_path / "a.cablediff").close()
    tried: list[sqlite3.Connection] = []

    def found_damaged(connection: sqlite3.Connection, *_: object) -> None:
        tried.append(connection)
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(corpus.opening, "wait_for_locks", found_damaged)
    with pytest.raises(ArchiveError):
        corpus.opening.connect(tmp_path / "a.cablediff", readonly=readonly)
    (connection,) = tried
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
