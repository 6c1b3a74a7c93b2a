"""A real pseudo-terminal with a program in it, read through pyte: tests wait for a text, and count bytes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

PATIENCE = 60.0
"""Seconds without a byte after which a text that is waited for will not come."""

MOST_PATIENCE = 120.0
"""Seconds after which it will not come, whatever else the terminal is sent: a clock ticks for ever."""

KEYS = {"enter": "\r", "escape": "\x1b", "ctrl+d": "\x04", "ctrl+o": "\x0f", "space": " "}


class Terminal:
    """A program in a terminal of some size."""

    def __init__(
        self, command: Sequence[str], *, width: int = 80, height: int = 24, **environment: str
    ) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self.received = 0
        self.raw = bytearray()
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        settings = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": os.environ.get("XDG_CACHE_HOME", "/nonexistent"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            **{name: value for name, value in os.environ.items() if name.startswith(("XDG_", "PYTHON"))},
            **environment,
        }
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=settings, start_new_session=True
        )
        os.close(theirs)
        self._ours = ours

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        if self._ours >= 0:
            os.close(self._ours)

    @property
    def text(self) -> str:
        """What the terminal shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def status(self) -> str:
        """The last line of the screen."""
        return self.screen.display[-1].rstrip()

    @property
    def modes(self) -> int:
        """The local modes of the terminal: whether it edits lines, echoes, and sends signals."""
        modes = termios.tcgetattr(self._ours)[3]
        assert isinstance(modes, int)
        return modes

    def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        self.screen.resize(height, width)
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.process.send_signal(signal.SIGWINCH)

    def press(self, *keys: str) -> None:
        """Send keys."""
        for key in keys:
            os.write(self._ours, KEYS.get(key, key).encode())

    def wait_for(self, condition: str | Callable[[Terminal], bool]) -> None:
        """Read until the screen shows a text, or a condition holds."""
        end = time.monotonic() + MOST_PATIENCE
        while not (condition in self.text if isinstance(condition, str) else condition(self)):
            if time.monotonic() > end or not self._read():
                raise AssertionError(f"waited for {condition!r}, the screen shows:\n{self.text}")

    def wait_for_copies(self) -> None:
        """Ask for the copies of a cable until the search for them has ended."""
        while "Copies" not in self.text:
            self.press("d")
            self.wait_for(lambda it: "Copies" in it.text or "not known yet" in it.status)
            if "Copies" not in self.text:
                self.press("k", "j")  # takes the notice away
                self.wait_for(lambda it: "Copies" in it.text or "not known yet" not in it.status)

    def hang_up(self) -> None:
        """Take the terminal away, as a machine does that loses its line."""
        os.close(self._ours)
        self._ours = -1

    def bytes_until(self, condition: str | Callable[[Terminal], bool]) -> int:
        """Return how many bytes come until the screen shows something."""
        before = self.received
        self.wait_for(condition)
        return self.received - before

    def wait_for_end(self) -> int:
        """Read until the program ends; return its status."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], PATIENCE)
        if not ready:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # the other end is closed
            return False
        self.received += len(data)
        self.raw += data
        self._stream.feed(data)
        return bool(data)
