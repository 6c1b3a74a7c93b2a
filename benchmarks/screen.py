"""How the browser feels: each figure of the contract beside its limit, in a real pseudo-terminal.

    python -m benchmarks.screen [--archive FILE | --cables 251287] [--findings SMALL] [--no-table]

FILE is an archive as the browser keeps it (``python -m benchmarks.archive --keep DIR`` leaves one of the
published size); without it one is made of varied cables and thrown away. The reader's own settings and notes
are not touched. The same is measured with what a search for duplicates has kept beside the archive, which is
made where there is none, and while a search and an import are at work on a copy of it. In the same run a
plain DataTable program opens the same archive. With --findings those of a smaller archive, SMALL, are laid
over FILE as often as they fit, which takes a minute and not the better part of an hour.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.corpora import write_csv
from benchmarks.laid_over import lay_over
from benchmarks.screen_findings import with_findings
from benchmarks.screen_sheet import Sheet
from benchmarks.screen_work import at_work
from benchmarks.terminals import Keys, Program
from corpus import Archive
from corpus.importing import import_paths

WHOLE_ARCHIVE: Final = 251_287

_COMMAND: Final = "from tui.commands import main; main()"

_BROWSER: Final = """
import sys
from pathlib import Path
from corpus import Archive
from duplicates.model import Findings, Parameters
from tui.app import CablediffApp
from tui.returning.settings import Settings
with Archive.open(Path(sys.argv[1]), readonly=True) as archive:
    nothing = Findings(Parameters(), 0, 0, 0)
    CablediffApp(archive, findings=nothing, theme=sys.argv[2], settings=Settings(None)).run()
"""
"""The browser without its search for copies, which would send its progress between the keys."""

_EMPTY: Final = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("1/1")
Empty().run()
"""
"""What any program with this screen library takes to begin."""

_TABLE: Final = """
import sys
from pathlib import Path
from textual.app import App
from textual.widgets import DataTable
from corpus import Archive
with Archive.open(Path(sys.argv[1]), readonly=True) as archive:
    class Plain(App):
        def compose(self):
            yield DataTable(cursor_type="row")
        def on_mount(self):
            table = self.query_one(DataTable)
            table.add_columns("id", "date", "origin", "class", "subject")
            numbers = archive.order("date")
            for first in range(0, len(numbers), 500):
                for row in archive.rows(numbers[first:first + 500]):
                    table.add_row(row.id, row.created[:10], row.origin, row.classification, row.subject)
            table.focus()
    Plain().run()
"""

_PARSED: Final = 1.0
"""Seconds without a byte after which the longest cable, or its difference, is taken to be on the screen."""

_DOWN: Final = "\x1b[B"


