"""Finding words in one text, across its line ends.

A phrase of a cable is broken over lines wherever the teletype's margin fell, so a space in what the reader
types stands for any white space.
"""

from __future__ import annotations

import re
from typing import Final

MOST_HITS: Final = 10_000


def find_all(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return the spans of ``wanted`` in ``text``, without regard to case, at most `MOST_HITS`."""
    words = wanted.split()
    if not words:
        return []
    pattern = re.compile(r"\s{1,40}".join(re.escape(word) for word in words), re.IGNORECASE)
    hits: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        hits.append(match.span())
        if len(hits) == MOST_HITS:
            break
    return hits
