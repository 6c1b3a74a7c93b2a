"""The chunks that an archive lacks, made by several processes at once.

Which process makes a chunk changes nothing in it, so the files are the same whatever the number of processes.
"""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from corpus.helping import begin_to_put_away, rules, settle_to_follow
from duplicates.results.chunks import SIZE, make, make_from, missing

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from corpus import Archive
    from duplicates.progress import Watch
    from duplicates.results.chunks import Chunk

ALONE: Final = 2
"""Up to so many chunks no further process is started: it would cost more than it saves."""

STAGE: Final = "taking cables apart"
_POLL: Final = 0.1  # seconds between two looks at the wish to stop


def make_missing(
    archive: Archive, folder: Path, chunks: list[Chunk], watch: Watch, workers: int | None = None
) -> None:
    """Make what is missing. Raises `Stopped` where the reader asked for it; what is made stays."""
    lacking = missing(folder, chunks)
    total = len(lacking) * SIZE
    workers = workers or os.cpu_count() or 1
    if len(lacking) <= ALONE or workers == 1:
        for number, chunk in enumerate(lacking):
            watch.at(STAGE, number * SIZE, total)
            make_from(archive, folder, chunk)
        return
    begin_to_put_away()
    pool = ProcessPoolExecutor(workers, get_context("spawn"), settle_to_follow, (rules(),))
    waiting: set[Future[str]] = set()
    try:
        waiting = {pool.submit(make, archive.path, folder, chunk) for chunk in lacking}
        while waiting:
            watch.at(STAGE, total - len(waiting) * SIZE, total)
            done, waiting = wait(waiting, _POLL, return_when=FIRST_COMPLETED)
            for each in done:
                each.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
