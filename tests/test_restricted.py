"""The restricted mode: no other program, no other file, and no key that leads there."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import programs
import pytest
from programs import COMMAND

if TYPE_CHECKING:
    from pathlib import Path

GUARDED = """
import os, subprocess, sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from corpus.helping import rules, settle_to_help
from tui.restricted import restrict
def helper():
    return ProcessPoolExecutor(1, get_context("spawn"), settle_to_help, (rules(),))
own, other = Path(sys.argv[1]), Path(sys.argv[2])
restrict(own)
own.write_text("kept")
try:
    {attempt}
except PermissionError as error:
    print("refused", error)
"""

ATTEMPTS = {
    "a program": "subprocess.run(['id'])",
    "a shell": "os.system('id')",
    "another program in its place": "os.execv('/bin/sh', ['sh'])",
    "a process": "os.posix_spawn('/bin/sh', ['sh'], {})",
    "a file": "other.write_text('x')",
    "the end of a file": "open(other, 'a')",
    "a file by its number": "os.open(other, os.O_CREAT | os.O_WRONLY)",
    "a name": "own.rename(other)",
    "the removal of a file": "other.unlink()",
    "a link": "os.symlink('/bin/sh', other)",
    "a database": "__import__('sqlite3').connect(other.with_name('new'))",
    "a program of a helper": "helper().submit(os.system, 'id').result()",
    "a file of a helper": "helper().submit(Path.write_text, other, 'x').result()",
    "a file beside": "(own.parent / '..' / 'x').write_text('x')",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_what_leads_out_is_refused(attempt: str, tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    other.write_text("as it was")
    run = programs.run(GUARDED.format(attempt=attempt), own, other)
    assert run.stdout.startswith("refused"), run.stderr
    assert "--restricted" in run.stdout
    assert other.read_text() == "as it was"


def test_a_database_that_is_there_is_read_and_one_of_ours_is_made(tmp_path: Path) -> None:
    attempt = "__import__('sqlite3').connect(own.with_name('own')); __import__('sqlite3').connect(other)"
    run = programs.run(GUARDED.format(attempt=attempt), tmp_path / "own", tmp_path)
    assert "refused" not in run.stdout, run.stdout


def test_no_new_archive_is_made(tmp_path: Path, sample_cables: Path) -> None:
    place = tmp_path / "new.cablediff"
    environment = {**os.environ, "CABLEDIFF_RESTRICTED": "1"}
    run = programs.run(COMMAND, "index", sample_cables, "--archive", place, env=environment)
    assert run.returncode == 2
    assert run.stderr.startswith(f"cablediff: {place}: cannot be opened: new files are switched off")
    assert run.stderr.count("\n") == 1
    assert not place.exists()


@pytest.mark.parametrize(
    "command",
    [
        ("report", "sample_cables/copies"),
        ("compare", "sample_cables/releases/early", "sample_cables/releases/late"),
    ],
    ids=lambda command: command[0],
)
def test_what_needs_temporary_files_has_a_folder_of_its_own(
    command: tuple[str, ...], tmp_path: Path, sample_cables: Path
) -> None:
    cache = tmp_path / "cache"
    environment = {**os.environ, "CABLEDIFF_RESTRICTED": "1", "XDG_CACHE_HOME": str(cache)}
    run = programs.run(COMMAND, *command, env=environment, cwd=sample_cables.parent)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout
    assert not list((cache / "cablediff" / "temporary").iterdir())


def test_where_there_can_be_no_such_folder_one_line_says_so(tmp_path: Path, sample_cables: Path) -> None:
    cache = tmp_path / "cache"
    cache.write_text("no folder")
    environment = {**os.environ, "CABLEDIFF_RESTRICTED": "1", "XDG_CACHE_HOME": str(cache)}
    run = programs.run(COMMAND, "report", sample_cables / "copies", env=environment)
    assert run.returncode == 2
    folder = cache / "cablediff" / "temporary"
    assert run.stderr == (
        f"cablediff: {folder}: no temporary file can be made here, and --restricted allows no other folder\n"
    )


def test_no_python_answers_to_the_reader_afterwards(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", COMMAND, "browse", "--restricted", "--plain", str(tmp_path)],
        env={**os.environ, "PYTHONINSPECT": "1"},
        input="print(6 * 7)\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "PYTHONINSPECT" in run.stderr
    assert "42" not in run.stdout


def test_no_key_and_no_command_of_the_palette_leads_out() -> None:
    probe = (
        "from tui import actions\nfrom tui.restricted import OUTSIDE\n"
        "print(sorted(a.name for a in actions.TABLE if a.name in OUTSIDE))\n"
        "print(sorted(a.name for s in actions.SCOPES for a in actions.of(s) if a.name in OUTSIDE))"
    )
    run = subprocess.run(
        [sys.executable, "-c", f"from tui.restricted import restrict\nrestrict()\n{probe}"],
        capture_output=True,
        text=True,
        check=True,
    )
    known, offered = run.stdout.splitlines()
    assert "suspend_process" in known
    assert offered == "[]"


@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_command_writes_to_no_file(by: str, tmp_path: Path, sample_cables: Path) -> None:
    target = tmp_path / "report.html"
    words = ["--restricted"] if by == "option" else []
    words += ["report", str(sample_cables / "copies"), "--format", "html", "-o", str(target)]
    environment = {**os.environ, "CABLEDIFF_RESTRICTED": "" if by == "option" else "1"}
    run = programs.run(COMMAND, *words, env=environment)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert not target.exists()
