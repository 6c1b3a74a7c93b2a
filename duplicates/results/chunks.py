"""The words of an archive's cables, kept in chunks, so that a search never parses a cable twice.

The one fact that surprises: a chunk's file is named by what it was made from. A cable that came, changed or
went away changes the name of its own chunk and of no other. So there is no list to keep up to date, nothing
to lock, and a killed run has lost one chunk for each process at the most.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from corpus import Archive
from duplicates.covers import covers, spans_of
from duplicates.prepare import Preparer
from duplicates.record import describe
from duplicates.results.engine import engine
from duplicates.results.files import write_array, write_arrays
from duplicates.whole_cables import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parser.model import Cable

SIZE: Final = 256
"""Record numbers of a chunk: a second of parsing, and few enough different words for two bytes each."""

LEAST_PASSAGE: Final = 8
"""Blocks of so many words have their words' places kept; no shorter passage can be looked for."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The records whose numbers fall into one span of `SIZE`, and the name of their file."""

    name: str
    numbers: tuple[int, ...]


def chunks_of(archive: Archive) -> list[Chunk]:
    """Return the chunks of an archive as it is now, in order of record numbers."""
    rows = archive.connection.execute(
        "SELECT number, key, created, origin, digest FROM records ORDER BY number"
    )
    return [_chunk(place, list(some)) for place, some in groupby(rows, key=lambda row: row[0] // SIZE)]


def _chunk(place: int, rows: list[tuple[Any, ...]]) -> Chunk:
    digest = blake2b(engine().encode(), digest_size=10)
    for number, key, created, origin, text in rows:
        digest.update(json.dumps([number, key, created, origin, bytes(text).hex()]).encode())
    return Chunk(f"{place:07}-{digest.hexdigest()}", tuple(row[0] for row in rows))


def input_of(chunks: list[Chunk]) -> str:
    """Return what stands for all records of an archive and the parser that reads them."""
    names = "\n".join(chunk.name for chunk in chunks)
    return blake2b(names.encode(), digest_size=16).hexdigest()


def words_file(folder: Path, name: str) -> Path:
    """Return where a chunk's words are."""
    return folder / f"{name}.npz"


def steps_file(folder: Path, name: str) -> Path:
    """Return where the places of a chunk's words are."""
    return folder / f"{name}.steps.npy"


def missing(folder: Path, chunks: list[Chunk]) -> list[Chunk]:
    """Return the chunks that are not there yet."""
    there = {place.name for place in folder.iterdir()}
    return [chunk for chunk in chunks if f"{chunk.name}.npz" not in there]


def make(archive_place: Path, folder: Path, chunk: Chunk) -> str:
    """Parse the cables of a chunk and write its files; return its name."""
    with Archive.open(archive_place, readonly=True) as archive:
        make_from(archive, folder, chunk)
    return chunk.name


def make_from(archive: Archive, folder: Path, chunk: Chunk) -> None:
    """Parse the cables of a chunk of an open archive and write its files."""
    preparer = Preparer(1, LEAST_PASSAGE)
    about: list[dict[str, Any]] = []
    for key, cable in _cables(archive, chunk):
        preparer.add(key, cable)
        about.append(_about(key, cable))
    for said, entry in zip(about, preparer.cables, strict=True):
        said["post"] = entry.post
    blocks = preparer.blocks()
    texts, vocabulary = preparer.texts()
    steps, first, far_places, far_steps = preparer.offsets.columns()
    write_array(steps_file(folder, chunk.name), steps)
    write_arrays(
        words_file(folder, chunk.name),
        {
            **{name: getattr(blocks, name) for name in blocks.__dataclass_fields__},
            "words": texts.words.astype(np.uint16 if len(vocabulary) <= 1 << 16 else np.uint32),
            "vocabulary": _packed("\n".join(vocabulary).encode("utf-8", "surrogatepass")),
            "about": _packed(json.dumps(about).encode()),
            "first": first,
            "far_places": far_places,
            "far_steps": far_steps,
        },
    )


def about_of(values: Any) -> list[dict[str, Any]]:
    """Return what a chunk's file says of its cables."""
    found: list[dict[str, Any]] = json.loads(zlib.decompress(values.tobytes()))
    return found


def vocabulary_of(values: Any) -> list[str]:
    """Return the words of a chunk by their numbers."""
    text = zlib.decompress(values.tobytes()).decode("utf-8", "surrogatepass")
    return text.split("\n") if text else []


def _cables(archive: Archive, chunk: Chunk) -> Iterator[tuple[str, Cable]]:
    for row in archive.rows(chunk.numbers):
        yield row.key, archive.cable(row.number)


def _about(key: str, cable: Cable) -> dict[str, Any]:
    copies = covers(cable)
    facts = facts_of(cable)
    return {
        "key": key,
        "blocks": len(cable.blocks),
        "id": facts.id,
        "facts_post": facts.post,
        "serial": facts.serial,
        "created": facts.created.isoformat() if facts.created else None,
        "subject": list(facts.subject),
        "body": [[block, words] for block, words in facts.body.items()],
        "flags": [facts.cancelled, facts.corrected, facts.corrected_line],
        "signals": list(facts.signals),
        "covers": [
            [copy.first, copy.start, copy.end, list(copy.words)]
            for copy in (spans_of(copies) if len(copies) > 1 else ())
        ],
        "sentence": describe(cable).sentence,
    }


def _packed(data: bytes) -> Any:
    return np.frombuffer(zlib.compress(data, 6), np.uint8)
