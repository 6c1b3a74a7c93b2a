"""What is pasted or kept in a file of settings is as little trusted as a cable: on the screen it is text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from browsing import app, press, rest, screen_text, until
from terminal import Terminal
from test_hostile_input import EVIL, acting
from textual import events
from textual.app import App
from textual.widgets import Input

from parser.printable import printable_line
from tui.keys.keymap import keymap_path
from tui.widgets.bars import Bar

if TYPE_CHECKING:
    from pathlib import Path

HEAP = "e" + "\u0301" * 40
PASTED = f"{EVIL} {HEAP}\x00\x7f\udc80"
PROMPTS = {
    "filter": ("f",),
    "search": ("slash",),
    "texts": ("s",),
    "jump": ("colon",),
    "note": ("A",),
    "in a text": ("enter", "slash"),
    "palette": ("ctrl+p",),
}


@pytest.mark.parametrize("keys", PROMPTS.values(), ids=PROMPTS)
@pytest.mark.parametrize("then", ["enter", "escape"])
async def test_what_is_pasted_into_a_prompt_does_not_act(keys: tuple[str, ...], then: str) -> None:
    browser = app()
    async with browser.run_test(size=(120, 30)) as pilot:
        await press(pilot, *keys)
        await until(pilot, lambda: isinstance(browser.focused, Input))
        line = browser.focused
        assert isinstance(line, Input)
        browser.post_message(events.Paste(PASTED))
        await until(pilot, lambda: bool(line.value))
        assert line.value == printable_line(PASTED)
        assert not acting(line.value)
        await rest(pilot)
        assert not acting(screen_text(browser))
        await press(pilot, then)
        await rest(pilot)
        assert not acting(screen_text(browser))


async def test_what_is_pasted_where_nothing_is_typed_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[events.Event] = []
    taken = App.on_event

    async def take(browser: App[None], event: events.Event) -> None:
        passed.extend([event] * isinstance(event, events.Paste))
        await taken(browser, event)

    monkeypatch.setattr(App, "on_event", take)
    browser = app()
    async with browser.run_test() as pilot:
        await rest(pilot)
        before = screen_text(browser)
        browser.post_message(events.Paste("jjjQ"))
        await rest(pilot)
        assert screen_text(browser) == before
        assert browser.is_running
        assert len(passed) == 2  # on its way to the list, and back: not in circles


async def test_a_bar_shows_nothing_that_acts() -> None:
    browser = app()
    async with browser.run_test() as pilot:
        bar = browser.screen.query_one("#status", Bar)
        await rest(pilot)
        bar.show([(PASTED, "bar")], [[(PASTED, "bar_dim")]])
        assert "owned" in bar.text
        assert not acting(bar.text)
        assert sum(map(unicodedata.combining, bar.text)) <= 2 * 3 * unicodedata.combining("\u0301")


def test_nothing_pasted_comes_back_to_the_terminal_as_it_was(sample_cables: Path) -> None:
    program = [sys.executable, "-c", "from tui.commands import main; main()", str(sample_cables / "doubled")]
    with Terminal(program, PYTHONPATH=str(sample_cables.parent)) as terminal:
        terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.status)
        seen = len(terminal.raw)
        terminal.press("f", "\x1b[200~SOFIA \u202e\u200b\x9b31m\x1b[201~")
        terminal.wait_for("0/0 of 4")
        terminal.press("enter")
        terminal.wait_for(lambda it: "filter: SOFIA" in it.text and "? keys" in it.status)  # no prompt now
        # From a terminal that marks no paste controls are keys; Esc alone would leave the prompt.
        terminal.press("f", EVIL.replace("\x1b", ""))
        terminal.wait_for("owned")
        sent = bytes(terminal.raw[seen:])
        for sign in (b"\x1b]", b"\x9b", "\u202e".encode(), "\u200b".encode(), b"\x07"):
            assert sign not in sent
        assert terminal.process.poll() is None  # and it goes on


@pytest.mark.parametrize("encoding", ["utf-8:strict", "utf-8:surrogateescape", "ascii:strict"])
def test_bytes_that_are_no_text_do_not_end_the_dialogue(
    encoding: str, tmp_path: Path, sample_cables: Path
) -> None:
    typed = b"filter \xff\nstop\ntexts origin:\xff\nstop\njump \xff\nsort \xff\n1\nnote \xff\x1b]0;x\x07\n"
    command = [sys.executable, "-c", "from tui.commands import main; main()", "--plain"]
    done = subprocess.run(
        [*command, "--archive", str(tmp_path / "a.cablediff"), str(sample_cables / "doubled")],
        input=typed + b"notes\nquit\n",
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "== 0 cables found for origin:" in said
    assert said.count("expected ") == 2  # of jump and sort
    assert "Marks, notes and verdicts" in said
    assert not acting(said)


@pytest.mark.usefixtures("_own_folders")
def test_a_hostile_file_of_settings_and_keymap_put_nothing_on_the_terminal(
    tmp_path: Path, sample_cables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nest(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: nest(each) for key, each in value.items()}
        return EVIL if isinstance(value, str) else value

    program = [sys.executable, "-c", "from tui.commands import main; main()", str(sample_cables / "doubled")]
    kept = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(kept))
    with Terminal(program, PYTHONPATH=str(sample_cables.parent)) as terminal:
        terminal.wait_for(lambda it: "↕" in it.text and "? keys" in it.status)
        terminal.press("f", *"SOFIA", "enter")
        terminal.wait_for("filter: SOFIA")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    files = [path for path in kept.rglob("*.json") if path.is_file()]
    assert files
    for path in files:
        path.write_text(json.dumps(nest(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")
    keymap = keymap_path()
    keymap.parent.mkdir(parents=True, exist_ok=True)
    keymap.write_text(f"[keys]\n{json.dumps(EVIL)} = {json.dumps(EVIL)}\n", encoding="utf-8")
    with Terminal(program, PYTHONPATH=str(sample_cables.parent)) as terminal:
        terminal.wait_for(lambda it: "? keys" in it.status or "keymap" in it.text)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
        for sign in (b"\x1b]0;", b"\x1b]52", b"\x1b]8;", b"\x9b31m", "\u202e".encode(), "\u200b".encode()):
            assert sign not in terminal.raw
