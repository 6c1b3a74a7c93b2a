"""What a reader notes: marks on cables, verdicts on pairs, notes on both. On disk at once, undone and redone.

The program dies with the line, so a note is written before the next key is looked at. A file is a journal of
lines that are only ever added; undoing adds a line too, which is why the past of a long session survives.
That line says what it takes back, since another window of the reader's may have written in between.
"""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from platformdirs import user_data_path

from tui.notes.journal import add_line, read_lines
from tui.notes.note_changes import Change, Verdict, in_reading_order, in_words, inverse, is_change, marked_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Notes", "Remark", "Verdict", "notes_path"]


class Remark(NamedTuple):
    """All that a reader noted about one place (``09ASTANA714``, ``09ASTANA714#12``) or one pair of places."""

    about: tuple[str, ...]
    marked: bool = False
    verdict: Verdict | None = None
    note: str = ""


def notes_path(archive: Path) -> Path:
    """Return the file of the notes on one archive, in the reader's own data folder."""
    digest = sha256(os.fsencode(archive.resolve())).hexdigest()[:12]
    return user_data_path("cablediff", appauthor=False) / "notes" / f"{archive.stem}-{digest}.jsonl"


class Notes:
    """The notes on one archive. Opening them only reads."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.marked: dict[str, None] = {}  # keys of cables, in the order of marking
        self.verdicts: dict[tuple[str, str], Verdict] = {}
        self.notes: dict[tuple[str, ...], str] = {}  # by place, or by pair of places in order
        self._done: list[Change] = []
        self._undone: list[Change] = []
        for change in self._read():
            self._replay(change)

    # What is known

    def verdict(self, a: str, b: str) -> Verdict | None:
        """Return what was noted of a pair, whichever comes first."""
        first, second = sorted((a, b))
        return self.verdicts.get((first, second))

    def note(self, *about: str) -> str:
        """Return the note on a place or a pair; '' where there is none."""
        return self.notes.get(tuple(sorted(about)), "")

    def cables_with_notes(self) -> set[str]:
        """Return the keys of the cables that a note is on, or on one of whose blocks or pairs."""
        return {place.partition("#")[0] for about in self.notes for place in about}

    def remarks(self) -> list[Remark]:
        """Return everything, by place: single places first, in their order of marking, then the pairs.

        The places of a pair stand in the order of reading, whichever was noted first.
        """
        single = dict.fromkeys((*((key,) for key in self.marked), *(a for a in self.notes if len(a) == 1)))
        pairs = sorted({*self.verdicts, *(about for about in self.notes if len(about) > 1)})
        return [
            *(
                Remark(about, marked=about[0] in self.marked, note=self.notes.get(about, ""))
                for about in single
            ),
            *(
                Remark(
                    in_reading_order(about), verdict=self.verdict(*about[:2]), note=self.notes.get(about, "")
                )
                for about in pairs
            ),
        ]

    # What changes it

    def toggle(self, key: str) -> bool:
        """Mark a cable, or take its mark away; return whether it is marked now."""
        marked = key not in self.marked
        self._make({"mark": key, "on": marked})
        return marked

    def mark_all(self, keys: Iterable[str]) -> int:
        """Mark cables in one step; return how many were not marked before."""
        fresh = [key for key in dict.fromkeys(keys) if key not in self.marked]
        if fresh:
            self._make({"marks": fresh, "on": True})
        return len(fresh)

    def unmark_all(self) -> int:
        """Take all marks away in one step; return how many there were."""
        keys = list(self.marked)
        if keys:
            self._make({"marks": keys, "on": False})
        return len(keys)

    def judge(self, a: str, b: str, verdict: Verdict | None) -> None:
        """Note what the reader thinks of a pair of places; None takes a verdict back."""
        first, second = sorted((a, b))
        before = self.verdicts.get((first, second))
        self._make({"pair": [first, second], "verdict": verdict, "before": before})

    def write(self, text: str, *about: str) -> None:
        """Note a text on a place or a pair; the empty text takes the note away."""
        places = sorted(about)
        before = self.notes.get(tuple(places), "")
        if text != before:
            self._make({"about": places, "note": text, "before": before})

    @property
    def done(self) -> int:
        """How many changes can be taken back, those of earlier sessions too."""
        return len(self._done)

    @property
    def undone(self) -> int:
        """How many changes were taken back and can be made again."""
        return len(self._undone)

    def undo(self) -> str:
        """Take the last change back; return what it was, '' when there is none."""
        if not self._done:
            return ""
        change = self._done[-1]
        self._append({"undo": True, "of": change})
        return self._undo(change)

    def redo(self) -> str:
        """Make the last change again that was taken back; return what it is, '' when there is none."""
        if not self._undone:
            return ""
        change = self._undone[-1]
        self._append({"redo": True, "of": change})
        return self._redo(change)

    def undo_said(self) -> str:
        """Take the last change back; return a line that says so, and how many more there are either way.

        The counts come first: a narrow screen may cut the end, and two keys may have been pressed for one.
        """
        what = self.undo()
        if not what:
            return f"nothing to take back, {self.undone:,} undone"
        return f"taken back ({self.done:,} more, {self.undone:,} undone): {what}"

    def redo_said(self) -> str:
        """Make the last change again that was taken back; return a line as `undo_said` does."""
        what = self.redo()
        if not what:
            return f"nothing to make again, {self.done:,} done"
        return f"made again ({self.undone:,} more, {self.done:,} done): {what}"

    def _make(self, change: Change) -> None:
        self._append(change)
        self._replay(change)

    def _replay(self, change: Change) -> None:
        if "undo" in change:
            self._undo(change.get("of") or (self._done[-1] if self._done else None))
        elif "redo" in change:
            self._redo(change.get("of") or (self._undone[-1] if self._undone else None))
        else:
            self._apply(change)
            self._done.append(change)
            self._undone.clear()

    def _undo(self, change: Change | None) -> str:
        if change is None:
            return ""
        _take_last(self._done, change)
        self._undone.append(change)
        self._apply(inverse(change))
        return in_words(change)

    def _redo(self, change: Change | None) -> str:
        if change is None:
            return ""
        _take_last(self._undone, change)
        self._done.append(change)
        self._apply(change)
        return in_words(change)

    def _apply(self, change: Change) -> None:
        if "pair" in change:
            first, second = change["pair"]
            self.verdicts.pop((first, second), None)
            if change["verdict"]:
                self.verdicts[first, second] = Verdict(change["verdict"])
        elif "about" in change:
            about = tuple(change["about"])
            self.notes.pop(about, None)
            if change["note"]:
                self.notes[about] = change["note"]
        for key in marked_by(change):
            self.marked.pop(key, None)
            if change["on"]:
                self.marked[key] = None

    # The journal

    def _read(self) -> Iterator[Change]:
        if self.path is not None:
            yield from filter(is_change, read_lines(self.path))

    def _append(self, change: Change) -> None:
        if self.path is not None:
            add_line(self.path, change)


def _take_last(changes: list[Change], change: Change) -> None:
    """Take the last change of that kind out of a list; another window may have cleared it."""
    for place in range(len(changes) - 1, -1, -1):
        if changes[place] == change:
            del changes[place]
            return
