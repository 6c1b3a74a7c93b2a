"""What the printing commands share: cables read from paths, problems said in one line each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parser.printable import printable_line
from parser.problems import Problem, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parser.model import Cable

_SQLITE = b"SQLite format 3\0"

UNNAMED = "UNNAMED"
"""The key of a record that states no id and gives none."""

PATHS = click.Path(path_type=Path)
"""The type of a path argument; whether it is there is said when it is read, as for any other problem."""


def sample_cables() -> Path:
    """Return the folder of the sample cables; a folder without code has no single place to ask for."""
    from importlib.resources import files  # who names cables waits for nothing that finds ours

    return Path(str(files("sample_cables") / "manifest.json")).parent


def is_archive(place: Path) -> bool:
    """Return whether a path is a database file, which of all that is given to read only an archive is."""
    try:
        if not place.is_file():  # a pipe that nobody writes to would be waited for
            return False
        with place.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def fail(message: str) -> click.exceptions.Exit:
    """Say on standard error, in one line, what is wrong; the result is to be raised and exits with 2."""
    click.echo(f"cablediff: {printable_line(message)}", err=True)
    return click.exceptions.Exit(2)


class Loader:
    """Reads cables from paths, names each problem on standard error, and counts both."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths
        self.cables = 0
        self.problems = 0
        self._keys: dict[str, int] = {}

    def keyed(self) -> Iterator[tuple[str, Cable]]:
        """Yield each cable with its key: its id, with @2, @3 … where an id comes again.

        Raises click's exit with status 2 where nothing at all could be read.
        """
        from parser.reading import read  # brings the parser, which a browser of an archive does not wait for

        shown = _Shown()
        for path in self.paths:
            try:
                for cable in read(path, on_problem=self._problem):
                    self.cables += 1
                    shown.count(self.cables)
                    yield self._key(cable), cable
            except ReadError as error:
                self._problem(error.problem)
        shown.clear()
        if not self.cables:
            if not self.problems:
                raise fail("no cable was found in " + ", ".join(str(path) for path in self.paths))
            raise click.exceptions.Exit(2)

    def _key(self, cable: Cable) -> str:
        name = cable.id or UNNAMED
        count = self._keys[name] = self._keys.get(name, 0) + 1
        return name if count == 1 else f"{name}@{count}"

    def _problem(self, problem: Problem) -> None:
        self.problems += 1
        click.echo(f"cablediff: {printable_line(str(problem))}", err=True)


class _Shown:
    """A count that moves on standard error when that is a terminal."""

    def __init__(self) -> None:
        self.active = sys.stderr.isatty()
        self.used = False

    def count(self, cables: int) -> None:
        if self.active and cables % 100 == 0:
            click.echo(f"\r{cables} cables read", err=True, nl=False)
            self.used = True

    def clear(self) -> None:
        if self.used:
            click.echo("\r" + " " * 40 + "\r", err=True, nl=False)
