"""``cablediff index``: read what is new or changed into an archive, and say what happened."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from corpus import ArchiveError
from corpus.opening import remove_archive
from duplicates.results.places import remove_results
from parser.printable import printable_line
from tui.commands.archives import archive_option, archive_place, imported, opened
from tui.commands.loading import PATHS, fail
from tui.commands.usage import INTERRUPTED, Command
from tui.names import counted

if TYPE_CHECKING:
    from pathlib import Path

    from corpus import Archive


@click.command(cls=Command, epilog="Example: cablediff index /data/cables --archive cables.cablediff")
@click.argument("paths", nargs=-1, required=True, type=PATHS, metavar="PATH…")
@archive_option
@click.option("--rebuild", is_flag=True, help="Make the archive anew, whatever is in it now.")
@click.option("--check", is_flag=True, help="Look through the whole archive file for damage afterwards.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def index(paths: tuple[Path, ...], archive_file: Path | None, rebuild: bool, check: bool, form: str) -> None:
    """Import cables into an archive: only what is new or changed, going on where a stopped run ended."""
    place = archive_place(paths, archive_file)
    if rebuild:
        _put_away(place)
    made_now = not place.exists()
    with opened(place) as archive:
        summary = imported(archive, paths)
        records = len(archive)
        if check:
            _check(archive)
    if form == "json":
        document = {
            "archive": str(place),
            "files": summary.files,
            "unchanged": summary.unchanged,
            "read": summary.records,
            "added": summary.added,
            "problems": summary.problems,
            "records": records,
        }
        click.echo(json.dumps(document))
    else:
        holds = f"holds {counted(records, 'record')}" if records or not made_now else "was not made"
        click.echo(
            f"{counted(summary.files, 'file')}, {summary.unchanged:,} of them unchanged;"
            f" {counted(summary.records, 'record')} read, {summary.added:,} new;"
            f" {counted(summary.problems, 'problem')}."
            f" The archive {printable_line(str(place))} {holds}."
        )
    if summary.stopped:
        raise click.exceptions.Exit(INTERRUPTED)
    if not records:
        if made_now:  # for nothing
            _put_away(place)
        if summary.problems:
            raise click.exceptions.Exit(2)
        raise fail("no cable was found in " + ", ".join(str(path) for path in paths))


def _put_away(place: Path) -> None:
    """Take an archive away, damaged or not; a file that never was one stays."""
    try:
        remove_archive(place)
        remove_results(place)
    except ArchiveError as error:
        raise fail(str(error)) from error


def _check(archive: Archive) -> None:
    try:
        archive.check()
    except ArchiveError as error:
        raise fail(str(error)) from error
