"""The browser with the findings of the whole archive kept beside it: each way into them, and its memory."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

from benchmarks.terminals import Keys, Program
from corpus import Archive
from duplicates.model import Parameters
from tui.drawing.glyphs import UNICODE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from benchmarks.screen_sheet import Sheet

BROWSER: Final = """
import sys
from pathlib import Path
from corpus import Archive
from tui.app import CablediffApp
from tui.returning.settings import Settings
with Archive.open(Path(sys.argv[1])) as archive:
    CablediffApp(archive, [Path(name) for name in sys.argv[2:]], settings=Settings(None)).run()
"""

_FACTS: Final = ("months", "posts", "classification", "repeated text")
_COSTS: Final = ("milliseconds", "sizes", "own")
_ORDERS: Final = ("id", "origin", "classification", "subject")


def screen_of(title: str, place: str = r"[\d,]+/") -> Callable[[Sequence[str]], bool]:
    """Return what tells that a screen is there: its title, and what stands first in its status line."""
    wanted = re.compile(rf"^ {place}")
    return lambda lines: title in lines[0] and wanted.search(lines[-1]) is not None


def have_findings(place: Path) -> None:
    """Make findings and register where they are not kept."""
    from duplicates.results.registering import registered
    from duplicates.results.store import findings_of

    with Archive.open(place) as archive:
        began = time.perf_counter()
        if not registered(archive, Parameters()):
            print("looking for duplicates, whose results are kept beside the archive", flush=True)
            findings_of(archive, Parameters())
            registered(archive, Parameters())
        print(f"findings are at hand after {time.perf_counter() - began:.0f} s", flush=True)


def with_findings(place: Path, sheet: Sheet) -> None:
    """Measure the ways into the findings."""
    from duplicates.results.register import kept_register

    have_findings(place)
    with Archive.open(place, readonly=True) as archive:
        register = kept_register(archive, Parameters())
        assert register is not None
        groups, pairs = len(register.findings.groups), len(register.findings.pairs)
        print(f"cablediff, 80x24, with {groups:,} groups and {pairs:,} pairs kept", flush=True)
        count = f"{len(archive):,}"
        del register
    with Program(BROWSER, [str(place)]) as program:
        sheet.figure("first paint", program.seconds_until(b"1/"), "s", 0.5)
        program.settle(3.0)
        sheet.keys("j in the list", program.keys("j" * 15), time=10, size=600)
        sheet.keys("a page of the list", program.keys("    "), time=50)
        program.key("f")
        sheet.keys("a letter of the filter", program.keys("astana"), time=150)
        program.key("\x1b")
        program.key("g")
        sheet.keys("open a cable with its marks", _opened(program), time=300)
        sheet.keys("j in the reader", program.keys("j" * 15), time=25, size=3300)
        program.key("q")
        program.emulate()
        whole = screen_of("cablediff", rf"[\d,]+/{count}")
        for _ in range(2):  # the second time nothing has to be loaded
            opened = program.answered("a", screen_of("Repeated text"))
            program.settle()
            program.answered("q", whole)
        sheet.times("a: repeated text of the archive", [opened])
        program.answered("a", screen_of("Repeated text"))
        program.answered("B", lambda lines: "without forms" not in lines[0])
        program.settle()  # the groups are chosen behind the title
        downs = [program.answered("j", screen_of("Repeated text", f"{line}/")) for line in range(2, 17)]
        sheet.times("j in the groups", downs)
        sheet.keys("a page of them, the places below too", program.keys("    "))
        for key, what in (("i", "order"), ("I", "reverse"), ("f", "kind"), ("w", "scope"), ("B", "forms")):
            times = [_turned(program, key) for _ in range(4)]
            sheet.times(f"{key} in the groups: {what}", times)
        for _ in range(3):
            program.key("\r")
            program.key("q")
        sheet.keys("Enter: the places of a group", program.keys("\r"))
        sheet.keys("Enter: the words of two places", program.keys("\r"), time=300)
        program.key("q")
        sheet.keys("C: a group collated", program.keys("C"))
        program.key("q")
        program.key("q")
        program.answered("q", whole)
        program.answered("O", _fact("months"))  # the first time plotext is loaded
        program.answered("q", whole)
        facts = [program.answered("O", _fact("months"))]
        facts += [program.answered("\t", _fact(name)) for name in _FACTS[1:]]
        sheet.times("O: a fact of the overview", facts)
        program.answered("q", whole)
        sheet.times(
            "D: only cables with copies", [program.answered("D", screen_of("only with copies", ""))], 150
        )
        program.answered("D", whole)
        orders = [
            program.answered("i", _order(name)) for name in ("id", "origin", "classification", "subject")
        ]
        sheet.times("i: the list in another order", orders)
        sheet.times("s has:duplicate, to the list", [_searched(program)])
        program.answered("\x1b", whole)
        program.settle(1.0)
        sheet.figure("idle for three seconds", program.idle(3.0), "bytes", 0)
        sheet.figure("memory", program.megabytes, "MB", 120)
        began = time.perf_counter()
        program.type("Q")
        program.process.wait()
        sheet.times("Q: to leave", [(time.perf_counter() - began) * 1000])


def _opened(program: Program) -> Keys:
    """Open the cable under the cursor several times, and leave it open."""
    opened = []
    for _ in range(5):
        opened.append(program.keys("\r"))
        program.key("q")
    program.key("\r")
    return Keys(*([value for one in opened for value in getattr(one, name)] for name in _COSTS))


def _turned(program: Program, key: str) -> float:
    """Press a key that chooses or sorts anew; return the milliseconds until the last byte of it."""
    return program.key(key)[0]


def _fact(name: str) -> Callable[[Sequence[str]], bool]:
    """Return what tells that the overview has counted a fact; its name in the title has a sign before it."""
    counted = re.compile(r"^ (?:[\d,]+/|no )")
    return lambda lines: f"{UNICODE.folded}{name}" in lines[0] and counted.search(lines[-1]) is not None


def _order(name: str) -> Callable[[Sequence[str]], bool]:
    return lambda lines: f"by {name}" in lines[0]


def _searched(program: Program) -> float:
    program.answered("s", lambda lines: "texts" in "".join(lines[-3:]))
    for letter in "has:duplicate":
        program.key(letter)
    return program.answered("\r", screen_of("texts: has:duplicate", r"1/[\d,]+ of"))
