"""``cablediff [PATH…]``: the browser. The only command that loads the screen library."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from corpus import Archive, ArchiveError, archive_for, last_archive, remember_last
from parser.problems import Problem, ReadError
from parser.reading import records
from tui.commands.loading import PATHS, fail, is_archive, sample_cables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@click.command(epilog="Example: cablediff /data/cables")
@click.argument("paths", nargs=-1, type=PATHS, metavar="[PATH…]")
@click.option(
    "--archive",
    "archive_file",
    type=PATHS,
    help="The archive file to import into and to browse; by default one in the cache folder.",
)
def browse(paths: tuple[Path, ...], archive_file: Path | None) -> None:
    """Browse cables: read, find copies, compare. Without a path: the last archive, or the sample cables."""
    sources = list(paths)
    if len(sources) == 1 and is_archive(sources[0]):
        archive_file = sources.pop()
    _check_that_something_can_be_read(sources)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") == "dumb":
        raise fail("the browser needs a terminal; cablediff report, parse, diff and clean print instead")
    place = archive_file
    if place is None and not sources:
        place = last_archive()
        sources = [] if place else [sample_cables()]
    place = place or archive_for(sources)
    try:
        archive = Archive.open(place)
    except ArchiveError as error:
        raise fail(str(error)) from error
    remember_last(place)
    from tui.app import CablediffApp  # the screen library is loaded for browsing alone

    with archive:
        app = CablediffApp(archive, sources)
        app.run()
        code = app.return_code or 0
    for problem in app.problems:
        fail(problem)
    raise click.exceptions.Exit(code)


def _check_that_something_can_be_read(paths: Sequence[Path]) -> None:
    """Exit with 2 and one line for each path where not one of them gives a record."""
    problems: list[Problem] = []
    for path in paths:
        try:
            if next(records(path, on_problem=problems.append), None) is not None:
                return
        except ReadError as error:
            problems.append(error.problem)
    for problem in problems:
        fail(str(problem))
    if problems:
        raise click.exceptions.Exit(2)
