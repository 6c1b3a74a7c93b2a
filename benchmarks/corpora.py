"""Archives of any size to measure on: real cables varied and replicated, or invented ones.

The one fact that surprises: copies that are only repeated would make every measure too good (one vocabulary
entry, one compressed page), so in each replica some words are exchanged for words of other cables.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from parser.reading import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parser.record import Record

WHOLE_ARCHIVE = 251_287
"""Cables of the published archive; as a CSV file they take about 1.7 GB."""

CHECKOUT = Path(__file__).resolve().parent.parent


def originals() -> list[Record]:
    """Return the real cables beside the checkout, or the sample cables."""
    real = CHECKOUT.parent / "shared" / "cables" / "cables.csv.xz"
    return list(records(real if real.is_file() else CHECKOUT / "sample_cables"))


def varied(count: int, *, seed: int = 1, exchanged: float = 0.03) -> Iterator[tuple[str, Record, str]]:
    """Yield ``count`` cables as id, the record each is made from, and its varied text.

    The first replica of each record is the record itself; in the others a share ``exchanged`` of the words
    comes from other cables, and the serial is another.
    """
    chance = random.Random(seed)
    sources = originals()
    vocabulary = [word for record in sources[:200] for word in record.text.split() if word.isalpha()]
    for number in range(count):
        replica, place = divmod(number, len(sources))
        record = sources[place]
        name = record.id or f"09OSLO{place}"
        if replica == 0:
            yield name, record, record.text
            continue
        words = record.text.split(" ")
        for _ in range(max(1, int(len(words) * exchanged))):
            words[chance.randrange(len(words))] = chance.choice(vocabulary)
        yield f"{name}{replica:03}", record, " ".join(words)


def csv_line(number: int, name: str, record: Record, text: str) -> str:
    """Return one record in the dialect of the published cables.csv."""
    header, _, body = text.partition("\n\n")
    created = record.created
    date = f"{created.month}/{created.day}/{created:%Y %H:%M}" if created else "1/1/2009 00:00"
    fields = (
        str(number),
        date,
        name,
        record.origin or "",
        record.classification or "",
        "|".join(record.references),
        header,
        body,
    )
    escaped = (field.replace("\\", "\\\\").replace('"', '\\"') for field in fields)
    return ",".join(f'"{field}"' for field in escaped) + "\n"


def write_csv(path: Path, count: int, *, seed: int = 1) -> int:
    """Write ``count`` varied cables to ``path``; return the number of bytes of text."""
    size = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        for number, (name, record, text) in enumerate(varied(count, seed=seed), 1):
            stream.write(csv_line(number, name, record, text))
            size += len(text.encode("utf-8", "replace"))
    return size


def write_files(folder: Path, count: int, *, seed: int = 1) -> None:
    """Write ``count`` varied cables as message texts, one a file."""
    folder.mkdir(parents=True)
    for name, _, text in varied(count, seed=seed):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", errors="replace")
