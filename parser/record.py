"""What a format delivers before the parser has looked at it: one record and what the archive says of it.

The one fact that surprises: ``text`` is exactly what was decoded, line ends and damage included, because
every offset that a parsed cable gives is an offset into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from parser.model import Source


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an archive, unparsed. A field that the format does not state is None or empty."""

    text: str
    source: Source
    id: str | None = None  # canonical
    created: datetime | None = None  # as stated: local or unzoned
    released: datetime | None = None
    origin: str | None = None  # Embassy Astana
    classification: str | None = None
    title: str | None = None
    references: tuple[str, ...] = ()  # canonical ids, as the archive's own column states them
    attributes: tuple[tuple[str, str], ...] = ()  # the National Archives' Message Attributes
