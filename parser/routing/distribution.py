"""The Department's own distribution: which offices got a copy, and the lines that its message centre added.

The one fact that surprises: it begins with ACTION and INFO like the addressees of the message, but what
follows are offices with the number of their copies: ``INFO LOG-00 EEB-00 AF-00 … /006W``.
"""

from __future__ import annotations

import re
from typing import Final

# "LOG-00", "SS-25", "EXIM-01", "(H-00"
OFFICE: Final = re.compile(r"(?<![A-Z0-9-])([A-Z]{1,5}-\d\d)(?![\d-])")
# One item of the list or of its frame, at the place where reading has arrived.
_ITEM: Final = re.compile(
    r"""
      (?P<office> \(? [A-Z]{1,5}-\d\d (?!\d) \)? )
    | (?: ACTION | INFO | ORIGIN | COPY ) (?=[ \t]{1,8} \(? [A-Z]{1,5}-\d\d )
    | /?[ ]?\d{3}[ ]?[A-Z]\b | \( [A-Z]{1,5} \) | \)
    | -{6,} [ ]{0,3} [0-9A-F]{6} (?: [ ]{1,3} \d{6}Z )? (?: [ ]{1,2} /\d\d )?
    | PAGE [ ] \d\d [ ]{1,9} [A-Z][A-Z .]{1,18}? [ ]{1,4} \d{4,6} (?: [ ]{1,3} \d\d [ ] OF [ ] \d\d )? (?: [ ]{1,3} \d{6}Z )?
    | (?: DRAFTED | APPROVED | CLEARED | SOURCE | DISTRIBUTION | Distribution ) (?: [ ] BY )? : [^\n]*
    | [A-Z]{3}\d{4}\b
    """,
    re.VERBOSE,
)


def take(text: str, start: int) -> tuple[int, str | None]:
    """Return where the item that begins at ``start`` ends, and the office if it is one; the start for none."""
    match = _ITEM.match(text, start)
    if match is None:
        return start, None
    office = match["office"]
    return match.end(), office.strip("()") if office else None


def holds_offices(text: str, start: int) -> bool:
    """Return whether a distribution list begins at ``start``: ``INFO  LOG-00``, not ``INFO RUEHC/…``."""
    return OFFICE.search(text, start, min(len(text), start + 24)) is not None
