"""Releases of one archive compared: cables added, removed and changed, and the words that were hidden."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from duplicates.releases.model import ChangedCable, Comparison, FieldChange, History, PostNames, Shown, Step
from duplicates.releases.names import by_post
from duplicates.releases.pairing import Pairing, pairs
from duplicates.releases.versions import DEFAULT, compare_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from duplicates.diff.model import Options
    from parser import Problem

__all__ = [
    "DEFAULT",
    "ChangedCable",
    "Comparison",
    "FieldChange",
    "History",
    "PostNames",
    "Shown",
    "Step",
    "compare_releases",
    "compare_versions",
    "history",
]


def compare_releases(
    early: Path,
    late: Path,
    options: Options = DEFAULT,
    *,
    on_problem: Callable[[Problem], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Comparison:
    """Return what differs between two releases: files, folders or archives of cables, or archive files.

    Raises `parser.ReadError` where one of them holds no cable, `corpus.ArchiveError` where an archive file
    cannot be opened.
    """
    pairing = Pairing()
    changed: list[ChangedCable] = []
    trivial: list[str] = []
    for key, before, after in pairs(early, late, pairing, on_problem=on_problem, progress=progress):
        found = compare_versions(key, before, after, options)
        if found is None:
            trivial.append(key)
        else:
            changed.append(found)
    changed.sort(key=lambda cable: (tuple(-weight for weight in cable.weight), cable.key))
    return Comparison(
        early=str(early),
        late=str(late),
        options=options,
        added=tuple(sorted(pairing.added)),
        removed=tuple(sorted(pairing.removed)),
        changed=tuple(changed),
        unchanged=pairing.same + len(trivial),
        trivial=tuple(sorted(trivial)),
        redacted_names=by_post((cable.key, cable.redacted_names) for cable in changed),
        restored_names=by_post((cable.key, cable.restored_names) for cable in changed),
    )


def history(
    releases: Sequence[Path],
    options: Options = DEFAULT,
    *,
    on_problem: Callable[[Problem], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> History:
    """Return each release compared with the one before, and the first with the last.

    Errors as for `compare_releases`; raises `ValueError` for fewer than two releases.
    """
    if len(releases) < 2:
        raise ValueError("a history needs at least two releases")
    steps = tuple(
        compare_releases(
            early, late, options, on_problem=on_problem if number == 0 else None, progress=progress
        )
        for number, (early, late) in enumerate(pairwise(releases))
    )
    overall = steps[0] if len(steps) == 1 else compare_releases(releases[0], releases[-1], options)
    return History(tuple(map(str, releases)), steps, overall)
