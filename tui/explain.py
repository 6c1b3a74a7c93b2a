"""Why two places are in one group, in words to be checked: words shared, score, what was not counted."""

from __future__ import annotations

from collections import Counter

from duplicates.similarity import similarity
from duplicates.words import words
from tui.names import counted

_IGNORED = "case, punctuation and line ends aside"


def why(text: str, other: str, *, passage: bool = False) -> str:
    """Return how far two texts are the same."""
    if text == other:
        return "the same, character for character"
    ours, theirs = words(text), words(other)
    if ours == theirs:
        return f"the same {counted(len(ours), 'word')}, {_IGNORED}"
    shared = sum((Counter(ours) & Counter(theirs)).values())
    if passage:
        return f"a passage of {counted(min(len(ours), len(theirs)), 'word')}, {shared} of them shared"
    return (
        f"{similarity(ours, theirs):.1%} alike: {shared} of {len(ours)} and {len(theirs)} words, {_IGNORED}"
    )
