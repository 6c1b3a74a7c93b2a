"""Cables made ready for the search: different texts, numbered, and the blocks that bear them.

The one fact that surprises: exact copies are gone before anything is compared. Blocks with the same words are
one text with several bearers, and only texts meet in the join.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import IntEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from duplicates.aside import Pile, only
from duplicates.covers import label
from duplicates.kinds import MATCHED_KINDS
from duplicates.means import UNLIMITED, Means
from duplicates.moments import naive, written
from duplicates.progress import SILENT, Watch
from duplicates.rare_words import count_bearers
from duplicates.texts import Flags, Numbers, Texts, Vocabulary
from duplicates.word_offsets import WordOffsets
from duplicates.words import words
from parser.ids import parse_id
from parser.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from parser.model import Block, Cable

FORM_KINDS: Final = frozenset({Kind.ATTENTION, Kind.CLASSIFIED_BY, Kind.SIGNATURE})
FORM_LABELS: Final = frozenset({"EO", "TAG"})
_CHUNK: Final = 4_000_000  # words numbered anew in one go


class Role(IntEnum):
    """What a block is to a reader of copies."""

    TEXT = 0  # what happened: paragraphs, headings, subjects, references
    FORM = 1  # who signs and who shall read: Classified By, attention, E.O. and TAGS lines, signatures
    FURNITURE = 2  # banners, routing headers: only exact copies inside a cable are looked for


def role_of(block: Block) -> Role:
    """Return the role of a block."""
    if not block.compared:
        return Role.FURNITURE
    if block.kind in FORM_KINDS or label(block) in FORM_LABELS:
        return Role.FORM
    return Role.TEXT


@dataclass(frozen=True, slots=True)
class CableEntry:
    """What the search keeps of a cable: how it is called, when and by whom it was written."""

    key: str
    created: datetime | None
    post: str

    @property
    def order(self) -> tuple[datetime, str]:
        """Sorts in order of time; cables without a date come last, equal dates by key."""
        return naive(self.created), self.key


def entry_of(key: str, cable: Cable) -> CableEntry:
    """Return what the search keeps of a cable. A message without a stated date has that of its DTG."""
    taken = parse_id(cable.id or key)
    return CableEntry(key, written(cable), taken.post if taken else cable.origin or "")


@dataclass(frozen=True, slots=True)
class Bearers:
    """The blocks that bear text ``i``, in order of time, are ``first[i] … first[i + 1] - 1``."""

    first: Numbers
    cable: NDArray[np.int32]  # number in `Prepared.cables`
    block: NDArray[np.int32]  # index of the block in its cable
    start: NDArray[np.int32]  # span of the block's own text in the cable's text, in characters
    end: NDArray[np.int32]
    role: NDArray[np.uint8]  # a `Role`
    number: Numbers  # in the order in which blocks were taken in


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks in the order in which they were taken in; ``cable`` counts in that order too."""

    cable: NDArray[np.int32]
    block: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    role: NDArray[np.uint8]
    digest: NDArray[np.uint64]  # two for each block
    lengths: NDArray[np.int32]  # in words

    def only(self, chosen: NDArray[Any]) -> Blocks:
        """Return some blocks: a mask or numbers."""
        return Blocks(*(getattr(self, name)[chosen] for name in Blocks.__dataclass_fields__))


class Offsets(Protocol):
    """Where words of blocks stand, each block by its place in `Blocks`."""

    def span(self, block: int, start: int, end: int) -> tuple[int, int]:
        """Return where words ``start … end - 1`` of a block begin and end in its cable's text."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Cables in order of time, different texts in order of their earliest bearers."""

    cables: tuple[CableEntry, ...]
    texts: Texts
    bearers: Bearers
    comparable: Flags  # for each text, whether one of its bearers takes part in the near search
    offsets: Offsets  # of the blocks long enough for passages
    digests: NDArray[np.uint64]  # two for each text, the same in every run
    blocks: int  # of all cables, whatever their kind and length
    compared: int  # of them that take part

    def digest(self, text: int) -> bytes:
        """Return 16 bytes that stand for a text's words."""
        return bytes(self.digests[text])

    def span(self, bearer: int, start: int, end: int) -> tuple[int, int]:
        """Return where words ``start … end - 1`` of a bearer stand in its cable's text."""
        return self.offsets.span(int(self.bearers.number[bearer]), start, end)


