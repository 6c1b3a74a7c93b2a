"""Copying out of the terminal: over ssh by OSC 52, inside tmux by tmux's own buffer too.

The one fact that surprises: under tmux's default settings OSC 52 alone copies nothing, while
``tmux load-buffer -w -`` works in all its modes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

_PATIENCE: Final = 5.0
"""Seconds that tmux gets."""


def copy(app: App[Any], text: str) -> None:
    """Put a text into the reader's clipboard, by all ways that there are."""
    app.copy_to_clipboard(text)
    command = tmux_command(os.environ)
    if command is not None:
        app.run_worker(lambda: _load(command, text), thread=True, group="clipboard")


def tmux_command(environment: Mapping[str, str]) -> list[str] | None:
    """Return the command that takes a text into tmux's buffer and on to the terminal; None outside tmux."""
    program = shutil.which("tmux")
    if not environment.get("TMUX") or program is None:
        return None
    return [program, "load-buffer", "-w", "-"]


def _load(command: list[str], text: str) -> None:
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
