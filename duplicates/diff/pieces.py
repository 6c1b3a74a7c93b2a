"""Whole cables: block against block first, then word against word.

The one fact that surprises: a pair of blocks decides nothing for good. Two releases that break their lines
differently are parsed into different blocks, so what two neighbouring pairs leave unmatched is looked at
once more, across the block's end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel

from duplicates.diff.align import coded, coded_runs, joined, verified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duplicates.diff.align import Run
    from duplicates.diff.model import Piece
    from duplicates.diff.tokens import Tokens

_NAMED_ALIKE: Final = 0.4  # similarity of words from which blocks of one kind and number are a pair
_ALIKE: Final = 0.6  # … and blocks of different ones
_SOLID: Final = 0.9  # similarity from which a pair needs nothing from its unpaired neighbours
_MOST_PAIRS: Final = 60_000  # measured against each other; beyond it only blocks of one kind and number are
_MOST_OF_A_KIND: Final = 40_000  # pairs of one kind and number, two hundred blocks a side
_MOST_MEASURED: Final = 24_000 * 24_000  # pairs of words: the time of a measure grows with them
_RARE: Final = 3  # in so many blocks of a kind or fewer a word points at its counterpart
_WORTH_REALIGNING: Final = 0.5  # share of the smaller side that a second look must find

_Side = list[tuple[int, int, "Piece"]]
"""For each block the first of its tokens, the end of them, and the block."""

_Candidate = tuple[int, int, float]
"""Index of the early block, of the late one, and how much speaks for the pair."""


def piece_runs(
    early: Tokens, late: Tokens, early_pieces: Sequence[Piece], late_pieces: Sequence[Piece]
) -> list[Run]:
    """Return equal runs of tokens in order, as `align.equal_runs` does, found block by block."""
    a, b = coded(early.keys, late.keys)
    first, second = _with_tokens(early, early_pieces), _with_tokens(late, late_pieces)
    runs: list[Run] = []
    for start, end, late_start, late_end in _stretches(_pairs(a, b, first, second), first, second):
        runs += coded_runs(a[start:end], b[late_start:late_end], start, late_start)
    looked = _second_look(a, b, joined(runs), _borders(first), _borders(second))
    return joined(verified(looked, early.keys, late.keys))


def _stretches(pairs: list[_Candidate], first: _Side, second: _Side) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches of tokens to be aligned: each pair alone, or together with its unpaired neighbours.

    A pair that is not much alike may be so because one version cuts its blocks elsewhere: then the rest of it
    is in the unpaired block before or behind it.
    """
    stretch: tuple[int, int, int, int] | None = None  # ends with a loose pair, or with unpaired blocks
    x = y = 0  # the blocks that come next
    for pair_x, pair_y, likeness in (*pairs, (len(first), len(second), 1.0)):
        between = (first[x][0], first[pair_x - 1][1]) if pair_x > x else None
        late_between = (second[y][0], second[pair_y - 1][1]) if pair_y > y else None
        at_end = pair_x == len(first) and pair_y == len(second)
        here = None if at_end else (*first[pair_x][:2], *second[pair_y][:2])
        if between or late_between:
            if stretch:
                stretch = _reaching(stretch, between, late_between)
            if here and likeness < _SOLID:
                here = _reaching(
                    _reaching(here, between, late_between), stretch and stretch[:2], stretch and stretch[2:]
                )
                stretch = None
        if stretch:
            yield stretch
        stretch = None
        if here and likeness < _SOLID:
            stretch = here
        elif here:
            yield here
        x, y = pair_x + 1, pair_y + 1


def _reaching(
    stretch: tuple[int, int, int, int], early: tuple[int, int] | None, late: tuple[int, int] | None
) -> tuple[int, int, int, int]:
    """Return the stretch made to reach over these tokens too."""
    a, b, c, d = stretch
    if early:
        a, b = min(a, early[0]), max(b, early[1])
    if late:
        c, d = min(c, late[0]), max(d, late[1])
    return a, b, c, d


def _with_tokens(tokens: Tokens, pieces: Sequence[Piece]) -> _Side:
    """Return the blocks that hold tokens."""
    side = []
    for piece in pieces:
        start, end = bisect_left(tokens.starts, piece.start), bisect_left(tokens.starts, piece.end)
        if start < end:
            side.append((start, end, piece))
    return side


def _pairs(a: str, b: str, first: _Side, second: _Side) -> list[_Candidate]:
    """Return the pairs of blocks that speak for each other most, without crossing, and how alike they are."""
    named = list(_named(a, b, first, second))
    candidates = _measured(a, b, first, second, named, _NAMED_ALIKE)
    sure = {x for x, y, _ in candidates}, {y for x, y, _ in candidates}
    left = [x for x in range(len(first)) if x not in sure[0]]
    right = [y for y in range(len(second)) if y not in sure[1]]
    if (left or right) and len(left) * len(second) + len(right) * len(first) <= _MOST_PAIRS:
        others = {(x, y) for x in left for y in range(len(second))} | {
            (x, y) for y in right for x in range(len(first))
        }
        candidates += _measured(a, b, first, second, sorted(others.difference(named)), _ALIKE)
    chain = _heaviest_chain(sorted(candidates), len(second))
    sizes = ((first[x][1] - first[x][0], second[y][1] - second[y][0]) for x, y, _ in chain)
    return [(x, y, weight / sum(size)) for (x, y, weight), size in zip(chain, sizes, strict=True)]


