"""The command line that prints what a screen shows, quoted for the shell that it will be pasted into."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def command_line(words: Sequence[str], sources: Sequence[Path], archive: Path) -> str:
    """Return ``cablediff`` with these words and the paths that are browsed; without any, the archive file.

    Commands that look a cable up take their paths by ``--in``, the others as arguments. An id that begins
    like an option stands behind ``--``.
    """
    places = [str(path) for path in sources] or [str(archive)]
    if words[0] in _LOOK_UP:
        paths = [part for place in places for part in ("--in", place)]
        operands = [*words[1:]]
        options = [word for word in operands if word.startswith("--")]
        names = [word for word in operands if not word.startswith("--")]
        guard = ["--"] if any(name.startswith("-") for name in names) else []
        return shlex.join(["cablediff", words[0], *paths, *options, *guard, *names])
    return shlex.join(["cablediff", *words, *places])


def place_name(key: str, block: int | None) -> str:
    """Return a place as the command line names it: ``09ASTANA714``, or a block, ``09ASTANA714#12``."""
    return key if block is None else f"{key}#{block}"


_LOOK_UP = frozenset({"diff", "clean"})
