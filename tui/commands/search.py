"""``cablediff search``: a query over an archive, one hit a line or as JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from corpus import ArchiveError
from corpus.conditions import asks_for_duplicates
from corpus.query import FIELDS, QueryError
from corpus.search import ORDERS, RANK, Search
from parser.printable import printable_line
from tui.commands.archives import archive_option, brought_up_to_date, tell_of_copies
from tui.commands.loading import PATHS, fail
from tui.commands.usage import Command

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.archive import Row
    from corpus.snippets import Snippet

_FIELDS_HELP = "\n".join(f"  {name + ':':14}{meaning}" for name, meaning in FIELDS.items())


_HELP = f"""Search an archive: words, "phrases", beginnings*, AND, OR, NOT, NEAR(a b, 5), and fields.

\b
Fields:
{_FIELDS_HELP}
"""


@click.command(
    cls=Command,
    help=_HELP,
    epilog="Example: cablediff search '\"frozen conflicts\" origin:astana date:2009-01..2009-06' cables.csv",
)
@click.argument("query")
@click.argument("paths", nargs=-1, type=PATHS, metavar="[PATH…]")
@archive_option
@click.option("--order", type=click.Choice(ORDERS), default=RANK, show_default=True)
@click.option("--descending", is_flag=True, help="The last first; by rank the best are always first.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many hits.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def search(
    query: str,
    paths: tuple[Path, ...],
    archive_file: Path | None,
    order: str,
    descending: bool,
    limit: int,
    form: str,
) -> None:
    """Print the hits of a query, or say what is wrong with it."""
    with brought_up_to_date(paths, archive_file) as archive:
        try:
            asked = Search(archive, query)
            if order == "copies" or asks_for_duplicates(asked.query):
                tell_of_copies(archive)
            numbers = asked.numbers(order, descending=descending, limit=limit)
            rows = archive.rows(numbers)
            for place, row in enumerate(rows, 1):
                piece = asked.snippet(row.number)
                click.echo(_json(place, row, piece) if form == "json" else _text(row, piece))
            if form == "text":
                click.echo(f"{len(rows)} of {asked.count()} hits", err=True)
        except QueryError as error:
            raise fail(f"the query {query!r}, {error}") from error
        except ArchiveError as error:
            raise fail(str(error)) from error


def _json(place: int, row: Row, piece: Snippet) -> str:
    hit = {
        "id": row.key,
        "date": row.created.replace(" ", "T") or None,
        "origin": row.origin or None,
        "subject": row.subject or None,
        "rank": place,
        "snippet": {"text": piece.text, "hits": [list(span) for span in piece.hits], "start": piece.start},
    }
    return json.dumps(hit)


def _text(row: Row, piece: Snippet) -> str:
    shown, end = "", 0
    for start, stop in piece.hits:
        shown += piece.text[end:start] + "[" + piece.text[start:stop] + "]"
        end = stop
    shown += piece.text[end:]
    head = f"{row.key:18} {row.created[:10]:10}  {row.subject}"
    return f"{printable_line(head)}\n    {printable_line(' '.join(shown.split()))}"