def main() -> None:
    """Run it; exit with 1 where a limit is not met."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--archive", type=Path)
    options.add_argument("--cables", type=int, default=WHOLE_ARCHIVE)
    options.add_argument("--findings", type=Path)
    options.add_argument("--no-table", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(folder, name.lower()))
        place = chosen.archive or _made(Path(folder), chosen.cables)
        if chosen.findings:
            with Archive.open(place) as archive:
                lay_over(archive, chosen.findings)
        sheet = Sheet()
        _browser(place, sheet)
        _ansi(place, sheet)
        with_findings(place, sheet)
        at_work(place, Path(folder), sheet)
        if not chosen.no_table:
            _table(place)
    print(f"{sheet.missed} limits not met" if sheet.missed else "every limit met")
    raise SystemExit(1 if sheet.missed else 0)


def _made(folder: Path, cables: int) -> Path:
    source, place = folder / "cables.csv", folder / "archive.cablediff"
    print(f"making an archive of {cables:,} cables", flush=True)
    write_csv(source, cables)
    with Archive.open(place) as archive:
        import_paths(archive, [source])
    source.unlink()
    return place


def _longest(place: Path) -> tuple[str, str]:
    """Return the keys of the two cables with the longest texts."""
    with Archive.open(place, readonly=True) as archive:
        found = archive.connection.execute(_LONGEST_TEXTS).fetchall()
        first, second = (archive.rows([number])[0].key for (number,) in found)
    return first, second


_LONGEST_TEXTS: Final = "SELECT number FROM texts ORDER BY length(text) DESC, number LIMIT 2"


def _browser(place: Path, sheet: Sheet) -> None:
    with Archive.open(place, readonly=True) as archive:
        print(f"cablediff, 80x24, {len(archive):,} cables")
    paints, empty = [], []
    for _ in range(9):
        with Program(_COMMAND, [str(place)]) as program:
            paints.append(program.seconds_until(b"1/"))
        with Program(_EMPTY) as program:
            empty.append(program.seconds_until(b"1/"))
    sheet.figure("first paint, the command itself", median(paints), "s", 0.5)
    print(f"  an empty program of the same library, in turns   {median(empty):.2f} s")
    first, second = _longest(place)
    with Program(_BROWSER, [str(place), "cablediff-dark"]) as program:
        program.seconds_until(b"1/")
        program.settle(3.0)
        sheet.keys("j in the list", program.keys("j" * 15), time=10, size=600)
        sheet.keys("j at the edge, where the list scrolls", program.keys("j" * 15))
        sheet.keys("a page of the list", program.keys("    "), time=50)
        sheet.keys("to the end and back", program.keys("GgGg"), time=50)
        program.key("f")
        sheet.keys("a letter of the filter", program.keys("astana"), time=150)
        program.key("\x1b")
        sheet.figure("idle for three seconds", program.idle(3.0), "bytes", 0)
        for key in (first, second):
            _narrow(program, key)
            program.key("m")
        sheet.keys(f"open the longest cable, {first}", _opened(program, first), time=300)
        sheet.keys("j in the reader", program.keys("j" * 15), time=25, size=3300)
        sheet.keys("j at the edge, where the text scrolls", program.keys("j" * 30), time=25, size=3300)
        sheet.keys("a page of the reader", program.keys("    "), time=50)
        held = program.held("j", seconds=2.0, per_second=30, line=50_000)
        sheet.figure("j let go after 2 s on 50 kB/s", held, "ms", 200)
        program.key("q")
        sheet.keys("its difference to the second longest", program.keys("c", _PARSED), time=300)
        sheet.keys("j in the difference", program.keys("j" * 15), time=25, size=3300)
        program.key("q")
        sheet.figure("memory, the lines to filter included", program.megabytes, "MB", 120)


def _narrow(program: Program, key: str) -> None:
    """Filter the list by a key; ^u drops the filter that was there."""
    program.keys(["f", "\x15", *key, "\r"])


def _opened(program: Program, key: str) -> Keys:
    """Narrow the list to one cable, and open it several times."""
    _narrow(program, key)
    told = []
    for _ in range(4):
        told.append(program.key("\r", _PARSED))
        program.key("q")
    program.key("\r")
    return Keys([time for time, _ in told], [size for _, size in told])


def _ansi(place: Path, sheet: Sheet) -> None:
    print("cablediff, ansi-dark, 80x24")
    with Program(_BROWSER, [str(place), "ansi-dark"]) as program:
        program.seconds_until(b"1/")
        program.settle(3.0)
        sheet.keys("j in the list", program.keys("j" * 15), time=10, size=600)
        program.key("\r")
        sheet.keys("j in the reader", program.keys("j" * 45), time=25, size=2600)


def _table(place: Path) -> None:
    print("a plain DataTable, 80x24")
    with Program(_TABLE, [str(place)]) as program:
        print(f"  first paint {program.seconds_until(b'date'):.2f} s", flush=True)
        program.settle(2.0)
        down = program.keys([_DOWN] * 15)
        print(f"  a line down {down.time:.0f} ms, {down.size:,} bytes")
        print(f"  memory {program.megabytes:.0f} MB")


if __name__ == "__main__":
    main()
