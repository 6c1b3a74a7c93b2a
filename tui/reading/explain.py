"""Why two places are in one group, in words to be checked: words shared, score, what was not counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from duplicates.shares import percent
from duplicates.words import words
from tui.names import counted

if TYPE_CHECKING:
    from tui.reading.block_marks import BlockMark

_IGNORED: Final = "case, punctuation and line ends aside"
_SHORTER: Final = "case, punctuation, line ends aside"
_LIKE: Final = re.compile(" like [^:]+:")


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


def why(text: str, other: str, *, to: str = "", passage: bool = False) -> str:
    """Return how far two texts are the same; ``to`` is what the first is called, where there are several.

    The words that are counted are those that a word diff leaves standing, so that twice their number over the
    words of both is the similarity that is named.
    """
    if text == other:
        return "the same, character for character"
    from duplicates.similarity import similarity  # brings RapidFuzz

    ours, theirs = words(text), words(other)
    if ours == theirs:
        return f"the same {counted(len(ours), 'word')}, {_IGNORED}"
    alike = similarity(ours, theirs)
    shared = round(alike * (len(ours) + len(theirs)) / 2)
    if passage:
        return f"a passage of {counted(min(len(ours), len(theirs)), 'word')}, {shared} of them shared"
    how = f"like {to}" if to else "alike"
    return f"{percent(alike)} {how}: {shared} of {len(ours)} and {len(theirs)} words, {_IGNORED}"


def why_within(reason: str, room: int) -> str:
    """Return a reason in fewer words where it has no room: what was not counted is to be read as well."""
    if len(reason) <= room:
        return reason
    return _LIKE.sub(" alike:", reason, count=1).replace(_IGNORED, _SHORTER)
