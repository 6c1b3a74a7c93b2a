"""The restricted mode: no other program, no other file, and no key that leads there."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

GUARDED = """
import os, subprocess, sys
from pathlib import Path
from tui.restricted import restrict
own, other = Path(sys.argv[1]), Path(sys.argv[2])
restrict(own)
own.write_text("kept")
try:
    {attempt}
except PermissionError as error:
    print("refused", error)
"""

COMMAND = "from tui.commands import main; main()"

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
    "a file beside": "(own.parent / '..' / 'x').write_text('x')",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_what_leads_out_is_refused(attempt: str, tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    other.write_text("as it was")
    run = subprocess.run(
        [sys.executable, "-c", GUARDED.format(attempt=attempt), str(own), str(other)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.startswith("refused"), run.stderr
    assert "--restricted" in run.stdout
    assert other.read_text() == "as it was"


def test_a_database_that_is_there_is_read_and_one_of_ours_is_made(tmp_path: Path) -> None:
    attempt = "__import__('sqlite3').connect(own.with_name('own')); __import__('sqlite3').connect(other)"
    run = subprocess.run(
        [sys.executable, "-c", GUARDED.format(attempt=attempt), str(tmp_path / "own"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "refused" not in run.stdout, run.stdout


def test_no_new_archive_is_made(tmp_path: Path, sample_cables: Path) -> None:
    place = tmp_path / "new.cablediff"
    run = subprocess.run(
        [sys.executable, "-c", COMMAND, "index", str(sample_cables), "--archive", str(place)],
        env={**os.environ, "CABLEDIFF_RESTRICTED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert run.stderr.startswith(f"cablediff: {place}: cannot be opened: new files are switched off")
    assert run.stderr.count("\n") == 1
    assert not place.exists()


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
    command = [sys.executable, "-c", "from tui.commands import main; main()"]
    command += ["--restricted"] if by == "option" else []
    command += ["report", str(sample_cables / "copies"), "--format", "html", "-o", str(target)]
    environment = {**os.environ, "CABLEDIFF_RESTRICTED": "" if by == "option" else "1"}
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert not target.exists()
