"""The archive that a command works on: the one named, the one of the given paths, or the last one."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from corpus import Archive, ArchiveError, archive_for, last_archive, remember_last
from parser.printable import printable_line
from tui.commands.loading import PATHS, fail, is_archive
from tui.names import progress_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from corpus import ImportSummary, Progress
    from parser.problems import Problem

archive_option = click.option(
    "--archive",
    "archive_file",
    type=PATHS,
    metavar="FILE",
    help="The archive file; by default one in the cache folder that belongs to the paths.",
)


def archive_place(paths: Sequence[Path], archive_file: Path | None) -> Path:
    """Return where the archive of a command lies. Exits with 2 where there is none to go on with."""
    place = archive_file or (archive_for(paths) if paths else last_archive())
    if place is None:
        raise fail("no archive has been made yet; name the cables: cablediff index /data/cables")
    return place


def check_that_it_is_there(place: Path) -> None:
    """Exit with 2 where a file that is to be an archive does not exist: none is made unasked."""
    if not place.exists():
        raise fail(f"{place}: no such archive; cablediff index PATH… --archive FILE makes one")


def opened(place: Path, *, readonly: bool = False) -> Archive:
    """Open an archive. Exits with 2 and says what is wrong where it cannot be."""
    try:
        return Archive.open(place, readonly=readonly)
    except ArchiveError as error:
        raise fail(str(error)) from error


def brought_up_to_date(paths: Sequence[Path], archive_file: Path | None) -> Archive:
    """Return the archive of the paths after reading what is new in them, or the last one without paths.

    A path that is an archive is taken as it is, and so is one that cannot be written, which is said.
    """
    if archive_file is None and len(paths) == 1 and is_archive(paths[0]):
        return opened(paths[0])
    place = archive_place(paths, archive_file)
    if not paths:
        check_that_it_is_there(place)
    archive = opened(place)
    if archive.word:
        click.echo(f"cablediff: {printable_line(archive.word)}", err=True)
    elif paths:
        summary = imported(archive, paths)
        if not len(archive):
            archive.close()
            raise (
                click.exceptions.Exit(2)
                if summary.problems
                else fail("no cable was found in " + ", ".join(str(path) for path in paths))
            )
    return archive


def tell_of_copies(archive: Archive) -> None:
    """Take over what a search for duplicates has kept, or say that none has been made."""
    if archive.copies_known:
        return
    from duplicates.model import Parameters
    from duplicates.results.registering import registered  # brings NumPy

    if archive.readonly:
        click.echo(
            "cablediff: what duplicates there are is not noted in this archive, and it cannot be written;"
            " whoever may write it notes them by browsing it",
            err=True,
        )
        return
    if registered(archive, Parameters()):
        return
    click.echo(
        "cablediff: duplicates have not been looked for since the last import; browsing the archive does",
        err=True,
    )


def imported(archive: Archive, paths: Sequence[Path]) -> ImportSummary:
    """Import paths with progress and problems on standard error."""
    from corpus import import_paths  # brings the parser, which a browser of an archive does not wait for

    shown = _Shown()
    remember_last(archive.path.resolve())
    try:
        with interruptible() as stop:
            summary = import_paths(
                archive, paths, progress=shown.progress, stop=stop, on_problem=shown.problem
            )
    except ArchiveError as error:
        raise fail(str(error)) from error
    finally:
        shown.clear()
    if summary.stopped:
        click.echo("cablediff: stopped; the next run goes on from here", err=True)
    return summary


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Let the first ^C ask for a clean stop; a second one ends at once."""
    asked = False

    def ask(number: int, frame: object) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


class _Shown:
    """A line on standard error that moves, where that is a terminal."""

    def __init__(self) -> None:
        self.active = sys.stderr.isatty()
        self.used = False

    def progress(self, progress: Progress) -> None:
        if self.active:
            self.used = True
            click.echo(f"\r{progress_line(progress):78}", err=True, nl=False)

    def problem(self, problem: Problem) -> None:
        self.clear()
        click.echo(f"cablediff: {printable_line(str(problem))}", err=True)

    def clear(self) -> None:
        if self.used:
            click.echo("\r" + " " * 78 + "\r", err=True, nl=False)
            self.used = False
