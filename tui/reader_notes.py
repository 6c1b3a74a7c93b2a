"""What a reader notes about cables: marks, and verdicts on pairs. On disk at once, undone and done again.

The program dies with the line, so a note is written before the next key is looked at. A file is a journal of
lines that are only ever added; undoing adds a line too, which is why the past of a long session survives.
"""

from __future__ import annotations

import json
import os
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from platformdirs import user_data_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Verdict(StrEnum):
    """What a reader thinks of a pair of texts."""

    SAME = "same"
    VARIANT = "variant"
    UNRELATED = "unrelated"


def notes_path(archive: Path) -> Path:
    """Return the file of the notes on one archive, in the reader's own data folder."""
    digest = sha256(os.fsencode(archive.resolve())).hexdigest()[:12]
    return user_data_path("cablediff", appauthor=False) / "notes" / f"{archive.stem}-{digest}.jsonl"


class Notes:
    """The notes on one archive."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.marked: dict[str, None] = {}  # keys of cables, in the order of marking
        self.verdicts: dict[tuple[str, str], Verdict] = {}
        self._done: list[dict[str, Any]] = []
        self._undone: list[dict[str, Any]] = []
        for change in self._read():
            self._replay(change)

    def toggle(self, key: str) -> bool:
        """Mark a cable, or take its mark away; return whether it is marked now."""
        marked = key not in self.marked
        self._make({"mark": key, "on": marked})
        return marked

    def judge(self, a: str, b: str, verdict: Verdict | None) -> None:
        """Note what the reader thinks of a pair of places; None takes a verdict back."""
        first, second = sorted((a, b))
        before = self.verdicts.get((first, second))
        self._make({"pair": [first, second], "verdict": verdict, "before": before})

    def verdict(self, a: str, b: str) -> Verdict | None:
        """Return what was noted of a pair."""
        first, second = sorted((a, b))
        return self.verdicts.get((first, second))

    def undo(self) -> str:
        """Take the last change back; return what it was, '' when there is none."""
        if not self._done:
            return ""
        self._write({"undo": True})
        return self._undo()

    def redo(self) -> str:
        """Make the last change again that was taken back; return what it is, '' when there is none."""
        if not self._undone:
            return ""
        self._write({"redo": True})
        return self._redo()

    def _make(self, change: dict[str, Any]) -> None:
        self._write(change)
        self._replay(change)

    def _replay(self, change: dict[str, Any]) -> None:
        if "undo" in change:
            self._undo()
        elif "redo" in change:
            self._redo()
        else:
            self._apply(change)
            self._done.append(change)
            self._undone.clear()

    def _undo(self) -> str:
        if not self._done:
            return ""
        change = self._done.pop()
        self._undone.append(change)
        self._apply(_inverse(change))
        return _words(change)

    def _redo(self) -> str:
        if not self._undone:
            return ""
        change = self._undone.pop()
        self._done.append(change)
        self._apply(change)
        return _words(change)

    def _apply(self, change: dict[str, Any]) -> None:
        if "mark" in change:
            self.marked.pop(change["mark"], None)
            if change["on"]:
                self.marked[change["mark"]] = None
        else:
            first, second = change["pair"]
            self.verdicts.pop((first, second), None)
            if change["verdict"]:
                self.verdicts[first, second] = Verdict(change["verdict"])

    def _read(self) -> Iterator[dict[str, Any]]:
        if self.path is None or not self.path.is_file():
            return
        for line in self.path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                change = json.loads(line)
            except ValueError:
                continue  # the last line of a program that was killed while writing
            if isinstance(change, dict) and _is_change(change):
                yield change

    def _write(self, change: dict[str, Any]) -> None:
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(change) + "\n")
            file.flush()
            os.fsync(file.fileno())


def _is_change(change: dict[str, Any]) -> bool:
    if "mark" in change:
        return isinstance(change["mark"], str) and isinstance(change.get("on"), bool)
    if "pair" in change:
        pair = change["pair"]
        known = {None, *Verdict}
        return (
            isinstance(pair, list)
            and len(pair) == 2
            and all(isinstance(place, str) for place in pair)
            and change.get("verdict") in known
            and change.get("before") in known
        )
    return "undo" in change or "redo" in change


def _inverse(change: dict[str, Any]) -> dict[str, Any]:
    if "mark" in change:
        return {"mark": change["mark"], "on": not change["on"]}
    return {"pair": change["pair"], "verdict": change["before"]}


def _words(change: dict[str, Any]) -> str:
    if "mark" in change:
        return f"{'mark' if change['on'] else 'unmark'} {change['mark']}"
    return f"verdict {change['verdict'] or 'taken back'} on {' and '.join(change['pair'])}"
