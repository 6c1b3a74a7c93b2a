"""A reader at a terminal: presses keys, and knows when what was asked for stands on the screen.

The one fact that surprises: a key's time runs until its answer is there, not until the line is quiet. While
an import and a search for copies run, the line never is. It ends when the answer's last bytes are read: what
is drawn of them here takes longer than a terminal needs, and none of it is the program's.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import re
import select
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benchmarks.bare_screen import BareScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

PATIENCE: Final = 60.0
"""Seconds after which an answer will not come."""

WORDS: Final = ("visa", "ferry", "harbour", "minister", "election", "energy", "police", "visit", "summit")
"""What is searched for in the full texts."""

_COMMAND: Final = "from tui.commands import main; main()"
_SHOWN: Final = 14
"""Letters of an id that the list at 80 columns shows in any case."""

_PLACE: Final = re.compile(r"^\s*([\d,]+)/([\d,]+)")


class NoAnswerError(Exception):
    """What a key asked for did not come, or the program ended."""


@dataclass(slots=True)
class Told:
    """What a reader did: milliseconds of each kind of key, marks made, cables read, and what went wrong."""

    keys: dict[str, list[float]] = field(default_factory=dict)
    moments: list[tuple[float, str, float]] = field(default_factory=list)  # of each: and when it was pressed
    marks: list[str] = field(default_factory=list)
    read: int = 0
    compared: int = 0
    wrong: list[str] = field(default_factory=list)


class Screen:
    """The browser over an archive in a terminal of 80 by 24."""

    def __init__(self, archive: Path, environment: Mapping[str, str], told: Told) -> None:
        self.screen = BareScreen(80, 24)
        self.told = told
        self._arrived = 0.0
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-c", _COMMAND, "browse", "--archive", str(archive)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=dict(environment),
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)

    @property
    def title(self) -> str:
        """The first line."""
        return self.screen.line(0)

    @property
    def status(self) -> str:
        """The last line."""
        return self.screen.line(self.screen.lines - 1)

    @property
    def place(self) -> str:
        """``12/20,000``, '' while something else stands there."""
        found = _PLACE.match(self.status)
        return found[0].strip() if found else ""

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.screen.line(number).rstrip() for number in range(self.screen.lines))

    def press(self, what: str, keys: str, answered: Callable[[], bool]) -> None:
        """Press keys, and take the time until the answer to the last of them is there."""
        for key in keys[:-1]:
            os.write(self._ours, key.encode())
        self.look()
        start = time.perf_counter()
        os.write(self._ours, keys[-1].encode())
        self.wait(what, answered)
        taken = max(self._arrived - start, 0.0) * 1000
        self.told.keys.setdefault(what, []).append(taken)
        self.told.moments.append((taken, what, start))

    def wait(self, what: str, answered: Callable[[], bool]) -> None:
        """Wait for something. Raises `NoAnswerError`."""
        end = time.perf_counter() + PATIENCE
        while not answered():
            if not select.select([self._ours], [], [], max(end - time.perf_counter(), 0))[0]:
                raise NoAnswerError(f"{what}: no answer; the screen shows\n{self.text}")
            self._take(what)

    def look(self) -> None:
        """Read what is there, and wait for nothing."""
        while select.select([self._ours], [], [], 0)[0]:
            self._take("looking")

    def end(self) -> None:
        """Leave the browser. Raises `NoAnswerError` where it says a problem or ends with a status."""
        os.write(self._ours, b"Q")
        try:
            while select.select([self._ours], [], [], PATIENCE)[0]:
                self._take("leaving")
        except NoAnswerError:
            pass
        if self.process.wait() or "cablediff:" in self.text:
            raise NoAnswerError(f"left with {self.process.returncode}:\n{self.text}")

    def _take(self, what: str) -> None:
        try:
            data = os.read(self._ours, 65536)
        except OSError:
            raise NoAnswerError(f"{what}: the program ended:\n{self.text}") from None
        self._arrived = time.perf_counter()
        self.screen.feed(data)


class Reader:
    """Somebody who moves, searches, reads, marks and compares, a little later after each answer."""

    def __init__(self, screen: Screen, keys: Sequence[str], seed: int, think: float) -> None:
        self.screen = screen
        self.keys = keys
        self.chance = random.Random(seed)
        self.think = think
        self._unmarked = self.chance.sample(keys, len(keys))

    def round(self) -> None:
        """Do everything once. Raises `NoAnswerError`."""
        self.move()
        self.search()
        first, second = self._unmarked.pop(), self.chance.choice(self.keys)
        while second == first:
            second = self.chance.choice(self.keys)
        self.read_and_mark(first)
        self.compare(second)

    def move(self) -> None:
        """Go about the list."""
        for what, key in (("line", "j"), ("line", "j"), ("page", " "), ("end", "G"), ("page", "b")):
            self._step(what, key)
        self._step("end", "g")

    def search(self) -> None:
        """Look for a word in the full texts, and take it back."""
        screen, word = self.screen, self.chance.choice(WORDS)
        self._press("prompt", "s", lambda: "? keys" not in screen.status)
        self._press("search", f"{word}\r", lambda: f"texts: {word}" in screen.text)
        self._press("prompt", "s", lambda: "? keys" not in screen.status)
        self._press("search", "\x15\r", lambda: "texts:" not in screen.text and bool(screen.place))

    def read_and_mark(self, key: str) -> None:
        """Read a cable and mark it."""
        screen = self.screen
        self._go_to(key)
        self._press("read", "\r", lambda: key in screen.title)
        self.screen.told.read += 1
        for what, pressed in (("line in a cable", "j"), ("line in a cable", "j"), ("end in a cable", "G")):
            self._step(what, pressed)
        self._press("mark", "m", lambda: "marked" in screen.status)
        screen.told.marks.append(key)
        self._press("back", "q", lambda: "Differences" not in screen.title and key not in screen.title)

    def compare(self, key: str) -> None:
        """Compare another cable with the one marked last, word by word."""
        screen = self.screen
        self._go_to(key)
        self._press("read", "\r", lambda: key in screen.title)
        screen.told.read += 1
        self._press("dot plot", ",", lambda: "Dots" in screen.title or "dot" in screen.text.lower())
        self._press("difference", "c", lambda: "Differences" in screen.title)
        screen.told.compared += 1
        self._press("back", "q", lambda: "Differences" not in screen.title)
        self._press("back", "q", lambda: key in screen.title and bool(screen.place))
        self._press("back", "q", lambda: key not in screen.title)

    def _go_to(self, key: str) -> None:
        screen = self.screen
        self._press("prompt", "J", lambda: "? keys" not in screen.status)
        self._press("go to", f"{key}\r", lambda: bool(screen.place) and key[:_SHOWN] in screen.text)

    def _step(self, what: str, key: str) -> None:
        """Press a key that moves the cursor, unless it stands at that end already."""
        self.screen.look()  # what came since the last answer may have changed the place
        before = self.screen.place
        here, _, all_ = before.partition("/")
        if (key in "jG " and here == all_) or (key in "gb" and here == "1"):
            return
        self._press(what, key, lambda: self.screen.place not in ("", before))

    def _press(self, what: str, keys: str, answered: Callable[[], bool]) -> None:
        self.screen.press(what, keys, answered)
        if self.think:
            time.sleep(self.chance.uniform(self.think / 2, self.think * 1.5))
