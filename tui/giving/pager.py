"""``!``: what the screen shows, in the reader's own pager, while the browser stands aside.

The one fact that surprises: ^C in a pager reaches every program of the terminal, so the browser gets it as
well. It is the pager's while it runs; the browser leaves only for SIGTERM and SIGHUP, and ends it first.
"""

from __future__ import annotations

import shlex
import shutil
import signal
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from parser.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_USUAL: Final = ("less", "more")


class NoPagerError(Exception):
    """There is no pager; the message says what to do."""


def pager_command(environment: Mapping[str, str]) -> list[str]:
    """Return the program that ``PAGER`` names, with its arguments; else less, else more.

    It is started as it stands, never by a shell. Raises `NoPagerError` where there is none.
    """
    named = environment.get("PAGER", "").strip()
    try:
        words = shlex.split(named)
    except ValueError:
        raise NoPagerError(f"PAGER={named}: a quotation mark is not closed") from None
    if words and shutil.which(words[0]) is None:
        raise NoPagerError(f"PAGER={named}: there is no program {words[0]}")
    found = next((program for name in _USUAL if (program := shutil.which(name))), None)
    if not words and found is None:
        raise NoPagerError(f"neither {' nor '.join(_USUAL)} is there; PAGER may name another program")
    return words or [str(found)]


def page_through(command: list[str], text: Iterable[str], encoding: str) -> bool:
    """Give a text to a program piece by piece, harmless, and wait until the reader has left it.

    Return whether this program was asked to end meanwhile.
    """
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin is not None
    with _signals_of(process) as ending:
        with suppress(BrokenPipeError):  # left before the end
            for piece in text:
                process.stdin.write(printable(piece).encode(encoding, "replace"))
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.wait()
    return bool(ending)


@contextmanager
def _signals_of(process: subprocess.Popen[bytes]) -> Iterator[list[int]]:
    """Leave ^C to a program that runs in the foreground, and end it where this one has to end."""
    ending: list[int] = []

    def end(number: int, _: object) -> None:
        ending.append(number)
        process.terminate()

    handlers = {signal.SIGINT: lambda *_: None, signal.SIGTERM: end, signal.SIGHUP: end}
    wakeup = signal.set_wakeup_fd(-1)  # the loop of the app would act on all of them afterwards
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(wakeup)
