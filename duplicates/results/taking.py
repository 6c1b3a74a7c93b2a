"""From the kept chunks to what a search starts from: texts, bearers, covers, facts. No cable is parsed.

The one fact that surprises: words are read twice. First all but the words, which tells the texts that many
blocks bear; then each different text's words, into their place. So there is never a second copy of them. What
is known of each cable stays JSON text: as objects it would take ten times the memory.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from duplicates.assemble import Taken
from duplicates.covers import CoverSpan
from duplicates.prepare import Blocks, CableEntry, Preparer, by_frequency, collapse
from duplicates.results.chunks import about_of, steps_file, vocabulary_of, words_file
from duplicates.results.files import map_array, read_arrays
from duplicates.texts import Texts, Vocabulary, runs
from duplicates.whole_cables import Facts
from duplicates.word_offsets import span_of_steps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duplicates.progress import Watch
    from duplicates.results.chunks import Chunk
    from duplicates.texts import Numbers

STAGE: Final = "reading words"
FACTS_AT_HAND: Final = 8_192
"""Cables whose facts are kept as objects; the others' are made from their text when they are asked for."""
_STEP: Final = np.dtype(np.uint8)
_BLOCKS: Final = tuple(Blocks.__dataclass_fields__)
_FACTS: Final = ("id", "facts_post", "serial", "created", "subject", "body", "flags", "signals")


@dataclass(frozen=True, slots=True)
class Kept:
    """All blocks of an archive, chunk by chunk, without their words; and what is known of each cable."""

    folder: Path
    names: tuple[str, ...]  # of the chunks
    starts: Numbers  # where the blocks of each chunk begin, and where all end
    blocks: Blocks
    entries: tuple[CableEntry, ...]
    facts: tuple[str, ...]  # of each cable, as JSON
    covers: Mapping[str, tuple[CoverSpan, ...]]  # of the cables that hold their cover more than once
    sentences: tuple[tuple[str, str], ...]  # keys of the records that repeat themselves, and how; as imported
    every_block: int  # how many blocks the cables have, with words or without


def read_kept(folder: Path, chunks: list[Chunk], watch: Watch) -> Kept:
    """Read the chunks. Raises `DamagedError`."""
    parts = [Preparer(1).blocks()]  # so that nothing kept is no special case
    entries: list[CableEntry] = []
    facts: list[str] = []
    repeated: dict[str, tuple[CoverSpan, ...]] = {}
    sentences: list[tuple[str, str]] = []
    every_block = 0
    same: dict[str, str] = {}
    for number, chunk in enumerate(chunks):
        watch.at(STAGE, number, 2 * len(chunks))
        found = read_arrays(words_file(folder, chunk.name), *_BLOCKS, "about")
        part = Blocks(**{name: found[name] for name in _BLOCKS})
        parts.append(Blocks(part.cable + len(entries), *(found[name] for name in _BLOCKS[1:])))
        for said in about_of(found["about"]):
            key = said["key"]
            entries.append(CableEntry(key, _moment(said["created"]), said["post"]))
            facts.append(json.dumps([said[name] for name in _FACTS]))
            every_block += said["blocks"]
            if said["covers"]:
                repeated[key] = tuple(_cover(same, *copy) for copy in said["covers"])
            if said["sentence"]:
                sentences.append((key, said["sentence"]))
    joined = [np.concatenate([getattr(part, name) for part in parts]) for name in _BLOCKS]
    return Kept(
        folder=folder,
        names=tuple(chunk.name for chunk in chunks),
        starts=np.cumsum([len(part.block) for part in parts]),
        blocks=Blocks(joined[0].astype(np.int32), *joined[1:]),
        entries=tuple(entries),
        facts=tuple(facts),
        covers=repeated,
        sentences=tuple(sentences),
        every_block=every_block,
    )


def taken_from(kept: Kept, min_words: int, watch: Watch) -> Taken:
    """Return what a search with so many words a block starts from. Raises `DamagedError`."""
    chosen = np.flatnonzero(kept.blocks.lengths >= max(min_words, 1))
    blocks = kept.blocks.only(chosen)
    return Taken(
        collapse(
            kept.entries,
            blocks,
            lambda earliest: _texts(kept, chosen[earliest], watch),
            KeptOffsets(kept, chosen),
            kept.every_block,
        ),
        kept.covers,
        KeptFacts(kept),
    )


