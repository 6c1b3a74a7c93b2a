"""Why a place is in a group, in words that a reader can check: words shared, score, what was not counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from duplicates.model import GroupKind
from duplicates.similarity import similarity
from duplicates.words import words
from tui.names import counted

if TYPE_CHECKING:
    from duplicates.model import Group, Member


def why(group: Group, member: Member, leader_text: str, text: str) -> str:
    """Return the reason for which a member with ``text`` is in a group led by ``leader_text``."""
    ignored = "case, punctuation and line ends aside"
    if group.kind is GroupKind.EXACT:
        same = leader_text == text
        return "the same, character for character" if same else f"the same words, {ignored}"
    if member is group.members[0]:
        return "the earliest, to which the others are measured"
    if group.kind is GroupKind.PASSAGE:
        return f"shares a run of {counted(group.words, 'word')} with the earliest"
    ours, theirs = words(leader_text), words(text)
    shared = sum((Counter(ours) & Counter(theirs)).values())
    score = similarity(ours, theirs)
    return f"{score:.1%} alike: {shared} of {len(ours)} and {len(theirs)} words shared, {ignored}"
