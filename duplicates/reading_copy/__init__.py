"""A record as a reader wants it: each passage once, reflowed, with notes where its copies differ.

The one fact that surprises: nothing is decided silently. What is not shown is listed with its place, and
a word that one copy has and another has not is in a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from duplicates.collation import Witness, collate
from duplicates.diff.cables import transmission
from duplicates.diff.model import Ignore, Options
from duplicates.reading_copy.gather import gather, is_cut, is_read
from duplicates.reading_copy.model import LeftOut, Note, Passage, ReadingCopy, Source, named
from duplicates.reading_copy.reflow import reflow
from parser.kinds import COVER_KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duplicates.collation import Entry
    from duplicates.reading_copy.gather import Copy, Gathered
    from parser.model import Block, Cable

__all__ = ["LeftOut", "Note", "Passage", "ReadingCopy", "Source", "reading_copy"]

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_IGNORED: Final = Options().ignoring(Ignore.HYPHENATION, Ignore.PAGE_BREAKS, Ignore.PILCROW, Ignore.QUOTES)
_COVER_IGNORED: Final = _IGNORED.ignoring(Ignore.PUNCTUATION, Ignore.CASE)
_CUT: Final = 0.75  # a copy with less than this share of another's words is cut; the fuller one is the base


def reading_copy(cables: Sequence[Cable], *, only: int | None = None) -> ReadingCopy:
    """Return the reading copy of a message from the records that hold it, the first being the main one.

    Every copy of the message in every record is a witness; ``only`` takes one copy of the first record alone.
    Raises `ValueError` without any record.
    """
    if not cables:
        raise ValueError("a reading copy needs at least one record")
    sources, owners, blocks = _sources(cables, only)
    gathered = gather(blocks)
    passages, notes = [], 0
    for found in gathered:
        passage = _passage(found, sources, notes)
        notes += len(passage.notes)
        passages.append(passage)
    first = cables[0]
    return ReadingCopy(
        id=first.id or "",
        title=first.subject or first.title or "",
        created=first.created,
        origin=first.origin,
        classification=first.classification,
        sources=sources,
        passages=tuple(passages),
        missing=tuple(_missing(gathered, sources)),
        left_out=tuple(_left_out(gathered, passages, sources, owners, blocks, cables)),
    )


def _sources(
    cables: Sequence[Cable], only: int | None
) -> tuple[tuple[Source, ...], list[int], list[tuple[Block, ...]]]:
    """Return the copies, for each the index of its record, and its blocks."""
    sources: list[Source] = []
    owners: list[int] = []
    blocks: list[tuple[Block, ...]] = []
    for index, cable in enumerate(cables):
        numbers = [only] if only is not None else range(1, cable.transmissions + 1)
        for number in numbers:
            sources.append(Source(_siglum(len(sources)), cable.id or "?", number, cable.transmissions))
            owners.append(index)
            if only is not None:
                blocks.append(transmission(cable, number))
            else:
                blocks.append(tuple(block for block in cable.blocks if block.transmission == number))
        if only is not None:
            break
    return tuple(sources), owners, blocks


def _siglum(index: int) -> str:
    letter = _LETTERS[index % len(_LETTERS)]
    return letter if index < len(_LETTERS) else f"{letter}{index // len(_LETTERS) + 1}"


def _passage(found: Gathered, sources: Sequence[Source], notes: int) -> Passage:
    """Return a passage with its variants; inside one source only the fullest of several copies is read."""
    witnesses = _one_each(found)
    if found.copies[0].block.kind is Kind.BANNER:
        witnesses = [max(witnesses, key=lambda copy: len(copy.words))]
    texts = [reflow(copy.block.clean, letters=copy.block.kind is Kind.COVER) for copy in witnesses]
    fullest = max(len(copy.words) for copy in witnesses)
    base = (
        0 if len(witnesses[0].words) >= _CUT * fullest else [len(c.words) for c in witnesses].index(fullest)
    )
    sigla = [sources[copy.source].siglum for copy in witnesses]
    block = witnesses[base].block
    ignored = _COVER_IGNORED if block.kind in COVER_KINDS else _IGNORED
    collation = collate(
        [Witness(siglum, text) for siglum, text in zip(sigla, texts, strict=True)], ignored, base=base
    )
    return Passage(
        kind=block.kind,
        name=named(block),
        text=collation.text,
        number=block.number,
        notes=tuple(
            Note(notes + place, entry.end, _full(entry)) for place, entry in enumerate(collation.apparatus, 1)
        ),
    )


def _one_each(found: Gathered) -> list[Copy]:
    """Return one block for each source: the fullest, and of two alike the one that is not cut."""
    chosen: dict[int, Copy] = {}
    for copy in found.copies:
        held = chosen.get(copy.source)
        if held is None or _fullness(copy) > _fullness(held):
            chosen[copy.source] = copy
    return list(chosen.values())


def _fullness(copy: Copy) -> tuple[int, bool, int]:
    return len(copy.words), not is_cut(copy.block), sum(map(len, copy.words))


def _full(entry: Entry) -> str:
    """Return an entry of the apparatus with its variants in full: a note must not lose a word."""
    lemma = " ".join(entry.lemma.text.split())
    words = lemma.split(" ")
    if len(words) > 8:
        lemma = " ".join((*words[:3], "…", *words[-3:]))
    others = "; ".join(
        f"{'cut' if variant.cut else ' '.join(variant.text.split()) or 'om.'} {' '.join(variant.sigla)}"
        for variant in entry.variants
    )
    return f"{lemma or 'nothing'}] {others}"


def _missing(gathered: list[Gathered], sources: Sequence[Source]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for index, source in enumerate(sources):
        lacking = [
            named(found.copies[0].block)
            for found in gathered
            if all(copy.source != index for copy in found.copies)
        ]
        if lacking:
            yield source.siglum, tuple(lacking)


def _left_out(
    gathered: list[Gathered],
    passages: Sequence[Passage],
    sources: Sequence[Source],
    owners: Sequence[int],
    blocks: Sequence[Sequence[Block]],
    cables: Sequence[Cable],
) -> Iterator[LeftOut]:
    """Yield what is not shown, in the order of the records."""
    repeats: dict[tuple[int, int], tuple[str, bool]] = {}
    for found, passage in zip(gathered, passages, strict=True):
        collated = {(copy.source, copy.block.index): copy for copy in _one_each(found)}
        shown = max(collated.values(), key=lambda copy: (_is_shown(copy, passage), -copy.source))
        for copy in found.copies:
            if copy is not shown:
                in_notes = (copy.source, copy.block.index) in collated and copy.block.kind is not Kind.BANNER
                quoted = copy.words != shown.words and not in_notes
                repeats[copy.source, copy.block.index] = (passage.name, quoted)
    for number, source_blocks in enumerate(blocks):
        cable, siglum = cables[owners[number]], sources[number].siglum
        lines = _Lines(cable.text)
        for block in source_blocks:
            for start, end, reason, quoted in _stretches(block, repeats.get((number, block.index)), cable):
                stretch = cable.text[start:end]
                text = stretch.strip() if quoted else None
                last = start + len(stretch.rstrip())
                yield LeftOut(siglum, start, end, lines.number(start), lines.number(last), reason, text)


def _is_shown(copy: Copy, passage: Passage) -> bool:
    """Whether the passage's text is that of the copy."""
    return reflow(copy.block.clean, letters=copy.block.kind is Kind.COVER) == passage.text


def _stretches(
    block: Block, again: tuple[str, bool] | None, cable: Cable
) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end, reason and whether to quote it, for what of a block is not shown."""
    if block.kind is Kind.BLANK:
        return
    start = block.pieces[0][0] if block.pieces else block.start
    end = block.pieces[-1][1] if block.pieces else block.end
    if not is_read(block):
        if cable.text[start:end].strip():
            yield start, end, named(block), True
        return
    if again is not None:
        name, quoted = again
        yield start, end, f"{name} again", quoted
    for (_, before), (after, _) in zip(block.pieces, block.pieces[1:], strict=False):
        if cable.text[before:after].strip():
            yield before, after, f"page break in {named(block)}", True


class _Lines:
    """Offsets to line numbers, for offsets that grow."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0
        self._line = 1

    def number(self, offset: int) -> int:
        if offset < self._offset:
            self._offset, self._line = 0, 1
        self._line += self._text.count("\n", self._offset, offset)
        self._offset = offset
        return self._line
