"""Where each word of a block stands in its cable's text, in two bytes a word.

Passages are found as runs of words and shown as spans of text. The one fact that surprises: page breaks stand
inside blocks, so a word's offset cannot be counted from the block's clean text; steps from edge to edge
are small all the same, and the few that are not are kept apart.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

import numpy as np

from duplicates.words import spans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from parser.model import Block

FAR: Final = 255  # stands for a step kept in `_far`
_IN_WORD: Final = np.array([chr(code).isalnum() or chr(code) == "_" for code in range(128)])


class WordOffsets:
    """Edges of words, block after block, as steps from the edge before."""

    def __init__(self) -> None:
        self._steps = bytearray()
        self._far: dict[int, int] = {}
        self._first = array("q", [0])

    def add(self, block: Block, words: int) -> None:
        """Take the next block; ``words`` is the number of its words."""
        edges = word_edges(block)
        steps = np.diff(edges, prepend=0)
        place = len(self._steps)
        for far in np.flatnonzero(steps >= FAR).tolist():
            self._far[place + far] = int(steps[far])
        self._steps += np.minimum(steps, FAR).astype(np.uint8).tobytes()
        self._first.append(self._first[-1] + 2 * words)

    def add_nothing(self) -> None:
        """Take the next block without its words; spans in it are never asked for."""
        self._first.append(self._first[-1])

    def span(self, block: int, start: int, end: int) -> tuple[int, int]:
        """Return where words ``start … end - 1`` of a block begin and end in its cable's text."""
        first = self._first[block]
        steps = np.frombuffer(self._steps, np.uint8, count=2 * end, offset=first)
        return span_of_steps(steps, self._far, first, start, end)

    def columns(self) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return all steps, where each block's begin and the last one's end, far places, far steps."""
        return (
            np.frombuffer(bytes(self._steps), np.uint8),
            np.array(self._first, np.int64),
            np.array(list(self._far), np.int64),
            np.array(list(self._far.values()), np.int64),
        )


def span_of_steps(
    steps: NDArray[np.uint8], far: Mapping[int, int], first: int, start: int, end: int
) -> tuple[int, int]:
    """Return where words ``start … end - 1`` begin and end, given a block's steps up to there.

    ``first`` is the place of the block's first step among all, by which ``far`` goes.
    """
    wide = steps.astype(np.int64)
    for place in np.flatnonzero(steps == FAR).tolist():
        wide[place] = far[first + place]
    edges = np.cumsum(wide)
    return int(edges[2 * start]), int(edges[2 * end - 1])


def word_edges(block: Block) -> NDArray[np.int64]:
    """Return start and end of every word of a block, in order, as offsets into the cable's text."""
    clean = block.clean
    if clean.isascii():
        inside = np.zeros(len(clean) + 2, np.int8)
        inside[1:-1] = _IN_WORD[np.frombuffer(clean.encode("ascii"), np.uint8)]
        edges = np.flatnonzero(np.diff(inside)).astype(np.int64)
    else:
        edges = np.array([edge for span in spans(clean) for edge in span], np.int64)
    if len(block.pieces) == 1:
        return edges + block.pieces[0][0]
    sizes = np.array([end - start for start, end in block.pieces], np.int64)
    ends = np.cumsum(sizes)
    shift = np.array([start for start, _ in block.pieces], np.int64) - (ends - sizes)
    # the end of a word belongs to the piece of its last character
    edges[::2] += shift[np.searchsorted(ends, edges[::2], "right")]
    edges[1::2] += shift[np.searchsorted(ends, edges[1::2] - 1, "right")]
    return edges