class KeptFacts(Mapping[str, Facts]):
    """Facts of whole cables, made when they are asked for: most cables belong to no other."""

    def __init__(self, kept: Kept) -> None:
        self._numbers = {entry.key: number for number, entry in enumerate(kept.entries)}
        self._texts = kept.facts
        self._made = lru_cache(FACTS_AT_HAND)(self._make)

    def _make(self, key: str) -> Facts:
        return _facts(*json.loads(self._texts[self._numbers[key]]))

    def __getitem__(self, key: str) -> Facts:
        return self._made(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class KeptOffsets:
    """Where words of the chosen blocks stand; the files stay on the disk."""

    def __init__(self, kept: Kept, chosen: Numbers) -> None:
        self._kept = kept
        self._chosen = chosen
        self._open: dict[int, tuple[Any, Any, dict[int, int]]] = {}

    def span(self, block: int, start: int, end: int) -> tuple[int, int]:
        """Return where words ``start … end - 1`` of a block begin and end in its cable's text."""
        place = int(self._chosen[block])
        chunk = int(np.searchsorted(self._kept.starts, place, "right")) - 1
        steps, first, far = self._of(chunk)
        begin = int(first[place - self._kept.starts[chunk]])
        return span_of_steps(steps[begin : begin + 2 * end], far, begin, start, end)

    def _of(self, chunk: int) -> tuple[Any, Any, dict[int, int]]:
        found = self._open.get(chunk)
        if found is None:
            folder, name = self._kept.folder, self._kept.names[chunk]
            held = read_arrays(words_file(folder, name), "first", "far_places", "far_steps")
            far = dict(zip(held["far_places"].tolist(), held["far_steps"].tolist(), strict=True))
            found = self._open[chunk] = (map_array(steps_file(folder, name), _STEP), held["first"], far)
        return found


def _texts(kept: Kept, numbers: Numbers, watch: Watch) -> Texts:
    """Return the words of some blocks, in the order given, numbered by frequency."""
    lengths = kept.blocks.lengths[numbers].astype(np.int64)
    starts = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    words = np.empty(int(starts[-1]), np.uint32)
    vocabulary = Vocabulary()
    by_place = np.argsort(numbers, kind="stable")
    bounds = np.searchsorted(numbers[by_place], kept.starts)
    for chunk, name in enumerate(kept.names):
        watch.at(STAGE, len(kept.names) + chunk, 2 * len(kept.names))
        wanted = by_place[bounds[chunk] : bounds[chunk + 1]]
        if not len(wanted):
            continue
        found = read_arrays(words_file(kept.folder, name), "words", "vocabulary", "lengths")
        own = np.fromiter(map(vocabulary.__getitem__, vocabulary_of(found["vocabulary"])), np.uint32)
        before = np.cumsum(found["lengths"], dtype=np.int64) - found["lengths"]
        local = numbers[wanted] - kept.starts[chunk]
        source = runs(before[local], lengths[wanted])
        words[runs(starts[:-1][wanted], lengths[wanted])] = own[found["words"][source]]
    return by_frequency(Texts(words, starts), list(vocabulary))


def _cover(same: dict[str, str], first: int, start: int, end: int, words: list[str]) -> CoverSpan:
    """Return a copy of the cover; equal words are one object in ``same``."""
    return CoverSpan(first, start, end, tuple(same.setdefault(word, word) for word in words))


def _facts(
    id_: str | None,
    post: str,
    serial: int | None,
    created: str | None,
    subject: list[str],
    body: list[tuple[int, int]],
    flags: list[bool],
    signals: list[str],
) -> Facts:
    cancelled, corrected, line = flags
    return Facts(
        id=id_,
        post=post,
        serial=serial,
        created=_moment(created),
        subject=tuple(subject),
        body=dict(body),
        cancelled=cancelled,
        corrected=corrected,
        corrected_line=line,
        signals=tuple(signals),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
