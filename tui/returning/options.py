"""How a reader has set up the screens for one archive: panes, layouts, orders, what is ignored.

An archive that nothing was set for begins as the last one was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.returning.places import places

if TYPE_CHECKING:
    from pathlib import Path

    from tui.returning.settings import Settings


class Options(NamedTuple):
    """What is set for an archive, and where nothing is, what is set for the reader."""

    settings: Settings
    archive: Path

    def text(self, name: str, default: str) -> str:
        """Return an option that is a text."""
        return places(self.archive).text(name, self.settings.text(name, default))

    def flag(self, name: str, *, default: bool) -> bool:
        """Return an option that is yes or no."""
        return places(self.archive).flag(name, default=self.settings.flag(name, default=default))

    def put(self, name: str, value: str | bool) -> None:
        """Set an option, on disk at once."""
        self.settings.put(name, value)
        places(self.archive).put(name, value)

    def here(self, name: str) -> str:
        """Return what was chosen in this archive alone, as what a list leaves out."""
        return places(self.archive).text(name, "")

    def put_here(self, name: str, value: str) -> None:
        """Choose something for this archive alone."""
        places(self.archive).put(name, value)
