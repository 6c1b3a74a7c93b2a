"""The thin line: what the browser leaves out when each byte has to travel.

The one fact that surprises: ``TEXTUAL_FPS`` is read when Textual is imported, so this module must be asked
before, and imports nothing of it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FRAMES: Final = "15"
"""Pictures a second at most; Textual makes sixty."""


def is_thin(environment: Mapping[str, str], asked: bool | None = None) -> bool:
    """Tell whether the line is thin: as the reader says, else over ssh (and mosh, which starts by ssh)."""
    if asked is not None:
        return asked
    return bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))


def prepare() -> None:
    """Ask Textual for fewer pictures, where the reader's environment does not say how many."""
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)


def amount(sent: int) -> str:
    """Return a number of bytes in words: ``812 bytes``, ``14.2 kB``, ``3.1 MB``."""
    if sent < 10_000:
        return f"{sent:,} bytes"
    return f"{sent / 1e3:,.1f} kB" if sent < 10_000_000 else f"{sent / 1e6:,.1f} MB"
