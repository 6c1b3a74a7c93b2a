"""The blocks of two copies of a message, side by side: which of the second stands for which of the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel

from duplicates.similarity import similarity
from duplicates.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parser.model import Block

ALIKE: Final = 0.5  # blocks between the same neighbours are taken for one another from here up
AHEAD: Final = 8  # blocks looked ahead for a counterpart; keeps the time linear


@dataclass(frozen=True, slots=True)
class Aligned:
    """A block of the early copy beside one of the late; one of them is None where it has no counterpart."""

    early: int | None  # index of the block in its cable
    late: int | None
    similarity: float  # 0.0 where one is missing


def align(early: Sequence[Block], late: Sequence[Block]) -> tuple[Aligned, ...]:
    """Align two sequences of blocks, in order; every block of both appears once.

    Blocks of equal words are matched first, as the words of a diff are; then each block left between two
    matches takes the first one alike among the next `AHEAD` of the other copy.
    """
    early_words = [tuple(words(block.clean)) for block in early]
    late_words = [tuple(words(block.clean)) for block in late]
    found: list[Aligned] = []
    i = j = 0
    for match in Indel.opcodes(early_words, late_words).as_matching_blocks():
        for a, b, alike in _gap(early_words, late_words, range(i, match.a), range(j, match.b)):
            found.append(Aligned(_index(early, a), _index(late, b), alike))
        i, j = match.a + match.size, match.b + match.size
        found.extend(
            Aligned(early[match.a + n].index, late[match.b + n].index, 1.0) for n in range(match.size)
        )
    return tuple(found)


def _index(blocks: Sequence[Block], place: int | None) -> int | None:
    return None if place is None else blocks[place].index


def _gap(
    early: Sequence[Sequence[str]], late: Sequence[Sequence[str]], a: range, b: range
) -> Iterator[tuple[int | None, int | None, float]]:
    """Pair the blocks of two stretches without equal blocks, in order."""
    waiting = b.start
    for i in a:
        for j in range(waiting, min(b.stop, waiting + AHEAD)):
            alike = similarity(early[i], late[j])
            if alike >= ALIKE:
                yield from ((None, skipped, 0.0) for skipped in range(waiting, j))
                yield i, j, alike
                waiting = j + 1
                break
        else:
            yield i, None, 0.0
    yield from ((None, skipped, 0.0) for skipped in range(waiting, b.stop))
