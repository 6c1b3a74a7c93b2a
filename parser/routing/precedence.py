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

_MENDED: Final = {
    "NIACT": "NIACT IMMEDIATE",
    "IMMED": "IMMEDIATE",
    "IMMEDITE": "IMMEDIATE",
    "IMEDIATE": "IMMEDIATE",
    "IMMEDIATEA": "IMMEDIATE",
    "PRIORTY": "PRIORITY",
    "PRORITY": "PRIORITY",
    "PRIORIY": "PRIORITY",
    "PRIROITY": "PRIORITY",
    "ROUTNE": "ROUTINE",
}
WORD: Final = "NIACT[ ]{1,3}IMMEDIATE|FLASH|IMMEDIATE|PRIORITY|ROUTINE|" + "|".join(_MENDED)

# At an addressee's end: "NIACT IMMEDIATE 0123", "PRIORITY", "FLASH 1579", "PRIORITY 4242/4243". Without a
# precedence the number needs four digits, because "CJTF 101" is a name; of stations of the Department it may
# be shorter ("SECSTATE WASHDC 475").
_AT_END: Final = re.compile(
    rf"""
    (?: [ ]{{1,9}} (?P<word> {WORD} )
        (?: [ ]{{0,4}} (?P<number> \d{{1,6}} ) (?: [/-] \d{{1,6}} )? )?
      | (?: [ ]{{1,9}} | (?<=[A-Z]) ) (?P<alone> \d{{4,6}} ) (?: [/-] \d{{4,6}} )?
      | [ ]{{1,9}} (?P<short> \d{{1,3}} )
    ) $
    """,
    re.VERBOSE,
)
_LONGEST_END: Final = 48
_OWN_STATIONS: Final = ("SECSTATE", "AMEMBASSY", "AMCONSUL", "USMISSION", "USINT", "USDEL", "AMCONGEN")
_TRAILING: Final = " .\\,"
# AMEMBASSY BONN POUCH, AMEMBASSY LUSAKA BY POUCH: how the copy went there, no part of the name
_POUCH: Final = re.compile(r"[ ]{1,9}(?:BY[ ]|VIA[ ])?POUCH$")


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
    text = _POUCH.sub("", addressee.strip(_TRAILING))
    match = _AT_END.search(text, max(0, len(text) - _LONGEST_END))
    if match is None or (match["short"] and not text.startswith(_OWN_STATIONS)):
        return text, None, None
    digits = match["number"] or match["alone"] or match["short"]
    word = match["word"]
    if word is not None:
        word = " ".join(word.split())
        word = _MENDED.get(word, word)
    return text[: match.start()].rstrip(_TRAILING), word, int(digits) if digits else None
