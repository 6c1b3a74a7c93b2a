"""The search for copies: cables in, groups and pairs out.

Prepare (words, texts, bearers), join (pairs of similar texts), gather (stars, groups). The parts know
nothing of each other, so that an archive can keep what the first two gave and go on from there.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from duplicates.assemble import Taken, assemble, wants_near, wants_passages
from duplicates.covers import covers, spans_of
from duplicates.group_columns import Gathered
from duplicates.group_kinds import Scope
from duplicates.means import UNLIMITED, Means
from duplicates.model import Findings, Parameters
from duplicates.near import near_pairs
from duplicates.passage_groups import find_passages
from duplicates.prepare import Preparer, entry_of
from duplicates.progress import SILENT, Progress, Stop, Watch
from duplicates.whole_cables import Facts, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from duplicates.covers import CoverSpan
    from duplicates.model import Pair
    from parser.model import Cable

DEFAULT: Final = Parameters()


def find(
    cables: Iterable[tuple[str, Cable]],
    parameters: Parameters = DEFAULT,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
    means: Means = UNLIMITED,
) -> Findings:
    """Find what occurs twice in cables, each given with its key, in any order.

    The findings depend on the cables and the parameters alone: groups stand in order of their leaders'
    time, pairs in order of their earlier text. ``means`` says how much memory the search may use and how
    many processors; it changes nothing in what is found. Raises `Stopped` when ``stop`` returns True.
    """
    watch = Watch(progress, stop)
    if parameters.scopes == {Scope.WITHIN}:
        return _within(cables, parameters, watch)
    return _search(cables, parameters, watch, means)


def _search(
    cables: Iterable[tuple[str, Cable]], parameters: Parameters, watch: Watch, means: Means = UNLIMITED
) -> Findings:
    taken = take(cables, parameters, watch, means)
    near = (
        near_pairs(taken.prepared, parameters.threshold, watch, means=means)
        if wants_near(parameters)
        else None
    )
    shared = find_passages(taken.prepared, parameters, watch, means) if wants_passages(parameters) else None
    watch.at("gathering groups", 0, 0)
    return assemble(taken, near, shared, parameters)


def take(
    cables: Iterable[tuple[str, Cable]],
    parameters: Parameters,
    watch: Watch = SILENT,
    means: Means = UNLIMITED,
) -> Taken:
    """Take from cables what the search needs; they are let go one by one."""
    passage_words = parameters.passage_words if wants_passages(parameters) else None
    preparer = Preparer(parameters.min_words, passage_words, means)
    repeated: dict[str, tuple[CoverSpan, ...]] = {}
    facts: dict[str, Facts] = {}
    for number, (key, cable) in enumerate(cables):
        if number % 64 == 0:
            watch.at("reading cables", number, 0)
        preparer.add(key, cable)
        facts[key] = facts_of(cable)
        copies = covers(cable)
        if len(copies) > 1:
            repeated[key] = spans_of(copies)
    return Taken(preparer.finish(), repeated, facts)


def _within(cables: Iterable[tuple[str, Cable]], parameters: Parameters, watch: Watch) -> Findings:
    """Search each cable alone, and put what was found in order of time."""
    groups = Gathered()
    pairs: list[tuple[tuple[datetime, str], list[Pair]]] = []
    read = blocks = compared = crowded = 0
    for number, (key, cable) in enumerate(cables):
        watch.at("reading cables", number, 0)
        found = _search([(key, cable)], parameters, SILENT)
        read, blocks, compared = read + 1, blocks + found.blocks, compared + found.compared
        crowded += found.crowded
        groups.extend(found.groups)
        if found.pairs:
            pairs.append((entry_of(key, cable).order, list(found.pairs)))
    pairs.sort(key=itemgetter(0))
    return Findings(
        parameters=parameters,
        cables=read,
        blocks=blocks,
        compared=compared,
        groups=groups.in_time(),
        pairs=tuple(pair for _, some in pairs for pair in some),
        crowded=crowded,
    )
