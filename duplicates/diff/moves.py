"""Blocks that changed their place: deleted here, inserted there, word for word the same.

The one fact that surprises: the search runs over what the alignment left unmatched only, so a moved
paragraph costs nothing where nothing moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from duplicates.diff.hunks import Hunk
    from duplicates.diff.tokens import Tokens

_HOT: Final = 16  # a start of more than so many places is a form, and tells nothing

_ZEROS: Final = 7  # a table of the blocks themselves would take a hundred times the memory

Move = tuple[int, int, int]
"""Start among the early tokens, start among the late ones, length."""


def moves(found: list[Hunk], early: Tokens, late: Tokens, *, least: int) -> list[Move]:
    """Return the blocks of at least ``least`` words that stand in one edit early and in another late.

    The longest first take their tokens; no token moves twice. In order of the early text.
    """
    if least <= 0 or len(found) < 2:
        return []
    places = _places(found, early, late, least)
    candidates = []
    for number, hunk in enumerate(found):
        reach = 0
        for i in range(hunk.i, hunk.i_end - least + 1):
            for other, j in places.get(tuple(early.keys[i : i + least]), ()):
                if other == number:
                    continue
                if i < reach and i > hunk.i and j > found[other].j and early.keys[i - 1] == late.keys[j - 1]:
                    continue  # inside a longer block already taken up
                length = _length(i, hunk.i_end, j, found[other].j_end, early, late)
                reach = max(reach, i + length)
                candidates.append((length, i, j))
    return _chosen(candidates, early, least)


def _places(
    found: list[Hunk], early: Tokens, late: Tokens, least: int
) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """Return where blocks of ``least`` tokens stand late, of which some may not stand early."""
    seen = _seen(found, early, least)
    last = len(seen) - 1
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, hunk in enumerate(found):
        for j in range(hunk.j, hunk.j_end - least + 1):
            gram = tuple(late.keys[j : j + least])
            if seen[hash(gram) & last]:
                places.setdefault(gram, []).append((number, j))
    return {gram: where for gram, where in places.items() if len(where) <= _HOT}


def _seen(found: list[Hunk], early: Tokens, least: int) -> bytearray:
    """Return a one for each hash of a block early, and seven zeros for each one: most others hit a zero."""
    blocks = sum(max(0, hunk.i_end - hunk.i - least + 1) for hunk in found)
    seen = bytearray(1 << (_ZEROS * blocks).bit_length())
    last = len(seen) - 1
    for hunk in found:
        for i in range(hunk.i, hunk.i_end - least + 1):
            seen[hash(tuple(early.keys[i : i + least])) & last] = 1
    return seen


def _length(i: int, i_end: int, j: int, j_end: int, early: Tokens, late: Tokens) -> int:
    length = 0
    while i + length < i_end and j + length < j_end and early.keys[i + length] == late.keys[j + length]:
        length += 1
    return length


def _chosen(candidates: list[tuple[int, int, int]], early: Tokens, least: int) -> list[Move]:
    taken_early: set[int] = set()
    taken_late: set[int] = set()
    chosen: list[Move] = []
    for length, i, j in sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1], candidate[2])):
        if not taken_early.isdisjoint(range(i, i + length)) or not taken_late.isdisjoint(
            range(j, j + length)
        ):
            continue
        if sum(early.is_word(index) for index in range(i, i + length)) < least:
            continue
        taken_early.update(range(i, i + length))
        taken_late.update(range(j, j + length))
        chosen.append((i, j, length))
    chosen.sort()
    return chosen
