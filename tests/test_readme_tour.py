"""The tour of keys in the README, taken in a real terminal: what it names is bound there, and answers.

A word in bold says which screen the tour has come to. Every key named from there on has to be a key of that
screen; it is pressed, and the program then has to tell its keys, which shows that it lives and where it is.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from terminal import Terminal

from tui import actions

README = Path(__file__).resolve().parent.parent / "README.md"
BOLD = {
    "list of cables": actions.CABLES,
    "reads": actions.READER,
    "copies": actions.COPIES,
    "differences": actions.DIFF,
    "repeated text": actions.GROUPS,
    "dot plot": actions.DOTS,
    "overview": actions.OVERVIEW,
    "releases": actions.RELEASES,
    "notes": actions.NOTES,
}
WAY = {
    actions.CABLES: (),
    actions.READER: ("\r",),
    actions.COPIES: ("d",),
    actions.DIFF: ("d", "\r"),
    actions.GROUPS: ("a",),
    actions.DOTS: (".",),
    actions.OVERVIEW: ("O",),
    actions.RELEASES: ("R",),
    actions.NOTES: ("'",),
}
"""How to come to a screen from the list."""

ASKING = {"sort_by", "filter", "search", "search_texts", "jump", "note"}
"""Actions that open the prompt. ^c leaves it: Esc and a key right behind it are another key."""
OFFERING = {"yank", "verdict", "export"}
"""Actions that wait for a key that chooses; any other drops the choice."""
UNTAKEN = {"leave", "suspend_process", "command_palette", "to_pager"}
"""They end the tour, or are seen in tests of their own."""

SENT = {"Enter": "\r", "Esc": "\x1b", "Space": " ", "Tab": "\t"}
NO_KEYS = ("cablediff", "--", "TERM", "NO_COLOR", "Tab", "▒")  # Tab completes in the prompt


def tour() -> list[tuple[str, str, actions.Action]]:
    """Return the stops of the tour: the screen, the key as it is written, and what it does there."""
    section = README.read_text(encoding="utf-8").partition("## A tour of the keys")[2].partition("\n## ")[0]
    text = "\n".join(line for line in section.splitlines() if not line.startswith("|"))
    stops: list[tuple[str, str, actions.Action]] = []
    scope = actions.CABLES
    for bold, code in re.findall(r"\*\*([^*]+)\*\*|`([^`]+)`", text):
        if bold:
            scope = BOLD.get(" ".join(bold.split()), scope)
            continue
        if code.startswith(NO_KEYS):
            continue
        stops += [(scope, key, action_of(scope, key)) for key in code.split()]
    return stops


def action_of(scope: str, key: str) -> actions.Action:
    for where in (scope, actions.MOVING, actions.EVERYWHERE, actions.CABLES):
        for action in actions.of(where):
            if key in (actions.key_name(name) for name in action.keys.split(",")):
                return action
    raise AssertionError(f"the README names {key!r} on the screen {scope}, where it does nothing")


def sent(key: str) -> str:
    if key.startswith("^"):
        return chr(ord(key[1].upper()) - 64)
    return SENT.get(key, key)


class Walk:
    """A terminal in which the tour is taken."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def where(self) -> str:
        """Ask for the keys of the screen; return which screen that is."""
        self.terminal.press("?")
        title = self.leave_keys()
        return next(scope for scope, name in actions.SCOPES.items() if f" {name} " in f"{title} ")

    def leave_keys(self) -> str:
        """Wait for the keys of a screen and leave them, to the end: the next may be asked for at once."""
        self.terminal.wait_for(lambda it: it.screen.display[0].startswith(" Keys "))
        title = self.terminal.screen.display[0]
        self.terminal.press("q")
        self.terminal.wait_for(lambda it: not it.screen.display[0].startswith(" Keys "))
        return title

    def go(self, scope: str) -> None:
        """Come to a screen, by way of the list unless it is the one."""
        here = self.where()
        if here == scope:
            return
        while here != actions.CABLES:
            self.terminal.press("q")
            here = self.where()
        for key in WAY[scope]:
            self.terminal.press(key)
            here = self.where()
        assert here == scope


def test_the_tour_of_the_readme_can_be_taken(tmp_path: Path, sample_cables: Path) -> None:
    stops = tour()
    assert len(stops) > 40
    command = (sys.executable, "-c", "from tui.commands import main; main()")
    arguments = (
        "--archive",
        str(tmp_path / "tour.cables"),
        str(sample_cables / "copies"),
        str(sample_cables / "releases"),
    )
    with Terminal((*command, *arguments), PYTHONPATH=str(sample_cables.parent)) as terminal:
        terminal.wait_for(lambda it: "≈" in it.text and "? keys" in it.status)
        walk = Walk(terminal)
        for scope, key, action in stops:
            if action.name in UNTAKEN or key == "Esc":
                continue
            walk.go(scope if scope in WAY else actions.CABLES)
            terminal.press(sent(key))
            if action.name in ASKING:
                terminal.wait_for(lambda it: "? keys" not in it.status)
                terminal.press("\x03")
                terminal.wait_for(lambda it: "? keys" in it.status)
            if action.name in OFFERING:
                terminal.press("\x03")
            if action.name == "help":
                walk.leave_keys()
        walk.go(actions.CABLES)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
