"""The blocks of all copies sorted into passages: which block is which passage again.

The one fact that surprises: a copy need not be whole to be a copy. A cover cut after 250 characters, a second
part sent again, a summary repeated by an index: each is matched with the passage whose words it has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel

from duplicates.covers import label
from duplicates.words import words
from parser.kinds import COVER_KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parser.model import Block

FURNITURE: Final = frozenset({Kind.RECORD, Kind.ROUTING, Kind.PAGE_BREAK, Kind.WRAPPER, Kind.GARBAGE})
"""What a reader of the message does not read."""

_PARAGRAPHS: Final = frozenset({Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT})

_SAME_PLACE: Final = 0.5  # similarity of words for a block of one name in another copy
_SAME_WORDS: Final = 0.8  # … for a block without a number or label
_AGAIN: Final = 0.95  # … inside one copy, where two alike paragraphs may both be meant
_AGAIN_WORDS: Final = 16
_EXACT_WORDS: Final = 8
_CONTAINED: Final = 0.9  # share of the shorter one's words in the longer one's, in order
_CONTAINED_WORDS: Final = 4
_RUN_ON_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Copy:
    """A block of one of the copies."""

    source: int  # index of the copy
    block: Block
    words: tuple[str, ...]


@dataclass(slots=True)
class Gathered:
    """A passage to be, with its copies in the order in which they were met."""

    name: str
    copies: list[Copy] = field(default_factory=list)


def is_read(block: Block) -> bool:
    """Whether a block is something that a reader of the message reads."""
    return block.kind not in FURNITURE and any(map(str.isalnum, block.clean))


def gather(sources: Sequence[Iterable[Block]]) -> list[Gathered]:
    """Return the passages in reading order; every block that `is_read` is in one of them."""
    passages: list[Gathered] = []
    for number, blocks in enumerate(sources):
        place = -1  # of the passage met last
        for block in blocks:
            copy = Copy(number, block, tuple(words(block.clean)))
            if not is_read(block) or not copy.words:
                continue
            name = _name(block)
            found = _match(passages, copy, name, place)
            if found is None:
                place += 1
                passages.insert(place, Gathered(name, [copy]))
            else:
                passages[found].copies.append(copy)
                place = max(place, found)
    return passages


def _name(block: Block) -> str:
    """Return by what a block is recognised: its number, its label, or its kind."""
    if block.number is not None and block.kind in _PARAGRAPHS:
        return f"paragraph {block.number}"
    if block.kind in _PARAGRAPHS:
        return "paragraph"
    return f"{block.kind.value} {label(block) or ''}".strip()


def _match(passages: list[Gathered], copy: Copy, name: str, place: int) -> int | None:
    """Return the index of the passage that a block repeats: the best, and of equals the next in order."""
    best: tuple[float, bool, int] | None = None
    for index, passage in enumerate(passages):
        likeness = _likeness(passage, copy, name)
        if likeness:
            candidate = (likeness, index > place, -index)
            if best is None or candidate > best:
                best = candidate
    return None if best is None else -best[2]


def _likeness(passage: Gathered, copy: Copy, name: str) -> float:
    """Return how much a block is a passage again, 0.0 where it is not."""
    first = passage.copies[0]
    here_already = any(other.source == copy.source for other in passage.copies)
    if copy.block.kind is Kind.BANNER or first.block.kind is Kind.BANNER:
        return 2.0 if copy.block.kind is first.block.kind else 0.0  # one classification line is enough
    is_cover = copy.block.kind in COVER_KINDS
    if is_cover != (first.block.kind in COVER_KINDS):
        return 0.0
    if is_cover and passage.name != name:
        return 0.0
    longest = max(passage.copies, key=lambda other: len(other.words)).words
    if copy.words == first.words or copy.words == longest:
        long_enough = len(copy.words) >= _EXACT_WORDS
        return 2.0 if is_cover or not here_already or long_enough else 0.0
    likeness = Indel.normalized_similarity(longest, copy.words)
    if is_cover:
        if _ran_on(first, copy):
            return 0.0
        contained = _contained(longest, copy.words) or _begins(longest, copy.words)
        return max(likeness, _SAME_WORDS) if contained or likeness >= _SAME_PLACE else 0.0
    if here_already:
        enough = len(copy.words) >= _AGAIN_WORDS and passage.name == name
        return likeness if likeness >= _AGAIN and enough else 0.0
    if passage.name == name and name.startswith("paragraph "):
        contained = _contained(longest, copy.words) and min(len(longest), len(copy.words)) >= _EXACT_WORDS
        return 1 + likeness if likeness >= _SAME_PLACE or contained else 0.0
    return likeness if likeness >= _SAME_WORDS and len(copy.words) >= _CONTAINED_WORDS else 0.0


def _ran_on(first: Copy, copy: Copy) -> bool:
    """Whether a SUBJECT that comes again runs on into the text of its page, where no blank line ends it."""
    if label(copy.block) != "SUB":
        return False
    shorter, longer = sorted((first, copy), key=lambda one: len(one.words))
    return len(longer.words) - len(shorter.words) >= _RUN_ON_WORDS and not is_cut(shorter.block)


def is_cut(block: Block) -> bool:
    """Whether a block ends in the dots of a record table or an export that cut it."""
    return block.clean.rstrip().endswith(("...", "…"))


def _begins(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the longer begins with all words of the shorter."""
    return all(a == b for a, b in zip(one, other, strict=False))


def _contained(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether nearly all words of the shorter stand in the longer, in order."""
    shorter = min(len(one), len(other))
    common = (len(one) + len(other) - Indel.distance(one, other)) / 2
    return shorter > 0 and common >= _CONTAINED * shorter
