"""The word diff of two places of the archive, and the collation of several, in the way that fits them.

Blocks are compared word by word; whole cables are aligned block by block first, which a plain diff of two
texts of many pages does worse and slower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.comparing.ignore_levels import READING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duplicates.collation import Collation
    from duplicates.diff.model import Options, WordDiff
    from tui.catalogue import Side
    from tui.drawing.glyphs import Glyphs

COMPARING: Final = "comparing"

_AS_LONG_AS_A_ROW: Final = 3
"""Characters that take as long to compare as a row takes in other works off the screen's thread."""


def size_of(sides: Iterable[Side]) -> int:
    """Return how much there is to compare, measured as the rows of other works are."""
    return sum(len(side.text) for side in sides) // _AS_LONG_AS_A_ROW


def compare_sides(early: Side, late: Side, options: Options = READING) -> WordDiff:
    """Return the difference between two sides."""
    from duplicates.diff.cables import compare_cables  # brings RapidFuzz
    from duplicates.diff.compare import compare

    if early.cable is not None and late.cable is not None:
        return compare_cables(early.cable, late.cable, options)
    return compare(early.text, late.text, options)


def changed_words(diff: WordDiff, glyphs: Glyphs) -> str:
    """Return how many words went and how many came: ``-2 +1 words``; punctuation and runs of X are none."""
    from duplicates.diff.tokens import count_words

    gone = sum(count_words(diff.early_text(part)) for part in diff.changes)
    came = sum(count_words(diff.late_text(part)) for part in diff.changes)
    return f"{glyphs.deleted}{gone} {glyphs.inserted}{came} words" if gone or came else "signs, no words"


def collate_sides(sides: Sequence[Side], options: Options = READING, *, base: int = 0) -> Collation:
    """Return the collation of several places, each of which goes by a letter; ``base`` is one of them."""
    from duplicates.collation import Witness, collate  # brings RapidFuzz

    witnesses = [Witness(siglum(place), side.text) for place, side in enumerate(sides)]
    return collate(witnesses, options, base=base)


def siglum(place: int) -> str:
    """Return the letter of the witness ``place``: A to Z, then A2 to Z2, and so on."""
    letter = chr(ord("A") + place % 26)
    return letter if place < 26 else f"{letter}{place // 26 + 1}"
