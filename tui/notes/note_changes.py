"""The lines of the journal of notes: what each may be, its opposite, and its words.

The one fact that surprises: a line says what was there before it, so that it can be taken back without
reading the journal from its beginning.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from parser.printable import printable_line
from tui.numbers import whole

if TYPE_CHECKING:
    from collections.abc import Iterable

Change = dict[str, Any]
"""One line: ``mark``/``on``, ``marks``/``on``, ``pair``/``verdict``/``before``,
``about``/``note``/``before``, ``undo`` or ``redo`` with ``of`` (a change; older journals mean the last)."""


class Verdict(StrEnum):
    """What a reader thinks of a pair of texts."""

    SAME = "same"
    VARIANT = "variant"
    UNRELATED = "unrelated"


def is_change(value: object) -> bool:
    """Tell whether a line of a journal can be replayed; another program may have written into it."""
    if not isinstance(value, dict):
        return False
    if "mark" in value:
        return isinstance(value["mark"], str) and isinstance(value.get("on"), bool)
    if "marks" in value:
        return _are_places(value["marks"], least=1) and isinstance(value.get("on"), bool)
    if "pair" in value:
        known = {None, *Verdict}
        pair = value["pair"]
        return (
            _are_places(pair, least=2)
            and len(pair) == 2
            and _is_in(value.get("verdict"), known)
            and _is_in(value.get("before"), known)
        )
    if "about" in value:
        texts = (value.get("note"), value.get("before"))
        return _are_places(value["about"], least=1) and all(isinstance(text, str) for text in texts)
    of = value.get("of")
    if "undo" not in value and "redo" not in value:
        return False
    return of is None or (isinstance(of, dict) and not {"undo", "redo"} & of.keys() and is_change(of))


def marked_by(change: Change) -> list[str]:
    """Return the keys that a change marks or unmarks."""
    if "mark" in change:
        return [change["mark"]]
    keys: list[str] = change.get("marks", [])
    return keys


def inverse(change: Change) -> Change:
    """Return the change that takes another back."""
    if "pair" in change:
        return {**change, "verdict": change["before"], "before": change["verdict"]}
    if "about" in change:
        return {**change, "note": change["before"], "before": change["note"]}
    return {**change, "on": not change["on"]}


def in_words(change: Change) -> str:
    """Return what a change did: ``mark 09ASTANA714``, ``note on 09ASTANA714#12: ask the archive``."""
    if "pair" in change:
        return f"verdict {change['verdict'] or 'taken back'} on {_named(change['pair'])}"
    if "about" in change:
        what = "note on" if change["note"] else "note taken from"
        return f"{what} {_named(change['about'])}: {printable_line(change['note'] or change['before'])}"
    keys = marked_by(change)
    what = "mark" if change["on"] else "unmark"
    return f"{what} {keys[0] if len(keys) == 1 else f'{len(keys):,} cables'}"


def in_reading_order(places: Iterable[str]) -> tuple[str, ...]:
    """Return places (``09ASTANA714``, ``09ASTANA714#12``) by year, post, serial and block.

    >>> in_reading_order(["09OSLO3#12", "09OSLO3#4", "76OSLO8#1"])
    ('76OSLO8#1', '09OSLO3#4', '09OSLO3#12')
    """
    return tuple(sorted(places, key=_order))


def _order(place: str) -> tuple[int, str, int, str, int]:
    from parser.ids import parse_id  # a list of cables waits for no expressions

    key, _, block = place.partition("#")
    parts = parse_id(key.partition("@")[0])
    year, post, serial = (parts.year, parts.post, parts.serial) if parts else (0, key, 0)
    return year, post, serial, key, whole(block) or 0


def _named(places: list[str]) -> str:
    return printable_line(" and ".join(in_reading_order(places)))


def _are_places(value: object, *, least: int) -> bool:
    return isinstance(value, list) and len(value) >= least and all(isinstance(place, str) for place in value)


def _is_in(value: object, known: set[Any]) -> bool:
    return (value is None or isinstance(value, str)) and value in known
