"""Passages: runs of words that texts share although they differ as wholes, with small changes inside.

The one fact that surprises: a passage reused years later rarely comes back word for word. So a run that two
texts share is followed over a changed word or two, as long as five equal words come right after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rapidfuzz.distance import Indel

from duplicates.means import UNLIMITED, Means
from duplicates.progress import SILENT, Watch
from duplicates.strings import similarities
from duplicates.texts import Flags, Floats, Numbers, Texts, changes
from duplicates.word_runs import WordRuns, shared_runs, text_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

GAP: Final = 6  # changed words on either side over which a passage goes on
AGAIN: Final = 5  # equal words that must follow
_STEPS: Final = sorted(
    ((a, b) for a in range(GAP + 1) for b in range(GAP + 1) if a or b),
    key=lambda step: (step[0] + step[1], step),
)


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages as arrays: words ``a_start … a_end - 1`` of text ``a`` are those of ``b``, or nearly.

    ``a`` is the earlier text; words are counted from 0 in each text. Similarity is that of the two spans.
    """

    a: Numbers
    a_start: Numbers
    a_end: Numbers
    b: Numbers
    b_start: Numbers
    b_end: Numbers
    similarity: Floats

    def __len__(self) -> int:
        return len(self.a)


@dataclass(slots=True)
class _Spans:
    """Spans of two texts each, as places in all words, and the bounds of the texts. They grow in place."""

    a_start: Numbers
    a_end: Numbers
    b_start: Numbers
    b_end: Numbers
    a_least: Numbers
    a_most: Numbers
    b_least: Numbers
    b_most: Numbers


def passages(
    texts: Texts,
    least: int,
    threshold: float,
    watch: Watch = SILENT,
    *,
    fresh: Flags | None = None,
    means: Means = UNLIMITED,
) -> Passages:
    """Return passages of ``least`` words or more between texts that are less similar than ``threshold``.

    Complete in this sense: wherever a run of ``least`` words stands in two texts or more, each of them has
    a passage over it with the earliest of them, unless these two are similar as wholes. Where ``fresh`` is
    given, a truth value for each text, only passages of which one text is fresh: the same as among all.
    """
    found = shared_runs(texts, least, watch, fresh=fresh, means=means)
    watch.at("measuring passages", 0, 1)
    a, b = text_of(texts, found.a), text_of(texts, found.b)
    pair, where = np.unique(a << 32 | b, return_inverse=True)
    alike = similarities(texts, pair >> 32, pair & 0xFFFFFFFF, threshold) > 0
    different = ~alike[where]
    return _measured(texts, _grown(texts, found.where(different), a[different], b[different]))


def _grown(texts: Texts, found: WordRuns, a: Numbers, b: Numbers) -> _Spans:
    """Let runs grow to both sides, over small changes too."""
    spans = _Spans(
        found.a.copy(),
        found.a + found.length,
        found.b.copy(),
        found.b + found.length,
        texts.starts[a],
        texts.starts[a + 1],
        texts.starts[b],
        texts.starts[b + 1],
    )
    every = np.arange(len(found))
    _back(texts, spans, every)
    _on(texts, spans, every)
    going = every
    while len(going):
        going = _over(texts, spans, going, back=True)
        _back(texts, spans, going)
    going = every
    while len(going):
        going = _over(texts, spans, going, back=False)
        _on(texts, spans, going)
    return spans


def _back(texts: Texts, spans: _Spans, going: Numbers) -> None:
    """Move starts back as far as the words agree."""
    while len(going):
        going = going[
            (spans.a_start[going] > spans.a_least[going]) & (spans.b_start[going] > spans.b_least[going])
        ]
        going = going[texts.words[spans.a_start[going] - 1] == texts.words[spans.b_start[going] - 1]]
        spans.a_start[going] -= 1
        spans.b_start[going] -= 1


def _on(texts: Texts, spans: _Spans, going: Numbers) -> None:
    """Move ends on as far as the words agree."""
    while len(going):
        going = going[(spans.a_end[going] < spans.a_most[going]) & (spans.b_end[going] < spans.b_most[going])]
        going = going[texts.words[spans.a_end[going]] == texts.words[spans.b_end[going]]]
        spans.a_end[going] += 1
        spans.b_end[going] += 1


def _over(texts: Texts, spans: _Spans, going: Numbers, *, back: bool) -> Numbers:
    """Take spans over a small change behind which `AGAIN` words agree; return those that went."""
    went: list[Numbers] = []
    for step_a, step_b in _STEPS:
        if back:
            a, b = spans.a_start[going] - step_a - AGAIN, spans.b_start[going] - step_b - AGAIN
        else:
            a, b = spans.a_end[going] + step_a, spans.b_end[going] + step_b
        agree = (a >= spans.a_least[going]) & (b >= spans.b_least[going])
        agree &= (a + AGAIN <= spans.a_most[going]) & (b + AGAIN <= spans.b_most[going])
        for word in range(AGAIN):
            rest = np.flatnonzero(agree)
            agree[rest] = texts.words[a[rest] + word] == texts.words[b[rest] + word]
        moved = going[agree]
        if back:
            spans.a_start[moved], spans.b_start[moved] = a[agree], b[agree]
        else:
            spans.a_end[moved], spans.b_end[moved] = a[agree] + AGAIN, b[agree] + AGAIN
        went.append(moved)
        going = going[~agree]
    return np.sort(np.concatenate(went))


def _measured(texts: Texts, spans: _Spans) -> Passages:
    """Make one of the spans of the same two texts that overlap on both sides, and measure each."""
    order = np.lexsort((spans.b_end, spans.b_start, spans.a_start, spans.b_least, spans.a_least))
    a_start, a_end, b_start, b_end, a_least, b_least = (
        values[order]
        for values in (spans.a_start, spans.a_end, spans.b_start, spans.b_end, spans.a_least, spans.b_least)
    )
    opens = changes(a_least) | changes(b_least)
    opens[1:] |= (a_start[1:] >= a_end[:-1]) | (b_start[1:] >= b_end[:-1]) | (b_end[1:] <= b_start[:-1])
    first = np.flatnonzero(opens)
    if len(first):
        a_end, b_end = np.maximum.reduceat(a_end, first), np.maximum.reduceat(b_end, first)
        b_start = np.minimum.reduceat(b_start, first)
    a_start, a_least, b_least = a_start[first], a_least[first], b_least[first]
    return Passages(
        a=text_of(texts, a_start),
        a_start=a_start - a_least,
        a_end=a_end - a_least,
        b=text_of(texts, b_start),
        b_start=b_start - b_least,
        b_end=b_end - b_least,
        similarity=_similarity(texts, a_start, a_end, b_start, b_end),
    )


def _similarity(
    texts: Texts, a_start: NDArray[Any], a_end: NDArray[Any], b_start: NDArray[Any], b_end: NDArray[Any]
) -> Floats:
    found = np.empty(len(a_start))
    for number, (first, last, other_first, other_last) in enumerate(
        zip(a_start.tolist(), a_end.tolist(), b_start.tolist(), b_end.tolist(), strict=True)
    ):
        one, other = texts.words[first:last], texts.words[other_first:other_last]
        if np.array_equal(one, other):
            found[number] = 1.0
        else:
            found[number] = Indel.normalized_similarity(one.tolist(), other.tolist())
    return found
