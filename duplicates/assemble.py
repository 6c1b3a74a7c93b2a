"""From what the joins found to findings: groups of every kind, pairs, relations of whole cables.

It reads no cable. What it needs of them was taken while they were read, or lies in an archive's store.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from duplicates.gather import cover_groups, exact_groups, near_groups
from duplicates.group_columns import Gathered
from duplicates.group_kinds import GroupKind, Scope
from duplicates.groups import bearings
from duplicates.model import Findings, Parameters
from duplicates.pairs_told import PairsTold
from duplicates.passage_groups import passage_groups
from duplicates.whole_cables import relations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duplicates.covers import CoverSpan
    from duplicates.model import Pair
    from duplicates.pairs import NearPairs
    from duplicates.passages import Passages
    from duplicates.prepare import Prepared
    from duplicates.whole_cables import Facts


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from cables: texts and bearers, covers that stand there again, facts for relations."""

    prepared: Prepared
    covers: Mapping[str, tuple[CoverSpan, ...]]
    facts: Mapping[str, Facts]


def wants_near(parameters: Parameters) -> bool:
    """Whether near pairs are needed."""
    return bool(parameters.kinds & {GroupKind.NEAR, GroupKind.FAMILY})


def wants_passages(parameters: Parameters) -> bool:
    """Whether passages are needed."""
    return GroupKind.PASSAGE in parameters.kinds


def assemble(
    taken: Taken, near: NearPairs | None, shared: Passages | None, parameters: Parameters
) -> Findings:
    """Return the findings that near pairs and passages of the prepared texts make."""
    prepared = taken.prepared
    groups = Gathered()
    pairs: Sequence[Pair] = ()
    if GroupKind.EXACT in parameters.kinds:
        groups.extend(exact_groups(prepared, parameters))
    if near is not None and wants_near(parameters):
        groups.extend(near_groups(prepared, near, parameters))
        if GroupKind.NEAR in parameters.kinds:
            pairs = _pairs(prepared, near, parameters)
    if shared is not None and wants_passages(parameters):
        groups.extend(passage_groups(prepared, shared, parameters))
    if Scope.WITHIN in parameters.scopes or Scope.BOTH in parameters.scopes:
        groups.extend(cover_groups(prepared.cables, taken.covers, parameters))
    told = groups.in_time()
    return Findings(
        parameters=parameters,
        cables=len(prepared.cables),
        blocks=prepared.blocks,
        compared=prepared.compared,
        groups=told,
        pairs=pairs,
        relations=relations(told, taken.facts),
        crowded=near.crowded if near is not None else 0,
    )


def _pairs(prepared: Prepared, found: NearPairs, parameters: Parameters) -> Sequence[Pair]:
    """Return the pairs, without those that stand in one cable alone where only other cables are asked for."""
    if parameters.scopes & {Scope.WITHIN, Scope.BOTH}:
        return PairsTold(prepared, found)
    across = (
        len({place.cable for text in (a, b) for place in bearings(prepared, text)}) > 1
        for a, b in zip(found.a.tolist(), found.b.tolist(), strict=True)
    )
    return PairsTold(prepared, found.only(np.fromiter(across, bool, len(found.a))))
