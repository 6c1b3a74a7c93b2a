"""More than two texts set together, and two cables as a dot plot, in lines: the further forms of ``diff``."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from duplicates.collation import Witness, apparatus_lines, collate
from duplicates.shares import percent
from parser.printable import printable, printable_line
from tui.commands.loading import fail
from tui.comparing.compare_sides import siglum
from tui.drawing.glyphs import glyphs_for
from tui.names import counted, not_plotted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duplicates.diff.model import Options
    from duplicates.dot_plot import DotPlot
    from tui.commands.operands import Operand

_WIDEST: Final = 100


def together(found: Sequence[Operand], asked: Options, base: int, width: int) -> Iterator[str]:
    """Yield the lines of several texts: who they are, what they read where they part, and the text."""
    if base > len(found):
        raise fail(f"--base {base}: expected a number from 1 to {len(found)}")
    width = min(width, _WIDEST)
    witnesses = [Witness(siglum(place), operand.clean) for place, operand in enumerate(found)]
    made = collate(witnesses, asked, base=base - 1)
    yield f"{counted(len(found), 'text')} together\n"
    for witness, operand in zip(witnesses, found, strict=True):
        mark = "  base" if witness.siglum == made.base else ""
        yield f"  {witness.siglum:3}{printable_line(operand.name)}{mark}\n"
    yield "Readings:\n" if made.apparatus else "All have the same words.\n"
    for entry in apparatus_lines(made):
        lines = wrap(printable_line(entry), width - 4, initial_indent="  ", subsequent_indent="    ")
        yield from (f"{line}\n" for line in lines)
    yield "Text:\n"
    for line in printable(made.text).split("\n"):
        yield from (f"{part}\n" for part in wrap(line, width) or [""])


def plotted(early: Operand, late: Operand, width: int) -> Iterator[str]:
    """Yield the lines of a dot plot of two cables, or of one against itself, then its pairs of blocks."""
    from duplicates.dot_plot import dot_plot  # brings RapidFuzz

    for operand in (early, late):
        if operand.cable is None or operand.block is not None or operand.span is not None:
            raise fail(f"{operand.name}: a dot plot is drawn of whole cables")
    assert early.cable is not None
    itself = early.name == late.name
    plot = dot_plot(early.cable, None if itself else late.cable)
    yield from plot_lines(plot, early.name, late.name, width)


def plot_lines(plot: DotPlot, down: str, across: str, width: int) -> Iterator[str]:
    """Yield the lines of a dot plot of two named cables, then its pairs of blocks."""
    itself = plot.itself
    names = [printable_line(name) for name in (down, across)]
    yield f"{names[0]} against itself\n" if itself else f"{names[0]} down, {names[1]} across\n"
    if cut := not_plotted(plot):
        yield f"{cut}\n"
    dots = glyphs_for().dots
    signs = " " + "".join(dots[:3])
    for row in plot.scaled(len(plot.rows) or 1, max(width // 2, 1)):
        line = "".join(signs[value] * 2 for value in row).rstrip()
        yield f"{line}\n"
    yield f"{dots[2]} the same words, {dots[1]} nearly, {dots[0]} a shared passage\n"
    for dot in plot.dots():
        if not (itself and dot.row > dot.column):
            places = f"{names[0]}#{plot.rows[dot.row]}  {names[1]}#{plot.columns[dot.column]}"
            how = f"{dot.likeness.name.lower()}, {percent(dot.similarity)}"
            yield f"  {places}  {how}, {counted(dot.shared, 'word')} shared\n"
