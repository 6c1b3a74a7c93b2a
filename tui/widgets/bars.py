"""The lines at the top and the bottom of every screen: where the reader is, and what the keys do.

They are repainted from the first cell that changed to the last, because the place changes with every key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.geometry import Region
from textual.widget import Widget

from parser.printable import printable_line
from tui.drawing.glyphs import UNICODE
from tui.drawing.theme import DARK, ink_for
from tui.drawing.wrapping import fit
from tui.terminal.textual_hacks import still_size
from tui.widgets.runs import Run, strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip


_KEPT: Final = 3
"""The part of the width up to which the right end of a title is kept beside a long left one."""


class Bar(Widget):
    """One line of text over the whole width, its left part at the left edge, its right part at the right."""

    ALLOW_SELECT = False
    virtual_size = still_size()
    DEFAULT_CSS = """
    Bar {
        width: 1fr;
        height: 1;
    }
    """

    def __init__(self, *, id: str | None = None, base: str = "bar", keeps_right: bool = False) -> None:  # noqa: A002
        """With ``keeps_right`` a long left part gives way to the last group of the right one."""
        super().__init__(id=id)
        self._base = base
        self._keeps_right = keeps_right
        self._left: tuple[Run, ...] = ()
        self._right: tuple[Sequence[Run], ...] = ()

    @property
    def text(self) -> str:
        """What the line says, for tests and for readers of the screen."""
        return "".join(text for text, _ in self._laid_out()).rstrip()

    def show(self, left: Sequence[Run], right: Sequence[Sequence[Run]] = ()) -> None:
        """Show other texts. Where there is no room, groups of the right part give way, the last one last."""
        before = self._laid_out()
        self._left, self._right = _harmless(left), tuple(_harmless(group) for group in right)
        after = self._laid_out()
        if before == after:
            return
        old, new = _cells(before), _cells(after)
        if len(old) != len(new):
            self.refresh()
            return
        differing = [index for index, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
        if differing:
            self.refresh(Region(differing[0], 0, differing[-1] + 1 - differing[0], 1))

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        ink = ink_for(getattr(self.app, "theme", DARK))
        return strip(self._laid_out(), self.size.width, ink, base=self._base)

    def _laid_out(self) -> list[Run]:
        width = self.size.width
        glyphs = getattr(self.app, "glyphs", UNICODE)
        runs: list[Run] = []
        lengths = [sum(len(text) for text, _ in group) for group in self._right]
        kept = lengths[-1] + 1 if self._keeps_right and lengths and lengths[-1] <= width // _KEPT else 0
        room = width - kept
        for text, role in self._left:
            if len(text) > room:
                text = fit(text, room, glyphs.ellipsis)
            runs.append((text, role))
            room -= len(text)
        room += kept
        right: list[Run] = []
        used = 0
        for place, group in enumerate(self._right):
            last = place == len(lengths) - 1
            if used + lengths[place] + (0 if last else lengths[-1]) + 1 > room:
                continue
            right.extend(group)
            used += lengths[place]
        if room:
            runs.append((" " * (room - used), self._base))
        return [*runs, *right]


def _harmless(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs that cannot act: a reader's words stand here too, as typed, pasted or kept in a file."""
    return tuple((printable_line(text), role) for text, role in runs)


def _cells(runs: Sequence[Run]) -> list[tuple[str, str]]:
    return [(character, role) for text, role in runs for character in text]
