"""The word diff of two places of the archive, in the way that fits them.

Blocks are compared word by word; whole cables are aligned block by block first, which a plain diff of two
texts of many pages does worse and slower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duplicates.diff.model import Ignore, Options

if TYPE_CHECKING:
    from duplicates.diff.model import WordDiff
    from tui.catalogue import Side

OPTIONS = Options(frozenset({Ignore.LINE_BREAKS, Ignore.PAGE_BREAKS}))
"""What is no difference to somebody who reads."""


def compare_sides(early: Side, late: Side) -> WordDiff:
    """Return the difference between two sides."""
    from duplicates.diff.cables import compare_cables  # brings RapidFuzz
    from duplicates.diff.compare import compare

    if early.cable is not None and late.cable is not None:
        return compare_cables(early.cable, late.cable, OPTIONS)
    return compare(early.text, late.text, OPTIONS)
