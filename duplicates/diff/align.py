"""Two token sequences to runs of equal tokens, by RapidFuzz.

The one fact that surprises: a diff of whole bodies is quick because most of it is not computed. Runs of
tokens that occur once in each text are anchors; only what lies between two anchors goes to RapidFuzz, over
words mapped to one code point each.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel, Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rapidfuzz.distance import Opcodes

Run = tuple[int, int, int]
"""Start among the early tokens, start among the late ones, length: equal tokens."""

_FIRST_CODE: Final = 0xE000  # beyond the surrogates
_CODES: Final = 0x110000 - _FIRST_CODE
_ANCHORS: Final = (8, 4, 2, 1)  # tokens in an anchor, tried in turn while a segment is too large
_SMALL: Final = 1_500 * 1_500  # Indel, whose matrix costs memory, up to this many pairs of tokens
_ENDLESS: Final = 200_000  # tokens; the longest published body has 25,000
_LARGE: Final = 24_000 * 24_000  # Levenshtein up to this many; beyond it the segment is cut


def equal_runs(early: Sequence[str], late: Sequence[str]) -> list[Run]:
    """Return maximal runs of equal keys in order, neither side crossing: an alignment."""
    a, b = coded(early, late)
    return joined(verified(coded_runs(a, b), early, late))


def coded(early: Sequence[str], late: Sequence[str]) -> tuple[str, str]:
    """Return both sequences as strings, one code point for each different key."""
    codes: dict[str, str] = {}
    a = "".join([codes.setdefault(key, chr(_FIRST_CODE + len(codes) % _CODES)) for key in early])
    b = "".join([codes.setdefault(key, chr(_FIRST_CODE + len(codes) % _CODES)) for key in late])
    return a, b


def coded_runs(a: str, b: str, i: int = 0, j: int = 0) -> list[Run]:
    """Return the equal runs of two coded sequences that stand at the offsets ``i`` and ``j``."""
    return list(_segment(a, b, i, j, _ANCHORS))


def _segment(a: str, b: str, i: int, j: int, anchors: tuple[int, ...]) -> Iterator[Run]:
    """Align ``a`` and ``b``, which stand at the offsets ``i`` and ``j``."""
    prefix = _common_prefix(a, b)
    if prefix:
        yield i, j, prefix
        a, b, i, j = a[prefix:], b[prefix:], i + prefix, j + prefix
    suffix = _common_prefix(a[::-1], b[::-1])
    if suffix:
        a, b = a[: len(a) - suffix], b[: len(b) - suffix]
    if a and b:
        yield from _inner(a, b, i, j, anchors)
    if suffix:
        yield i + len(a), j + len(b), suffix


def _inner(a: str, b: str, i: int, j: int, anchors: tuple[int, ...]) -> Iterator[Run]:
    pairs = len(a) * len(b)
    if pairs <= _SMALL:
        yield from _blocks(Indel.opcodes(a, b), i, j)
        return
    for position, length in enumerate(anchors):
        chain = _anchor_chain(a, b, length)
        if chain:
            yield from _between(a, b, i, j, chain, length, anchors[position + 1 :])
            return
    if pairs <= _LARGE:
        yield from _blocks(Levenshtein.opcodes(a, b), i, j)
        return
    middle_a, middle_b = len(a) // 2, len(b) // 2
    yield from _segment(a[:middle_a], b[:middle_b], i, j, ())
    yield from _segment(a[middle_a:], b[middle_b:], i + middle_a, j + middle_b, ())


def _between(
    a: str, b: str, i: int, j: int, chain: list[tuple[int, int]], length: int, anchors: tuple[int, ...]
) -> Iterator[Run]:
    at_a = at_b = 0
    for x, y in chain:
        if x < at_a or y < at_b:
            continue  # overlaps the anchor before it
        yield from _segment(a[at_a:x], b[at_b:y], i + at_a, j + at_b, anchors)
        yield i + x, j + y, length
        at_a, at_b = x + length, y + length
    yield from _segment(a[at_a:], b[at_b:], i + at_a, j + at_b, anchors)


def _anchor_chain(a: str, b: str, length: int) -> list[tuple[int, int]]:
    """Return places of runs that occur once in each text, in the longest chain that does not cross.

    Of endless texts only runs that begin with some of the words are looked at, the same in both.
    """
    step = 1 + max(len(a), len(b)) // _ENDLESS
    once_b = _once(b, length, step)
    pairs = [(x, once_b[gram]) for gram, x in _once(a, length, step).items() if gram in once_b]
    pairs.sort()
    return _longest_increasing(pairs)


def _once(text: str, length: int, step: int) -> dict[str, int]:
    places: dict[str, int] = {}
    for start in range(len(text) - length + 1):
        if step > 1 and ord(text[start]) % step:
            continue
        gram = text[start : start + length]
        places[gram] = -1 if gram in places else start
    return {gram: start for gram, start in places.items() if start >= 0}


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []  # smallest second member that ends a chain of each length
    holders: list[int] = []  # index of the pair that holds it
    before: list[int] = []
    for index, (_, y) in enumerate(pairs):
        place = bisect_left(tails, y)
        before.append(holders[place - 1] if place else -1)
        tails[place : place + 1] = [y]
        holders[place : place + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = holders[-1] if holders else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    chain.reverse()
    return chain


def _common_prefix(a: str, b: str) -> int:
    """Return the length of the common prefix, comparing in doubling slices."""
    limit = min(len(a), len(b))
    if a[:limit] == b[:limit]:
        return limit
    low, high = 0, limit  # a[:low] == b[:low], a[:high] != b[:high]
    while high - low > 1:
        middle = (low + high) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _blocks(opcodes: Opcodes, i: int, j: int) -> Iterator[Run]:
    for opcode in opcodes:
        if opcode.tag == "equal":
            yield i + opcode.src_start, j + opcode.dest_start, opcode.src_end - opcode.src_start


def verified(runs: Iterable[Run], early: Sequence[str], late: Sequence[str]) -> Iterator[Run]:
    """Yield the runs, cut to what is truly equal: beyond a million different keys two may share a code."""
    for i, j, length in runs:
        if early[i : i + length] == late[j : j + length]:
            yield i, j, length
            continue
        for step in range(length):
            if early[i + step] == late[j + step]:
                yield i + step, j + step, 1


def joined(runs: Iterable[Run]) -> list[Run]:
    """Return the runs with neighbours made one."""
    whole: list[Run] = []
    for i, j, length in runs:
        if whole and whole[-1][0] + whole[-1][2] == i and whole[-1][1] + whole[-1][2] == j:
            whole[-1] = (whole[-1][0], whole[-1][1], whole[-1][2] + length)
        elif length:
            whole.append((i, j, length))
    return whole
