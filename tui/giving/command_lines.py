"""The command line that prints what a screen shows, quoted for the shell that it will be pasted into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import archive_for
from tui.giving.quoting import shell_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def command_line(
    words: Sequence[str], sources: Sequence[Path], archive: Path, options: Sequence[str] = ()
) -> str:
    """Return ``cablediff`` with these words and the paths that are browsed; without any, the archive file.

    Paths are absolute: who pastes the line may stand in another folder, as in another window.
    Commands that look a cable up take their paths by ``--in``, the others as arguments, an archive by
    ``--archive``. A word that begins like an option stands behind ``--``.
    """
    own = bool(sources) and archive_for(sources) == archive
    places = [str(path.absolute()) for path in sources] if own else []
    archive = archive.absolute()
    if words[0] == "compare":  # the versions in the archive, which stand in no single source
        return shell_line(["cablediff", "compare", *options, "--", str(archive)])
    if words[0] in _LOOK_UP:
        paths = [part for place in places or [str(archive)] for part in ("--in", place)]
        places = []
    else:
        paths = [] if places else ["--archive", str(archive)]
    operands = [*words[1:], *places]
    switches = [*options, *(word for word in words[1:] if word.startswith("--") and words[0] in _LOOK_UP)]
    operands = [word for word in operands if word not in switches]
    guard = ["--"] if any(word.startswith("-") for word in operands) else []
    return shell_line(["cablediff", words[0], *paths, *switches, *guard, *operands])


def place_name(key: str, block: int | None) -> str:
    """Return a place as the command line names it: ``09ASTANA714``, or a block, ``09ASTANA714#12``."""
    return key if block is None else f"{key}#{block}"


_LOOK_UP = frozenset({"diff", "clean"})
