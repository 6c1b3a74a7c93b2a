"""The telegrams of 1973–79 as the National Archives give them out: page banners, text, then attributes.

The one fact that surprises: who sent what when is not in front of the text but behind it, in a list of
``Key: value`` lines headed ``Message Attributes``; a value may run over several lines, and an empty one says
``n/a``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from parser.ids import canonical_id

_HEADING: Final = re.compile(r"^[ \t]{0,40}Message Attributes[ \t]{0,40}\r?$", re.MULTILINE | re.IGNORECASE)
_PAIR: Final = re.compile(
    r"[ \t]{0,40}([A-Z][A-Za-z0-9()'/&. -]{0,40}?)[ \t]{0,9}:(?:[ \t]+(.*)|[ \t]*)\Z", re.DOTALL
)
"""``Document Number: 1975STATE187673``"""

_KEYS: Final = frozenset(
    {
        "automatic decaptioning", "capture date", "channel indicators", "current classification", "concepts",
        "control number", "copy", "draft date", "decaption date", "decaption note", "disposition action",
        "disposition approved on date", "disposition authority", "disposition case number",
        "disposition comment", "disposition date", "disposition event", "disposition history",
        "disposition reason", "disposition remarks", "document number", "document source",
        "document unique id", "drafter", "enclosure", "executive order", "errors", "expiration",
        "film number", "format", "from", "handling restrictions", "image path", "isecure", "legacy key",
        "line count", "litigation code list", "litigation codes", "litigation history", "locator",
        "message id", "office", "original classification", "original handling restrictions",
        "original previous classification", "original previous handling restrictions", "page count",
        "previous channel indicators", "previous classification", "previous handling restrictions",
        "reference", "reference(s)", "retention", "review action", "review content flags", "review date",
        "review event", "review exemptions", "review media identifier", "review release date",
        "review release event", "review transfer date", "review withdrawn fields", "sas id", "secure",
        "status", "subject", "tags", "to", "type", "markings", "vdkvgwkey",
    }
)  # fmt: skip
"""The attributes that the archive uses, in lower case."""

_DATE: Final = re.compile(
    r"(\d{1,2})[ -]([A-Za-z]{3})[A-Za-z]{0,6}[ -](\d{4})|(\d{4})-(\d{2})-(\d{2})|(\d{1,2})/(\d{1,2})/(\d{4})"
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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
        return read_date(self.get("Draft Date") or "")

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
        """The post that sent it, as the archive names it (``STATE``, ``BANGKOK``)."""
        return self.get("From", "Office")

    @property
    def title(self) -> str | None:
        """The subject as the archive's index has it."""
        return self.get("Subject")


def attributes(text: str) -> Attributes | None:
    """Return the attributes behind a telegram's text, None when there are none.

    The heading ``Message Attributes`` opens them. Where it was lost, three known keys in a row do.
    """
    heading = None
    for match in _HEADING.finditer(text):
        heading = match
    if heading is not None:
        pairs = _pairs(text[heading.end() :])
        return Attributes(heading.start(), pairs) if len(pairs) >= 2 else None
    start = _unheaded_start(text)
    return Attributes(start, _pairs(text[start:])) if start is not None else None


def read_date(text: str) -> datetime | None:
    """Return the day of an attribute (``21 AUG 1975``, ``1975-08-21``, ``8/21/1975``), or None."""
    match = _DATE.search(text)
    if match is None:
        return None
    day, month, year, iso_year, iso_month, iso_day, slash_month, slash_day, slash_year = match.groups()
    try:
        if iso_year:
            return datetime(int(iso_year), int(iso_month), int(iso_day))
        if slash_year:
            return datetime(int(slash_year), int(slash_month), int(slash_day))
        return datetime(int(year), _MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return None


def _key(line: str) -> tuple[str, str] | None:
    match = _PAIR.match(line)
    if match is None or match.group(1).strip().lower() not in _KEYS:
        return None
    return match.group(1).strip(), (match.group(2) or "").strip()


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        found = _key(line[:4000])
        if found is not None:
            pairs.append((found[0], [found[1]]))
        elif pairs and line.strip():
            pairs[-1][1].append(line.strip())
    return tuple((key, " ".join(part for part in parts if part)) for key, parts in pairs)


def _unheaded_start(text: str) -> int | None:
    """Return where a list of attributes starts that lost its heading."""
    if "Document Number:" not in text or "Draft Date:" not in text:
        return None
    position, run, start = 0, 0, 0
    for line in text.splitlines(keepends=True):
        if _key(line[:4000].rstrip("\r\n")) is not None and ":" in line:
            start = position if run == 0 else start
            run += 1
            if run == 3:
                return start
        elif line.strip():
            run = 0
        position += len(line)
    return None
