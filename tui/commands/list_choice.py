"""The options that choose cables as the browser's list does: by filter, by a bar of the overview, by marks.

What the list of the browser is narrowed to, ``search`` and ``report`` narrow to as well, in the same way.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from corpus.search import Search
from duplicates.lookup import Lookup
from tui.commands.archives import tell_of_copies
from tui.commands.loading import fail
from tui.listing.facts_shown import FACTS, bars_of
from tui.listing.list_search import Haystack
from tui.notes.reader_notes import Notes, notes_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from corpus import Archive
    from duplicates.model import Findings


@dataclass(frozen=True, slots=True)
class ListChoice:
    """What of the list is wanted; nothing leaves a condition out."""

    filter: str = ""
    only: tuple[str, str] | None = None  # a fact of the overview, and the label of one of its bars
    marked: bool = False
    copies: bool = False  # only cables with text that occurs elsewhere or twice

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == ListChoice()


def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--filter``, ``--only`` and ``--with-copies`` to a command."""
    facts = ", ".join(fact.name for fact in FACTS)
    only = click.option(
        "--only",
        nargs=2,
        metavar="FACT VALUE",
        help=f"Only the cables of a bar of the browser's overview, as in months 2009-06 ({facts}).",
    )
    filter_ = click.option(
        "--filter",
        "words",
        default="",
        metavar="WORDS",
        help="Only cables with all these words in their line: id, date, origin, classification, subject.",
    )
    copies = click.option(
        "--with-copies", is_flag=True, help="Only cables with text that occurs elsewhere or twice."
    )
    return filter_(only(copies(command)))


def narrowed(
    archive: Archive, numbers: Iterable[int], choice: ListChoice, findings: Callable[[], Findings]
) -> array[int]:
    """Return those of some records that are chosen, in order. Exits with 2 where there is no such bar."""
    found = array("I", numbers)
    if choice.only is not None:
        wanted = frozenset(of_bar(archive, *choice.only, findings))
        found = array("I", (number for number in found if number in wanted))
    if choice.marked:
        keys = Notes(notes_path(archive.path)).marked
        marked = {archive.number_of(key) for key in keys}
        found = array("I", (number for number in found if number in marked))
    if choice.copies:
        know_copies(archive)
        with_copies = frozenset(Search(archive, "has:duplicate").numbers())
        found = array("I", (number for number in found if number in with_copies))
    return Haystack(archive).filtered(choice.filter, found) if choice.filter else found


def know_copies(archive: Archive) -> None:
    """Look for copies where that has not been done since the archive grew."""
    if not archive.copies_known and not archive.readonly:
        from duplicates.model import Parameters
        from tui.commands.archive_search import searched  # brings NumPy

        searched(archive, Parameters())
    tell_of_copies(archive)


def of_bar(archive: Archive, name: str, label: str, findings: Callable[[], Findings]) -> array[int]:
    """Return the cables that a bar of the overview counts. Exits with 2 where there is no such bar."""
    fact = next((fact for fact in FACTS if fact.name == name), None)
    if fact is None:
        raise fail(f"--only {name}: expected one of {', '.join(fact.name for fact in FACTS)}")
    known = Lookup(findings()) if fact.of_copies else None
    bar = next((bar for bar in bars_of(archive, known, fact) if bar.label == label), None)
    if bar is None:
        raise fail(f"--only {name} {label!r}: no cable; the overview (O in the browser) lists the values")
    return fact.numbers(archive, known, bar)
