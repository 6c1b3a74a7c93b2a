"""Panes side by side, or one below the other."""

from __future__ import annotations

from textual.containers import Container, Horizontal

from tui.terminal.textual_hacks import still_size


class Panes(Horizontal):
    """Panes side by side."""

    virtual_size = still_size()


class Halves(Container):
    """Panes that are put side by side, or one below the other."""

    virtual_size = still_size()
