"""An archive on a file system that keeps no locks: it refuses them, or only says that it keeps them.

Simulated by a library that answers in the place of the system (LD_PRELOAD), as a network share does.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from corpus import Archive, import_paths
from corpus.locks import locks_refused

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#define ANSWER(name) \\
    int name(int file, int command, ...) { \\
        va_list more; \\
        va_start(more, command); \\
        void *argument = va_arg(more, void *); \\
        va_end(more); \\
        if (command == F_SETLK || command == F_SETLKW || command == F_GETLK) { \\
            if (REFUSED) { errno = ENOLCK; return -1; } \\
            if (command == F_GETLK) ((struct flock *) argument)->l_type = F_UNLCK; \\
            return 0; \\
        } \\
        static int (*real)(int, int, ...); \\
        if (!real) real = (int (*)(int, int, ...)) dlsym(RTLD_NEXT, #name); \\
        return real(file, command, argument); \\
    }
ANSWER(fcntl)
ANSWER(fcntl64)
"""

COMMAND = (sys.executable, "-c", "from tui.commands import main; main()")

HOLDING = """
import sys
from pathlib import Path
from corpus import Archive
from corpus.at_work import at_work
archive = Archive.open(Path(sys.argv[1]))
with at_work(archive.connection, archive.path):
    archive.connection.commit()
    print("at work", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Compile both answers, or skip."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("no C compiler here to simulate such a file system with")
    folder = tmp_path_factory.mktemp("answers")
    (folder / "answers.c").write_text(ANSWERS)
    made = {}
    for name, refused in (("refused", 1), ("ignored", 0)):
        made[name] = str(folder / f"{name}.so")
        words = [compiler, "-shared", "-fPIC", f"-DREFUSED={refused}", "-o", made[name]]
        run = subprocess.run(
            [*words, str(folder / "answers.c"), "-ldl"], capture_output=True, text=True, check=False
        )
        if run.returncode:
            pytest.skip(f"the C compiler does not make it: {run.stderr[:200]}")
    return made


def run(library: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the command on such a file system."""
    return subprocess.run(
        ["env", f"LD_PRELOAD={library}", *COMMAND, *map(str, words)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def place(tmp_path: Path, sample_cables: Path) -> Path:
    """An archive that was made where locks are kept, and carried there."""
    with Archive.open(tmp_path / "a.cablediff") as archive:
        import_paths(archive, [sample_cables / "doubled"], workers=1)
    return tmp_path / "a.cablediff"


def test_where_locks_are_refused_an_archive_is_read_and_the_reader_told(
    libraries: dict[str, str], place: Path
) -> None:
    found = run(libraries["refused"], "search", "goat", "--archive", place)
    assert found.returncode == 0, found.stderr
    assert "07VALLETTA812" in found.stdout
    assert f"{place}: lies on a file system that refuses locks; it is read as it is" in found.stderr
    assert run(libraries["refused"], "report", place).returncode == 0
    assert run(libraries["refused"], "--plain", "--archive", place).returncode == 0


def test_where_locks_are_refused_nothing_is_imported(
    libraries: dict[str, str], place: Path, sample_cables: Path
) -> None:
    before = place.read_bytes()
    refused = run(libraries["refused"], "index", sample_cables, "--archive", place)
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1] == (
        f"cablediff: {place}: lies on a file system that refuses locks, so nothing can be read into it;"
        " choose another place with --archive"
    )
    assert place.read_bytes() == before
    fresh = place.with_name("fresh.cablediff")
    made = run(libraries["refused"], "index", sample_cables, "--archive", fresh)
    assert made.returncode == 2
    assert "choose a place on another disk with --archive" in made.stderr
    assert not fresh.exists()


def test_where_locks_are_only_said_to_be_kept_a_second_importer_is_told(
    libraries: dict[str, str], place: Path, sample_cables: Path
) -> None:
    holder = subprocess.Popen(
        ["env", f"LD_PRELOAD={libraries['ignored']}", sys.executable, "-c", HOLDING, str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    try:
        assert holder.stdout.readline() == "at work\n"
        second = run(libraries["ignored"], "index", sample_cables, "--archive", place)
        assert second.returncode == 2
        assert f"process {holder.pid} on" in second.stderr
        assert run(libraries["ignored"], "search", "goat", "--archive", place).returncode == 0
    finally:
        holder.stdin.close()
        holder.wait()
        holder.stdout.close()
    third = run(libraries["ignored"], "index", sample_cables, "--archive", place, "--check")
    assert third.returncode == 0, third.stderr


def test_an_ordinary_folder_keeps_locks_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    assert not locks_refused(tmp_path)
    assert not locks_refused(tmp_path / "not there")
    assert list(tmp_path.iterdir()) == []
