"""The cable under the list's cursor, in the room beside or below the list.

It waits until the cursor rests, so that a held key does not parse every cable that it passes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.widgets.cable_text import CableText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from tui.reading.header_table import HeaderLine
    from tui.widgets.runs import Run

_REST: Final = 0.06
"""Seconds without a move after which the cursor is taken to rest."""


class Preview(CableText, can_focus=False):
    """A text that is looked at and not walked in."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.shows_cursor = False
        self.edge = True  # whether a line parts it from what stands at its left
        self._wanted: int | None = None
        self._shown: int | None = None
        self._timer: Timer | None = None

    def follow(self, number: int | None) -> None:
        """Show a record of the archive as soon as no other is asked for."""
        if number == self._wanted:
            return
        self._wanted = number
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_REST, self._show_wanted)

    def forget(self) -> None:
        """Show the record again: more is known of it."""
        self._wanted = None

    def pointer(self, number: int, *, at_cursor: bool) -> Sequence[Run]:
        """Draw a line that parts the preview from the list, instead of a cursor."""
        return ((self.glyphs.column if self.edge else " ", "rule"),)

    def filler(self, width: int) -> Sequence[Run]:
        """Draw that line below the text's end too."""
        return ((self.glyphs.column if self.edge else " ", "rule"),)

    def _show_wanted(self) -> None:
        from tui.app import CablediffApp

        app = self.app
        assert isinstance(app, CablediffApp)
        if self._wanted is None:
            self.clear()
            return
        key, cable = app.catalogue.cable(self._wanted)
        _, marks = app.catalogue.marks(key, cable)

        def header(width: int) -> Sequence[HeaderLine]:
            return app.catalogue.header(key, cable, width)

        self.show(cable, marks, header)
