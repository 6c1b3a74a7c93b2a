"""``cablediff clean``: a reading copy of one message."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import click

from duplicates.reading_copy import reading_copy
from duplicates.reading_copy.as_html import copy_as_html
from duplicates.reading_copy.as_text import copy_as_markdown, copy_as_text
from tui.commands.completing import CABLE_NAME
from tui.commands.loading import PATHS, fail
from tui.commands.operands import operands
from tui.commands.output import give, width
from tui.commands.usage import Command

if TYPE_CHECKING:
    from pathlib import Path

_HELP = """Print a reading copy: each passage once, in order and reflowed, furniture out.

A is a cable's id, looked for in the --in paths (without them in the archive opened last, else among the
sample cables), or a file. All copies of the message inside the record are read; further operands are records
that hold the same message (a retransmission, another version). A~2 takes the second copy alone.

Where copies differ, the reading that most of them have is printed, the others are in the notes, each copy
under its letter. At the end stands what was left out, and where it stood.
"""


@click.command(
    cls=Command, help=_HELP, epilog="Example: cablediff clean 09ASTANA714.txt --format markdown -o astana.md"
)
@click.argument("names", nargs=-1, required=True, type=CABLE_NAME, metavar="A…")
@click.option(
    "--in", "sources", multiple=True, type=PATHS, metavar="PATH", help="Where cables are looked for."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "html"]), default="text", show_default=True
)
@click.option("--width", "columns", type=click.IntRange(20, 2000), help="Columns; by default the terminal's.")
@click.option("-o", "--output", type=PATHS, metavar="FILE", help="Write to a file, replaced when complete.")
def clean(
    names: tuple[str, ...], sources: tuple[Path, ...], form: str, columns: int | None, output: Path | None
) -> None:
    """Print the copy in the form asked for."""
    found = operands(names, sources)
    cables = []
    for operand in found:
        if operand.cable is None:
            raise fail(f"{operand.name}: no cable; a reading copy is made of a cable")
        if operand.block is not None or (operand.copy is not None and len(found) > 1):
            raise fail(f"{operand.name}: name whole records, or one copy (NAME~2) alone")
        if operand.copy is not None:
            operand.blocks  # noqa: B018  says so where there is no such copy
        cables.append(operand.cable)
    copy = reading_copy(cables, only=found[0].copy)
    if form == "html":
        text = copy_as_html(copy, version=version("cablediff"))
    elif form == "markdown":
        text = copy_as_markdown(copy)
    else:
        text = copy_as_text(copy, width=min(width(columns), columns or 100))
    give(text, output)
