"""Work that a command does in a forked process, so that the memory it took is given back when it ends.

The one fact that surprises: only what the work returns comes back. Whatever else it changed, files apart,
is as it was before.
"""

from __future__ import annotations

import os
import signal
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

import click

from duplicates.progress import Stopped
from duplicates.workers import can_fork
from tui.commands.loading import fail
from tui.working.search_process import EARLY

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from duplicates.progress import Stop

_T = TypeVar("_T")


def apart(work: Callable[[Stop], _T]) -> _T:
    """Return what some work returns; where processes cannot be forked safely, it is done here.

    The work gets a way to ask whether anybody still waits for it. Raises click's exit where it does.
    """
    if not can_fork():
        return work(lambda: False)
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, theirs))
    process.start()
    theirs.close()
    try:
        code, found = ours.recv()
    except EOFError:
        raise fail(f"{EARLY}; --memory SIZE lets it take less") from None
    finally:
        process.terminate()
        process.join()
        ours.close()
    if code is not None:
        raise click.exceptions.Exit(code)
    result: _T = found
    return result


def _do(work: Callable[[Stop], Any], connection: Connection[Any, Any]) -> None:
    """What the other process does: it ends with the one that asked, whom a ^C is meant for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = os.getppid()
    answer: tuple[int | None, Any]
    try:
        answer = None, work(lambda: os.getppid() != parent)
    except click.exceptions.Exit as error:
        answer = error.exit_code, None
    except Stopped:
        return
    connection.send(answer)
