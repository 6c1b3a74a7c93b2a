"""``cablediff search``: a query over an archive, one hit a line or as JSON lines."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Final

import click

from corpus import ArchiveError
from corpus.conditions import asks_for_duplicates
from corpus.query import QueryError
from corpus.query_fields import FIELDS
from corpus.search import ORDERS, RANK, Search
from corpus.snippets import Snippet
from parser.printable import printable_line
from tui.commands.archives import archive_option, brought_up_to_date, tell_of_copies
from tui.commands.list_choice import ListChoice, choosing, narrowed, of_bar
from tui.commands.loading import PATHS, fail
from tui.commands.usage import Command

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.archive import Archive, Row
    from duplicates.model import Findings

_ROWS: Final = 900  # that are asked for at once
_NOTHING: Final = Snippet("", (), 0)
_FIELDS_HELP = "\n".join(f"  {name + ':':14}{meaning}" for name, meaning in FIELDS.items())


_HELP = f"""Search an archive: words, "phrases", beginnings*, AND, OR, NOT, NEAR(a b, 5), and fields.

An empty QUERY finds all cables.

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
@choosing
@click.option("--marked", is_flag=True, help="Only cables that are marked in the browser.")
@click.option("--order", type=click.Choice(ORDERS), default=RANK, show_default=True)
@click.option("--descending", is_flag=True, help="The last first; by rank the worst.")
@click.option(
    "--limit", type=click.IntRange(0), default=50, show_default=True, help="At most so many hits; 0: all."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def search(
    query: str,
    paths: tuple[Path, ...],
    archive_file: Path | None,
    words: str,
    only: tuple[str, str] | None,
    with_copies: bool,
    marked: bool,
    order: str,
    descending: bool,
    limit: int,
    form: str,
) -> None:
    """Print the hits of a query, or say what is wrong with it."""
    with brought_up_to_date(paths, archive_file) as archive:
        try:
            asked = Search(archive, query) if query.strip() else None
            if order == "copies" or (asked is not None and asks_for_duplicates(asked.query)):
                tell_of_copies(archive)
            choice = ListChoice(words, only, marked, with_copies)
            numbers = _numbers(archive, asked, choice, order, descending)
            shown = numbers[:limit] if limit else numbers
            for start in range(0, len(shown), _ROWS):
                for place, row in enumerate(archive.rows(shown[start : start + _ROWS]), start + 1):
                    piece = asked.snippet(row.number) if asked is not None else _NOTHING
                    click.echo(_json(place, row, piece) if form == "json" else _text(row, piece))
            if form == "text":
                click.echo(f"{len(shown)} of {len(numbers)} hits", err=True)
        except QueryError as error:
            raise fail(f"the query {query!r}, {error}") from error
        except ArchiveError as error:
            raise fail(str(error)) from error


def _numbers(
    archive: Archive, asked: Search | None, choice: ListChoice, order: str, descending: bool
) -> array[int]:
    """Return what is found in the order asked for, all of it."""
    if asked is None:
        found = archive.order("date" if order == RANK else order, descending=descending)
        if order == RANK and choice.only is not None:
            found = of_bar(archive, *choice.only, lambda: _findings(archive))
    elif order == RANK:
        found = asked.numbers()
        found = found[::-1] if descending else found
    else:
        hits = frozenset(asked.numbers(order))
        found = array("I", (each for each in archive.order(order, descending=descending) if each in hits))
    return narrowed(archive, found, choice, lambda: _findings(archive))


def _findings(archive: Archive) -> Findings:
    from duplicates.model import Parameters
    from tui.commands.archive_search import searched  # brings NumPy

    return searched(archive, Parameters()).findings


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
    if not shown:
        return printable_line(head).rstrip()
    return f"{printable_line(head)}\n    {printable_line(' '.join(shown.split()))}"
