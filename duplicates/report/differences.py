"""How each member of a group differs from its leader, in few words.

The one fact that surprises: most members of a family say exactly what an earlier member says. Their
difference is shown once and then referred to, which keeps a page of ten thousand groups small.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from duplicates.diff.compare import compare
from duplicates.diff.model import Ignore, Options, PartKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from duplicates.diff.model import WordDiff
    from duplicates.model import Group, Member

READING: Final = Options().ignoring(
    Ignore.CASE, Ignore.HYPHENATION, Ignore.PAGE_BREAKS, Ignore.PUNCTUATION, Ignore.QUOTES
)
"""What makes no difference between places, as it makes none to the similarity that groups are made by."""
_SPACES: Final = re.compile(r"\s+")
CONTEXT: Final = 5
"""Words shown on each side of a change."""
MOST_CHANGES: Final = 40
"""Changes of one member that are shown; the rest is counted."""
LONGEST: Final = 1_200
"""Characters shown of one side of a change."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both texts have (``kind`` equal, in ``late``), or that one has instead of the other's."""

    kind: str
    early: str
    late: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A member beside the leader of its group."""

    member: Member
    pieces: tuple[Piece, ...] = ()  # none: the same words
    like: int | None = None  # the place, counted from 1, that says the same
    more: int = 0  # changes that are not shown


def differences(group: Group, texts: Mapping[str, str]) -> Iterator[Difference]:
    """Yield each member of a group, the leader too, with what it says otherwise than the leader."""
    seen: dict[str, int] = {}
    unchanged: set[int] = set()
    early = ""
    for number, member in enumerate(group.members, 1):
        text = texts[member.cable][member.start : member.end]
        plain = " ".join(text.split())
        known = seen.setdefault(plain, number)
        if number == 1:
            early = text
        if known != number:
            yield Difference(member, like=None if known in unchanged else known)
            continue
        # What the search takes for the same words can still hold other page banners.
        same = number == 1 or member.similarity == 1.0
        pieces, more = ((), 0) if same else changed_pieces(compare(early, text, READING))
        if not pieces:
            unchanged.add(number)
        yield Difference(member, pieces, more=more)


def changed_pieces(diff: WordDiff) -> tuple[tuple[Piece, ...], int]:
    """Return the changes of a diff between a few words of what is equal, and how many are left out."""
    if not diff.changes:
        return (), 0
    pieces: list[Piece] = []
    changes = 0
    last = len(diff.parts) - 1
    for number, part in enumerate(diff.parts):
        late = _SPACES.sub(" ", diff.late_text(part))
        if part.kind is PartKind.EQUAL:
            shown = _context(late, opens=number == 0, closes=number == last)
            pieces.append(Piece(part.kind.value, "", shown))
            continue
        changes += 1
        if changes > MOST_CHANGES:
            return tuple(pieces), len(diff.changes) - MOST_CHANGES
        early = _SPACES.sub(" ", diff.early_text(part))
        pieces.append(Piece(part.kind.value, _shortened(early), _shortened(late)))
    return tuple(pieces), 0


def _context(text: str, *, opens: bool, closes: bool) -> str:
    """Return what is shown of equal words; the blanks at their ends part them from what was changed."""
    words = text.split()
    before, after = text[: text[:1].isspace()], text[len(text) - text[-1:].isspace() :]
    if len(words) <= 2 * CONTEXT + 2 and not (opens or closes):
        return text
    if len(words) <= CONTEXT + 1:
        return text
    head = "" if opens else before + " ".join(words[:CONTEXT]) + " "
    tail = "" if closes else " " + " ".join(words[-CONTEXT:]) + after
    return f"{head}…{tail}"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} […] {text[-LONGEST // 2 :]}"
