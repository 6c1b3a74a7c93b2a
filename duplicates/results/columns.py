"""Findings as columns on the disk, and read from there group by group.

The one fact that surprises: the files are not mapped into memory. What a process once touched of a mapped
file counts as its own, so a report that goes through all groups would seem to hold all of them.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.group_columns import GROUP, MEMBER, Cables, GroupsTold, Rows, columns_of
from duplicates.model import Findings, Pair, Parameters, Place, Relation, RelationKind
from duplicates.one_by_one import OneByOne
from duplicates.results.files import FileRows, replacing, write_array
from duplicates.results.rows import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAIR: Final = np.dtype(
    [("a", "<u4"), ("a_block", "<u4"), ("b", "<u4"), ("b_block", "<u4"), ("similarity", "<f8")]
)
_KINDS: Final = {"groups": GROUP, "members": MEMBER, "pairs": PAIR}
_BATCH: Final = 4_096  # pairs read at a time


class KeptPairs(OneByOne[Pair]):
    """Pairs on the disk."""

    def __init__(self, pairs: Rows, cables: Cables) -> None:
        self._pairs = pairs
        self._keys = cables.keys

    def __len__(self) -> int:
        return len(self._pairs)

    def made(self, number: int) -> Pair:
        return next(self._between(number, number + 1))

    def __iter__(self) -> Iterator[Pair]:
        for start in range(0, len(self), _BATCH):
            yield from self._between(start, min(start + _BATCH, len(self)))

    def _between(self, start: int, end: int) -> Iterator[Pair]:
        keys = self._keys
        for a, a_block, b, b_block, similarity in self._pairs[start:end].tolist():
            yield Pair(Place(keys[a], a_block), Place(keys[b], b_block), similarity)


def write_findings(folder: Path, name: str, findings: Findings, about: dict[str, Any]) -> None:
    """Write findings under a name; the file that makes them count is written last."""
    told = columns_of(findings.groups)
    created = dict(zip(told.cables.keys, told.cables.created, strict=True))
    keys = {place.cable for pair in findings.pairs for place in (pair.a, pair.b)}
    members = told.members[:].copy()
    borne = np.unique(members["cable"])
    keys.update(told.cables.keys[place] for place in borne.tolist())
    in_order = sorted(keys)
    number = {key: place for place, key in enumerate(in_order)}
    numbers = np.zeros(len(told.cables.keys), np.uint32)
    numbers[borne] = [number[told.cables.keys[place]] for place in borne.tolist()]
    members["cable"] = numbers[members["cable"]]
    pairs = np.fromiter(
        (
            (number[pair.a.cable], pair.a.block, number[pair.b.cable], pair.b.block, pair.similarity)
            for pair in findings.pairs
        ),
        PAIR,
        len(findings.pairs),
    )
    for part, values in (("groups", told.groups[:]), ("members", members), ("pairs", pairs)):
        write_array(folder / f"{name}.{part}.npy", values)
    moments = [created.get(key) for key in in_order]
    document = {
        **about,
        "counts": [findings.cables, findings.blocks, findings.compared, findings.crowded],
        "relations": [
            [each.kind, each.early, each.late, each.shared, each.share, list(each.evidence)]
            for each in findings.relations
        ],
        "cables": [
            [key, moment.isoformat() if moment else ""] for key, moment in zip(in_order, moments, strict=True)
        ],
    }
    with replacing(folder / f"{name}.json") as draft:
        draft.write_text(json.dumps(document), encoding="ascii")


def read_about(folder: Path, name: str) -> dict[str, Any]:
    """Return what findings say of themselves. Raises `DamagedError`, also where there are none."""
    try:
        found = json.loads((folder / f"{name}.json").read_text(encoding="ascii"))
    except (OSError, ValueError, RecursionError) as error:
        raise DamagedError(f"{folder / name}.json: {error}") from error
    if not isinstance(found, dict):
        raise DamagedError(f"{folder / name}.json: holds something else")
    return found


def read_findings(folder: Path, name: str, parameters: Parameters) -> Findings:
    """Return the findings of a name, left on the disk. Raises `DamagedError`."""
    said = read_about(folder, name)
    parts = {part: FileRows(folder / f"{name}.{part}.npy", kind) for part, kind in _KINDS.items()}
    try:
        cables = Cables(
            [key for key, _ in said["cables"]],
            [datetime.fromisoformat(moment) if moment else None for _, moment in said["cables"]],
        )
        counts = said["counts"]
        relations = tuple(
            Relation(RelationKind(kind), early, late, shared, share, tuple(evidence))
            for kind, early, late, shared, share, evidence in said["relations"]
        )
    except (KeyError, ValueError, TypeError) as error:
        raise DamagedError(f"{folder / name}.json: {error}") from error
    return Findings(
        parameters=parameters,
        cables=counts[0],
        blocks=counts[1],
        compared=counts[2],
        groups=GroupsTold(parts["groups"], parts["members"], cables),
        pairs=KeptPairs(parts["pairs"], cables),
        relations=relations,
        crowded=counts[3],
    )
