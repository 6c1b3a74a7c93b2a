"""What is forked for a test is a process of its own, as one that is started anew."""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING

import programs

if TYPE_CHECKING:
    from pathlib import Path

TELLING = """
import json, os, sys
print(json.dumps((sys.argv[1:], dict(os.environ), os.getcwd(), sys.stdin.read(), os.getpid())))
print("said", file=sys.stderr)
sys.exit(7)
"""


def test_a_program_has_what_it_is_given_and_nothing_else(tmp_path: Path) -> None:
    run = programs.run(TELLING, "a", 3, env={"A": "b"}, cwd=tmp_path, typed="typed")
    words, environment, folder, typed, process = json.loads(run.stdout)
    assert (words, environment, folder, typed) == (["a", "3"], {"A": "b"}, str(tmp_path), "typed")
    assert (run.returncode, run.stderr) == (7, "said\n")
    assert process != os.getpid()


def test_a_program_leaves_nothing_to_the_next() -> None:
    assert programs.run("import sys; sys.left = 1; import wave").returncode == 0
    probe = "import sys; print(hasattr(sys, 'left'), 'wave' in sys.modules)"
    assert programs.run(probe).stdout == "False False\n"


def test_how_a_program_ends_is_told() -> None:
    assert programs.run("import os; os.kill(os.getpid(), 9)").returncode == -signal.SIGKILL
    failed = programs.run("1 / 0")
    assert failed.returncode == 1
    assert failed.stderr.endswith("ZeroDivisionError: division by zero\n")


def test_no_program_begins_with_the_screen_library() -> None:
    assert programs.run("import sys; print({'textual', 'rich'} & sys.modules.keys())").stdout == "set()\n"
