"""The search of an archive for a command: progress on standard error, and a ^C that loses nothing.

The one fact that surprises: an archive of some size is searched by a process of its own, which has ended
before the command goes on. So a report over a whole archive holds no more on its first run than
on its second.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from duplicates.means import UNLIMITED, Means
from duplicates.progress import Stopped
from duplicates.results.store import findings_of, results_folder, stored
from tui.commands.archives import interruptible
from tui.commands.loading import fail
from tui.working.search_process import Asked, SearchFailedError, search

if TYPE_CHECKING:
    from corpus import Archive
    from duplicates.model import Parameters
    from duplicates.results.store import Stored

SMALL: Final = 512
"""Cables of an archive that is searched without starting a process."""


def searched(archive: Archive, parameters: Parameters, means: Means = UNLIMITED) -> Stored:
    """Return what occurs twice in an archive. Exits with 2 when the reader stops it."""
    shown = _Shown()
    try:
        if len(archive) > SMALL:
            return stored(archive, parameters) or _apart(archive, parameters, means, shown)
        with interruptible() as stop:
            return findings_of(
                archive, parameters, progress=shown.progress, stop=stop, news=shown.news, means=means
            )
    except Stopped as error:
        shown.clear()
        raise fail(f"{error}; what was done is kept, and the next run goes on from here") from error
    except SearchFailedError as error:
        shown.clear()
        raise fail(f"{archive.path}: {error}; report --memory SIZE lets the search take less") from error
    finally:
        shown.clear()


def _apart(archive: Archive, parameters: Parameters, means: Means, shown: _Shown) -> Stored:
    """Search in another process; what it kept is read from the disk, also where the folder passes."""
    with results_folder(archive.path) as folder, interruptible() as stop:
        asked = Asked(archive.path, parameters, folder, means)
        search(asked, shown.progress, stop, shown.news)
        found = stored(archive, parameters, folder)
    if found is None:
        raise SearchFailedError("the archive was changed while it was searched")
    return found


class _Shown:
    """A line on standard error that moves, where that is a terminal."""

    def __init__(self) -> None:
        self.active = sys.stderr.isatty()
        self.last = ""

    def progress(self, stage: str, done: int, total: int) -> None:
        line = f"{stage} {done / total:.0%}" if total else stage
        if self.active and line != self.last:
            self.last = line
            click.echo(f"\r{line:60}", err=True, nl=False)

    def news(self, sentence: str) -> None:
        self.clear()
        click.echo(f"cablediff: {sentence}", err=True)

    def clear(self) -> None:
        if self.last:
            click.echo("\r" + " " * 60 + "\r", err=True, nl=False)
            self.last = ""
