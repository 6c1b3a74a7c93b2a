"""What must not go wrong with an archive: kills, a full disk, damage, two importers, vanishing sources."""

from __future__ import annotations

import os
import platform
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import programs
import pytest
from click.testing import CliRunner

import corpus.importing
from corpus import Archive, ArchiveError, import_paths
from corpus.at_work import SILENCE_HERE
from corpus.search import Search
from parser.reading import records
from tui.commands import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus import Progress
    from parser.problems import Problem

MESSAGE = """CONFIDENTIAL OSLO {serial:06}

E.O. 12958: DECL: 01/02/2018
TAGS: PREL, NO
SUBJECT: FERRY TIMETABLE {serial}

1. (C) The ferry numbered {serial} kept to its timetable. {more}
"""

IMPORT = """
import sys
from pathlib import Path
import corpus.importing
from corpus import Archive, import_paths
corpus.importing.BATCH = 3
corpus.importing.TOGETHER = 1
import_paths(Archive.open(Path(sys.argv[1])), [Path(sys.argv[2])], workers=1,
             progress=lambda progress: print(progress.records, flush=True))
print("end", flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cables"
    folder.mkdir()
    for serial in range(1, 61):
        text = MESSAGE.format(serial=serial, more="Nobody complained of the fog. " * (serial % 7))
        (folder / f"08OSLO{serial}.txt").write_text(text, encoding="utf-8")
    return folder


def content(path: Path) -> list[tuple[object, ...]]:
    """Return everything that an import writes, in a fixed order."""
    with Archive.open(path) as archive:
        archive.check()
        rows = [(row.key, row.subject, row.created) for row in archive.rows(archive.order("id"))]
        sources = archive.connection.execute(
            "SELECT path, place, key FROM sources JOIN files ON file = files.number"
            " JOIN records ON record = records.number ORDER BY 1, 2"
        ).fetchall()
        hits = [len(Search(archive, query).numbers()) for query in ("ferry", "fog", "tag:NO")]
        return [*rows, *sources, *hits]


def test_killed_at_any_moment_it_ends_as_if_it_had_not_been(folder: Path, tmp_path: Path) -> None:
    """Ten imports, each killed at a random moment and run again; then the content is compared."""
    whole = tmp_path / "whole"
    with Archive.open(whole) as archive:
        import_paths(archive, [folder], workers=1)
    expected = content(whole)
    chance = random.Random(714)
    place = tmp_path / "killed"
    kills = 0
    while kills < 10:
        ours, theirs = os.pipe()
        with os.fdopen(ours) as lines:
            with os.fdopen(theirs, "wb") as printed, open(os.devnull, "r+b") as null:  # noqa: PTH123  a device
                child = programs.Program(IMPORT, place, folder, files=(null, printed, null))
            for _ in range(chance.randrange(1, 6)):
                if next(lines, "end\n") == "end\n":
                    break
            child.kill()
            child.wait()
        kills += 1
        if kills % 5 == 0:
            with Archive.open(place) as archive:
                archive.check()
                if len(archive) == 60:
                    place = tmp_path / f"killed{kills}"
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
    assert content(place) == expected


def test_a_full_disk_is_said_and_what_was_there_stays(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus.importing, "BATCH", 5)
    monkeypatch.setattr(corpus.importing, "TOGETHER", 1)
    chance = random.Random(1)
    for path in folder.iterdir():
        noise = " ".join(f"{chance.randrange(10**9):x}" for _ in range(600))
        path.write_text(path.read_text(encoding="utf-8") + noise, encoding="utf-8")
    with Archive.open(tmp_path / "a") as archive:
        (pages,) = archive.connection.execute("PRAGMA page_count").fetchone()
        archive.connection.execute(f"PRAGMA max_page_count = {pages + 12}")
        with pytest.raises(ArchiveError, match="disk is full; what was written before is kept"):
            import_paths(archive, [folder], workers=1)
        archive.check()
        before = len(archive)
        archive.connection.execute("PRAGMA max_page_count = 1000000")
        import_paths(archive, [folder], workers=1)
        assert before < len(archive) == 60


def test_a_damaged_archive_is_named_and_only_rebuilt_when_asked(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "a.cablediff"
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
    whole = place.read_bytes()
    place.write_bytes(whole[: len(whole) // 2 + 100])
    damaged = place.read_bytes()
    run = CliRunner().invoke(main, ["index", str(folder), "--archive", str(place), "--check"])
    assert run.exit_code == 2
    assert "is damaged" in run.stderr
    assert "cablediff index --rebuild makes it anew" in run.stderr
    assert place.read_bytes()[:72] == damaged[:72]
    rebuilt = CliRunner().invoke(
        main, ["index", str(folder), "--archive", str(place), "--rebuild", "--check"]
    )
    assert rebuilt.exit_code == 0, rebuilt.output
    assert "holds 60 records" in rebuilt.stdout


def test_rebuild_leaves_alone_what_is_no_archive(folder: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, keep this.")
    run = CliRunner().invoke(main, ["index", str(folder), "--archive", str(letter), "--rebuild"])
    assert run.exit_code == 2
    assert "is no archive of cables; it was left alone" in run.stderr
    assert letter.read_text() == "Dear reader, keep this."


@pytest.fixture
def importer(folder: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A second program that holds the archive as its importer until its input ends."""
    holding = (
        "import sys\nfrom pathlib import Path\nfrom corpus import Archive\n"
        "from corpus.at_work import at_work\n"
        "archive = Archive.open(Path(sys.argv[1]))\n"
        "with at_work(archive.connection, archive.path):\n"
        "    print('at work', flush=True); sys.stdin.read()\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", holding, str(tmp_path / "a")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == "at work\n"
    yield child
    child.stdin.close()
    child.wait()
    child.stdout.close()


def test_a_second_importer_is_told_who_is_at_work(
    importer: subprocess.Popen[str], folder: Path, tmp_path: Path
) -> None:
    with Archive.open(tmp_path / "a") as archive:
        with pytest.raises(ArchiveError, match=rf"process {importer.pid} on .* importing into it since"):
            import_paths(archive, [folder], workers=1)
        rebuild = CliRunner().invoke(
            main, ["index", str(folder), "--archive", str(archive.path), "--rebuild"]
        )
        assert rebuild.exit_code == 2
        assert f"process {importer.pid} on" in rebuild.stderr
        importer.kill()
        importer.wait()
        assert import_paths(archive, [folder], workers=1).records == 60


def test_readers_go_on_while_an_importer_is_at_work(importer: subprocess.Popen[str], tmp_path: Path) -> None:
    assert importer.poll() is None
    with Archive.open(tmp_path / "a") as one, Archive.open(tmp_path / "a", readonly=True) as two:
        assert len(one) == len(two) == 0


def test_a_source_that_vanishes_is_named_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    problems: list[Problem] = []

    def vanish() -> bool:
        (folder / "08OSLO7.txt").unlink(missing_ok=True)
        return False

    with Archive.open(tmp_path / "a") as archive:
        summary = import_paths(archive, [folder], workers=1, stop=vanish, on_problem=problems.append)
        assert (summary.records, len(archive)) == (59, 59)
    assert [str(problem) for problem in problems] == [
        f"{folder / '08OSLO7.txt'}: cannot be read: No such file or directory"
    ]


READING = """
import os
import sys
import urllib.parse  # pathlib asks for it when somebody else may not read the library of Python any more
from pathlib import Path
from corpus import Archive, ArchiveError, import_paths
from corpus.search import Search
if os.geteuid() == 0:
    os.setuid(65534)
with Archive.open(Path(sys.argv[1])) as archive:
    print(archive.readonly, len(Search(archive, "ferry").numbers()), archive.word)
    try:
        import_paths(archive, [Path(sys.argv[1]).parent], workers=1)
    except ArchiveError as error:
        print(error)
"""


def test_an_archive_that_cannot_be_written_is_read_and_says_so(folder: Path) -> None:
    """The superuser may write everywhere, and so becomes somebody else to read."""
    with TemporaryDirectory() as shelf:  # others can look into it, as they cannot into tmp_path
        place = Path(shelf) / "a"
        with Archive.open(place) as archive:
            import_paths(archive, [folder], workers=1)
        Path(shelf).chmod(0o555)
        place.chmod(0o444)
        try:
            run = programs.run(READING, place)
            assert run.returncode == 0, run.stderr
            assert sorted(path.name for path in Path(shelf).iterdir()) == ["a"]
        finally:
            Path(shelf).chmod(0o755)
    read, refused = run.stdout.splitlines()
    assert read == f"True 60 {place}: cannot be written; it is read as it is"
    assert refused.startswith(f"{place}: cannot be written, so nothing can be read into it")


ENDLESS = """
import sys
from pathlib import Path
from corpus import Archive, import_paths
def main():
    print("up", flush=True)
    import_paths(Archive.open(Path(sys.argv[1])), [Path(sys.argv[2])], workers=2,
                 progress=lambda progress: print("at", flush=True))
if __name__ == "__main__":
    main()
"""


def test_no_process_outlives_a_killed_import_or_says_a_word(tmp_path: Path) -> None:
    """Every process of the import holds the pipes' other ends: they close when the last of them is gone."""
    source = tmp_path / "many"
    source.mkdir()
    for serial in range(1, 800):
        (source / f"08OSLO{serial}.txt").write_text(MESSAGE.format(serial=serial, more="Fog. " * 300))
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS)
    child = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "a"), str(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    for _ in range(7):  # the fifth batch is the first that other processes parse
        assert child.stdout.readline()
    child.kill()
    child.wait()
    child.stdout.read()  # returns at the end of the last holder
    assert child.stderr.read() == ""
    child.stdout.close()
    child.stderr.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the processes of a process are looked up in /proc")
def test_a_lost_process_of_the_import_is_said_in_one_line(tmp_path: Path) -> None:
    source = tmp_path / "many"
    source.mkdir()
    for serial in range(1, 800):
        (source / f"08OSLO{serial}.txt").write_text(MESSAGE.format(serial=serial, more="Fog. " * 300))

    def end_helpers(_: Progress) -> None:
        for place in Path("/proc").iterdir():
            if place.name.isdigit() and _is_helper_of_ours(int(place.name)):
                os.kill(int(place.name), signal.SIGKILL)

    with Archive.open(tmp_path / "a.cablediff") as archive:
        with pytest.raises(ArchiveError, match="the import ended early: a process of it was ended"):
            import_paths(archive, [source], workers=2, progress=end_helpers)
        import_paths(archive, [source], workers=1)
        assert len(archive) == 799


def _is_helper_of_ours(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        words = Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return False
    return f"PPid:\t{os.getpid()}\n" in status and "spawn_main" in words


def test_an_importer_that_was_long_silent_is_replaced_and_ends(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus.importing, "BATCH", 5)
    monkeypatch.setattr(corpus.importing, "TOGETHER", 1)
    with Archive.open(tmp_path / "a") as archive:
        with pytest.raises(ArchiveError, match="another import has taken over"):
            import_paths(archive, [folder], workers=1, progress=lambda _: take_over(tmp_path / "a"))
        archive.check()


def take_over(place: Path) -> None:
    """Put another process in the place of the importer."""
    with sqlite3.connect(place) as other:
        other.execute("UPDATE at_work SET process = 1, host = 'elsewhere'")
    other.close()


def test_a_silent_process_of_this_machine_counts_as_gone(folder: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a") as archive:
        long_ago = time.time() - SILENCE_HERE - 1
        with archive.connection as connection:
            connection.execute(
                "INSERT INTO at_work VALUES (?, ?, ?, ?)", (os.getppid(), platform.node(), 1.0, long_ago)
            )
        assert import_paths(archive, [folder], workers=1).records == 60


def test_what_a_source_gave_is_what_the_archive_has_of_it(folder: Path, tmp_path: Path) -> None:
    """One file of many records, single files, and the same text twice: in equals out for each source."""
    packed = tmp_path / "some.zip"
    with zipfile.ZipFile(packed, "w") as made:
        for path in sorted(folder.iterdir())[:7]:
            made.write(path, path.name)
    given = {str(path): sum(1 for _ in records(path)) for path in (packed, *folder.iterdir())}
    with Archive.open(tmp_path / "a") as archive:
        for _ in range(2):
            import_paths(archive, [folder, packed], workers=1)
            counted = archive.connection.execute(
                "SELECT path, records, (SELECT count(*) FROM sources WHERE file = number) FROM files"
            ).fetchall()
            assert {path: count for path, count, _ in counted} == given
            assert all(stated == stored for _, stated, stored in counted)
            assert (len(archive), sum(given.values())) == (60, 67)
            archive.check()
        with archive.connection as connection:
            connection.execute("DELETE FROM sources WHERE place = 3")
        with pytest.raises(ArchiveError, match=r"some\.zip gave 7 records, of which 6 are here"):
            archive.check()


def test_a_changed_source_takes_along_only_what_no_other_source_has(folder: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    shared = folder / "08OSLO7.txt"
    (second / "08OSLO7.txt").write_bytes(shared.read_bytes())
    with Archive.open(tmp_path / "a") as archive:
        import_paths(archive, [folder, second], workers=1)
        shared.write_text(MESSAGE.format(serial=7, more="The fog lifted at noon, and the band played."))
        import_paths(archive, [folder, second], workers=1)
        assert [row.key for row in archive.versions("08OSLO7")] == ["08OSLO7", "08OSLO7@2"]
        (second / "08OSLO7.txt").write_text(shared.read_text(encoding="utf-8"), encoding="utf-8")
        import_paths(archive, [folder, second], workers=1)
        assert [row.key for row in archive.versions("08OSLO7")] == ["08OSLO7@2"]
        assert archive.number_of("08OSLO7") == archive.number_of("08OSLO7@2") is not None
        assert len(Search(archive, "fog").numbers()) == Search(archive, "fog").count()
        assert len(Search(archive, '"band played"').numbers()) == 1
        archive.check()


@pytest.mark.parametrize("limit", [200_000, 600_000])
def test_a_quota_is_said_and_the_archive_is_whole(folder: Path, tmp_path: Path, limit: int) -> None:
    """A limit on the size of a file is what a full disk is to one file."""
    place = tmp_path / "a"
    with Archive.open(place) as archive:
        import_paths(archive, [folder], workers=1)
    before = content(place)
    more = tmp_path / "more"
    more.mkdir()
    for serial in range(100, 160):
        text = MESSAGE.format(serial=serial, more=random.Random(serial).randbytes(9000).hex(" "))
        (more / f"08OSLO{serial}.txt").write_text(text)
    run = programs.run(LIMITED, limit, place, more)
    assert run.returncode == 0
    assert f"{place}: the import ended early: " in run.stdout
    assert "disk" in run.stdout
    kept = content(place)
    assert kept == before or len(kept) > len(before)
    with Archive.open(place) as archive:
        import_paths(archive, [more], workers=1)
        assert len(archive) == 120


LIMITED = """
import resource
import sys
from pathlib import Path
from corpus import Archive, ArchiveError, import_paths
archive = Archive.open(Path(sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
try:
    import_paths(archive, [Path(sys.argv[3])], workers=1)
except ArchiveError as error:
    print(error)
"""
