"""What a single record holds twice, aligned block to block and said in words.

The one fact that surprises: a published record may hold its message twice and its cover three times, and a
reader wants to know at a glance whether the copies agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from duplicates.alignment import Aligned, align
from duplicates.blocks_in_words import BODY, in_words, number_of
from duplicates.covers import Cover, covers
from duplicates.similarity import shortest_partner, similarity
from duplicates.words import words
from parser.kinds import COVER_KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parser.model import Block, Cable

ALIGNED: Final = COVER_KINDS | BODY | {Kind.HEADING, Kind.SIGNATURE}
REPEAT: Final = 0.8  # similarity from which a block repeats another of its own copy
REPEAT_WORDS: Final = 8
MANY_BLOCKS: Final = 400  # a record with more body blocks is only searched for exact repeats
CUT: Final = 0.9  # a cover that is so similar to the opening of a longer copy is that copy, cut short

MOST_NAMED: Final = 3
"""Kinds and numbers of blocks that are named where copies differ; more are counted."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A block that says again what an earlier block of the same copy says."""

    early: int
    late: int
    similarity: float


@dataclass(frozen=True, slots=True)
class RecordDuplication:
    """What a record holds more than once."""

    transmissions: int
    covers: tuple[Cover, ...]
    cut_covers: int  # copies of the cover that break off
    routing_headers: int
    copies: tuple[tuple[Aligned, ...], ...]  # the first copy of the message against each later one
    repeats: tuple[Repeat, ...]  # inside one copy
    sentence: str  # "2 copies of one message; the cover 3 times"; empty where nothing occurs twice


def describe(cable: Cable) -> RecordDuplication:
    """Say what a record holds more than once; takes a few milliseconds, never raises."""
    found = covers(cable)
    cut = _cut_short(found)
    routing = sum(block.kind is Kind.ROUTING for block in cable.blocks)
    copies = tuple(_aligned(cable, found, later) for later in range(2, cable.transmissions + 1))
    repeats = tuple(_repeats(cable))
    return RecordDuplication(
        transmissions=cable.transmissions,
        covers=found,
        cut_covers=cut,
        routing_headers=routing,
        copies=copies,
        repeats=repeats,
        sentence="; ".join(_phrases(cable, found, cut, routing, copies, repeats)),
    )


def _aligned(cable: Cable, found: tuple[Cover, ...], later: int) -> tuple[Aligned, ...]:
    """Align the first copy of the message with a later one; of a cover that stands twice in one the last."""
    return align(_reading(cable, found, 1), _reading(cable, found, later))


def _reading(cable: Cable, found: tuple[Cover, ...], transmission: int) -> list[Block]:
    own = [cover for cover in found if cover.transmission == transmission]
    left_out = {block.index for cover in own[:-1] for block in cover.blocks}
    return [
        block
        for block in cable.blocks
        if block.transmission == transmission and block.kind in ALIGNED and block.index not in left_out
    ]


def _cut_short(found: Sequence[Cover]) -> int:
    """Count the covers that break off: nearly all of their words open a longer copy."""
    cut = 0
    for cover in found:
        own = len(cover.words)
        for other in found:
            if len(other.words) < 1.25 * own:
                continue
            if similarity(cover.words, other.words[:own]) >= CUT:
                cut += 1
                break
    return cut


def _repeats(cable: Cable) -> Iterable[Repeat]:
    body = [
        (block, spoken)
        for block in cable.blocks
        if block.kind in BODY and len(spoken := words(block.clean)) >= REPEAT_WORDS
    ]
    first: dict[tuple[int, tuple[str, ...]], Block] = {}
    singles: list[tuple[Block, list[str]]] = []
    for block, spoken in body:
        early = first.setdefault((block.transmission, tuple(spoken)), block)
        if early is not block:
            yield Repeat(early.index, block.index, 1.0)
        else:
            singles.append((block, spoken))
    if len(singles) > MANY_BLOCKS:
        return
    for place, (late, late_words) in enumerate(singles):
        for early, early_words in singles[:place]:
            if early.transmission != late.transmission:
                continue
            short, long = sorted((len(early_words), len(late_words)))
            if short < shortest_partner(long, REPEAT):
                continue
            alike = similarity(early_words, late_words)
            if alike >= REPEAT:
                yield Repeat(early.index, late.index, alike)
                break


def _phrases(
    cable: Cable,
    found: tuple[Cover, ...],
    cut: int,
    routing: int,
    copies: tuple[tuple[Aligned, ...], ...],
    repeats: tuple[Repeat, ...],
) -> Iterable[str]:
    if copies:
        yield f"{len(copies) + 1} copies of one message"
    if routing > 1:
        yield f"the routing header {_times(routing)}"
    if len(found) > 1:
        yield f"the cover {_times(len(found))}" + (f", {_ordinal(found, cut)} cut short" if cut else "")
    if copies:
        yield _agreement(cable, copies)
    if repeats:
        late = {repeat.late for repeat in repeats}
        summary = any(cable.blocks[repeat.early].kind is Kind.SUMMARY for repeat in repeats)
        if summary and len(late) == 1:
            yield "the summary stands there again"
        else:
            yield (
                "a paragraph stands there again"
                if len(late) == 1
                else f"{len(late)} paragraphs stand there again"
            )


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"


def _ordinal(found: Sequence[Cover], cut: int) -> str:
    return "one of them" if cut == 1 and len(found) > 2 else "the first" if cut == 1 else f"{cut} of them"


def _agreement(cable: Cable, copies: tuple[tuple[Aligned, ...], ...]) -> str:
    """Say whether the copies agree, or where they differ: the kinds of block, few enough to be read."""
    rows = (row for aligned in copies for row in aligned if row.similarity < 1.0)
    places = (row.late if row.early is None else row.early for row in rows)
    odd = [cable.blocks[index] for index in dict.fromkeys(places) if index is not None]
    if not odd:
        return "copies agree word for word"
    if (
        len({(block.kind if number_of(block) is None else None, number_of(block)) for block in odd})
        <= MOST_NAMED
    ):
        return f"copies agree but for {in_words(odd)}"
    return f"copies differ in {len(odd)} places"
