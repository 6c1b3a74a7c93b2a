"""``cablediff diff``: two cables, copies, blocks or files, word by word."""

from __future__ import annotations

from importlib.metadata import version
from itertools import chain
from typing import TYPE_CHECKING

import click

from duplicates.diff.as_html import diff_as_html
from duplicates.diff.as_json import diff_as_dict, with_rows
from duplicates.diff.as_patch import as_patch
from duplicates.diff.as_text import side_text, unified_text
from duplicates.diff.compare import compare_passages
from duplicates.diff.model import Options
from duplicates.diff.summary import changes, counts, sentence
from parser.printable import printable_line
from tui.commands.completing import CABLE_NAME
from tui.commands.ignoring import LEVELS, ignoring, options
from tui.commands.loading import PATHS, fail
from tui.commands.operands import NOTATION, operands
from tui.commands.output import colours, give, width
from tui.commands.several_texts import plotted, together
from tui.commands.usage import Command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duplicates.diff.model import Passage, WordDiff

_HELP = f"""Show the difference of two cables, blocks or files word by word.

{NOTATION}
Without --in, cables are looked for in the archive opened last, else among the sample cables.

With more than two, all are set together: the first (or --base) runs through, and what the others read is
listed.

In plain output [-words-] went, {{+words+}} came, and [~words~] were moved to {{~words~}}. A run of X
against words is a redaction or a restoration. The exit status is 0, with --exit-code 1 where there is a
difference, and 2 where something cannot be read.

{LEVELS}
"""


@click.command(
    cls=Command,
    help=_HELP,
    epilog="Example: cablediff diff --in cables.csv 09ASTANA714~1 09ASTANA714~2 --format side",
)
@click.argument("early", type=CABLE_NAME, metavar="A")
@click.argument("late", type=CABLE_NAME, metavar="B")
@click.argument("further", nargs=-1, type=CABLE_NAME, metavar="[C…]")
@click.option(
    "--in", "sources", multiple=True, type=PATHS, metavar="PATH", help="Where cables are looked for."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["unified", "side", "patch", "json", "html", "dots"]),
    default="unified",
    show_default=True,
    help="Running text, two columns, a patch of lines, JSON (schema cablediff.diff/1), a page, or a dot plot:"
    " each block against each, which of them agree, and how.",
)
@ignoring("line-breaks, redaction-forms")
@click.option(
    "--move-words",
    type=click.IntRange(0),
    default=8,
    show_default=True,
    help="Show a block of so many words or more that changed its place as moved; 0: never.",
)
@click.option(
    "--context",
    type=click.IntRange(0),
    default=2,
    show_default=True,
    help="Lines shown around each change, in running text and columns.",
)
@click.option("--whole", is_flag=True, help="Show the whole text.")
@click.option("--as-sent", is_flag=True, help="End lines where those of the texts end.")
@click.option(
    "--base",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Which of more than two runs through.",
)
@click.option("--width", "columns", type=click.IntRange(20, 2000), help="Columns; by default the terminal's.")
@click.option("-o", "--output", type=PATHS, metavar="FILE", help="Write to a file, replaced when complete.")
@click.option("--exit-code", is_flag=True, help="Exit with status 1 when there is a difference.")
def diff(
    early: str,
    late: str,
    further: tuple[str, ...],
    sources: tuple[Path, ...],
    form: str,
    ignore: tuple[str, ...],
    show: tuple[str, ...],
    move_words: int,
    context: int,
    whole: bool,
    as_sent: bool,
    base: int,
    columns: int | None,
    output: Path | None,
    exit_code: bool,
) -> None:
    """Print the difference in the form asked for."""
    asked = options(Options(), ignore, show, move_words=move_words)
    found_operands = operands([early, late, *further], sources)
    if further:
        if form != "unified":
            raise fail(f"--format {form} takes two texts; more are set together in running text")
        give(together(found_operands, asked, base, width(columns)), output)
        return
    first, second = found_operands
    if form == "dots":
        give(plotted(first, second, width(columns)), output)
        return
    passage, offset = first.passage(asked)
    late_passage, late_offset = second.passage(asked)
    del found_operands, first, second  # what is known of a long cable takes more than its text
    found = compare_passages(passage, late_passage, asked)
    text: str | Iterator[str]
    if form == "json":
        document = diff_as_dict(
            found,
            version=version("cablediff"),
            early_name=early,
            late_name=late,
            early_offset=offset,
            late_offset=late_offset,
        )
        text = with_rows(document, "parts") + "\n"
    elif form == "patch":
        text = as_patch(found, early_name=early, late_name=late)
    elif form == "html":
        text = diff_as_html(found, version=version("cablediff"), early_name=early, late_name=late)
    else:
        lines = _lines(
            found, passage, form, None if whole else context, width(columns), colours(output), as_sent
        )
        text = (f"{line}\n" for line in chain(_heading(found, early, late), lines))
    give(text, output)
    if exit_code and found.changes:
        raise click.exceptions.Exit(1)


def _heading(found: WordDiff, early: str, late: str) -> list[str]:
    return [
        f"--- {printable_line(early)}",
        f"+++ {printable_line(late)}",
        sentence(counts(changes(found))),
    ]


def _lines(
    found: WordDiff,
    passage: Passage,
    form: str,
    context: int | None,
    columns: int,
    colour: bool,
    as_sent: bool,
) -> Iterator[str]:
    if not found.changes and context is not None:
        return iter(())
    make = side_text if form == "side" else unified_text
    return make(found, width=columns, context=context, colour=colour, early=passage, as_sent=as_sent)
