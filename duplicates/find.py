"""The search for copies: cables in, groups and pairs out.

Prepare (words, texts, bearers), join (pairs of similar texts), gather (stars, groups). The parts know
nothing of each other, so that an archive can keep what the first two gave and go on from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from duplicates.covers import covers
from duplicates.gather import cover_groups, exact_groups, near_groups
from duplicates.groups import bearings
from duplicates.model import Findings, Group, GroupKind, Pair, Parameters, Place, Scope
from duplicates.near import near_pairs
from duplicates.passage_groups import passage_groups
from duplicates.prepare import Prepared, Preparer, entry_of
from duplicates.progress import SILENT, Progress, Stop, Watch
from duplicates.whole_cables import Facts, facts_of, relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from duplicates.covers import Cover
    from duplicates.pairs import NearPairs
    from parser.model import Cable

DEFAULT: Final = Parameters()
KIND_ORDER: Final = {kind: number for number, kind in enumerate(GroupKind)}


def find(
    cables: Iterable[tuple[str, Cable]],
    parameters: Parameters = DEFAULT,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Findings:
    """Find what occurs twice in cables, each given with its key, in any order.

    The findings depend on the cables and the parameters alone: groups stand in order of their leaders'
    time, pairs in order of their earlier text. Raises `Stopped` when ``stop`` returns True.
    """
    watch = Watch(progress, stop)
    if parameters.scopes == {Scope.WITHIN}:
        return _within(cables, parameters, watch)
    return _search(cables, parameters, watch)


def _search(cables: Iterable[tuple[str, Cable]], parameters: Parameters, watch: Watch) -> Findings:
    wants_passages = GroupKind.PASSAGE in parameters.kinds
    preparer = Preparer(parameters.min_words, parameters.passage_words if wants_passages else None)
    repeated_covers: dict[str, tuple[Cover, ...]] = {}
    facts: dict[str, Facts] = {}
    for number, (key, cable) in enumerate(cables):
        if number % 64 == 0:
            watch.at("reading cables", number, 0)
        preparer.add(key, cable)
        facts[key] = facts_of(cable)
        copies = covers(cable)
        if len(copies) > 1:
            repeated_covers[key] = copies
    prepared = preparer.finish()
    groups: list[Group] = []
    crowded = 0
    pairs: list[Pair] = []
    if GroupKind.EXACT in parameters.kinds:
        groups.extend(exact_groups(prepared, parameters))
    if parameters.kinds & {GroupKind.NEAR, GroupKind.FAMILY}:
        found = near_pairs(prepared, parameters.threshold, watch)
        crowded = found.crowded
        groups.extend(near_groups(prepared, found, parameters))
        if GroupKind.NEAR in parameters.kinds:
            pairs.extend(_pairs(prepared, found, parameters))
    if wants_passages:
        groups.extend(passage_groups(prepared, parameters, watch))
    if Scope.WITHIN in parameters.scopes or Scope.BOTH in parameters.scopes:
        groups.extend(cover_groups(prepared.cables, repeated_covers, parameters))
    rank = {entry.key: number for number, entry in enumerate(prepared.cables)}
    groups.sort(key=lambda group: _place(group, rank))
    return Findings(
        parameters=parameters,
        cables=len(prepared.cables),
        blocks=prepared.blocks,
        compared=prepared.compared,
        groups=tuple(groups),
        pairs=tuple(pairs),
        relations=relations(groups, facts),
        crowded=crowded,
    )


def _within(cables: Iterable[tuple[str, Cable]], parameters: Parameters, watch: Watch) -> Findings:
    """Search each cable alone, and put what was found in order of time."""
    found: list[tuple[tuple[datetime, str], Findings]] = []
    for number, (key, cable) in enumerate(cables):
        watch.at("reading cables", number, 0)
        found.append((entry_of(key, cable).order, _search([(key, cable)], parameters, SILENT)))
    found.sort(key=lambda item: item[0])
    each = [findings for _, findings in found]
    return Findings(
        parameters=parameters,
        cables=len(each),
        blocks=sum(findings.blocks for findings in each),
        compared=sum(findings.compared for findings in each),
        groups=tuple(group for findings in each for group in findings.groups),
        pairs=tuple(pair for findings in each for pair in findings.pairs),
        crowded=sum(findings.crowded for findings in each),
    )


def _pairs(prepared: Prepared, found: NearPairs, parameters: Parameters) -> Iterator[Pair]:
    bearers = prepared.bearers
    places = [
        Place(prepared.cables[cable].key, block)
        for cable, block in zip(
            bearers.cable[bearers.first[:-1]].tolist(),
            bearers.block[bearers.first[:-1]].tolist(),
            strict=True,
        )
    ]
    across_alone = not parameters.scopes & {Scope.WITHIN, Scope.BOTH}
    for a, b, similarity in zip(found.a.tolist(), found.b.tolist(), found.similarity.tolist(), strict=True):
        if across_alone and len({place.cable for text in (a, b) for place in bearings(prepared, text)}) == 1:
            continue
        yield Pair(places[a], places[b], similarity)


def _place(group: Group, rank: dict[str, int]) -> tuple[int, int, int, int, str]:
    leader = group.members[0]
    return rank[leader.cable], leader.block, leader.start, KIND_ORDER[group.kind], group.id
