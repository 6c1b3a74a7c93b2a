"""From texts that are alike to the groups that a reader sees: exact, near, families, covers."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from duplicates.families import stars
from duplicates.group_kinds import GroupKind
from duplicates.groups import Bearing, bearings, group, in_scope, is_boilerplate
from duplicates.prepare import Role
from duplicates.similarity import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from duplicates.covers import CoverSpan
    from duplicates.model import Group, Parameters
    from duplicates.pairs import NearPairs
    from duplicates.prepare import CableEntry, Prepared


def exact_groups(prepared: Prepared, parameters: Parameters) -> Iterator[Group]:
    """Yield a group for every text that two blocks or more bear."""
    for text in np.flatnonzero(np.diff(prepared.bearers.first) > 1).tolist():
        for places in _alike(bearings(prepared, text)):
            shown = in_scope(places, parameters.scopes)
            if len(shown) > 1:
                yield group(
                    GroupKind.EXACT,
                    shown,
                    prepared.cables,
                    words=len(prepared.texts.of(text)),
                    text=prepared.digest(text),
                    boilerplate=is_boilerplate(shown, prepared.cables, parameters),
                )


def _alike(places: list[Bearing]) -> Iterator[list[Bearing]]:
    """Give the bearers of a text as they are, those of furniture cable by cable.

    That two posts' cables bear one banner in different years is chance; twice in one cable it is a copy.
    """
    if any(place.role != Role.FURNITURE for place in places):
        yield places
    else:
        for _, own in groupby(places, key=attrgetter("cable")):
            yield list(own)


def near_groups(prepared: Prepared, pairs: NearPairs, parameters: Parameters) -> Iterator[Group]:
    """Yield a group for every star of similar texts: near, or a family where many cables share it."""
    for leader, joined in stars(pairs, len(prepared.texts)):
        places = bearings(prepared, leader)
        for text, alike in joined:
            places.extend(bearings(prepared, text, alike))
        first, rest = places[0], sorted(places[1:], key=lambda place: (place.cable, place.block))
        places = in_scope([first, *rest], parameters.scopes)
        if len(places) < 2:
            continue
        many = len({place.cable for place in places}) >= parameters.family_cables
        kind = GroupKind.FAMILY if many else GroupKind.NEAR
        if kind in parameters.kinds:
            yield group(
                kind,
                places,
                prepared.cables,
                words=len(prepared.texts.of(leader)),
                text=prepared.digest(leader),
                boilerplate=is_boilerplate(places, prepared.cables, parameters),
            )


def cover_groups(
    cables: Sequence[CableEntry], repeated: Mapping[str, tuple[CoverSpan, ...]], parameters: Parameters
) -> Iterator[Group]:
    """Yield groups of the covers that a record holds more than once, compared as wholes."""
    for number, entry in enumerate(cables):
        copies = repeated.get(entry.key, ())
        if len(copies) > 1:
            yield from _cover_groups(number, copies, cables, parameters)


def _cover_groups(
    number: int, copies: tuple[CoverSpan, ...], cables: Sequence[CableEntry], parameters: Parameters
) -> Iterator[Group]:
    taken: set[int] = set()
    for first, leader in enumerate(copies):
        if first in taken or len(leader.words) < parameters.min_words:
            continue
        places = [_bearing(number, leader, 1.0)]
        exact = [_bearing(number, leader, 1.0)]
        for later in range(first + 1, len(copies)):
            copy = copies[later]
            alike = similarity(leader.words, copy.words)
            if later in taken or alike < parameters.threshold or len(copy.words) < parameters.min_words:
                continue
            taken.add(later)
            places.append(_bearing(number, copy, alike))
            if copy.words == leader.words:
                exact.append(_bearing(number, copy, 1.0))
        for kind, found in ((GroupKind.EXACT, exact), (GroupKind.NEAR, places)):
            told = kind is GroupKind.NEAR and len(places) == len(exact)
            if len(found) > 1 and kind in parameters.kinds and not told:
                text = " ".join(leader.words).encode("utf-8", "surrogatepass")
                yield group(kind, found, cables, words=len(leader.words), text=text, boilerplate=False)


def _bearing(number: int, cover: CoverSpan, similarity: float) -> Bearing:
    return Bearing(number, cover.first, cover.start, cover.end, similarity, Role.TEXT)
