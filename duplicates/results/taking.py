"""From the kept chunks to what a search starts from: texts, bearers, covers, facts. No cable is parsed.

The one fact that surprises: words are read twice. First all but the words, which tells the texts that many
blocks bear; then each different text's words, into their place. So there is never a second copy of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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
_BLOCKS: Final = tuple(Blocks.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Kept:
    """All blocks of an archive, chunk by chunk, without their words; and what is known of each cable."""

    folder: Path
    names: tuple[str, ...]  # of the chunks
    starts: Numbers  # where the blocks of each chunk begin, and where all end
    blocks: Blocks
    entries: tuple[CableEntry, ...]
    about: tuple[dict[str, Any], ...]  # of each cable

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Yield the key and the sentence of every record that repeats itself, in order of import."""
        return ((said["key"], said["sentence"]) for said in self.about if said["sentence"])


def read_kept(folder: Path, chunks: list[Chunk], watch: Watch) -> Kept:
    """Read the chunks. Raises `DamagedError`."""
    parts = [Preparer(1).blocks()]  # so that nothing kept is no special case
    about: list[dict[str, Any]] = []
    for number, chunk in enumerate(chunks):
        watch.at(STAGE, number, 2 * len(chunks))
        found = read_arrays(words_file(folder, chunk.name), *_BLOCKS, "about")
        part = Blocks(**{name: found[name] for name in _BLOCKS})
        parts.append(Blocks(part.cable + len(about), *(found[name] for name in _BLOCKS[1:])))
        about += about_of(found["about"])
    joined = [np.concatenate([getattr(part, name) for part in parts]) for name in _BLOCKS]
    return Kept(
        folder=folder,
        names=tuple(chunk.name for chunk in chunks),
        starts=np.cumsum([len(part.block) for part in parts]),
        blocks=Blocks(joined[0].astype(np.int32), *joined[1:]),
        entries=tuple(CableEntry(said["key"], _moment(said["created"]), said["post"]) for said in about),
        about=tuple(about),
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
            sum(said["blocks"] for said in kept.about),
        ),
        {
            said["key"]: tuple(_cover(*copy) for copy in said["covers"])
            for said in kept.about
            if said["covers"]
        },
        KeptFacts(kept),
    )


class KeptFacts(Mapping[str, Facts]):
    """Facts of whole cables, made when they are asked for: most cables belong to no other."""

    def __init__(self, kept: Kept) -> None:
        self._about = {said["key"]: said for said in kept.about}
        self._made: dict[str, Facts] = {}

    def __getitem__(self, key: str) -> Facts:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = _facts(self._about[key])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._about)

    def __len__(self) -> int:
        return len(self._about)


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
            found = self._open[chunk] = (map_array(steps_file(folder, name)), held["first"], far)
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


def _cover(first: int, start: int, end: int, words: list[str]) -> CoverSpan:
    return CoverSpan(first, start, end, tuple(words))


def _facts(said: dict[str, Any]) -> Facts:
    cancelled, corrected, line = said["flags"]
    return Facts(
        id=said["id"],
        post=said["facts_post"],
        serial=said["serial"],
        created=_moment(said["created"]),
        subject=tuple(said["subject"]),
        body=dict(said["body"]),
        cancelled=cancelled,
        corrected=corrected,
        corrected_line=line,
        signals=tuple(said["signals"]),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
