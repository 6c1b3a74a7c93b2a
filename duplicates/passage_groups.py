"""Passages gathered into groups: who says the earliest text's words again, and exactly where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from duplicates.aside import only
from duplicates.group_kinds import GroupKind
from duplicates.groups import Bearing, group, in_scope, is_boilerplate, passages_of
from duplicates.means import UNLIMITED, Means
from duplicates.passages import passages
from duplicates.progress import SILENT, Watch
from duplicates.similarity import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.model import Group, Parameters
    from duplicates.passages import Passages
    from duplicates.prepare import Prepared

SAME: Final = 0.8  # share of their union that two spans of the leader have in common to be one passage

Span = tuple[int, int]


def find_passages(
    prepared: Prepared, parameters: Parameters, watch: Watch = SILENT, means: Means = UNLIMITED
) -> Passages:
    """Return the passages of the comparable texts; texts are counted among these."""
    texts = only(prepared.texts, np.flatnonzero(prepared.comparable), means.held)
    return passages(texts, parameters.passage_words, parameters.threshold, watch, means=means)


def passage_groups(prepared: Prepared, found: Passages, parameters: Parameters) -> Iterator[Group]:
    """Yield a group for every passage of an earliest text that other texts share."""
    numbers = np.flatnonzero(prepared.comparable)
    for leader, span, shared in _gathered(found):
        text = int(numbers[leader])
        places = passages_of(prepared, text, span, 1.0)
        spoken = prepared.texts.of(text)[slice(*span)].tolist()
        rest: list[Bearing] = []
        for other, other_span, exact in sorted(shared):
            number = int(numbers[other])
            words = prepared.texts.of(number)[slice(*other_span)].tolist()
            rest += passages_of(prepared, number, other_span, 1.0 if exact else similarity(spoken, words))
        rest += places[1:]
        rest.sort(key=lambda place: (place.cable, place.block, place.start))
        shown = in_scope([places[0], *rest], parameters.scopes)
        if len(shown) > 1:
            yield group(
                GroupKind.PASSAGE,
                shown,
                prepared.cables,
                words=span[1] - span[0],
                text=prepared.digest(text),
                boilerplate=is_boilerplate(shown, prepared.cables, parameters),
            )


def _gathered(found: Passages) -> Iterator[tuple[int, Span, list[tuple[int, Span, bool]]]]:
    """Put passages together that take nearly the same words of a leader; spans are in words.

    The last item says for each sharing text whether its words are those of the whole leader's span.
    """
    order = np.lexsort((found.b_start, found.b, -found.a_end, found.a_start, found.a)).tolist()
    rows = list(
        zip(
            found.a.tolist(),
            found.a_start.tolist(),
            found.a_end.tolist(),
            found.b.tolist(),
            found.b_start.tolist(),
            found.b_end.tolist(),
            found.similarity.tolist(),
            strict=True,
        )
    )
    leader, span = -1, (0, 0)
    shared: list[tuple[int, Span, bool]] = []
    for a, a_start, a_end, b, b_start, b_end, alike in (rows[number] for number in order):
        if a != leader or not _same(span, (a_start, a_end)):
            if shared:
                yield leader, span, shared
            leader, span, shared = a, (a_start, a_end), []
        shared.append((b, (b_start, b_end), alike == 1.0 and span == (a_start, a_end)))
    if shared:
        yield leader, span, shared


def _same(span: Span, other: Span) -> bool:
    common = min(span[1], other[1]) - max(span[0], other[0])
    return common >= SAME * (max(span[1], other[1]) - min(span[0], other[0]))
