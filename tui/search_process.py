"""The search for copies in a process of its own.

It is pure computation for seconds or minutes, and in a thread of the browser it would take every second
turn of the interpreter from the screen. The archive is opened again over there; findings come back whole.
"""

from __future__ import annotations

import signal
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final

from duplicates.progress import Progress, Stop, Stopped

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from duplicates.model import Findings, Parameters

_POLL: Final = 0.1
"""Seconds between two looks at the wish to stop."""


class SearchFailedError(Exception):
    """The process ended without findings."""


def search(path: Path, parameters: Parameters, progress: Progress, stop: Stop) -> Findings:
    """Return the findings for the archive at ``path``.

    Raises `Stopped` when ``stop`` says so, `SearchFailedError` with the reason when the search broke off.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(path, parameters, theirs), daemon=True)
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
                found: Findings = value
                return found
    finally:
        process.terminate()
        process.join()
        ours.close()


def _work(path: Path, parameters: Parameters, connection: Connection[Any, Any]) -> None:
    """What the other process does."""
    from corpus import Archive
    from duplicates.find import find

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Archive.open(path, readonly=True) as archive:
            total = len(archive)

            def progress(stage: str, done: int, of: int) -> None:
                connection.send(("progress", (stage, done, of or total)))

            connection.send(("found", find(archive.cables(), parameters, progress=progress)))
    except Exception as error:
        connection.send(("failed", f"{type(error).__name__}: {error}"))
    finally:
        connection.close()
