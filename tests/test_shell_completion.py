"""Completion in a real bash: commands, options, choices, files and ids of cables.

The same is asked of the program itself for zsh and fish, and of each of them where it is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from terminal import Terminal

from tui.commands import main
from tui.commands.completing import MOST, beginnings

if TYPE_CHECKING:
    from pathlib import Path

BASH = shutil.which("bash")
FISH = shutil.which("fish")
ZSH = shutil.which("zsh")
PROMPT = "ready>"


def offered(words: str, shell: str = "zsh") -> list[str]:
    """Return what is offered for the last of some words; files as ``<file>``."""
    typed = words.split(" ")
    result = CliRunner(
        env={
            "_CABLEDIFF_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": typed[-1] if shell == "fish" else str(len(typed) - 1),
        }
    ).invoke(main, prog_name="cablediff")
    lines = result.output.splitlines()
    if shell == "zsh":  # kind, word, help
        return [
            "<file>" if kind == "file" else word for kind, word in zip(lines[::3], lines[1::3], strict=True)
        ]
    return ["<file>" if kind == "file" else word for kind, _, word in (line.partition(",") for line in lines)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cablediff ", ["<file>", "browse", "parse"]),
        ("cablediff re", ["<file>", "report"]),
        ("cablediff --p", ["--plain"]),
        ("cablediff --v", ["--version"]),
        ("cablediff --plain ", ["<file>"]),
        ("cablediff parse ", ["<file>"]),
        ("cablediff report --format ma", ["markdown"]),
        ("cablediff report --exi", ["--exit-code"]),
    ],
)
def test_what_is_offered(words: str, expected: list[str]) -> None:
    assert offered(words)[: len(expected)] == expected


def test_fish_and_bash_are_offered_the_same_as_zsh() -> None:
    for words in ("cablediff ", "cablediff re", "cablediff diff --format "):
        assert (
            offered(words)
            == offered(words, "bash")
            == [word.split("\t")[0] for word in offered(words, "fish")]
        )


@pytest.mark.parametrize("words", ["cablediff ", "cablediff diff ", "cablediff report -o "])
def test_no_line_that_zsh_is_told_is_empty(words: str) -> None:
    """It would pass over that line, and take each behind it for another: commands for files."""
    told = {"_CABLEDIFF_COMPLETE": "zsh_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    lines = CliRunner(env=told).invoke(main, prog_name="cablediff").output.splitlines()
    assert lines[0] == "file"
    assert all(lines)


def test_listing_commands_loads_none_of_them() -> None:
    probe = (
        "import sys\nfrom click.testing import CliRunner\nfrom tui.commands import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0\n"
        "print([name for name in sys.modules if name.startswith(('duplicates', 'rapidfuzz', 'textual'))])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ids_of_the_last_archive_are_offered(sample_cables: Path) -> None:
    assert offered("cablediff diff 07V") == ["<file>"]  # there is no archive yet
    CliRunner().invoke(main, ["index", str(sample_cables / "doubled")])
    assert offered("cablediff diff 07V") == ["<file>", "07VALLETTA812"]
    assert offered("cablediff clean 07valletta812 0") == [
        "<file>", "02SOFIA3390", "05MONTEVIDEO1877", "07VALLETTA812", "08REYKJAVIK904",
    ]  # fmt: skip


def test_ids_of_the_place_that_is_named_are_offered(tmp_path: Path, sample_cables: Path) -> None:
    archive = tmp_path / "copies.cablediff"
    CliRunner().invoke(main, ["index", str(sample_cables / "copies"), "--archive", str(archive)])
    CliRunner().invoke(main, ["index", str(sample_cables / "doubled")])
    assert offered(f"cablediff diff --in {archive} 06TALLINN14") == [
        "<file>",
        "06TALLINN1433",
        "06TALLINN1441",
    ]


def test_ids_that_a_shell_or_a_terminal_would_obey_are_not_offered(tmp_path: Path) -> None:
    text = "E.O. 12958: N/A\nTAGS: NO\nSUBJECT: A GOAT\n\n1. (U) It stood on the quay of nowhere.\n"
    hostile = (
        "09ZZ;>LOST",
        "09ZZ$(ID)",
        "09ZZ`ID`",
        "09ZZ\x1b]0;OWNED\x07",
        "09ZZ\nPLAIN,X",
        "09ZZ*",
        "09ZZ'",
        "09ZZ&",
    )
    for name in (*hostile, "09ZZPLAIN"):
        (tmp_path / f"{name}.txt").write_text(text + name, encoding="utf-8")
    done = CliRunner().invoke(main, ["index", str(tmp_path)])
    assert f"holds {len(hostile) + 1} records" in done.output
    for shell in ("bash", "zsh", "fish"):
        for words in ("cablediff diff 09ZZ", "cablediff read 09ZZ", "cablediff report --cable 09ZZ"):
            assert offered(words, shell) == ["<file>", "09ZZPLAIN"]


def test_a_damaged_archive_gives_no_ids_and_no_error(tmp_path: Path, sample_cables: Path) -> None:
    CliRunner().invoke(
        main, ["index", str(sample_cables / "doubled"), "--archive", str(tmp_path / "a.cablediff")]
    )
    (tmp_path / "a.cablediff").write_bytes(b"SQLite format 3\0" + bytes(4096))
    assert offered("cablediff diff 07V") == ["<file>"]


def common(names: list[str]) -> str:
    """Return what all names begin with."""
    return os.path.commonprefix(names)  # noqa: RUF071  words, not paths


@given(st.lists(st.from_regex(r"09[A-C]{1,3}[0-9]{1,4}", fullmatch=True), max_size=400), st.integers(0, 2))
def test_beginnings_are_few_and_stand_for_every_name(names: list[str], typed: int) -> None:
    few = beginnings(names, typed)
    assert len(few) <= MOST
    assert all(name.startswith(tuple(few)) for name in names)
    assert common(few) == common(names) or len(set(names)) <= 1
    if len(set(names)) <= MOST:
        assert few == sorted(set(names))


def installed(folder: Path) -> str:
    """Make the command in a folder; return a search path that finds it."""
    program = folder / "bin" / "cablediff"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom tui.commands import main\nmain(prog_name='cablediff')\n")
    program.chmod(0o755)
    return f"{program.parent}:{os.environ['PATH']}"


@pytest.mark.skipif(FISH is None, reason="fish is not installed")
def test_in_fish(tmp_path: Path, sample_cables: Path) -> None:
    assert FISH is not None
    environment = {
        **os.environ,
        "PATH": installed(tmp_path),
        "PYTHONPATH": str(sample_cables.parent),
        "HOME": str(tmp_path),
    }
    script = (
        "_CABLEDIFF_COMPLETE=fish_source cablediff | source;"
        "complete -C 'cablediff '; complete -C 'cablediff diff --format '"
    )
    done = subprocess.run(
        [FISH, "-c", script], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    words = [line.partition("\t") for line in done.stdout.splitlines()]
    assert {word for word, _, _ in words} >= {"bin/", "parse", "report", "side", "patch"}
    assert all(does.endswith(".") for _, _, does in words if does)


@pytest.mark.skipif(ZSH is None, reason="zsh is not installed")
def test_in_zsh(tmp_path: Path, sample_cables: Path) -> None:
    assert ZSH is not None
    CliRunner().invoke(main, ["index", str(sample_cables / "doubled")])
    search_path = installed(tmp_path)
    (tmp_path / "report.csv").touch()
    environment = {"PATH": search_path, "PYTHONPATH": str(sample_cables.parent), "PS1": ""}
    with Terminal([ZSH, "-f", "-i"], width=120, **environment) as terminal:
        terminal.press(
            f"cd {tmp_path}; autoload -Uz compinit; compinit -D -u; "
            "eval \"$(_CABLEDIFF_COMPLETE=zsh_source cablediff)\"; PS1='re''ady> '\r"
        )
        terminal.wait_for(PROMPT)
        for typed, completed in (
            ("cablediff pars", "cablediff parse"),
            ("cablediff --asc", "cablediff --ascii"),
            ("cablediff report rep", "cablediff report report.csv"),
            ("cablediff report --format mark", "cablediff report --format markdown"),
            ("cablediff diff 07V", "cablediff diff 07VALLETTA812"),
        ):
            terminal.press(typed, "\t", "|")  # which takes the blank away that was put behind the word
            terminal.wait_for(f"{PROMPT} {completed}|")
            terminal.press("\x15")
            terminal.wait_for(lambda it: it.screen.display[it.screen.cursor.y].rstrip() == PROMPT)
        terminal.press("cablediff ", "\t")
        terminal.wait_for(lambda it: all(each in it.text for each in ("report.csv", "browse", "stats")))


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
def test_in_bash(tmp_path: Path, sample_cables: Path) -> None:
    assert BASH is not None
    CliRunner().invoke(main, ["index", str(sample_cables / "doubled")])
    search_path = installed(tmp_path)
    (tmp_path / "report.csv").touch()
    (tmp_path / "cables of 2009").mkdir()
    with Terminal(
        [BASH, "--norc", "--noprofile", "-i"],
        width=120,
        PATH=search_path,
        PYTHONPATH=str(sample_cables.parent),
        PS1="",
        INPUTRC="/dev/null",
    ) as terminal:
        terminal.press(
            f"cd {tmp_path}; eval \"$(_CABLEDIFF_COMPLETE=bash_source cablediff)\"; PS1='re''ady> '\r"
        )
        terminal.wait_for(PROMPT)
        for typed, completed in (
            ("cablediff rep", "cablediff report "),
            ("cablediff ca", r"cablediff cables\ of\ 2009/"),
            ("cablediff report rep", "cablediff report report.csv "),
            ("cablediff --restricted pa", "cablediff --restricted parse "),
            ("cablediff --asc", "cablediff --ascii "),
            ("cablediff report --format mark", "cablediff report --format markdown "),
            ("cablediff diff 07V", "cablediff diff 07VALLETTA812 "),
        ):
            terminal.press(typed, "\t", "|")  # the sign shows whether a blank was put behind the word
            terminal.wait_for(f"{PROMPT} {completed}|")
            terminal.press("\x15")
            terminal.wait_for(lambda it: it.screen.display[it.screen.cursor.y].rstrip() == PROMPT)
