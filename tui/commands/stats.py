"""``cablediff stats``: facts of an archive at a glance, as tables or as JSON."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from corpus.references import gaps, missing
from corpus.statistics import BY_TIME, SUBJECTS, counts
from parser.printable import printable_line
from tui.commands.archives import archive_option, brought_up_to_date
from tui.commands.loading import PATHS

if TYPE_CHECKING:
    from pathlib import Path

    from corpus import Archive

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PROVENANCE = ("sources", "repeated")
_SHOWN = (*SUBJECTS, "missing", "gaps", *_PROVENANCE)


@click.command(epilog="Example: cablediff stats --by year,tag /data/cables")
@click.argument("paths", nargs=-1, type=PATHS, metavar="[PATH…]")
@archive_option
@click.option(
    "--by",
    "subjects",
    default="year,month,post,classification,tag,signer",
    show_default=True,
    help=f"What to count, with commas between: {', '.join(_SHOWN)}.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="At most so many lines each; years and months are all shown.",
)
@click.option("--of-post", help="Only text that this post wrote or (sources) repeated: ASTANA.")
@click.option("--of-year", type=int, help="Only text that was repeated from cables of this year (repeated).")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def stats(
    paths: tuple[Path, ...],
    archive_file: Path | None,
    subjects: str,
    limit: int,
    of_post: str | None,
    of_year: int | None,
    form: str,
) -> None:
    """Count an archive's cables by year, month, post, classification, tag, signer; list what is missing.

    sources: which post repeats whose words, in how many cables and places, and how many words. repeated: the
    substantive texts that most cables share, by the cable that said it first. Both need the search for
    duplicates, which is kept with the archive.
    """
    names = [name.strip() for name in subjects.split(",")]
    for name in names:
        if name not in _SHOWN:
            raise click.BadParameter(
                f"{name!r}: expected one or more of {', '.join(_SHOWN)}", param_hint="--by"
            )
    with brought_up_to_date(paths, archive_file) as archive:
        records = len(archive)
        tables = {
            name: _provenance(archive, name, of_post, of_year, limit)
            if name in _PROVENANCE
            else _table(archive, name, limit)
            for name in names
        }
    if form == "json":
        click.echo(json.dumps({"records": records, **tables}, indent=1))
        return
    click.echo(f"{records} records")
    for name, lines in tables.items():
        click.echo(f"\n{name}")
        if name == "month":
            for printed in _calendar(lines):
                click.echo(printed)
            continue
        for line in lines:
            *rest, last = line.values()
            click.echo(f"  {last!s:>9}  {printable_line('  '.join(str(value) for value in rest))}")


def _table(archive: Archive, name: str, limit: int) -> list[dict[str, Any]]:
    """Return one table's lines; the last value of each line is its number."""
    if name == "missing":
        return [
            {
                "id": lost.id,
                "after": lost.after or "…",
                "before": lost.before or "…",
                "cited_by": lost.cited_by,
            }
            for lost in missing(archive, limit=limit)
        ]
    if name == "gaps":
        return [
            {
                "post": gap.post,
                "year": gap.year,
                "first": gap.first,
                "last": gap.last,
                "serials": gap.last - gap.first + 1,
            }
            for gap in islice(gaps(archive), limit)
        ]
    most = None if name in BY_TIME else limit
    return [{"value": count.value, "records": count.records} for count in counts(archive, name, limit=most)]


def _provenance(
    archive: Archive, name: str, post: str | None, year: int | None, limit: int
) -> list[dict[str, Any]]:
    from tui.commands.provenance_tables import Provenance  # brings NumPy

    return Provenance(archive, post.upper() if post else None, year, limit).table(name)


def _calendar(months: list[dict[str, Any]]) -> list[str]:
    """Return a line for each year with its twelve months side by side."""
    years: dict[str, list[int]] = {}
    for count in months:
        year, _, month = count["value"].partition("-")
        if month.isdecimal() and 1 <= int(month) <= 12:
            years.setdefault(year, [0] * 12)[int(month) - 1] = count["records"]
    lines = ["       " + "".join(f"{name:>6}" for name in _MONTHS)] if years else []
    for year, numbers in years.items():
        lines.append(f"  {year} " + "".join(f"{number or '·':>6}" for number in numbers))
    return lines
