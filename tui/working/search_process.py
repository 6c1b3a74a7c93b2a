"""The search for copies in a process of its own.

It is pure computation for seconds or minutes, and in a thread of the browser it would take every second
turn of the interpreter from the screen. A command searches here for the sake of memory: what the search took
is given back before the first line is written. The archive is opened again over there. What was found lies
beside the archive and is read from its register there; it comes back whole only where nothing can be kept.
"""

from __future__ import annotations

import signal
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from duplicates.lookup import Lookup
from duplicates.means import UNLIMITED, Means
from duplicates.model import Parameters
from duplicates.progress import Progress, Stop, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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


EARLY: Final = "the search for copies ended early, perhaps for want of memory"


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search is to do, as the other process is told."""

    path: Path  # of the archive
    parameters: Parameters
    folder: Path | None = None  # where a command wants results; None: beside the archive, with the register
    means: Means = UNLIMITED


def search(
    asked: Asked, progress: Progress, stop: Stop, news: Callable[[str], None] | None = None
) -> Findings | None:
    """Bring the findings of an archive up to date; None where they are kept now. See `findings_of`.

    Raises `Stopped` when ``stop`` says so, `SearchFailedError` with the reason when the search broke off.
    """
    from multiprocessing import get_context  # the first picture waits for no search

    from corpus.helping import begin_to_put_away, rules

    begin_to_put_away()
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(asked, theirs, rules()))
    process.start()
    theirs.close()
    stage = "looking for copies"
    try:
        while True:
            if stop():
                raise Stopped(f"stopped while {stage}")
            if not ours.poll(_POLL):
                continue
            try:
                told: tuple[str, Any] = ours.recv()
            except EOFError:
                raise SearchFailedError(EARLY) from None
            word, value = told
            if word == "progress":
                stage = value[0]
                progress(*value)
            elif word == "news":
                if news:
                    news(value)
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


def _work(asked: Asked, connection: Connection[Any, Any], rules: Sequence[Callable[[], object]]) -> None:
    """What the other process does, which keeps to the rules of the one that asked."""
    from corpus import Archive
    from corpus.helping import stand_back
    from duplicates.results.registering import registered
    from duplicates.results.store import findings_of, stored

    ended = False

    def ask(number: int, frame: object) -> None:
        nonlocal ended
        ended = True

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, ask)
    browsed = asked.folder is None
    if browsed:
        stand_back()
    for rule in rules:
        rule()
    try:
        if not asked.path.exists():
            raise FileNotFoundError(f"{asked.path} is not there any more")
        with Archive.open(asked.path, readonly=not browsed) as archive:  # to note with each cable its copies
            total = len(archive)

            def progress(stage: str, done: int, of: int) -> None:
                connection.send(("progress", (stage, done, of or total)))

            found = findings_of(
                archive,
                asked.parameters,
                progress=progress,
                stop=lambda: ended,
                news=lambda sentence: connection.send(("news", sentence)),
                means=asked.means,
                folder=asked.folder,
            ).findings
            kept = (
                registered(archive, asked.parameters)
                if browsed
                else stored(archive, asked.parameters, asked.folder) is not None
            )
            connection.send(("found", None if kept else found))
    except (Stopped, BrokenPipeError):
        pass  # nobody waits any more
    except Exception as error:
        connection.send(("failed", f"{type(error).__name__}: {error}"))
    finally:
        connection.close()
