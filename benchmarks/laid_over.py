"""Findings of a small archive laid over a large one, as often as its cables fit into it.

A search through a quarter of a million cables takes the better part of an hour on a busy machine; the screen
does not care whether a finding is true, only how many there are. The one fact that surprises: cables keep
their order of keys, so that every look-up takes the way that it would take with findings of its own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from duplicates.model import Parameters
from duplicates.results.chunks import chunks_of, input_of
from duplicates.results.columns import read_about
from duplicates.results.engine import engine
from duplicates.results.files import map_array, write_array
from duplicates.results.naming import name_of
from duplicates.results.places import folder_of

if TYPE_CHECKING:
    from pathlib import Path

    from corpus import Archive


def lay_over(archive: Archive, small: Path) -> None:
    """Write the kept findings of the archive at ``small`` as if they were those of another one.

    Raises `SystemExit` where that has findings of its own already.
    """
    folder, name = folder_of(archive.path), name_of(Parameters())
    if list(folder.glob("found-*.json")):
        raise SystemExit(f"{folder}: holds findings of its own, which are left alone")
    folder.mkdir(exist_ok=True)
    source = folder_of(small)
    about = read_about(source, name)
    cables = archive.connection.execute("SELECT key, created FROM records ORDER BY key").fetchall()
    times = len(cables) // len(about["cables"])
    groups, members, pairs = (
        map_array(source / f"{name}.{part}.npy") for part in ("groups", "members", "pairs")
    )
    write_array(folder / f"{name}.groups.npy", _over(groups, times, {"first": (1, len(members))}))
    write_array(folder / f"{name}.members.npy", _over(members, times, {"cable": (times, 1)}))
    write_array(folder / f"{name}.pairs.npy", _over(pairs, times, {"a": (times, 1), "b": (times, 1)}))
    said = {
        "input": input_of(chunks_of(archive)),
        "engine": engine(),
        "cables": [list(row) for row in cables],
    }
    (folder / f"{name}.json").write_text(json.dumps({**about, **said}), encoding="ascii")
    (folder / "engine").write_text(engine(), encoding="ascii")
    archive.forget_copies()


def _over(
    rows: np.ndarray[tuple[int], np.dtype[np.void]], times: int, fields: dict[str, tuple[int, int]]
) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    """Repeat rows; in each turn a field is its value times the first number, and more by the second."""
    turns = []
    for turn in range(times):
        one = rows.copy()
        for field, (factor, step) in fields.items():
            one[field] = one[field] * factor + turn * step
        turns.append(one)
    return np.concatenate(turns)
