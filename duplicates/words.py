"""A block as words: what two blocks are compared by.

Case, punctuation, line ends and spacing say nothing about where a text comes from: retyping and three
generations of software changed them. What is left are the lower-cased runs of letters, digits and ``_``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = re.compile(r"\w+")  # EMBASSY in "EMBASSY'S"


def words(clean: str) -> list[str]:
    """Return the words of a block's clean text, lower-cased, in order.

    >>> words("1. (C) EMBASSY'S view:")
    ['1', 'c', 'embassy', 's', 'view']
    """
    if clean.isascii():
        return _WORD.findall(clean.lower())
    # Lower-casing looks at neighbours (a final sigma) and may add marks that are no word characters (a
    # dotted capital I), so runs are taken first and lower-cased each for itself.
    runs = " ".join(_WORD.findall(clean)).lower()
    return runs.split(" ") if runs else []


def spans(clean: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end in ``clean`` of each of its `words`."""
    for match in _WORD.finditer(clean):
        yield match.span()
