"""Findings about texts turned into groups of places, with the scope that the reader asked for."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from duplicates.model import Group, GroupKind, Member, Parameters, Scope
from duplicates.prepare import KINDS
from parser.model import COMPARED_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duplicates.prepare import CableEntry, Prepared

ID_BYTES: Final = 6


@dataclass(frozen=True, slots=True)
class Bearing:
    """One place of a group before it is a `Member`: cable number, block, span, similarity to the leader."""

    cable: int
    block: int
    start: int
    end: int
    similarity: float


def scope_of(cables: Sequence[int]) -> Scope:
    """Return where places stand, given the cable of each."""
    different = len(set(cables))
    if different == 1:
        return Scope.WITHIN
    return Scope.ACROSS if different == len(cables) else Scope.BOTH


def in_scope(places: Sequence[Bearing], scopes: frozenset[Scope]) -> list[Bearing]:
    """Return the places, leader first, that the reader's scopes leave; fewer than two are no group.

    Across alone keeps of each cable the place most like the leader. Within alone needs no care here: the
    search then looks at one cable after the other.
    """
    if Scope.WITHIN in scopes or Scope.BOTH in scopes:
        return list(places)
    best: dict[int, Bearing] = {}
    for place in places:
        kept = best.get(place.cable)
        if kept is None or place.similarity > kept.similarity:
            best[place.cable] = place
    return list(best.values())


def group(
    kind: GroupKind,
    places: Sequence[Bearing],
    cables: Sequence[CableEntry],
    *,
    words: int,
    text: bytes,
    boilerplate: bool,
) -> Group:
    """Build a group; the first of ``places`` is the leader, ``text`` stands for its text in the id."""
    leader = places[0]
    name = f"{kind.value}\0{cables[leader.cable].key}\0{leader.block}\0{leader.start}\0{leader.end}\0".encode(
        "utf-8", "surrogatepass"
    )
    numbers = [place.cable for place in places]
    return Group(
        id=blake2b(name + text, digest_size=ID_BYTES).hexdigest(),
        kind=kind,
        scope=scope_of(numbers),
        words=words,
        members=tuple(
            Member(
                cables[place.cable].key,
                place.block,
                place.start,
                place.end,
                cables[place.cable].created,
                place.similarity,
            )
            for place in places
        ),
        posts=len({cables[number].post for number in numbers}),
        boilerplate=boilerplate,
    )


def bearings(prepared: Prepared, text: int, similarity: float = 1.0) -> list[Bearing]:
    """Return the places of all blocks that bear a text."""
    bearers = prepared.bearers
    span = slice(int(bearers.first[text]), int(bearers.first[text + 1]))
    return [
        Bearing(cable, block, start, end, similarity)
        for cable, block, start, end in zip(
            bearers.cable[span].tolist(),
            bearers.block[span].tolist(),
            bearers.start[span].tolist(),
            bearers.end[span].tolist(),
            strict=True,
        )
    ]


def is_furniture(prepared: Prepared, text: int) -> bool:
    """Whether a text is borne by banners, captions, routing headers and the like alone."""
    bearers = prepared.bearers
    span = slice(int(bearers.first[text]), int(bearers.first[text + 1]))
    return not any(KINDS[kind] in COMPARED_KINDS for kind in bearers.kind[span].tolist())


def is_boilerplate(places: Iterable[Bearing], cables: Sequence[CableEntry], parameters: Parameters) -> bool:
    """Whether a text is shared by so many cables that it is a form, not something somebody said.

    The rule: at least ``boilerplate_cables`` cables bear it, from at least ``boilerplate_posts`` posts.
    """
    numbers = {place.cable for place in places}
    if len(numbers) < parameters.boilerplate_cables:
        return False
    return len({cables[number].post for number in numbers}) >= parameters.boilerplate_posts
