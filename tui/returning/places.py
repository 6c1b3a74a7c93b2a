"""What is kept for one archive from one session to the next: the place, and an import that was broken off.

Nothing here imports the screen library: an unfinished import is asked for before it is loaded.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_state_path

from tui.notes.reader_notes import notes_path
from tui.returning.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence


def places(archive: Path) -> Settings:
    """Return what is kept for one archive."""
    folder = user_state_path("cablediff", appauthor=False) / "places"
    return Settings(folder / f"{notes_path(archive).stem}.json")


def keep_sources(archive: Path, sources: Sequence[Path]) -> None:
    """Remember what is being imported; nothing, once it is done."""
    if archive.exists():
        places(archive).put("sources", json.dumps([str(source.absolute()) for source in sources]))


def unfinished_sources(archive: Path) -> list[Path]:
    """Return what was being imported when the browser was left, as far as it is still there."""
    try:
        kept = json.loads(places(archive).text("sources", "[]"))
    except (ValueError, RecursionError):
        return []
    found = [Path(path) for path in kept if isinstance(path, str)] if isinstance(kept, list) else []
    return [path for path in found if _is_there(path)]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long to be one, a folder that may not be looked into
        return False
