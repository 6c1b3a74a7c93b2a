"""Findings as columns on the disk, and read from there group by group.

The one fact that surprises: the groups of a whole archive are never in memory together. They look like a
tuple of groups, and each is made when it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

import numpy as np

from duplicates.model import (
    Findings,
    Group,
    GroupKind,
    Member,
    Pair,
    Parameters,
    Place,
    Relation,
    RelationKind,
    Scope,
)
from duplicates.results.files import map_array, replacing, write_array
from duplicates.results.rows import DamagedError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_T = TypeVar("_T", bound=Group | Pair)
KINDS: Final = tuple(GroupKind)
SCOPES: Final = tuple(Scope)
GROUP: Final = np.dtype(
    [
        ("id", "V6"),
        ("kind", "u1"),
        ("scope", "u1"),
        ("boilerplate", "u1"),
        ("words", "<u4"),
        ("posts", "<u4"),
        ("first", "<u8"),  # member
        ("members", "<u4"),
    ]
)
MEMBER: Final = np.dtype(
    [("cable", "<u4"), ("block", "<u4"), ("start", "<u4"), ("end", "<u4"), ("similarity", "<f8")]
)
PAIR: Final = np.dtype(
    [("a", "<u4"), ("a_block", "<u4"), ("b", "<u4"), ("b_block", "<u4"), ("similarity", "<f8")]
)


class _Rows(Sequence[_T]):
    """A sequence made row by row when it is asked for."""

    def __init__(self, rows: NDArray[Any]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> _T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_T]: ...
    def __getitem__(self, place: int | slice) -> _T | Sequence[_T]:
        if isinstance(place, slice):
            return [self._made(row) for row in self._rows[place].tolist()]
        return self._made(self._rows[place].item())

    def _made(self, row: tuple[Any, ...]) -> _T:
        raise NotImplementedError


class KeptGroups(_Rows[Group]):
    """Groups on the disk."""

    def __init__(self, groups: NDArray[Any], members: NDArray[Any], cables: Cables) -> None:
        super().__init__(groups)
        self._members = members
        self._cables = cables

    def _made(self, row: tuple[Any, ...]) -> Group:
        number, kind, scope, boilerplate, words, posts, first, count = row
        keys, created = self._cables.keys, self._cables.created
        return Group(
            id=bytes(number).hex(),
            kind=KINDS[kind],
            scope=SCOPES[scope],
            words=words,
            members=tuple(
                Member(keys[cable], block, start, end, created[cable], similarity)
                for cable, block, start, end, similarity in self._members[first : first + count].tolist()
            ),
            posts=posts,
            boilerplate=bool(boilerplate),
        )


class KeptPairs(_Rows[Pair]):
    """Pairs on the disk."""

    def __init__(self, pairs: NDArray[Any], cables: Cables) -> None:
        super().__init__(pairs)
        self._cables = cables

    def _made(self, row: tuple[Any, ...]) -> Pair:
        a, a_block, b, b_block, similarity = row
        keys = self._cables.keys
        return Pair(Place(keys[a], a_block), Place(keys[b], b_block), similarity)


class Cables:
    """The cables that findings speak of, by number: keys and when they were written."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self.keys: list[str] = [row[0] for row in rows]
        self.created = [datetime.fromisoformat(row[1]) if row[1] else None for row in rows]


def write_findings(folder: Path, name: str, findings: Findings, about: dict[str, Any]) -> None:
    """Write findings under a name; the file that makes them count is written last."""
    created = {member.cable: member.created for group in findings.groups for member in group.members}
    keys = set(created) | {place.cable for pair in findings.pairs for place in (pair.a, pair.b)}
    in_order = sorted(keys)
    number = {key: place for place, key in enumerate(in_order)}
    counts = [len(group.members) for group in findings.groups]
    firsts = np.cumsum([0, *counts])[:-1].tolist()
    # Row by row: a list of millions of rows would take ten times what the columns do.
    members = np.fromiter(
        (
            (number[member.cable], member.block, member.start, member.end, member.similarity)
            for group in findings.groups
            for member in group.members
        ),
        MEMBER,
        sum(counts),
    )
    groups = np.fromiter(
        (
            (
                bytes.fromhex(group.id),
                KINDS.index(group.kind),
                SCOPES.index(group.scope),
                group.boilerplate,
                group.words,
                group.posts,
                first,
                count,
            )
            for group, first, count in zip(findings.groups, firsts, counts, strict=True)
        ),
        GROUP,
        len(counts),
    )
    pairs = np.fromiter(
        (
            (number[pair.a.cable], pair.a.block, number[pair.b.cable], pair.b.block, pair.similarity)
            for pair in findings.pairs
        ),
        PAIR,
        len(findings.pairs),
    )
    for part, values in (("groups", groups), ("members", members), ("pairs", pairs)):
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
        found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise DamagedError(f"{folder / name}.json: {error}") from error
    return found


def read_findings(folder: Path, name: str, parameters: Parameters) -> Findings:
    """Return the findings of a name, left on the disk. Raises `DamagedError`."""
    said = read_about(folder, name)
    parts = {part: map_array(folder / f"{name}.{part}.npy") for part in ("groups", "members", "pairs")}
    try:
        cables = Cables(said["cables"])
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
        groups=KeptGroups(parts["groups"], parts["members"], cables),
        pairs=KeptPairs(parts["pairs"], cables),
        relations=relations,
        crowded=counts[3],
    )