def _named(a: str, b: str, first: _Side, second: _Side) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one kind and number.

    Where there are too many of a kind, those that share a word which few of it have, and nothing else: two
    thousand short lines would be four million pairs.
    """
    by_name: dict[tuple[str, int | None], tuple[list[int], list[int]]] = {}
    for side, blocks in enumerate((first, second)):
        for index, (_, _, piece) in enumerate(blocks):
            by_name.setdefault((_sort(piece), piece.number), ([], []))[side].append(index)
    for early, late in by_name.values():
        if len(early) * len(late) <= _MOST_OF_A_KIND:
            yield from ((x, y) for x in early for y in late)
            continue
        places: dict[str, list[int]] = {}
        for y in late:
            for code in set(b[second[y][0] : second[y][1]]):
                places.setdefault(code, []).append(y)
        for x in early:
            found = (places.get(code, ()) for code in set(a[first[x][0] : first[x][1]]))
            for y in sorted({y for held in found if len(held) <= _RARE for y in held}):
                yield x, y


def _sort(piece: Piece) -> str:
    """A numbered paragraph is one whether it is summary, comment or neither."""
    return "numbered" if piece.number is not None else piece.kind


def _measured(
    a: str, b: str, first: _Side, second: _Side, pairs: list[tuple[int, int]], alike: float
) -> list[_Candidate]:
    if not pairs:
        return []
    texts_a = [a[start:end] for start, end, _ in first]
    texts_b = [b[start:end] for start, end, _ in second]
    # One by one: the batch functions would bring NumPy into the browser.
    measured = ((x, y, _similar(texts_a[x], texts_b[y], alike)) for x, y in pairs)
    return [
        (x, y, similarity * (len(texts_a[x]) + len(texts_b[y])))
        for x, y, similarity in measured
        if similarity >= alike
    ]


def _similar(a: str, b: str, alike: float) -> float:
    """Return how alike two blocks are; of endless ones, which no cable has, how many words they share."""
    if len(a) * len(b) <= _MOST_MEASURED:
        return Indel.normalized_similarity(a, b, score_cutoff=alike)
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))


def _heaviest_chain(candidates: list[_Candidate], width: int) -> list[_Candidate]:
    """Return the pairs of greatest weight together, both members increasing."""
    tree: list[tuple[float, int]] = [(0.0, -1)] * (width + 1)  # a Fenwick tree of the best chain up to y
    before: list[int] = []
    pending: list[tuple[int, float, int]] = []
    last = -1
    for index, (x, y, weight) in enumerate(candidates):
        if x != last:
            _settle(tree, pending)
            last = x
        best, holder = 0.0, -1
        place = y
        while place > 0:
            if tree[place][0] > best:
                best, holder = tree[place]
            place &= place - 1
        before.append(holder)
        pending.append((y + 1, best + weight, index))
    _settle(tree, pending)
    best, holder = max(tree, key=lambda entry: entry[0])
    chain = []
    while holder >= 0:
        chain.append(candidates[holder])
        holder = before[holder]
    chain.reverse()
    return chain


def _settle(tree: list[tuple[float, int]], pending: list[tuple[int, float, int]]) -> None:
    for place, weight, index in pending:
        while place < len(tree):
            if weight > tree[place][0]:
                tree[place] = (weight, index)
            place += place & -place
    pending.clear()


def _borders(side: _Side) -> list[int]:
    """Return where blocks begin and end, as token numbers."""
    return sorted({border for start, end, _ in side for border in (start, end)})


def _second_look(
    a: str, b: str, runs: list[Run], borders: list[int], late_borders: list[int]
) -> Iterator[Run]:
    """Yield the runs, and those found in the gaps that reach over a block's end."""
    i = j = 0
    for run in (*runs, (len(a), len(b), 0)):
        gap_a, gap_b = a[i : run[0]], b[j : run[1]]
        if gap_a and gap_b and (_crosses(borders, i, run[0]) or _crosses(late_borders, j, run[1])):
            found = coded_runs(gap_a, gap_b, i, j)
            if sum(length for _, _, length in found) >= _WORTH_REALIGNING * min(len(gap_a), len(gap_b)):
                yield from found
        yield run
        i, j = run[0] + run[2], run[1] + run[2]


def _crosses(borders: list[int], start: int, end: int) -> bool:
    """Whether a block begins or ends at ``start``, at ``end`` or between them."""
    place = bisect_left(borders, start)
    return place < len(borders) and borders[place] <= end
