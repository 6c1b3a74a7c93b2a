"""A random sample of one kind of field, raw text beside what the parser read, to be judged by eye.

Run by hand: ``python -m benchmarks.reading_sample ../shared/cables/cables.csv.xz --field tags``. The one
fact that surprises: a parser is right on the cables it was made with, so what the tests name is left out.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from parser import Cable, Kind, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SEED: Final = 20261123
SIZE: Final = 100
SHOWN: Final = 700
"""Characters of a raw text that are shown, unless ``--shown`` says otherwise."""

TESTS: Final = Path(__file__).resolve().parent.parent / "tests"
ID: Final = re.compile(r"\b\d\d[A-Z]{3,20}\d{1,6}\b")


def named_in_tests() -> set[str]:
    """Return the ids that the project's tests name."""
    return {found for path in TESTS.glob("*.py") for found in ID.findall(path.read_text(encoding="utf-8"))}


def blocks(cable: Cable, *kinds: Kind) -> str:
    """Return the raw text of the first copy's blocks of some kinds."""
    return " ⏎⏎ ".join(
        cable.text[block.start : block.end].strip()
        for block in cable.blocks
        if block.kind in kinds and block.transmission == 1
    )


def cover(cable: Cable, label: str) -> str:
    """Return the raw text of the cover blocks that begin with a label, and of the block below each."""
    found = []
    for block, below in zip(cable.blocks, (*cable.blocks[1:], None), strict=True):
        if block.kind is Kind.COVER and block.clean.upper().startswith(label):
            behind = cable.text[below.start : below.start + 60] if below else ""
            found.append(f"{cable.text[block.start : block.end].strip()} ┃ {behind.strip()}")
    return " ⏎⏎ ".join(found)


def starts(cable: Cable) -> str:
    """Return kind, number, mark and first words of each block of the body."""
    return " ".join(
        f"{block.kind[:4]}{block.number or ''}({block.marking or ''})“{' '.join(block.clean.split())[:34]}”"
        for block in cable.blocks
        if block.transmission == 1 and block.kind not in (Kind.ROUTING, Kind.RECORD)
    )


def head(cable: Cable) -> str:
    """Return what stands above the first E.O. line."""
    first = next((block.start for block in cable.blocks if block.kind is Kind.COVER), 0)
    opened = next((block.start for block in cable.blocks if block.kind is Kind.BANNER), first)
    return cable.text[opened:first]


def around(word: str, *, before: int = 40, after: int = 50) -> Callable[[Cable], str]:
    """Return a reader of the words about each place where the first copy has ``word``."""
    place = re.compile(rf"{word}", re.IGNORECASE)

    def found(cable: Cable) -> str:
        ends = [block.end for block in cable.blocks if block.transmission == 1] or [len(cable.text)]
        text = cable.text[: max(ends)]
        return " ⏎⏎ ".join(
            " ".join(text[max(0, hit.start() - before) : hit.end() + after].split())
            for hit in place.finditer(text)
        )

    return found


def ends(texts: Iterable[str], *, length: int = 60) -> list[str]:
    """Return first and last words of texts."""
    clean = (" ".join(text.split()) for text in texts)
    return [text if len(text) <= 2 * length else f"{text[:length]} … {text[-length:]}" for text in clean]


def header(cable: Cable) -> str:
    """Return the routing header in one line, each part with its name."""
    routing = cable.routing
    if routing is None:
        return "none"
    groups = [
        f"{name}: "
        + "; ".join(
            f"{each.route or '-'}/{each.station} {each.precedence or '-'} {each.number}"
            + (f" not {each.excluded}" if each.excluded else "")
            for each in group
        )
        for name, group in (("TO", routing.action), ("INFO", routing.info))
    ]
    signals = ",".join(each.code for each in routing.operating_signals)
    return (
        f"{routing.transmission_id} {routing.precedence} {' '.join(routing.routes)} DE {routing.from_route} "
        f"#{routing.serial}/{routing.section} {routing.filed} {routing.security} {routing.dtg} [{signals}] "
        f"FM {routing.from_station} {' '.join(groups)} LOG {len(routing.distribution)} "
        f"left {routing.leftover!r}"
    )


FIELDS: Final[dict[str, tuple[Callable[[Cable], str], Callable[[Cable], object]]]] = {
    "subject": (lambda c: cover(c, "SUBJ"), lambda c: c.subject),
    "tags": (lambda c: cover(c, "TAG"), lambda c: c.tags),
    "references": (
        lambda c: cover(c, "REF"),
        lambda c: [f"{each.letter or ''}:{each.kind[:3]}:{each.id or each.text}" for each in c.citations],
    ),
    "classified_by": (
        lambda c: blocks(c, Kind.CLASSIFIED_BY),
        lambda c: (c.classified_by, c.classification_reasons, c.derived_from),
    ),
    "declassify_on": (
        lambda c: cover(c, "E"),
        lambda c: (c.executive_order, str(c.declassify_on), c.declassify_text),
    ),
    "routing": (lambda c: " ".join(blocks(c, Kind.ROUTING).split()), header),
    "captions": (head, lambda c: (c.classification, c.sections, c.captions, c.attention, c.corrected)),
    "signers": (lambda c: c.text[-200:], lambda c: c.signers),
    "summary": (around("summary|key points"), lambda c: ends([c.summary or ""], length=90)),
    "comments": (around("comment"), lambda c: ends(c.comments)),
    "transmissions": (around("VZCZ|subj[a-z]*:|\\bBT\\b"), lambda c: c.transmissions),
    "body": (starts, lambda c: c.transmissions),
}
"""For each field the raw text and what was read of it."""


def sample(paths: list[Path], field: str, *, size: int, seed: int) -> Iterator[tuple[str, str, object]]:
    """Yield id, raw text and reading of ``size`` cables drawn at random among those with the field's text."""
    raw, found = FIELDS[field]
    named = named_in_tests()
    cables = [
        (str(cable.id), text, found(cable))
        for path in paths
        for cable in read(path)
        if cable.id not in named and (text := raw(cable)).strip()
    ]
    yield from random.Random(seed).sample(cables, min(size, len(cables)))


def main() -> None:
    """Print the sample."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paths", nargs="+", type=Path)
    arguments.add_argument("--field", choices=FIELDS, default="subject")
    arguments.add_argument("--size", type=int, default=SIZE)
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--shown", type=int, default=SHOWN)
    chosen = arguments.parse_args()
    for own_id, text, found in sample(chosen.paths, chosen.field, size=chosen.size, seed=chosen.seed):
        print(f"{own_id} │ {text[: chosen.shown]!r}\n    → {found}")


if __name__ == "__main__":
    main()
