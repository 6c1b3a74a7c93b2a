"""How the browser answers while it works: while a search for duplicates, an import, a comparison is at it.

The one fact that surprises: the screen is never quiet then, since it shows progress. So a key's time runs
until the screen shows what the key asks for.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from benchmarks.corpora import write_csv
from benchmarks.screen_findings import BROWSER
from benchmarks.terminals import Program
from corpus import Archive

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.screen_sheet import Sheet

_CABLES: Final = 30_000
"""Cables of the import at work."""

_KEYS: Final = 25


def at_work(place: Path, folder: Path, sheet: Sheet) -> None:
    """Measure keys while a search and an import are at work on a copy of the archive."""
    copy = folder / "at-work.cablediff"
    shutil.copyfile(place, copy)
    with Archive.open(copy) as archive:
        count = f"{len(archive):,}"
        archive.forget_copies()
    print("while a search for duplicates is at work", flush=True)
    with Program(BROWSER, [str(copy)]) as program:
        program.seconds_until(b"1/")
        program.emulate()
        program.shows(lambda lines: "copies: " in lines[-1])
        _keys(program, sheet, f"/{count}")
        sheet.times("Esc: the search stops", [program.answered("\x1b", _no_progress)])
    print("while an import is at work", flush=True)
    source = folder / "more.csv"
    write_csv(source, _CABLES, seed=7)
    with Program(BROWSER, [str(copy), str(source)]) as program:
        program.seconds_until(b"1/")
        program.emulate()
        program.shows(lambda lines: "reading: " in lines[-1])
        _keys(program, sheet, "/")
        sheet.times("Esc: the import stops", [program.answered("\x1b", _no_progress)])


def _keys(program: Program, sheet: Sheet, of: str) -> None:
    """Measure a line down, letters of the filter, and a cable opened."""
    program.answered("g", lambda lines: lines[-1].startswith(f" 1{of}"))
    times = [
        program.answered("j", lambda lines, line=line: lines[-1].startswith(f" {line}{of}"))
        for line in range(2, 2 + _KEYS)
    ]
    sheet.times("j in the list", times)
    program.answered("f", lambda lines: "filter" in lines[-1])
    typed = ""
    times = []
    for letter in "tripoli":
        typed += letter
        title = f"filter: {typed}"
        times.append(program.answered(letter, lambda lines, title=title: title in lines[0]))
    sheet.times("a letter of the filter", times)
    program.answered("\x1b", lambda lines: "filter:" not in lines[0])
    program.answered("g", lambda lines: lines[-1].startswith(f" 1{of}"))
    times = []
    for _ in range(5):
        times.append(program.answered("\r", lambda lines: "cablediff" not in lines[0]))
        program.answered("q", lambda lines: "cablediff" in lines[0])
    sheet.times("a cable opened", times)


def _no_progress(lines: object) -> bool:
    last = lines[-1]  # type: ignore[index]
    return "copies: " not in last and "reading: " not in last and "stopping" not in last
