"""``cablediff read``: one cable as the browser's reader shows it, fields, text and signs of repeated text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from duplicates.progress import Stopped
from parser import canonical_id
from parser.printable import printable_line
from tui.catalogue import Catalogue
from tui.commands.archives import archive_option, brought_up_to_date
from tui.commands.completing import CABLE_NAME
from tui.commands.loading import PATHS, fail
from tui.commands.output import give, width
from tui.commands.usage import Command
from tui.drawing.glyphs import glyphs_for
from tui.notes.notes_shown import with_notes
from tui.notes.reader_notes import Notes, notes_path
from tui.reading.document import MEASURE, Document, View
from tui.working.search_process import copies_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus import Archive
    from tui.drawing.glyphs import Glyphs

_SIGNS = 3  # cells before the text


@click.command(cls=Command, epilog="Example: cablediff read 09ASTANA714 cables.csv")
@click.argument("name", type=CABLE_NAME, metavar="ID")
@click.argument("paths", nargs=-1, type=PATHS, metavar="[PATH…]")
@archive_option
@click.option("--fold", is_flag=True, help="Leave out what repeats text from above.")
@click.option("--routing", is_flag=True, help="Print the routing header too.")
@click.option(
    "--filled/--as-sent", default=None, help="Fill all lines anew, or none; else those that do not fit."
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Signs of plain ASCII.")
@click.option("--width", "columns", type=click.IntRange(20, 2000), help="Columns; by default the terminal's.")
@click.option("-o", "--output", type=PATHS, metavar="FILE", help="Write to a file, replaced when complete.")
def read(
    name: str,
    paths: tuple[Path, ...],
    archive_file: Path | None,
    fold: bool,
    routing: bool,
    filled: bool | None,
    ascii_only: bool,
    columns: int | None,
    output: Path | None,
) -> None:
    """Print one cable as the browser shows it: its fields, its text, and what of it occurs elsewhere.

    Without a path it is looked for in the last archive. cablediff clean prints a reading copy instead.
    """
    with brought_up_to_date(paths, archive_file) as archive:
        id_, at, version = name.partition("@")
        key = canonical_id(id_) + at + version
        number = archive.number_of(key)
        if number is None:
            raise fail(f"{name}: no such cable in {archive.path.name}; cablediff search finds ids by words")
        view = View(routing=routing, fold=fold, fill=filled)
        give(_lines(archive, number, view, width(columns), glyphs_for(ascii_only=ascii_only)), output)


def _lines(archive: Archive, number: int, view: View, columns: int, glyphs: Glyphs) -> Iterator[str]:
    catalogue = Catalogue(archive, glyphs)
    try:
        catalogue.take(copies_of(archive, lambda stage, done, total: None))
    except Stopped as error:
        raise fail(str(error)) from error
    key, cable = catalogue.cable(number)
    room = min(columns - _SIGNS, MEASURE)
    header = with_notes(
        catalogue.header(key, cable, room), Notes(notes_path(archive.path)), key, cable, room, glyphs
    )
    document = Document(cable, catalogue.marks(key, cable)[1], header, room, view)
    for line in range(len(document.lines)):
        runs = [*document.gutter(line, glyphs), *document.runs(line, glyphs)]
        yield f"{printable_line(''.join(text for text, _ in runs)).rstrip()}\n"