class Preparer:
    """Takes cables one by one and keeps their words, not their texts.

    ``passage_words`` is the length of the shortest passage that will be looked for, None where none will.
    """

    def __init__(self, min_words: int, passage_words: int | None = None, means: Means = UNLIMITED) -> None:
        self._min_words = min_words
        self._passage_words = passage_words
        self._offsets = WordOffsets()
        self._vocabulary = Vocabulary()
        self._cables: list[CableEntry] = []
        self._means = means
        self._words = Pile(means.held)
        self._lengths = array("i")
        self._digests = array("Q")  # two for each block
        self._places = array("i")  # cable, block, start, end for each block
        self._roles = array("B")
        self._blocks = 0

    def add(self, key: str, cable: Cable) -> None:
        """Take in the blocks of one cable that have words enough."""
        number = len(self._cables)
        self._cables.append(entry_of(key, cable))
        self._blocks += len(cable.blocks)
        for block in cable.blocks:
            if block.kind not in MATCHED_KINDS:
                continue
            found = words(block.clean)
            if len(found) >= self._min_words and found:
                self._take(number, block, found)

    def _take(self, cable: int, block: Block, found: list[str]) -> None:
        self._words.extend(map(self._vocabulary.__getitem__, found))
        self._lengths.append(len(found))
        self._digests.frombytes(
            blake2b(" ".join(found).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        )
        start, end = span_of(block)
        self._places.extend((cable, block.index, start, end))
        role = role_of(block)
        self._roles.append(role)
        if self._passage_words is None or len(found) < self._passage_words or role == Role.FURNITURE:
            self._offsets.add_nothing()
        else:
            self._offsets.add(block, len(found))

    def blocks(self) -> Blocks:
        """Return the blocks taken in so far."""
        cable, block, start, end = _numbers(self._places, np.int32).reshape(-1, 4).T
        return Blocks(
            cable=cable,
            block=block,
            start=start,
            end=end,
            role=_numbers(self._roles, np.uint8),
            digest=_numbers(self._digests, np.uint64).reshape(-1, 2),
            lengths=_numbers(self._lengths, np.int32),
        )

    def texts(self) -> tuple[Texts, list[str]]:
        """Return the texts of the blocks, and the words that their numbers stand for."""
        lengths = _numbers(self._lengths, np.int32)
        starts = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        return Texts(self._words.numbers(), starts), list(self._vocabulary)

    @property
    def cables(self) -> list[CableEntry]:
        """The cables in the order in which they were taken in."""
        return self._cables

    @property
    def offsets(self) -> WordOffsets:
        """Where the words of the blocks stand."""
        return self._offsets

    def finish(self) -> Prepared:
        """Collapse exact copies, put cables and texts in order of time."""
        texts, vocabulary = self.texts()
        held = self._means.held
        return collapse(
            self._cables,
            self.blocks(),
            lambda earliest: by_frequency(only(texts, earliest, held), vocabulary),
            self._offsets,
            self._blocks,
        )


def collapse(
    entries: Sequence[CableEntry],
    blocks: Blocks,
    texts_of: Callable[[Numbers], Texts],
    offsets: Offsets,
    count: int,
) -> Prepared:
    """Collapse exact copies, put cables and texts in order of time.

    ``texts_of`` gives the texts of some of the blocks; ``count`` is the number of all blocks of the cables.
    """
    by_time = sorted(range(len(entries)), key=lambda number: entries[number].order)
    rank = np.empty(len(by_time), np.int32)
    rank[by_time] = np.arange(len(by_time), dtype=np.int32)
    cable, block = rank[blocks.cable], blocks.block
    text, earliest = _number_texts(blocks.digest, cable, block)
    near = blocks.role != Role.FURNITURE
    comparable = np.zeros(len(earliest), bool)
    comparable[text[near]] = True
    by_text = np.lexsort((block, cable, text))
    return Prepared(
        cables=tuple(entries[number] for number in by_time),
        texts=texts_of(earliest),
        bearers=Bearers(
            first=np.searchsorted(text[by_text], np.arange(len(earliest) + 1)),
            cable=cable[by_text],
            block=block[by_text],
            start=blocks.start[by_text],
            end=blocks.end[by_text],
            role=blocks.role[by_text],
            number=by_text,
        ),
        comparable=comparable,
        offsets=offsets,
        digests=blocks.digest[earliest],
        blocks=count,
        compared=int(near.sum()),
    )


def prepare(cables: Iterable[tuple[str, Cable]], min_words: int, watch: Watch = SILENT) -> Prepared:
    """Read cables, each with its key, and make them ready; they are let go one by one."""
    preparer = Preparer(min_words)
    for number, (key, cable) in enumerate(cables):
        if number % 64 == 0:
            watch.at("reading cables", number, 0)
        preparer.add(key, cable)
    return preparer.finish()


def by_frequency(texts: Texts, vocabulary: Sequence[str]) -> Texts:
    """Number the words of texts anew, in place: those of most texts first, of equals in order of letters.

    So the numbers do not depend on the order in which cables were read.
    """
    count = count_bearers(texts, len(vocabulary))
    by_letters = np.array(sorted(range(len(vocabulary)), key=vocabulary.__getitem__), np.int64)
    by_bearers = by_letters[np.argsort(-count[by_letters], kind="stable")]
    number = np.empty(len(vocabulary), np.uint32)
    number[by_bearers] = np.arange(len(vocabulary), dtype=np.uint32)
    for start in range(0, len(texts.words), _CHUNK):  # in place: there may be a gigabyte of words
        texts.words[start : start + _CHUNK] = number[texts.words[start : start + _CHUNK]]
    return texts


def span_of(block: Block) -> tuple[int, int]:
    """Return where a block's own text starts and ends in the record's text, without the space around it."""
    if not block.pieces:
        return block.start, block.end
    return block.pieces[0][0], block.pieces[-1][1]


def _numbers(values: array[int], kind: type[Any]) -> NDArray[Any]:
    return np.frombuffer(values, kind) if values else np.zeros(0, kind)


def _number_texts(
    digests: NDArray[np.uint64], cable: NDArray[np.int32], block: NDArray[np.int32]
) -> tuple[Numbers, Numbers]:
    """Return the text number of every block, and for every text the number of the earliest block bearing it.

    Texts are numbered in order of time of these earliest blocks.
    """
    order = np.lexsort((block, cable, digests[:, 1], digests[:, 0]))
    ordered = digests[order]
    opens = np.ones(len(order), bool)
    opens[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    earliest = order[opens]
    by_time = np.lexsort((block[earliest], cable[earliest]))
    number = np.empty(len(earliest), np.int64)
    number[by_time] = np.arange(len(earliest))
    text = np.empty(len(order), np.int64)
    text[order] = number[np.cumsum(opens) - 1]
    return text, earliest[by_time]
