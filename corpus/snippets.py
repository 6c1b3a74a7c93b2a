"""A piece of a cable's text around the hits of a search, and where in it the hits are.

The one fact that surprises: words are folded here as the index folds them, capitals and accents off, so
``QADHAFI`` and ``Qadhàfi`` are both hits of ``qadhafi``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.query import Words

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of text, the spans of the hits in it, and where in the cable it starts, all in characters."""

    text: str
    hits: tuple[tuple[int, int], ...]
    start: int


def fold(word: str) -> str:
    """Return a word without capitals and accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part)).lower()


def find_hits(text: str, wanted: Sequence[Words]) -> list[tuple[int, int]]:
    """Return the spans in ``text``, in order, where one of the words or phrases stands."""
    if not wanted:
        return []
    places = [(found.start(), found.end(), fold(found[0])) for found in _WORD.finditer(text)]
    by_first: dict[str, list[tuple[str, ...]]] = {}
    prefixes: list[tuple[tuple[str, ...], str]] = []
    for term in wanted:
        folded = tuple(fold(word) for word in term.words)
        if term.prefix:
            prefixes.append((folded[:-1], folded[-1]))
        else:
            by_first.setdefault(folded[0], []).append(folded)
    hits: list[tuple[int, int]] = []
    end = 0
    for index, (start, _, word) in enumerate(places):
        if start < end:
            continue
        length = max(
            (len(term) for term in by_first.get(word, ()) if _stands(places, index, term)), default=0
        )
        for head, beginning in prefixes:
            last = index + len(head)
            if last < len(places) and places[last][2].startswith(beginning) and _stands(places, index, head):
                length = max(length, len(head) + 1)
        if length:
            end = places[index + length - 1][1]
            hits.append((start, end))
    return hits


def snippet(text: str, wanted: Sequence[Words], *, characters: int = 160) -> Snippet:
    """Return a piece of ``text``, about so many characters, where most hits stand; else its beginning."""
    hits = find_hits(text, wanted)
    best, most, first = 0, 0, 0
    for index, (start, _) in enumerate(hits):
        while hits[first][0] < start - characters * 2 // 3:
            first += 1
        if index - first + 1 > most:
            best, most = first, index - first + 1
    centre = hits[best][0] if hits else 0
    start = max(0, centre - characters // 4) if hits else 0
    if start:
        space = text.find(" ", start, centre)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + characters)
    inside = tuple((a - start, b - start) for a, b in hits if a >= start and b <= end)
    piece = "".join(" " if character.isspace() else character for character in text[start:end])
    return Snippet(piece, inside, start)


def _stands(places: list[tuple[int, int, str]], index: int, term: tuple[str, ...]) -> bool:
    return len(places) - index >= len(term) and all(
        places[index + step][2] == word for step, word in enumerate(term)
    )
