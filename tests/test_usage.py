"""``--help`` of every command is all that a manual page would be: example, exit status, environment."""

from __future__ import annotations

import re
import shlex
import signal
import sys
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from terminal import Terminal

from tui.commands import main
from tui.commands.usage import ENVIRONMENT, environment

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = main.list_commands(click.Context(main))
HEEDED = re.compile(r'environ(?:ment)?(?:\.get\(|\[|\.setdefault\()"([A-Z_]+)"')
PLACES = re.compile(r"\buser_(cache|config|data|state)_path\(")


def help_of(*words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)], ids=lambda words: " ".join(words))
def test_every_help_ends_with_example_exit_status_and_environment(words: list[str]) -> None:
    text = help_of(*words)
    command = "" if words == ["browse"] else "".join(words)
    assert re.search(rf"^  Example: cablediff {command}.*\n\nExit status:\n  0 ", text, re.MULTILINE)
    assert re.search(r"^  2 +Wrong use", text, re.MULTILINE)
    for variable in environment(" ".join(words)):
        assert f"\n  {variable} " in text


@pytest.mark.parametrize("name", COMMANDS)
def test_an_example_can_be_run(name: str) -> None:
    """The command that it belongs to takes it: its options exist, its choices are right."""
    example = next(line for line in help_of(name).splitlines() if line.startswith("  Example: "))
    words = shlex.split(example.partition("cablediff ")[2])
    command = main.get_command(click.Context(main), name)
    assert command is not None
    command.make_context(name, words if name == "browse" else words[1:])


def test_the_options_of_the_browser_are_named_where_it_is_called_without_its_word() -> None:
    browse = main.get_command(click.Context(main), "browse")
    assert browse is not None
    options = [each.opts[0] for each in browse.params if each.opts[0].startswith("--")]
    assert len(options) == 5
    assert [option for option in options if option not in help_of()] == []


def test_status_1_is_told_where_it_can_be() -> None:
    for name in COMMANDS:
        assert ("--exit-code" in help_of(name)) == ("\n  1 " in help_of(name))


def test_every_variable_that_is_read_is_told(sample_cables: Path) -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in ("parser", "corpus", "duplicates", "tui")
        for path in sorted((sample_cables.parent / room).rglob("*.py"))
    )
    read = set(HEEDED.findall(source)) | {f"XDG_{kind.upper()}_HOME" for kind in PLACES.findall(source)}
    told = {name for names, _, _ in ENVIRONMENT for name in names.split(", ")}
    assert len(read) > 8
    assert read <= told


def test_an_interrupted_import_says_so_in_its_status(
    tmp_path: Path, shared_cables: Path, sample_cables: Path
) -> None:
    program = (sys.executable, "-c", "from tui.commands import main; main(prog_name='cablediff')")
    command = (*program, "index", "--archive", str(tmp_path / "a.cablediff"))
    with Terminal(
        (*command, str(shared_cables / "cables.csv.xz")), PYTHONPATH=str(sample_cables.parent)
    ) as terminal:
        terminal.wait_for(" a second")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.wait_for_end() == 128 + signal.SIGINT
    assert "the next run goes on from here" in terminal.text
