"""A diff in numbers and in the change objects that the JSON contracts share.

The one fact that surprises: a moved block is two parts of the diff and one change for a reader.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from duplicates.diff.model import PartKind
from duplicates.diff.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duplicates.diff.model import Span, WordDiff

ORDER: Final = (
    PartKind.RESTORED,
    PartKind.REDACTED,
    PartKind.INSERTED,
    PartKind.DELETED,
    PartKind.REPLACED,
    PartKind.MOVED,
)
"""What a reader asks for first: what was hidden, then the rest."""

_NOUNS: Final = {
    PartKind.RESTORED: ("restoration", "restorations"),
    PartKind.REDACTED: ("redaction", "redactions"),
    PartKind.INSERTED: ("insertion", "insertions"),
    PartKind.DELETED: ("deletion", "deletions"),
    PartKind.REPLACED: ("replacement", "replacements"),
    PartKind.MOVED: ("moved block", "moved blocks"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, and on each side its span (offsets in characters) and its words as they stand."""

    kind: PartKind
    early: Span
    late: Span
    early_text: str
    late_text: str

    @property
    def words(self) -> int:
        """How many words it is about: those hidden or restored, else those of the larger side."""
        early, late = count_words(self.early_text), count_words(self.late_text)
        if self.kind is PartKind.REDACTED:
            return early
        if self.kind is PartKind.RESTORED:
            return late
        return max(early, late)

    def as_dict(self) -> dict[str, Any]:
        """Return the change object of the contracts."""
        return {
            "kind": self.kind.value,
            "early": {"start": self.early[0], "end": self.early[1], "text": self.early_text},
            "late": {"start": self.late[0], "end": self.late[1], "text": self.late_text},
        }


def changes(diff: WordDiff, *, early_offset: int = 0, late_offset: int = 0) -> Iterator[Change]:
    """Yield the changes in the order of the early text; a moved block once, where it left.

    The offsets are added to the spans: where the compared texts begin in their records.
    """
    for part in diff.changes:
        early, late = part.early, part.late
        if part.kind is PartKind.MOVED:
            if early[0] == early[1] or part.partner is None:
                continue
            late = part.partner
        yield Change(
            part.kind,
            (early[0] + early_offset, early[1] + early_offset),
            (late[0] + late_offset, late[1] + late_offset),
            diff.early[slice(*early)],
            diff.late[slice(*late)],
        )


def counts(found: Iterable[Change]) -> dict[PartKind, tuple[int, int]]:
    """Return for each kind that occurs, in reading order, how many changes and how many words."""
    times: Counter[PartKind] = Counter()
    words: Counter[PartKind] = Counter()
    for change in found:
        times[change.kind] += 1
        words[change.kind] += change.words
    return {kind: (times[kind], words[kind]) for kind in ORDER if kind in times}


def sentence(counted: dict[PartKind, tuple[int, int]]) -> str:
    """Return counts for people: ``2 restorations (94 words), 1 deletion (1 word)``."""
    if not counted:
        return "no difference"
    return ", ".join(
        f"{times} {_NOUNS[kind][times != 1]} ({words} {'word' if words == 1 else 'words'})"
        for kind, (times, words) in counted.items()
    )
