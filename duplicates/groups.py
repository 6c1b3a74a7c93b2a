"""Findings about texts turned into groups of places, with the scope that the reader asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Group, Member, Parameters
from duplicates.prepare import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duplicates.prepare import CableEntry, Prepared

ID_BYTES: Final = 6


@dataclass(frozen=True, slots=True)
class Bearing:
    """One place of a group before it is a `Member`."""

    cable: int
    block: int
    start: int
    end: int
    similarity: float
    role: int  # of the block: a number of `prepare.Role`


def bearings(prepared: Prepared, text: int, similarity: float = 1.0) -> list[Bearing]:
    """Return the places of all blocks that bear a text."""
    bearers = prepared.bearers
    span = slice(int(bearers.first[text]), int(bearers.first[text + 1]))
    return [
        Bearing(cable, block, start, end, similarity, role)
        for cable, block, start, end, role in zip(
            bearers.cable[span].tolist(),
            bearers.block[span].tolist(),
            bearers.start[span].tolist(),
            bearers.end[span].tolist(),
            bearers.role[span].tolist(),
            strict=True,
        )
    ]


def passages_of(prepared: Prepared, text: int, words: tuple[int, int], similarity: float) -> list[Bearing]:
    """Return the places of a run of words, first and past the last, in all blocks that bear a text."""
    first = int(prepared.bearers.first[text])
    return [
        replace(place, start=span[0], end=span[1])
        for number, place in enumerate(bearings(prepared, text, similarity), first)
        for span in [prepared.span(number, *words)]
    ]


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


def is_boilerplate(places: Sequence[Bearing], cables: Sequence[CableEntry], parameters: Parameters) -> bool:
    """Whether a text is a form that cables share, not something that somebody said.

    The rule, each number of which is a parameter: at least ``boilerplate_cables`` cables bear it, from at
    least ``boilerplate_posts`` posts; or it is a line of form (`prepare.Role`) and at least
    ``form_cables`` cables bear it. Furniture (banners, routing headers) always is.
    """
    if places[0].role == Role.FURNITURE:
        return True
    numbers = {place.cable for place in places}
    if places[0].role == Role.FORM and len(numbers) >= parameters.form_cables:
        return True
    if len(numbers) < parameters.boilerplate_cables:
        return False
    return len({cables[number].post for number in numbers}) >= parameters.boilerplate_posts
