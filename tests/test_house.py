"""The house keeps its rules: arrows run downwards, and only browsing loads the screen library."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCREEN = ("textual", "rich")

PROBE = """
import sys
{statement}
loaded = sorted(name for name in {names!r} if name in sys.modules)
print(" ".join(loaded))
"""


def loaded_after(statement: str, names: tuple[str, ...]) -> list[str]:
    """Return which of ``names`` a fresh process has loaded after a statement."""
    probe = PROBE.format(statement=statement, names=names)
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("room", "above"),
    [
        ("parser", ("corpus", "duplicates", "tui")),
        ("corpus", ("duplicates", "tui")),
        ("duplicates", ("tui",)),
    ],
)
def test_a_room_knows_only_the_rooms_below(room: str, above: tuple[str, ...]) -> None:
    statement = (
        f"import pkgutil, importlib, {room}\n"
        f"for module in pkgutil.walk_packages({room}.__path__, {room}.__name__ + '.'):\n"
        "    importlib.import_module(module.name)"
    )
    assert loaded_after(statement, (*above, *SCREEN, "difflib")) == []


COMMANDS = ("parse", "index", "search", "stats", "report", "diff", "compare", "clean", "notes")


def test_no_printing_command_loads_the_screen() -> None:
    """One process asks each for its help: what none of them has loaded, none of them loads."""
    statement = (
        "from click.testing import CliRunner\n"
        "from tui.commands import main\n"
        f"for command in {COMMANDS!r}:\n"
        "    result = CliRunner().invoke(main, [command, '--help'])\n"
        "    assert result.exit_code == 0, result.output\n"
        "    assert 'Example: cablediff' in result.output, result.output"
    )
    # Nor what writes pages, which few runs do.
    assert loaded_after(statement, (*SCREEN, "difflib", "jinja2")) == []


def test_the_browser_of_an_archive_waits_for_neither_parser_nor_search() -> None:
    heavy = ("parser.parsing", "corpus.importing", "duplicates.find", "numpy", "jinja2", "plotext")
    heavy += ("corpus.search", "parser.ids", "parser.fields", "multiprocessing", "tomllib")
    heavy += ("parser.model", "duplicates.model", "tui.working.search_process", "ssl")
    statement = "from tui.commands import browse as b; b._load_event_loop(); import tui.app"
    assert loaded_after(statement, heavy) == []


def test_no_module_imports_difflib() -> None:
    statement = "import parser, corpus, duplicates.find, duplicates.diff"
    assert loaded_after(statement, ("difflib",)) == []


def test_the_table_of_boundaries_names_tests_that_are_there() -> None:
    tests = Path(__file__).parent
    document = (tests.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = document.partition("## Boundaries")[2].partition("\n## ")[0].splitlines()
    lines = [row.strip("| ").split(" | ") for row in rows if row.startswith("| ")][2:]
    assert len(lines) > 10
    for line in lines:
        named = re.findall(r"`(test_[a-z_*]+)`", line[-1])
        assert (len(line), bool(named)) == (4, True), line
        assert [name for name in named if not list(tests.glob(f"{name}.py"))] == []
