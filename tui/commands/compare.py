"""``cablediff compare``: two releases of one archive, or more."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

import click

from corpus.errors import ArchiveError
from duplicates.diff.as_json import harmless_json
from duplicates.releases import DEFAULT, Comparison, compare_releases, history
from duplicates.releases.as_html import comparison_as_html
from duplicates.releases.as_json import comparison_as_dict, history_as_dict
from duplicates.releases.as_text import (
    comparison_as_markdown,
    comparison_as_text,
    history_as_markdown,
    history_as_text,
)
from duplicates.report.texts import ArchiveTexts
from parser import ReadError
from parser.printable import printable_line
from tui.commands.archives import brought_up_to_date, opened
from tui.commands.ignoring import LEVELS, ignoring, options
from tui.commands.loading import PATHS, fail, is_archive
from tui.commands.output import give, width
from tui.commands.report_sources import versions
from tui.commands.usage import Command
from tui.listing.versions import KINDS, SORTS, changed_of

if TYPE_CHECKING:
    from pathlib import Path

    from duplicates.releases import History
    from parser import Problem

_HELP = f"""Say what differs between two releases of an archive, cable by cable.

EARLY and LATE are files, folders or archives of cables, or archive files that cablediff index made. Cables
are matched by their ids. Listed are cables added, removed and changed; of the changed, the fields and the
words that differ, restorations and redactions first. With further releases each is compared with the one
before, and each cable's way through them is told. With EARLY alone, an archive file or what made one, the
versions of cables inside that archive are compared.

Cables that differ only in what is ignored, or in lines that the publisher put around the message, count as
unchanged. The exit status is 0, with --exit-code 1 where something differs, and 2 where a release cannot be
read.

{LEVELS}
"""


@click.command(
    cls=Command, help=_HELP, epilog="Example: cablediff compare --format html -o changes.html 2010-12 2011-03"
)
@click.argument("early", type=PATHS)
@click.argument("late", type=PATHS, required=False)
@click.argument("further", nargs=-1, type=PATHS, metavar="[LATER…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    show_default=True,
    help="Text for a terminal, JSON (schema cablediff.compare/1), Markdown or a page.",
)
@click.option(
    "--only", type=click.Choice(list(KINDS)), default="all changes", help="Only cables with such changes."
)
@click.option("--sort", type=click.Choice(list(SORTS)), help="The order of the changed cables.")
@click.option("--reverse", is_flag=True, help="Turn the order round.")
@ignoring(", ".join(sorted(DEFAULT.ignore)))
@click.option(
    "--move-words",
    type=click.IntRange(0),
    default=8,
    show_default=True,
    help="Count a block of so many words or more that changed its place as moved; 0: never.",
)
@click.option("--width", "columns", type=click.IntRange(40, 2000), help="Columns; by default the terminal's.")
@click.option("-o", "--output", type=PATHS, metavar="FILE", help="Write to a file, replaced when complete.")
@click.option(
    "--browse", is_flag=True, help="Open the browser over the releases, at the cables that changed."
)
@click.option("--exit-code", is_flag=True, help="Exit with status 1 when something differs.")
def compare(
    early: Path,
    late: Path | None,
    further: tuple[Path, ...],
    form: str,
    only: str,
    sort: str | None,
    reverse: bool,
    ignore: tuple[str, ...],
    show: tuple[str, ...],
    move_words: int,
    columns: int | None,
    output: Path | None,
    browse: bool,
    exit_code: bool,
) -> None:
    """Print the comparison in the form asked for, or open the browser at it."""
    places = [place for place in (early, late, *further) if place is not None]
    if browse:
        from tui.commands.browse import open_browser

        if any(map(is_archive, places)):
            raise fail("--browse reads files and folders of cables; an archive file is browsed alone")
        open_browser(places, releases=True)
    asked = options(DEFAULT, ignore, show, move_words=move_words)
    progress = _Progress()
    found: Comparison | History
    try:
        if late is None:
            found = _versions(early)
        elif further:
            found = history(places, asked, on_problem=_say, progress=progress)
        else:
            found = compare_releases(early, late, asked, on_problem=_say, progress=progress)
    except (ReadError, ArchiveError) as error:
        progress.clear()
        raise fail(str(error)) from error
    progress.clear()
    if isinstance(found, Comparison):
        found = _chosen(found, only, sort, reverse=reverse)
    give(_text(found, form, width(columns)), output)
    overall = found if isinstance(found, Comparison) else found.overall
    if exit_code and overall.differs:
        raise click.exceptions.Exit(1)


def _versions(place: Path) -> Comparison:
    """Compare the versions of cables inside an archive. Exits with 2 where there are none."""
    archive = opened(place, readonly=True) if is_archive(place) else brought_up_to_date([place], None)
    with archive:
        found = versions(ArchiveTexts(archive), None, archive)
    if found is None:
        raise fail(f"{place}: holds no cable in two versions; compare takes two releases, EARLY and LATE")
    return found


def _chosen(found: Comparison, only: str, sort: str | None, *, reverse: bool) -> Comparison:
    """Return the comparison with the changed cables that are asked for, in the order asked for."""
    if only == "all changes" and sort is None and not reverse:
        return found
    by_key = sorted(found.changed, key=lambda cable: cable.key)
    listed = [each for each in ((changed_of(cable), cable) for cable in by_key) if KINDS[only](each[0])]
    listed.sort(key=lambda each: SORTS[sort or "restored"](each[0]), reverse=reverse)
    return replace(found, changed=tuple(cable for _, cable in listed))


def _text(found: Comparison | History, form: str, columns: int) -> str:
    made_by = version("cablediff")
    if form == "html":
        return comparison_as_html(found, version=made_by)
    if isinstance(found, Comparison):
        if form == "json":
            return harmless_json(comparison_as_dict(found, version=made_by)) + "\n"
        lines = (
            comparison_as_markdown(found) if form == "markdown" else comparison_as_text(found, width=columns)
        )
    elif form == "json":
        return harmless_json(history_as_dict(found, version=made_by)) + "\n"
    elif form == "markdown":
        lines = history_as_markdown(found)
    else:
        lines = history_as_text(found, width=columns)
    return "\n".join(lines) + "\n"


def _say(problem: Problem) -> None:
    click.echo(f"cablediff: {printable_line(str(problem))}", err=True)


class _Progress:
    """A count that moves on standard error when that is a terminal."""

    def __init__(self) -> None:
        self._active = sys.stderr.isatty()
        self._used = False

    def __call__(self, count: int) -> None:
        if self._active:
            self._used = True
            click.echo(f"\r{count} records read", err=True, nl=False)

    def clear(self) -> None:
        if self._used:
            click.echo("\r" + " " * 40 + "\r", err=True, nl=False)
            self._used = False
