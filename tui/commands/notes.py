"""``cablediff notes``: the marks, verdicts and notes that were made in the browser."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import click

from corpus import archive_for, last_archive
from tui.commands.loading import PATHS, fail, is_archive, sample_cables
from tui.commands.output import give
from tui.commands.usage import Command
from tui.notes.notes_forms import as_csv, as_json, as_markdown, as_text
from tui.notes.reader_notes import Notes, notes_path

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command, epilog="Example: cablediff notes /data/cables --format csv -o notes.csv")
@click.argument("paths", nargs=-1, type=PATHS, metavar="[PATH…]")
@click.option("--archive", type=PATHS, help="The archive file that was browsed with --archive.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    show_default=True,
    help="Lines, JSON (schema cablediff.notes/1), rows for a spreadsheet, or a list.",
)
@click.option("-o", "--output", type=PATHS, metavar="FILE", help="Write to a file, replaced when complete.")
def notes(paths: tuple[Path, ...], archive: Path | None, form: str, output: Path | None) -> None:
    """Print the marks, verdicts and notes made while browsing these paths, or else the last archive."""
    remarks = Notes(notes_path(_archive(paths, archive))).remarks()
    if form == "json":
        text = as_json(remarks, version=version("cablediff"))
    else:
        text = {"table": as_text, "csv": as_csv, "markdown": as_markdown}[form](remarks)
    if not remarks and form == "table":
        click.echo(
            "cablediff: nothing is noted yet: in the browser m marks, A writes a note, V judges", err=True
        )
    give(text, output)


def _archive(paths: tuple[Path, ...], archive: Path | None) -> Path:
    """Return the archive that `cablediff` with the same arguments browses."""
    for path in paths:
        if not path.exists():
            raise fail(f"{path}: no such file or folder")
    if archive is not None:
        return archive
    if len(paths) == 1 and is_archive(paths[0]):
        return paths[0]
    if paths:
        return archive_for(paths)
    return last_archive() or archive_for([sample_cables()])
