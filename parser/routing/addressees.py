"""Addressees: whom the message is for (TO) and who gets to know it (INFO).

The one fact that surprises: on the one-line form nothing separates an addressee from the next but the next
one's ``ROUTE/``, or, where routes were stripped, the precedence or serial of the one before.
"""

from __future__ import annotations

import re
from typing import Final

from parser.model import Addressee
from parser.routing.precedence import cut

# The start of an addressee inside a line: " RUEHC/SECSTATE", " UEHSM/AMEMBASSY" (its R was lost)
_ROUTE_INSIDE: Final = re.compile(r"(?<=[\s\d])(?=(?:R[A-Z]{3,7}|UEH[A-Z]{1,4}|UC[A-Z]{3,5}) ?/ ?[A-Z0-9])")
# "RUEHC/", "EUMEM/", "UEHC/"
_ROUTE: Final = re.compile(r"([A-Z]{4,8}) ?/ ?(?=[A-Z0-9])")
# "RUEHSGAMEMBASSY SANTIAGO": the stroke was lost
_ROUTE_GLUED: Final = re.compile(r"(R[A-Z]{3,6})(?=(?:AMEMBASSY|AMCONSUL|USMISSION|SECSTATE|SECDEF)\b)")
# Where an addressee without a route begins although the line runs on.
_STATION_INSIDE: Final = re.compile(
    r"(?<=[ ])(?=(?:AMEMBASSY|AMCONSUL|AMCONGEN|USMISSION|USDEL|USINT|SECSTATE|SECDEF)\b)"
)
# Behind a precedence or a serial, or behind the city that ends a Washington address, the next one begins.
_BEHIND: Final = re.compile(
    r"(?:(?: (?:IMMEDIATE|PRIORITY|ROUTINE|FLASH)(?: \d{4,5})?| COLLECTIVE(?: \d{4,5})?| WASHDC(?://[^ ]+//)?| \d{4,5}))"
    r"(?= [A-Z])(?! (?:IMMEDIATE|PRIORITY|ROUTINE|FLASH|NIACT|\d{4}))"
)
_XMT: Final = re.compile(r"XMT[ ]+")
_BLANKS: Final = " \t\r\\"


def read_addressees(text: str) -> tuple[Addressee, ...]:
    """Return the addressees of a TO or INFO section, the keyword left out, on one line or on many.

    Posts behind XMT are excluded from the addressee before it; those below them, as long as they have neither
    route nor precedence, are too.
    """
    found: list[Addressee] = []
    excluding = False
    for entry in _entries(text):
        match = _XMT.match(entry)
        if match is not None:
            excluding = True
            entry = entry[match.end() :]
        addressee = read_addressee(entry)
        if addressee is None:
            continue
        if excluding and (match or (addressee.route is None and addressee.precedence is None)):
            if found and addressee.station not in found[-1].excluded:
                last = found[-1]
                found[-1] = Addressee(
                    last.station,
                    last.route,
                    last.precedence,
                    last.number,
                    (*last.excluded, addressee.station),
                )
            continue
        excluding = False
        found.append(addressee)
    return tuple(found)


def read_addressee(text: str) -> Addressee | None:
    """Return one addressee: ``RUEHBJ/AMEMBASSY BEIJING PRIORITY 0909``; None for an empty text."""
    text = text.strip(_BLANKS)
    if not text:
        return None
    match = _ROUTE.match(text) or _ROUTE_GLUED.match(text)
    route = match[1] if match else None
    if match is not None:
        text = text[match.end() :]
    station, precedence, number = cut(text)
    if not station:
        return None
    return Addressee(" ".join(station.split()), route, precedence, number)


def _entries(text: str) -> list[str]:
    """Return the text of each addressee."""
    entries: list[str] = []
    for line in text.split("\n"):
        bare = line.strip(_BLANKS)
        if not bare:
            continue
        for piece in _ROUTE_INSIDE.split(bare) if "/" in bare[8:] else (bare,):
            entries.extend(_unrouted(piece.strip(_BLANKS)))
    return entries


def _unrouted(piece: str) -> list[str]:
    """Return the addressees of a piece that has at most one route, in front."""
    if len(piece) < 20:
        return [piece] if piece else []
    ends = {match.end() for match in _BEHIND.finditer(piece)}
    ends.update(match.start() for match in _STATION_INSIDE.finditer(piece) if match.start() > 9)
    if not ends:
        return [piece]
    at = 0
    found = []
    for end in (*sorted(ends), len(piece)):
        entry = piece[at:end].strip(_BLANKS)
        if entry:
            found.append(entry)
        at = end
    return found
