"""The dialogue: a prompt, a word, an answer in lines. Nothing is ever drawn over.

Words are the names of the actions that the full screen has, or their keys; a number opens what bears it, and
Enter alone goes on reading.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

from duplicates.progress import Stopped
from parser.printable import printable_line
from tui import actions
from tui.giving.pager import NoPagerError, page_through, pager_command
from tui.names import counted
from tui.numbers import whole
from tui.plain.view import Lines, Stay, View
from tui.reading.history import History

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from corpus import Archive
    from duplicates.lookup import Lookup
    from duplicates.results.register import Register
    from tui.actions import Action
    from tui.catalogue import Catalogue
    from tui.notes.reader_notes import Notes

PAGE: Final = 20
"""Lines that are given out at a time."""

_ALIASES: Final = {
    "quit": "leave",
    "exit": "leave",
    "read": "open",
    "diff": "compare",
    "groups": "groups",
    "texts": "search_texts",
    "list": "first",
    "next": "page_down",
    "previous": "page_up",
    "keys": "help",
    "ignore": "levels",
    "together": "collate",
    "copy": "yank",
    "all": "stop",
}
"""Words that people try, and the actions that they mean where the screen has none of that name."""

_MOVES: Final = ("first", "page_down", "page_up")
_EVERYWHERE: Final = ("help", "notes", "to_pager", "undo", "redo", "stop", "back", "leave")


class Leave(Exception):  # noqa: N818
    """The reader is done."""


class Session:
    """One reader before one archive."""

    def __init__(
        self,
        archive: Archive,
        catalogue: Catalogue,
        notes: Notes,
        *,
        sources: Sequence[Path],
        find: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        self.archive = archive
        self.catalogue = catalogue
        self.notes = notes
        self.sources = sources
        self.say = say
        self.stack: list[View] = []
        self.history = History()
        self._find = find
        self.width = max(shutil.get_terminal_size((80, 24)).columns - 1, 20)

    @property
    def view(self) -> View:
        """The screen that the reader is on."""
        return self.stack[-1]

    @property
    def lookup(self) -> Lookup | Register:
        """What is known of copies; looked for when it is first asked for. ^C stops that."""
        if self.catalogue.lookup is None:
            self.say("looking for repeated text; ^C stops")
            try:
                self._find()
            except (KeyboardInterrupt, Stopped):
                raise Stay("stopped: copies are not known") from None
        assert self.catalogue.lookup is not None
        return self.catalogue.lookup

    def push(self, view: View) -> None:
        """Go to a screen and give its first page."""
        self.stack.append(view)
        self.show_title()
        self.show_page()

    def show_title(self) -> None:
        """Say which screen this is."""
        self.say(f"== {self.view.title}")

    def show_page(self) -> None:
        """Give the next lines, and say how many follow."""
        view = self.view
        first, last = view.top, min(view.top + PAGE, len(view))
        for line in view.lines(first, last):
            self.say(line)
        view.top = last
        left = len(view) - last
        if first < last and left:
            self.say(f"-- line {last:,} of {len(view):,}; Enter goes on")
        elif first < last or not len(view):
            self.say("-- end" if len(view) else "-- nothing here")
        else:
            self.say("-- this was the end; back returns")

    def answer(self, typed: str) -> None:
        """Do what was typed. Raises `Leave` when the reader is done."""
        words = typed.strip()
        try:
            if not words:
                self.show_page()
            elif (number := whole(words)) is not None:
                self.view.choose(number)
            else:
                self._act(words)
        except Stay as reason:
            self.say(str(reason))
        except OSError as error:
            self.say(f"not done: {error.strerror or error}")

    def _act(self, words: str) -> None:
        word, _, rest = words.partition(" ")
        if word[0] in "/:" and len(word) > 1:  # /harbour, :help, as fingers have it
            word, rest = (word[0], words[1:]) if word[0] == "/" else (word[1:], rest)
        found = self._action(word)
        if found is None:
            elsewhere = self._screens_below(word)
            there = f"; it belongs to {' and '.join(elsewhere)}: back leads there" if elsewhere else ""
            raise Stay(f"{word}: no such word here; help lists them{there}")
        found[1](rest.strip())

    def _screens_below(self, word: str) -> list[str]:
        """Return the screens to which ``back`` leads and where a word does something."""
        name = word.replace("-", "_")
        names = {name, _ALIASES.get(name, name)}
        below = [view.SCOPE for view in self.stack[:-1] if any(it.name in names for it in view.offered())]
        return [f'"{actions.SCOPES[scope]}"' for scope in dict.fromkeys(below) if scope != self.view.SCOPE]

    def _action(self, word: str) -> tuple[Action, Callable[[str], None]] | None:
        name = word.replace("-", "_")
        known = [(action, self.view.method(action)) for action in self.view.offered()]
        known += [
            (action, getattr(self, f"do_{action.name}"))
            for scope, names in ((actions.EVERYWHERE, _EVERYWHERE), (actions.MOVING, _MOVES))
            for action in actions.of(scope)
            if action.name in names
        ]
        for wanted in (name, _ALIASES.get(name, name)):
            for action, run in known:
                if wanted == action.name:
                    return action, run
        for action, run in known:
            if word in (actions.key_name(key) for key in action.keys.split(",")):
                return action, run
        if _screens_of(word):  # a word of another screen is no beginning of one of this: note, notes
            return None
        begun = [(action, run) for action, run in known if len(name) > 1 and action.name.startswith(name)]
        return begun[0] if len(begun) == 1 else None

    # Actions of every screen

    def do_help(self, _: str) -> None:
        """Give the words of this screen."""
        for scope, found in (
            (self.view.SCOPE, self.view.offered()),
            (actions.EVERYWHERE, [a for a in actions.of(actions.EVERYWHERE) if a.name in _EVERYWHERE]),
            (actions.MOVING, [a for a in actions.of(actions.MOVING) if a.name in _MOVES]),
        ):
            if found:
                self.say(f"{actions.SCOPES[scope]}:")
            for action in found:
                keys = actions.keys_shown(action.keys)
                self.say(f"  {action.name.replace('_', '-')} ({keys}): {action.label}")
        self.say("A number opens what bears it, Enter alone goes on. Words may be cut short.")

    def do_notes(self, _: str) -> None:
        """Give all marks, notes and verdicts."""
        from tui.notes.notes_forms import as_text

        remarks = self.notes.remarks()
        self.push(Lines(self, "Marks, notes and verdicts", as_text(remarks).splitlines()))

    def do_to_pager(self, _: str) -> None:
        """Give everything at once: in a terminal by the pager, else as lines."""
        lines = [printable_line(line) for line in self.view.lines(0, len(self.view))]
        if not sys.stdout.isatty():
            for line in lines:
                self.say(line)
            return
        try:
            page_through(pager_command(os.environ), [f"{line}\n" for line in lines], sys.stdout.encoding)
        except NoPagerError as error:
            raise Stay(str(error)) from None

    def do_undo(self, _: str) -> None:
        """Take the last change of the notes back."""
        self.say(self.notes.undo_said())

    def do_redo(self, _: str) -> None:
        """Make it again."""
        self.say(self.notes.redo_said())

    def do_stop(self, _: str) -> None:
        """Take back what narrowed the screen last."""
        if not self.view.take_back():
            raise Stay("nothing is left out here; back returns")

    def do_back(self, _: str) -> None:
        """Return to the screen before; from the first, take back what narrowed it, then leave."""
        if len(self.stack) == 1:
            if self.view.take_back():
                return
            raise Leave
        self.stack.pop().left()
        self.view.top = max(self.view.top - PAGE, 0)
        self.show_title()
        self.show_page()

    def do_leave(self, _: str) -> None:
        """Leave."""
        raise Leave

    def do_first(self, rest: str) -> None:
        """Give the lines from the first, or from a number on."""
        self.view.top = min(max((whole(rest) or 0) - 1, 0), len(self.view))
        self.show_page()

    def do_page_down(self, _: str) -> None:
        """Go on."""
        self.show_page()

    def do_page_up(self, _: str) -> None:
        """Give the page before again."""
        self.view.top = max(self.view.top - 2 * PAGE, 0)
        self.show_page()

    # What screens share

    def toggle_mark(self, key: str) -> None:
        """Mark a cable, or take its mark away."""
        self.say(f"{key}: {'marked' if self.notes.toggle(key) else 'mark taken away'}")

    def write_note(self, text: str, *about: str) -> None:
        """Write a note, or say the one there is."""
        where = " and ".join(about)
        if not text:
            known = self.notes.note(*about) or "none"
            self.say(f"note on {where}: {known}. note TEXT writes one, note - clears it")
            return
        self.notes.write("" if text == "-" else text, *about)
        self.say(f"{where}: {'no note' if text == '-' else 'noted'}")


def _screens_of(word: str) -> list[str]:
    """Return the screens that lead to others, the list and the reader, where a word is known."""
    name = word.replace("-", "_")
    names = {name, _ALIASES.get(name, name)}
    return [
        f'"{actions.SCOPES[scope]}"'
        for scope in (actions.CABLES, actions.READER)
        if any(action.name in names for action in actions.of(scope))
    ]


def run(session: Session, first: View, typed: Iterator[str]) -> None:
    """Lead the dialogue until the reader leaves or the input ends."""
    session.say(f"cablediff, {counted(len(session.archive), 'cable')}. help lists the words, quit leaves.")
    session.push(first)
    try:
        for line in typed:
            session.answer(line)
    except Leave:
        pass


def wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield a text in harmless lines of at most ``width`` cells."""
    from tui.drawing.wrapping import wrap

    shown = printable_line(text)
    for start, end in wrap(shown, 0, len(shown), max(width - len(indent), 10)) or [(0, 0)]:
        yield indent + shown[start:end]
