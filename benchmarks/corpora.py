"""Archives of any size to measure on: real cables varied and replicated, or invented ones.

    python -m benchmarks.corpora FILE.csv [--cables 251287] [--exchanged 0.4] [--reused 0.03]

The one fact that surprises: copies that are only repeated would make every measure too good (one vocabulary
entry, one compressed page), so in each replica some words are exchanged for words of other cables. Where few
are, all replicas of a cable are near copies of each other, seventy-five of them, as no archive has them; what
the search for copies finds is measured on an archive in which most of the words are others and only some
paragraphs stay as they were.
"""

from __future__ import annotations

import argparse
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


EXCHANGED = 0.03
"""The share of the words that come from other cables, where nothing else is said."""


def varied(
    count: int, *, seed: int = 1, exchanged: float = EXCHANGED, reused: float = 0.0
) -> Iterator[tuple[str, Record, str]]:
    """Yield ``count`` cables as id, the record each is made from, and its varied text.

    The first replica of each record is the record itself; in the others a share ``exchanged`` of the words
    comes from other cables, and the serial is another. A share ``reused`` of the paragraphs stays as it was.
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
        if not reused:
            text = _exchanged(record.text, exchanged, vocabulary, chance)
        else:
            header, gap, body = record.text.partition("\n\n")  # a header with other words is none
            parts = (
                part if chance.random() < reused else _exchanged(part, exchanged, vocabulary, chance)
                for part in body.split("\n\n")
            )
            text = header + gap + "\n\n".join(parts)
        yield f"{name}{replica:03}", record, text


def _exchanged(text: str, share: float, vocabulary: list[str], chance: random.Random) -> str:
    words = text.split(" ")
    for _ in range(max(1, int(len(words) * share))):
        words[chance.randrange(len(words))] = chance.choice(vocabulary)
    return " ".join(words)


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


def write_csv(
    path: Path, count: int, *, seed: int = 1, exchanged: float = EXCHANGED, reused: float = 0.0
) -> int:
    """Write ``count`` varied cables to ``path``; return the number of bytes of text."""
    size = 0
    cables = varied(count, seed=seed, exchanged=exchanged, reused=reused)
    with path.open("w", encoding="utf-8", newline="") as stream:
        for number, (name, record, text) in enumerate(cables, 1):
            stream.write(csv_line(number, name, record, text))
            size += len(text.encode("utf-8", "replace"))
    return size


def write_files(folder: Path, count: int, *, seed: int = 1) -> None:
    """Write ``count`` varied cables as message texts, one a file."""
    folder.mkdir(parents=True)
    for name, _, text in varied(count, seed=seed):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", errors="replace")


def main() -> None:
    """Write a CSV of varied cables."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("file", type=Path)
    options.add_argument("--cables", type=int, default=WHOLE_ARCHIVE)
    options.add_argument("--exchanged", type=float, default=0.4, help="share of words from other cables")
    options.add_argument("--reused", type=float, default=0.03, help="share of paragraphs left as they were")
    chosen = options.parse_args()
    size = write_csv(chosen.file, chosen.cables, exchanged=chosen.exchanged, reused=chosen.reused)
    print(f"{chosen.cables:,} cables, {size / 1e6:,.0f} MB of text")


if __name__ == "__main__":
    main()
