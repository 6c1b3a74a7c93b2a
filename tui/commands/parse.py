"""``cablediff parse``: what the parser reads in each cable, and how much of an archive it understands.

The one fact that surprises: JSON lines are written in ASCII, everything else as ``\\u`` escapes. So no
character of a cable can act on a terminal, and the bytes are the same under every locale.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from parser.coverage import Coverage
from parser.coverage import as_dict as coverage_as_dict
from parser.serialise import as_dict
from tui.commands.cable_text import cable_lines
from tui.commands.coverage_text import coverage_lines
from tui.commands.loading import PATHS, Loader
from tui.commands.usage import Command

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@click.command(cls=Command, epilog="Example: cablediff parse --format text 09ASTANA714.txt")
@click.argument("paths", nargs=-1, required=True, type=PATHS, metavar="PATH…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    help="JSON, one line a cable (the default), or text for people (the default with --coverage).",
)
@click.option(
    "--coverage", is_flag=True, help="Report over all cables what is understood and what is missing."
)
def parse(paths: tuple[Path, ...], form: str | None, coverage: bool) -> None:
    """Take cables apart and print their fields and blocks.

    PATH is a cable as text or page, cables.csv, a folder or an archive (.zip, .tar, .gz, .bz2, .xz). What
    cannot be read is named on standard error; the exit status is 2 where nothing could be read.
    """
    loader = Loader(paths)
    if coverage:
        _print_coverage(loader, form or "text")
    elif form == "text":
        for number, (key, cable) in enumerate(loader.keyed()):
            _print([""] if number else [])
            _print(cable_lines(key, cable))
    else:
        for _, cable in loader.keyed():
            _print([json_line(as_dict(cable))])


def json_line(value: dict[str, Any]) -> str:
    """Return ``value`` as one line of JSON in which every character outside printable ASCII is escaped."""
    return json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f")


def _print_coverage(loader: Loader, form: str) -> None:
    found = Coverage()
    for _, cable in loader.keyed():
        found.add(cable)
    if form == "json":
        _print([json_line(coverage_as_dict(found))])
    else:
        _print(coverage_lines(found))


def _print(lines: Iterable[str]) -> None:
    """Write lines to standard output in whatever encoding it has."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    for line in lines:
        click.echo(line.encode(encoding, "replace").decode(encoding))
