"""Why two places are in one group, in words to be checked: words shared, score, what was not counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from duplicates.words import words
from tui.names import counted

if TYPE_CHECKING:
    from tui.reading.block_marks import BlockMark

_IGNORED = "case, punctuation and line ends aside"


_ELSEWHERE: Final = {"exact": "in", "near": "nearly in", "passage": "partly in", "family": "a form, in"}


def mark_words(mark: BlockMark) -> str:
    """Return what a block's mark says: ``2 times here, nearly in 3 other cables``; '' where there is none."""
    words = []
    if mark.here:
        words.append(f"{mark.here + 1} times here")
    if mark.elsewhere is not None and not mark.cables:
        words.append("a passage of it twice here")
    if mark.cables and mark.elsewhere is not None:
        words.append(f"{_ELSEWHERE[mark.elsewhere.value]} {counted(mark.cables, 'other cable')}")
    return ", ".join(words)


def why(text: str, other: str, *, passage: bool = False) -> str:
    """Return how far two texts are the same."""
    if text == other:
        return "the same, character for character"
    from duplicates.similarity import similarity  # brings RapidFuzz

    ours, theirs = words(text), words(other)
    if ours == theirs:
        return f"the same {counted(len(ours), 'word')}, {_IGNORED}"
    shared = sum((Counter(ours) & Counter(theirs)).values())
    if passage:
        return f"a passage of {counted(min(len(ours), len(theirs)), 'word')}, {shared} of them shared"
    return (
        f"{similarity(ours, theirs):.1%} alike: {shared} of {len(ours)} and {len(theirs)} words, {_IGNORED}"
    )
