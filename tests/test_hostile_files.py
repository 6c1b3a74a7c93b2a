"""Files around the cables that somebody else may have written: pipes, keymaps, settings, places, journals."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from browsing import browsing, press, screen_text
from click.testing import CliRunner

from corpus import Archive, import_paths, last_archive, remember_last
from corpus.locations import archives_folder
from tui.commands import main
from tui.keys.keymap import LONGEST, LONGEST_LINE, read_keymap
from tui.notes.reader_notes import Notes
from tui.returning.places import places, unfinished_sources
from tui.returning.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

DEEP = "[" * 100_000
HUGE = "9" * 5_000
NOT_JSON = (
    "",
    "\x00",
    DEEP,
    '{"theme": ' + DEEP,
    HUGE,
    '{"theme": ' + HUGE + "}",
    "[]",
    '"a"',
    "NaN",
    "\ufeff{}",
)
COMMAND = (sys.executable, "-c", "from tui.commands import main; main()")


@pytest.mark.parametrize(
    "words",
    [
        ("PIPE", "--plain"),
        ("--plain", "--archive", "PIPE"),
        ("search", "x", "--archive", "PIPE"),
        ("index", "CABLES", "--archive", "PIPE"),
        ("index", "CABLES", "--archive", "PIPE", "--rebuild"),
        ("report", "PIPE"),
        ("report", "--archive", "PIPE"),
        ("parse", "PIPE"),
        ("diff", "PIPE", "PIPE"),
        ("parse", "/dev/zero"),
    ],
    ids=" ".join,
)
def test_a_pipe_or_device_is_named_and_not_waited_for(
    words: tuple[str, ...], tmp_path: Path, sample_cables: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    given = {"PIPE": str(pipe), "CABLES": str(sample_cables / "copies")}
    run = CliRunner().invoke(main, [given.get(word, word) for word in words])
    assert run.exit_code == 2
    assert "no file" in run.stderr or "not a file" in run.stderr
    assert pipe.is_fifo()


@pytest.mark.parametrize("text", NOT_JSON, ids=range(len(NOT_JSON)))
def test_settings_and_places_of_any_kind_are_left_out(text: str, tmp_path: Path) -> None:
    file = tmp_path / "browser.json"
    file.write_text(text, encoding="utf-8")
    settings = Settings(file)
    assert settings.text("theme", "dark") == "dark"
    settings.put("theme", "light")
    assert Settings(file).text("theme", "dark") == "light"
    archive = tmp_path / "a.cablediff"
    places(archive).put("sources", text)
    assert unfinished_sources(archive) == []


def test_a_pipe_in_the_place_of_what_is_kept_is_not_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "browser.json"
    os.mkfifo(file)
    settings = Settings(file)
    settings.put("theme", "light")
    assert Settings(file).text("theme", "dark") == "light"
    os.mkfifo(archives_folder() / "last")
    remember_last(tmp_path)
    assert last_archive() is None


def test_a_source_that_cannot_be_looked_for_counts_as_gone(tmp_path: Path) -> None:
    archive = tmp_path / "a.cablediff"
    kept = [str(tmp_path / ("x" * 5000)), str(tmp_path / "\0"), str(tmp_path)]
    places(archive).put("sources", json.dumps(kept))
    assert unfinished_sources(archive) == [tmp_path]


@pytest.mark.parametrize(
    "line",
    [
        *NOT_JSON,
        json.dumps({"undo": True, "of": {"undo": True}}),
        json.dumps({"undo": True, "of": 5}),
        json.dumps({"redo": True, "of": {"mark": 1, "on": True}}),
        json.dumps({"mark": "b", "on": 1}),
        json.dumps({"about": [], "note": "x", "before": ""}),
    ],
)
def test_a_line_of_a_journal_that_says_something_else_is_passed_over(line: str, tmp_path: Path) -> None:
    file = tmp_path / "notes.jsonl"
    Notes(file).toggle("a")
    with file.open("a", encoding="utf-8") as journal:
        journal.write(line + "\n")
    notes = Notes(file)
    notes.toggle("c")
    assert list(Notes(file).marked) == ["a", "c"]


async def test_what_a_journal_says_arrives_as_text(tmp_path: Path) -> None:
    evil = "\x1b]0;owned\x07\u202e[bold]\u200b"
    async with browsing() as (browser, pilot):
        browser.notes.path = tmp_path / "notes.jsonl"
        browser.notes.toggle(evil)
        browser.notes.write(evil, evil, "08VALLETTA101#" + HUGE)
        await press(pilot, "'")
        shown = screen_text(browser)
        assert "[bold]" in shown
        assert not {"\x1b", "\x07", "\u202e", "\u200b"} & set(shown)
        await press(pilot, "enter", "j", "enter", "z")
        assert browser.is_running
        assert not {"\x1b", "\x07", "\u202e", "\u200b"} & set(screen_text(browser))


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * (LONGEST_LINE - 5),
        "\n".join(["x = ", *("[" for _ in range(LONGEST // 2 - 10))]),
        "a" + ".a" * 20_000 + " = 1",
        "x = " + HUGE,
        "x = " + "9" * (LONGEST_LINE - 5),
        "# " + "a\n# " * LONGEST,
        "\ud800",
    ],
    ids=["deep", "deep in lines", "dots", "number", "long number", "long", "no text"],
)
def test_a_keymap_of_any_kind_is_named_in_a_line(text: str, tmp_path: Path) -> None:
    file = tmp_path / "keymap.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    keymap, problems = read_keymap(file)
    assert keymap == {}
    assert problems
    assert all(len(problem.splitlines()) == 1 for problem in problems)


def test_a_place_with_numbers_of_any_size_is_gone_to(tmp_path: Path, sample_cables: Path) -> None:
    """The place is what the browser over this archive would be asked to open."""
    from tui.returning.resuming import _checked

    with Archive.open(tmp_path / "a") as archive:
        import_paths(archive, [sample_cables / "copies"], workers=1)
    stop = _checked({"screen": "reader", "names": ["x"], "block": True, "line": 10**400, "top": -(10**400)})
    assert stop is not None
    assert _checked({"screen": "reader", "names": [["x"]]}) is None


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "\x1b]0;x\x07"},
        {"TMUX": "/nonexistent,$(id)", "PAGER": "$(id)", "EDITOR": "; id", "VISUAL": "-c id"},
        {"TEXTUAL_FPS": "many", "COLUMNS": "x", "LINES": "-1", "LANG": "\x1b[2J", "LC_ALL": "xx_YY"},
        {"NO_COLOR": "\x1b[31m", "ESCDELAY": "no", "COLORTERM": "truecolor" * 100, "SSH_CONNECTION": "$(id)"},
        {"HOME": "relative", "XDG_CONFIG_HOME": "", "XDG_STATE_HOME": "relative"},
    ],
    ids=lambda it: ",".join(it),
)
def test_an_odd_environment_changes_nothing_that_matters(
    environment: dict[str, str], sample_cables: Path, tmp_path: Path
) -> None:
    from terminal import Terminal

    with Archive.open(tmp_path / "a") as archive:
        import_paths(archive, [sample_cables / "copies"], workers=1)
    command = f"cd {tmp_path} && exec {sys.executable} -c '{COMMAND[-1]}' browse --archive a"
    with Terminal(
        ("/bin/sh", "-c", command), PYTHONPATH=str(sample_cables.parent), **environment
    ) as terminal:
        terminal.wait_for(lambda it: "1/" in it.status)
        terminal.press("j")
        terminal.wait_for(lambda it: it.status.startswith(" 2/"))
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    assert b"owned" not in terminal.raw
    assert b"uid=" not in terminal.raw
