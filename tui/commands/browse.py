"""``cablediff [PATH…]``: the browser. The only command that loads the screen library."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from corpus import Archive, ArchiveError, archive_for, last_archive, remember_last
from parser.problems import Problem, ReadError
from tui.commands.archives import check_that_it_is_there
from tui.commands.loading import PATHS, fail, is_archive, sample_cables
from tui.commands.usage import Command
from tui.restricted import is_restricted, restrict
from tui.returning.places import unfinished_sources
from tui.terminal.thin_line import is_thin, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


_TURN: Final = 0.0005
"""Seconds after which a thread that computes lets the screen's thread go on.

That needs the interpreter several times for each key, and waits as long each time: 5 ms by Python's own rule.
"""


@click.command(cls=Command, epilog="Example: cablediff /data/cables")
@click.argument("paths", nargs=-1, type=PATHS, metavar="[PATH…]")
@click.option(
    "--archive",
    "archive_file",
    type=PATHS,
    help="The archive file to import into and to browse; by default one in the cache folder.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="A dialogue of lines, for screen readers; by itself where TERM is dumb. Takes words from a pipe.",
)
@click.option(
    "--ascii", "ascii_only", is_flag=True, help="Draw with plain ASCII signs; by itself outside UTF-8."
)
@click.option("--thin/--no-thin", default=None, help="Send less, for a slow line; by itself over ssh.")
@click.option(
    "--restricted", is_flag=True, help="No other programs, no other files: for an account that has only this."
)
def browse(
    paths: tuple[Path, ...],
    archive_file: Path | None,
    plain: bool,
    ascii_only: bool,
    thin: bool | None,
    restricted: bool,
) -> None:
    """Browse cables: read, find copies, compare. Without a path: the last archive, or the sample cables."""
    if restricted:
        restrict()
    open_browser(list(paths), archive_file, plain=plain, ascii_only=ascii_only, thin=thin)


def open_browser(
    sources: list[Path],
    archive_file: Path | None = None,
    *,
    plain: bool = False,
    ascii_only: bool = False,
    releases: bool = False,
    thin: bool | None = None,
) -> NoReturn:
    """Open the browser over sources, or over an archive; with ``releases`` at what changed between them."""
    if len(sources) == 1 and is_archive(sources[0]):
        archive_file = sources.pop()
    _check_that_something_can_be_read(sources)
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not (terminal or plain):
        raise fail("the browser needs a terminal; --plain, or cablediff report, parse, diff and clean print")
    plain = plain or os.environ.get("TERM", "dumb") == "dumb"
    place = archive_file
    if place is None and not sources:
        place = last_archive()
        sources = unfinished_sources(place) if place else [sample_cables()]
    elif place and not sources:
        check_that_it_is_there(place)
    place = place or archive_for(sources)
    if is_restricted():
        restrict(place)
    try:
        archive = Archive.open(place)
    except ArchiveError as error:
        raise fail(str(error)) from error
    remember_last(place.resolve())
    thin = is_thin(os.environ, thin)
    if thin:
        prepare()
    with archive:
        if plain:
            from tui.plain.start import browse_plainly

            for problem in browse_plainly(archive, sources):
                fail(problem)
            raise click.exceptions.Exit(0)
        sys.setswitchinterval(_TURN)
        gc.disable()  # until the first picture: nothing that is loaded now is garbage
        _load_event_loop()
        from tui.app import CablediffApp  # the screen library is loaded for browsing alone

        app = CablediffApp(archive, sources, releases=releases, ascii_only=ascii_only, thin=thin)
        app.run(mouse=not thin)
        code = app.return_code or 0
    for problem in app.problems:
        fail(problem)
    raise click.exceptions.Exit(code)


def _load_event_loop() -> None:
    """Load `asyncio` as it is where Python has no `ssl`.

    It would load OpenSSL for connections that the browser never makes: a twentieth of the time to the first
    picture.
    """
    modules: dict[str, Any] = sys.modules
    if "ssl" not in modules:
        modules["ssl"] = None
        import asyncio  # noqa: F401 - whoever imports it from here on finds it so

        del modules["ssl"]


def _check_that_something_can_be_read(paths: Sequence[Path]) -> None:
    """Exit with 2 and one line for each path where not one of them gives a record."""
    if not paths:
        return
    from parser.reading import records  # the list of an archive waits for no parser

    problems: list[Problem] = []
    for path in paths:
        try:
            if next(records(path, on_problem=problems.append), None) is not None:
                return
        except ReadError as error:
            problems.append(error.problem)
    for problem in problems:
        fail(str(problem))
    if problems:
        raise click.exceptions.Exit(2)
