"""The measures that the parser is held to on the real cables: what is typed, what is found where it is."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from parser import Cable, Kind

if TYPE_CHECKING:
    from collections.abc import Callable


def share(cables: list[Cable], stands: str, found: Callable[[Cable], object]) -> float:
    """Return the share of the cables with a line that begins with ``stands`` in which it is ``found``."""
    line = re.compile(rf"^[ ¶]*{stands}", re.MULTILINE)
    there = [cable for cable in cables if line.search(cable.text)]
    assert len(there) > 1000
    return sum(bool(found(cable)) for cable in there) / len(there)


def test_characters_typed_other_than_rubbish(real_cables: list[Cable]) -> None:
    characters: Counter[Kind] = Counter()
    for cable in real_cables:
        for block in cable.blocks:
            characters[block.kind] += block.end - block.start
    rubbish = characters[Kind.GARBAGE] + characters[Kind.WRAPPER]
    assert rubbish / characters.total() < 0.01


def test_subject_and_tags_wherever_their_lines_are(real_cables: list[Cable]) -> None:
    assert share(real_cables, r"SUBJ(?:ECT)? ?:", lambda cable: cable.subject) >= 0.999
    assert share(real_cables, r"TAGS ?:?", lambda cable: cable.tags) >= 0.999


def test_every_label_opens_a_block_of_its_own(real_cables: list[Cable]) -> None:
    def has(label: str) -> Callable[[Cable], bool]:
        return lambda cable: any(
            block.clean.lstrip("¶ ").upper().startswith(label)
            for block in cable.blocks
            if block.kind in (Kind.COVER, Kind.CLASSIFIED_BY)
        )

    assert share(real_cables, "E.O. 1", has("E.O")) == 1.0
    assert share(real_cables, "REF:", has("REF")) == 1.0
    assert share(real_cables, "Classified By:", has("CLASSIFIED")) == 1.0


def test_numbered_paragraphs_in_unbroken_sequence(real_cables: list[Cable]) -> None:
    numbers = [
        [b.number for b in cable.blocks if b.number is not None and b.transmission == 1]
        for cable in real_cables
    ]
    numbered = [found for found in numbers if found]
    unbroken = [found for found in numbered if found[0] == 1 and all(b - a == 1 for a, b in pairwise(found))]
    assert len(numbered) > 3000
    assert len(unbroken) / len(numbered) >= 0.94


def test_no_page_break_is_left_in_the_text_for_reading(real_cables: list[Cable]) -> None:
    page_break = re.compile(r"\d{8} {1,2}\d{3}(?:\.\d)? OF \d{3}")
    left = [
        cable.id
        for cable in real_cables
        for block in cable.blocks
        if block.compared and page_break.search(block.clean)
    ]
    assert left == []


def test_signers_and_summaries(real_cables: list[Cable]) -> None:
    assert sum(bool(cable.signers) for cable in real_cables) / len(real_cables) >= 0.95
    closed = re.compile(r"END (?:OF )?SUMMARY", re.IGNORECASE)
    with_end = [cable for cable in real_cables if closed.search(cable.text)]
    assert sum(bool(cable.summary) for cable in with_end) / len(with_end) >= 0.99
