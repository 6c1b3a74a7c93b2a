"""Where a command's text goes: to the terminal, a pipe, or a file that is replaced only when complete."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

from tui.commands.loading import fail
from tui.commands.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WIDTH_WITHOUT_TERMINAL: Final = 100


def give(text: str | Iterable[str], output: Path | None) -> None:
    """Write a command's text, or its pieces. Exits with 2 where the file cannot be written."""
    if output is None:
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        for piece in (text,) if isinstance(text, str) else text:
            click.echo(piece.encode(encoding, "replace").decode(encoding), nl=False)
        return
    try:
        write_whole(output, text)
    except OSError as error:
        raise fail(f"{output}: cannot be written: {error.strerror or error}") from error


def width(asked: int | None) -> int:
    """Return how wide lines may be: as asked, else as the terminal is."""
    return asked or shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns


def colours(output: Path | None) -> bool:
    """Whether colours are wanted: on a terminal, unless NO_COLOR says otherwise."""
    if output is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()
