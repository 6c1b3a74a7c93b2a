"""The telegrams of 1973–79 as the National Archives give them out: page banners, text, then attributes.

The one fact that surprises: who sent what when is not in front of the text but behind it, in a list of
``Key: value`` lines headed ``Message Attributes``; a value may run over several lines, and an empty one says
``n/a``.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from parser.ids import canonical_id

_HEADING: Final = re.compile(
    r"^[ \t]{0,40}(?:Message Attributes|MESSAGE ATTRIBUTES)[ \t]{0,40}\r?$", re.MULTILINE
)
_PAIR: Final = re.compile(
    r"[ \t]{0,40}([A-Z][A-Za-z0-9()'/&. -]{0,40}?)[ \t]{0,9}:(?:[ \t]+(.*)|[ \t]*)\Z", re.DOTALL
)
"""``Document Number: 1975STATE187673``"""

_FAMILIES: Final = (
    "review ",
    "disposition ",
    "original ",
    "previous ",
    "current ",
    "litigation ",
    "decaption ",
)
_KEYS: Final = frozenset(
    {
        "automatic decaptioning", "capture date", "channel indicators", "concepts", "control number", "copy",
        "document number", "document source", "document unique id", "draft date", "drafter", "enclosure",
        "errors", "executive order", "expiration", "film number", "format", "from", "handling restrictions",
        "image path", "isecure", "legacy key", "line count", "locator", "markings", "message id", "office",
        "page count", "reference", "reference(s)", "references", "retention", "sas id", "secure", "sent date",
        "status", "subject", "tags", "to", "type", "vdkvgwkey",
    }
)  # fmt: skip
"""The attributes that the archive uses, in lower case, beside those of the `_FAMILIES`. A line of a value
that runs over several lines may hold a colon too, so an unknown word before a colon opens nothing."""

_COVER_KEYS: Final = frozenset({"from", "to", "subject", "tags", "reference", "references"})
_DATE: Final = re.compile(
    r"""(?P<day>\d{1,2})[ -](?P<name>[A-Za-z]{3})[A-Za-z]{0,6}[ -](?P<year>\d{4})  # 21 AUG 1975, 21-AUG-1975
      | (?P<iso>\d{4}-\d{2}-\d{2})
      | (?P<slashed>\d{1,2}/\d{1,2}/\d{4})                                          # day first
    """,
    re.VERBOSE,
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LINE: Final = 4000  # characters of a line that are looked at
_EMPTY: Final = frozenset({"", "n/a", "na", "none", "<na>"})


@dataclass(frozen=True, slots=True)
class Attributes:
    """The ``Message Attributes`` behind a telegram, from the offset ``start`` to the end of the text."""

    start: int
    pairs: tuple[tuple[str, str], ...]  # as written, in order, lines of a value joined by a space

    def get(self, *names: str) -> str | None:
        """Return the first of the attributes ``names`` that says something."""
        for name in names:
            for key, value in self.pairs:
                if key.lower() == name.lower() and value.strip("' ").lower() not in _EMPTY:
                    return value.strip("' ")
        return None

    @property
    def id(self) -> str | None:
        """The telegram's canonical id."""
        return canonical_id(self.get("Document Number", "Message ID") or "") or None

    @property
    def created(self) -> datetime | None:
        """The day it was drafted."""
        return read_date(self.get("Draft Date", "Sent Date") or "")

    @property
    def released(self) -> datetime | None:
        """The day it was reviewed for release."""
        return read_date(self.get("Review Release Date", "Review Date") or "")

    @property
    def classification(self) -> str | None:
        """The classification it was sent with."""
        return self.get("Original Classification", "Previous Classification", "Current Classification")

    @property
    def origin(self) -> str | None:
        """The post that sent it, as the archive names it (``STATE``, ``BANGKOK``; ``LISBON OR-M``)."""
        sender = self.get("From")
        return sender.removesuffix("OR-M").strip() or None if sender is not None else None

    @property
    def title(self) -> str | None:
        """The subject as the archive's index has it."""
        return self.get("Subject")


def attributes(text: str) -> Attributes | None:
    """Return the attributes behind a telegram's text, None when there are none.

    The heading ``Message Attributes`` opens them. Where it was lost, a run of known keys does.
    """
    heading = None
    if "ttributes" not in text and "TTRIBUTES" not in text and "Document Number:" not in text:
        return None
    for match in _HEADING.finditer(text):
        heading = match
    if heading is not None:
        pairs = _pairs(text[heading.end() :])
        return Attributes(heading.start(), pairs) if len(pairs) >= 2 else None
    start = _unheaded_start(text)
    return Attributes(start, _pairs(text[start:])) if start is not None else None


def read_date(text: str) -> datetime | None:
    """Return the day of an attribute (``21 AUG 1975``, ``1975-08-21``, ``21/8/1975``), or None."""
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        if match["iso"]:
            return datetime.fromisoformat(match["iso"])
        if match["slashed"]:
            day, month, year = (int(part) for part in match["slashed"].split("/"))
            return datetime(year, month, day)
        return datetime(int(match["year"]), _MONTHS.index(match["name"].lower()) + 1, int(match["day"]))
    except ValueError:
        return None


def _key(line: str) -> tuple[str, str] | None:
    match = _PAIR.match(line)
    if match is None:
        return None
    name = match.group(1).lower()
    if name not in _KEYS and not name.startswith(_FAMILIES):
        return None
    return match.group(1), (match.group(2) or "").strip()


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of the lines of ``text``; a blank line ends a value that has begun."""
    pairs: list[tuple[str, list[str]]] = []
    within = False
    for line in text.splitlines():
        found = _key(line[:_LINE])
        if found is not None:
            pairs.append((found[0], [found[1]]))
            within = True
        elif not line.strip():
            within = within and not any(pairs[-1][1])
        elif within:
            pairs[-1][1].append(line.strip())
    return tuple((key, " ".join(part for part in parts if part)) for key, parts in pairs)


def _unheaded_start(text: str) -> int | None:
    """Return where a list of attributes starts that lost its heading: five keys among eight lines."""
    if "Document Number:" not in text or "Draft Date:" not in text:
        return None
    position = 0
    recent: deque[tuple[int, bool]] = deque(maxlen=8)
    for line in text.splitlines(keepends=True):
        if line.strip():
            found = _key(line[:_LINE].rstrip("\r\n"))
            recent.append((position, found is not None and found[0].lower() not in _COVER_KEYS))
            keys = [start for start, is_key in recent if is_key]
            if len(keys) == 5:
                return keys[0]
        position += len(line)
    return None
