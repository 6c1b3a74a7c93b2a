"""A program in a real pseudo-terminal, measured from outside: seconds and bytes for each key.

The one fact that surprises: a key's time runs to the last byte that it brings, not to the first. A screen
that begins at once and is painted a second later is a slow screen.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from benchmarks.measuring import resident

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import TracebackType

REDRAW: Final = "\x0c"
"""The key that has the browser draw everything again."""

QUIET: Final = 0.25
"""Seconds without a byte after which the screen is taken to be quiet."""

FIRST: Final = 2.0
"""Seconds that a key gets for its first byte."""

LONGEST: Final = 120.0
"""Seconds after which a screen that is never quiet is not waited for any more."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What some keys cost: milliseconds and bytes of each, and the processor time of the screen's thread."""

    milliseconds: Sequence[float]
    sizes: Sequence[int]
    own: Sequence[float] = ()

    @property
    def time(self) -> float:
        """The median, in milliseconds."""
        return median(self.milliseconds)

    @property
    def size(self) -> int:
        """The median, in bytes."""
        return int(median(self.sizes))


class Answer(float):
    """Milliseconds until an answer; ``own`` are those that the screen's thread was at work for it."""

    own: float = 0.0


class Program:
    """A Python program in a terminal of some size."""

    def __init__(
        self, code: str, arguments: Sequence[str] = (), *, width: int = 80, height: int = 24
    ) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self._size = width, height
        self._screen: Any = None
        self._stream: Any = None
        self._tail = b""
        self._began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=_environment(),
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def seconds_until(self, wanted: bytes) -> float:
        """Return the seconds from the start until ``wanted`` was sent."""
        received = b""
        while wanted not in received:
            try:
                received += os.read(self._ours, 65536)
            except OSError:
                raise SystemExit(f"the program ended: {received[-2000:].decode(errors='replace')}") from None
        return time.perf_counter() - self._began

    def emulate(self) -> None:
        """Follow what the screen shows, so that `answered` can be asked; from here on all is drawn anew."""
        import pyte

        self._screen = pyte.Screen(*self._size)
        self._stream = pyte.ByteStream(self._screen)
        fcntl.ioctl(
            self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", self._size[1] + 1, self._size[0], 0, 0)
        )
        self.settle()
        self.type(REDRAW)
        self.settle(0.5)

    def answered(
        self, key: str, wanted: Callable[[Sequence[str]], bool], patience: float = LONGEST
    ) -> Answer:
        """Press a key; return the milliseconds until the screen shows what is wanted of its lines.

        Where something else is at work, the screen is never quiet: this does not wait for that.
        """
        before, start = self.own_milliseconds, time.perf_counter()
        os.write(self._ours, key.encode())
        answer = Answer(self.shows(wanted, patience, start))
        answer.own = self.own_milliseconds - before
        return answer

    def shows(
        self, wanted: Callable[[Sequence[str]], bool], patience: float = LONGEST, start: float | None = None
    ) -> float:
        """Return the milliseconds until the screen shows what is wanted of its lines."""
        start = time.perf_counter() if start is None else start
        while True:
            now = time.perf_counter()
            if wanted(self._screen.display):
                return (now - start) * 1000
            if now - start > patience:
                raise SystemExit("what was waited for did not come:\n" + "\n".join(self._screen.display))
            if select.select([self._ours], [], [], 0.05)[0]:
                self._read()

    def type(self, keys: str) -> None:
        """Press keys and wait for nothing."""
        os.write(self._ours, keys.encode())

    def _read(self) -> int:
        try:
            data = os.read(self._ours, 65536)
        except OSError:
            raise SystemExit(f"the program ended: {self._tail[-3000:].decode(errors='replace')}") from None
        self._tail = (self._tail + data)[-6000:]
        if self._stream is not None:
            self._stream.feed(data)
        return len(data)

    def key(self, key: str, quiet: float = QUIET) -> tuple[float, int]:
        """Press a key; return the milliseconds until its last byte, and all bytes that it brought.

        The last byte is that after which nothing comes for ``quiet`` seconds: what is computed off the
        screen's thread may come long after a first picture.
        """
        self.settle()
        start = time.perf_counter()
        os.write(self._ours, key.encode())
        last, count = start, 0
        patience = FIRST
        while select.select([self._ours], [], [], patience)[0] and last - start < LONGEST:
            patience = quiet
            count += self._read()
            last = time.perf_counter()
        return (last - start) * 1000, count

    def keys(self, keys: Iterable[str], quiet: float = QUIET) -> Keys:
        """Press keys one by one, each when the screen is quiet."""
        told, own = [], []
        for key in keys:
            before = self.own_milliseconds
            told.append(self.key(key, quiet))
            own.append(self.own_milliseconds - before)
        return Keys([time_ for time_, _ in told], [count for _, count in told], own)

    @property
    def own_milliseconds(self) -> float:
        """Processor time of the thread that draws the screen, whatever else is at work; 0 if untold."""
        process = self.process.pid
        try:
            times = Path(f"/proc/{process}/task/{process}/schedstat").read_text().split()
            return int(times[0]) / 1e6  # of nanoseconds
        except (OSError, ValueError, IndexError):
            return 0.0

    def settle(self, seconds: float = QUIET / 2) -> int:
        """Read until nothing has come for so long; return the bytes that came."""
        count, start = 0, time.perf_counter()
        while select.select([self._ours], [], [], seconds)[0] and time.perf_counter() - start < LONGEST:
            count += self._read()
        return count

    def idle(self, seconds: float) -> int:
        """Return the bytes that come in so many seconds without a key."""
        count, end = 0, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._ours], [], [], left)[0]:
                count += self._read()
        return count

    def held(self, key: str, *, seconds: float, per_second: int, line: int) -> float:
        """Hold a key on a line of so many bytes a second; return the milliseconds it goes on after it."""
        self.settle()
        start = time.perf_counter()
        release = start + seconds
        pressed, last = 0, start
        read = 0
        while True:
            now = time.perf_counter()
            if now < release and pressed < (now - start) * per_second:
                os.write(self._ours, key.encode())
                pressed += 1
            allowed = int((now - start) * line) - read
            if allowed > 0 and select.select([self._ours], [], [], 0)[0]:
                read += len(os.read(self._ours, min(allowed, 4096)))
                last = time.perf_counter()
            elif allowed > line // 10:
                read = int((now - start) * line) - line // 100  # what was not used is not saved up
            if now > release and now - max(last, release) > QUIET:
                return max(last - release, 0.0) * 1000
            time.sleep(0.001)

    @property
    def megabytes(self) -> float:
        """Resident memory of the process itself."""
        return resident(self.process.pid) / 1e6


def _environment() -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.startswith("XDG_")}
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path.cwd()),
        **kept,
    }
