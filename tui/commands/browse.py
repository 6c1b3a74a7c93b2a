"""``cablediff [PATH…]``: the browser. The only command that loads the screen library."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from pathlib import Path

import click

from corpus import Archive, ArchiveError, archive_for, last_archive, remember_last
from tui.commands.loading import PATHS, fail


def _sample_cables() -> Path:
    return Path(str(files("sample_cables")))


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
    for path in paths:
        if not path.exists():
            raise fail(
                f"{path}: no such file or folder; name cables, pages, a cables.csv, or a folder of them"
            )
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") == "dumb":
        raise fail("the browser needs a terminal; cablediff report, parse, diff and clean print instead")
    sources = list(paths)
    place = archive_file
    if place is None:
        place = archive_for(sources) if sources else last_archive()
    if place is None:
        sources = [_sample_cables()]
        place = archive_for(sources)
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
    raise click.exceptions.Exit(code)
