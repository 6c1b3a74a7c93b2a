"""Which cables of two releases belong together, without holding either release in memory.

The one fact that surprises: the late release is read twice. The first time leaves sixteen bytes a cable,
which is enough to know what changed; only those cables are parsed and compared.
"""

from __future__ import annotations

import hashlib
import pickle
import tempfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus import Archive
from parser import Record, parse_record, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parser import Cable, Problem

_SQLITE: Final = b"SQLite format 3\x00"


@dataclass(slots=True)
class Pairing:
    """What two releases hold, by key. Filled while the pairs are read."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    same: int = 0


def pairs(
    early: Path,
    late: Path,
    pairing: Pairing,
    *,
    on_problem: Callable[[Problem], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[tuple[str, Cable, Cable]]:
    """Yield key and both versions of each cable whose record differs in any character or stated field.

    Everything else is counted in ``pairing``. Raises `parser.ReadError` where a release holds no cable, and
    `corpus.ArchiveError` where an archive file cannot be opened.
    """
    count = _Counter(progress)
    late_digests = {key: _digest(record) for key, record in count(keyed(late, on_problem))}
    seen: set[str] = set()
    with tempfile.TemporaryFile() as spool:
        kept: dict[str, tuple[int, int]] = {}
        for key, record in count(keyed(early, on_problem)):
            seen.add(key)
            if key not in late_digests:
                pairing.removed.append(key)
            elif late_digests[key] == _digest(record):
                pairing.same += 1
            else:
                packed = zlib.compress(pickle.dumps(record), 1)
                kept[key] = (spool.seek(0, 2), len(packed))
                spool.write(packed)
        pairing.added.extend(key for key in late_digests if key not in seen)
        if not kept:
            return
        for key, record in count(keyed(late, None)):
            if key in kept:
                offset, length = kept[key]
                spool.seek(offset)
                before = pickle.loads(zlib.decompress(spool.read(length)))  # written above, by this process
                yield key, _cable(before), _cable(record)


def keyed(path: Path, on_problem: Callable[[Problem], None] | None) -> Iterator[tuple[str, Record | Cable]]:
    """Yield the records of a release with their keys: id, ``@2`` for a further record of an id."""
    if _is_archive(path):
        with Archive.open(path, readonly=True) as archive:
            yield from archive.cables()
        return
    known: dict[str, int] = {}
    for record in records(path, on_problem=on_problem):
        name = record.id or Path(record.source.path).name
        number = known[name] = known.get(name, 0) + 1
        yield name if number == 1 else f"{name}@{number}", record


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _digest(record: Record | Cable) -> bytes:
    stated = (record.created, record.origin, record.classification)
    text = repr(stated) + record.text
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _cable(record: Record | Cable) -> Cable:
    return parse_record(record) if isinstance(record, Record) else record


class _Counter:
    """Tells how many records have been read."""

    def __init__(self, progress: Callable[[int], None] | None) -> None:
        self._progress = progress
        self._count = 0

    def __call__(self, read: Iterator[tuple[str, Record | Cable]]) -> Iterator[tuple[str, Record | Cable]]:
        for item in read:
            self._count += 1
            if self._progress and self._count % 100 == 0:
                self._progress(self._count)
            yield item
