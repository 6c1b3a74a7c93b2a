"""The search of an archive for a command: progress on standard error, and a ^C that loses nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from duplicates.means import UNLIMITED, Means
from duplicates.progress import Stopped
from duplicates.results.store import findings_of
from tui.commands.archives import interruptible
from tui.commands.loading import fail

if TYPE_CHECKING:
    from corpus import Archive
    from duplicates.model import Parameters
    from duplicates.results.store import Stored


def searched(archive: Archive, parameters: Parameters, means: Means = UNLIMITED) -> Stored:
    """Return what occurs twice in an archive. Exits with 2 when the reader stops it."""
    shown = _Shown()
    try:
        with interruptible() as stop:
            return findings_of(
                archive, parameters, progress=shown.progress, stop=stop, news=shown.news, means=means
            )
    except Stopped as error:
        shown.clear()
        raise fail(f"{error}; what was done is kept, and the next run goes on from here") from error
    finally:
        shown.clear()


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
