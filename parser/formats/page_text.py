"""Page text: a web page of the archive saved as text, the table of the record in front of the message.

The one fact that surprises: the title is one line and breaks off at its end (``… PRIORITIES FOR HIS``); the
whole subject stands only in the message. The labels may come all first and the values after them, which is
how a table's two rows look as text, or each label with its value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from parser.ids import canonical_id

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABELS: Final = {
    "identifier": "id",
    "reference id": "id",
    "created": "created",
    "released": "released",
    "classification": "classification",
    "origin": "origin",
}
_TITLE_LABELS: Final = ("cable title", "title")
_LINES: Final = 24  # the seed's table has 10 lines; blank lines may stand between them

_STAMP: Final = re.compile(
    r"""(\d{4})[-/](\d{1,2})[-/](\d{1,2})             # 2009-04-27
        (?:[T ]{1,2}(\d{1,2}):(\d{2})(?::(\d{2}))?)?  # 05:39 or 05:39:00
    """,
    re.VERBOSE,
)
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class RecordTable:
    """The table at the start of a page text. ``end`` is the offset after the title's line."""

    end: int
    id: str | None = None  # canonical
    created: datetime | None = None
    released: datetime | None = None
    classification: str | None = None
    origin: str | None = None
    title: str | None = None


def read_stamp(text: str) -> datetime | None:
    """Return the date and time that ``text`` starts with (``2009-04-27 05:39:00``), None if there is none."""
    match = _STAMP.match(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None


def record_table(text: str) -> RecordTable | None:
    """Return the record table that ``text`` starts with, None when it starts with something else.

    At least an identifier and one more label must stand there. The title's line belongs to the table; a
    table without ``Cable title:`` ends after its last value.
    """
    head = text.lstrip("\ufeff \t\r\n")[:16].lower()
    if not head.startswith(("identifier", "reference id")):
        return None
    lines = list(_head_lines(text))
    values, used = _values(lines)
    if "id" not in values or len(values) < 2:
        return None
    title, used = _title(lines, used)
    return RecordTable(
        end=lines[used - 1][1],
        id=canonical_id(values["id"]) or None,
        created=read_stamp(values.get("created", "")),
        released=read_stamp(values.get("released", "")),
        classification=values.get("classification"),
        origin=values.get("origin"),
        title=title,
    )


def _head_lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the first lines as (words without the ends, offset after the line)."""
    position = 0
    for _ in range(_LINES):
        if position >= len(text):
            return
        match = _LINE.match(text, position)
        assert match is not None  # the expression matches at any offset
        position = match.end()
        yield match.group().strip("\ufeff \t\r\n"), position


def _values(lines: list[tuple[str, int]]) -> tuple[dict[str, str], int]:
    """Return the values by field and how many lines they and their labels took."""
    waiting: list[str] = []
    values: dict[str, str] = {}
    used = 0
    for number, (line, _) in enumerate(lines):
        label, colon, rest = line.partition(":")
        name = _LABELS.get(label.strip().lower())
        if name is not None and name not in values and name not in waiting:
            if colon and rest.strip():
                values[name] = rest.strip()
            else:
                waiting.append(name)
        elif label.strip().lower() in _TITLE_LABELS:
            break
        elif line and waiting:
            values[waiting.pop(0)] = line
        elif line:
            break
        used = number + 1
    return values, used


def _title(lines: list[tuple[str, int]], used: int) -> tuple[str | None, int]:
    """Return the title and how many lines the table takes with it."""
    number = used
    while number < len(lines) and not lines[number][0]:
        number += 1
    if number >= len(lines):
        return None, used
    label, _, rest = lines[number][0].partition(":")
    if label.strip().lower() not in _TITLE_LABELS:
        return None, used
    if rest.strip():
        return rest.strip(), number + 1
    for later in range(number + 1, min(number + 3, len(lines))):
        if lines[later][0]:
            return lines[later][0], later + 1
    return None, number + 1
