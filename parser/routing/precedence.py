"""Precedence: how fast a message travels, as letters on the wire and as words behind an addressee.

The one fact that surprises: a message has one precedence towards its action addressees and may have another
towards its info addressees (``O P 182318Z FEB 09``), and each addressee can have its own.
"""

from __future__ import annotations

import re
from typing import Final

WORDS: Final = {
    "Z": "FLASH",
    "O": "IMMEDIATE",
    "P": "PRIORITY",
    "R": "ROUTINE",
    "Y": "EMERGENCY",
    "W": "CRITIC",
}

# At an addressee's end: "NIACT IMMEDIATE 0123", "PRIORITY", "FLASH 1579", "PRIORITY 4242/4243"; the number alone
# needs four digits, because "CJTF 101" and "SOUTH J2" are names.
_AT_END: Final = re.compile(
    r"""
    (?: [ ]{1,4} (?P<word> NIACT[ ]IMMEDIATE | NIACT | FLASH | IMMEDIATE | PRIORITY | ROUTINE | IMMED | PRIORTY )
        (?: [ ]{0,4} (?P<number> \d{1,6} ) (?: [/-] \d{1,6} )? )?
      | (?: [ ]{1,4} | (?<=[A-Z]) ) (?P<alone> \d{4,6} ) (?: [/-] \d{4,6} )?
    ) [ .\\]* $
    """,
    re.VERBOSE,
)
_MENDED: Final = {"IMMED": "IMMEDIATE", "PRIORTY": "PRIORITY", "NIACT": "NIACT IMMEDIATE"}


def letters(text: str) -> tuple[str, ...]:
    """Return the words for precedence letters: ``OO`` gives ``("IMMEDIATE",)``, ``O P`` two words."""
    words: list[str] = []
    for letter in text:
        word = WORDS.get(letter)
        if word is not None and word not in words:
            words.append(word)
    return tuple(words)


def cut(addressee: str) -> tuple[str, str | None, int | None]:
    """Return an addressee's name, precedence and number: ``AMEMBASSY SEOUL PRIORITY 0596`` in three."""
    match = _AT_END.search(addressee, max(0, len(addressee) - 60))
    if match is None:
        return addressee.strip(" .\\"), None, None
    word, digits = match["word"], match["number"] or match["alone"]
    name = addressee[: match.start()].rstrip(" ,")
    return name, _MENDED.get(word, word) if word else None, int(digits) if digits else None
