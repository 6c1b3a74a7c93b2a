"""``cablediff stats``: facts of an archive at a glance, as tables or as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from corpus.references import gaps, missing
from corpus.statistics import BY_TIME, SUBJECTS, counts
from tui.commands.archives import archive_option, brought_up_to_date
from tui.commands.loading import PATHS
from tui.commands.stats_table import table_lines
from tui.commands.usage import Command
from tui.names import counted

if TYPE_CHECKING:
    from pathlib import Path

    from corpus import Archive

_PROVENANCE = ("sources", "repeated")
_SHOWN = (*SUBJECTS, "missing", "gaps", *_PROVENANCE)


@click.command(cls=Command, epilog="Example: cablediff stats --by year,tag /data/cables")
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
    type=click.IntRange(0),
    default=20,
    show_default=True,
    help="At most so many lines each, 0: all; years and months are all shown.",
)
@click.option(
    "--of-post",
    help="Only this post, as in ids (ASTANA): missing, gaps, text that it wrote or (sources) repeated.",
)
@click.option(
    "--of-year", type=int, help="Only this year: missing, gaps, and (repeated) text first said in it."
)
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

    missing: cables that are cited and not there, with the dates between which they were sent, told from the
    nearest serials of the same post and year. gaps: runs of serials not there between the first and the last.

    sources: which post repeats whose words, in how many cables and places, and how many words. repeated: the
    substantive texts that most cables share, by the cable that said it first. Both need the search for
    duplicates, which is kept beside the archive, in the folder ARCHIVE-copies.
    """
    names = [name.strip() for name in subjects.split(",")]
    for name in names:
        if name not in _SHOWN:
            raise click.BadParameter(
                f"{name!r}: expected one or more of {', '.join(_SHOWN)}", param_hint="--by"
            )
    limit = limit or sys.maxsize - 1
    with brought_up_to_date(paths, archive_file) as archive:
        records = len(archive)
        asked = _Asked(archive, of_post.upper().replace(" ", "") if of_post else None, of_year, limit + 1)
        tables = {name: asked.table(name) for name in names}
    cut = {name for name in names if name not in BY_TIME and len(tables[name]) > limit}
    for name in cut:
        del tables[name][limit:]
    if form == "json":
        click.echo(json.dumps({"records": records, **tables}, indent=1))
        return
    click.echo(counted(records, "record"))
    for name, lines in tables.items():
        click.echo()
        for printed in table_lines(name, lines, more=name in cut):
            click.echo(printed)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of an archive: of a post, of a year, at most so many lines."""

    archive: Archive
    post: str | None
    year: int | None
    most: int

    def table(self, name: str) -> list[dict[str, Any]]:
        """Return one table's lines; the last value of each line is its number."""
        if name == "missing":
            return [
                {
                    "id": lost.id,
                    "after": lost.after or None,
                    "before": lost.before or None,
                    "cited_by": lost.cited_by,
                }
                for lost in missing(self.archive, post=self.post, year=self.year, limit=self.most)
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
                for gap in islice(gaps(self.archive, post=self.post, year=self.year), self.most)
            ]
        if name in _PROVENANCE:
            from tui.commands.provenance_tables import Provenance  # brings NumPy

            return Provenance(self.archive, self.post, self.year, self.most).table(name)
        found = counts(self.archive, name, limit=None if name in BY_TIME else self.most)
        return [{"value": count.value, "records": count.records} for count in found]
