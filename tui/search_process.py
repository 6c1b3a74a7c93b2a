"""The search for copies in a process of its own.

It is pure computation for seconds or minutes, and in a thread of the browser it would take every second
turn of the interpreter from the screen. The archive is opened again over there. What was found lies
beside the archive and is read from its register there; it comes back whole only where nothing can be kept.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final

from duplicates.lookup import Lookup
from duplicates.model import Parameters
from duplicates.progress import Progress, Stop, Stopped

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from corpus import Archive
    from duplicates.model import Findings
    from duplicates.results.register import Register

ALONE: Final = 200
"""Up to so many cables the search runs in a thread: another process would take longer to start."""

_POLL: Final = 0.1
"""Seconds between two looks at the wish to stop."""

_PATIENCE: Final = 3.0
"""Seconds in which the other process may end by itself, and its own helpers with it."""

_NICE: Final = 5
"""The screen goes first."""


class SearchFailedError(Exception):
    """The process ended without findings."""


def copies_of(archive: Archive, progress: Progress) -> Lookup | Register:
    """Return what occurs twice in an archive, looked for in this process where it is not kept."""
    from duplicates.find import find  # brings NumPy
    from duplicates.results.registering import registered
    from duplicates.results.store import findings_of

    if len(archive) <= ALONE:
        return Lookup(find(archive.cables(), Parameters(), progress=progress))
    findings = findings_of(archive, Parameters(), progress=progress).findings
    found = opened(archive) if registered(archive, Parameters()) else None
    return found or Lookup(findings)


def opened(archive: Archive) -> Register | None:
    """Return the register of what is kept for an archive, whose process has just said that it holds."""
    from duplicates.results.naming import name_of
    from duplicates.results.places import folder_of
    from duplicates.results.register import Register
    from duplicates.results.rows import DamagedError

    with suppress(DamagedError):
        return Register(folder_of(archive.path), name_of(Parameters()), Parameters())
    return None


def search(path: Path, parameters: Parameters, progress: Progress, stop: Stop) -> Findings | None:
    """Bring findings and register of the archive at ``path`` up to date; None where they are kept beside it.

    Raises `Stopped` when ``stop`` says so, `SearchFailedError` with the reason when the search broke off.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(path, parameters, theirs))
    process.start()
    theirs.close()
    try:
        while True:
            if stop():
                raise Stopped("stopped while looking for copies")
            if not ours.poll(_POLL):
                continue
            try:
                news: tuple[str, Any] = ours.recv()
            except EOFError:
                raise SearchFailedError("the search for copies ended early") from None
            word, value = news
            if word == "progress":
                progress(*value)
            elif word == "failed":
                raise SearchFailedError(str(value))
            else:
                found: Findings | None = value
                return found
    finally:
        process.terminate()
        process.join(_PATIENCE)
        process.kill()
        process.join()
        ours.close()


def _work(path: Path, parameters: Parameters, connection: Connection[Any, Any]) -> None:
    """What the other process does."""
    from corpus import Archive
    from duplicates.results.registering import registered
    from duplicates.results.store import findings_of

    asked = False

    def ask(number: int, frame: object) -> None:
        nonlocal asked
        asked = True

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, ask)
    with suppress(AttributeError, OSError):
        os.nice(_NICE)
    try:
        with Archive.open(path) as archive:  # to note the number of copies with each cable
            total = len(archive)

            def progress(stage: str, done: int, of: int) -> None:
                connection.send(("progress", (stage, done, of or total)))

            found = findings_of(archive, parameters, progress=progress, stop=lambda: asked).findings
            connection.send(("found", None if registered(archive, parameters) else found))
    except (Stopped, BrokenPipeError):
        pass  # nobody waits any more
    except Exception as error:
        connection.send(("failed", f"{type(error).__name__}: {error}"))
    finally:
        connection.close()
