"""The copies of an archive for the browser: those that are kept, or looked for aside of the screen."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from duplicates.lookup import Lookup
from duplicates.model import Parameters
from duplicates.results.register import kept_register
from tui.terminal.textual_hacks import prepare_processes
from tui.working.search_process import ALONE, Asked, SearchFailedError, opened, search

if TYPE_CHECKING:
    from corpus import Archive
    from duplicates.progress import Progress, Stop
    from duplicates.results.register import Register


def copies_for_screen(archive: Archive, progress: Progress, stop: Stop) -> Lookup | Register:
    """Return what occurs twice; in a thread where the archive is small, else in a process of its own.

    Raises `Stopped` when ``stop`` says so, `SearchFailedError` when the process ended without findings.
    """
    if len(archive) <= ALONE:
        return _found_here(archive, progress, stop)
    kept = kept_register(archive, Parameters())
    if kept is not None:
        return kept
    prepare_processes()
    found = search(Asked(archive.path, Parameters()), progress, stop)
    if found is not None:
        return Lookup(found)
    made = opened(archive)
    if made is None:
        raise SearchFailedError("the archive changed meanwhile")
    return made


def _found_here(archive: Archive, progress: Progress, stop: Stop) -> Lookup:
    from duplicates.find import find  # brings NumPy, which kept copies do without

    copies = Lookup(find(archive.cables(), Parameters(), progress=progress, stop=stop))
    if not archive.readonly and not getattr(archive, "copies_known", False):
        # the number of groups of each cable, which the list can be sorted by
        with suppress(sqlite3.Error):  # another reader is writing: the counts are a convenience
            archive.set_copies({key: marks.groups for key, marks in copies.cable_marks.items()})
    return copies
