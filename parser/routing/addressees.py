"""Addressees: whom the message is for (TO) and who gets to know it (INFO).

The one fact that surprises: on the one-line form nothing separates an addressee from the next but the next
one's ``ROUTE/``, or, where routes were stripped, the precedence or serial of the one before.
"""

from __future__ import annotations

import re
from dataclasses import replace
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
    r"(?<=[ ])(?<!XMT )(?=(?:AMEMBASSY|AMCONSUL|AMCONGEN|USMISSION|USDEL|USINT|SECSTATE|SECDEF|XMT)\b)"
)
# Behind a precedence or a serial, or behind the city that ends a Washington address, the next one begins.
_BEHIND: Final = re.compile(
    r"""
    (?: [ ] (?: IMMEDIATE | PRIORITY | ROUTINE | FLASH ) (?: [ ]\d{4,5} )? | [ ] COLLECTIVE (?: [ ]\d{4,5} )?
      | [ ] (?: WASHDC | WASHINGTON[ ]DC ) (?: // [^ ]{1,60} // )? | [ ]\d{4,5}
    )
    (?= [ ] [A-Z] ) (?! [ ] (?: IMMEDIATE | PRIORITY | ROUTINE | FLASH | NIACT ) )
    """,
    re.VERBOSE,
)
_XMT: Final = re.compile(r"XMT[ ]+")
# "AMEMBASSY LA PAZ DEC LIMA 4529": from 2006 on a month slipped in behind La Paz, and the addressee that it
# swallowed the head of stands behind it (61 headers).
_LA_PAZ: Final = re.compile(r"(?<=LA PAZ) (?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEP|OCT|NOV|DEC)\b ?")
_CHARGE: Final = frozenset(
    {"PROG", "AMB"}
)  # a charge code of the sender's, left behind below the last addressee
_PRECEDENCES: Final = ("FLASH", "NIACT", "IMMEDIATE", "PRIORITY", "ROUTINE")
_BLANKS: Final = " \t\r\\"


def read_addressees(text: str) -> tuple[Addressee, ...]:
    """Return the addressees of a TO or INFO section, the keyword left out, on one line or on many.

    Posts behind XMT are excluded from the addressee before it; those below them, as long as they have neither
    route nor precedence, are too.
    """
    found: list[Addressee] = []
    excluded: dict[str, None] = {}  # of the last addressee found, each once and in order
    excluding = False
    for entry in _entries(text):
        match = _XMT.match(entry)
        addressee = read_addressee(entry[match.end() :] if match else entry)
        if addressee is None:
            continue
        bare = addressee.route is None and addressee.precedence is None and addressee.number is None
        if match is not None or (excluding and bare):
            excluding = True
            excluded[addressee.station] = None
            continue
        _exclude(found, excluded)
        excluding = False
        excluded = {}
        found.append(addressee)
    _exclude(found, excluded)
    return tuple(found)


def _exclude(found: list[Addressee], excluded: dict[str, None]) -> None:
    """Give the last addressee of ``found`` the posts that XMT took out."""
    if found and excluded:
        found[-1] = replace(found[-1], excluded=tuple(excluded))


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
        if not bare or bare in _CHARGE:
            continue
        for piece in _ROUTE_INSIDE.split(bare) if "/" in bare[8:] else (bare,):
            entries.extend(_unrouted(piece.strip(_BLANKS)))
    return entries


def _unrouted(piece: str) -> list[str]:
    """Return the addressees of a piece that has at most one route, in front."""
    if len(piece) < 20:
        return [piece] if piece else []
    if "LA PAZ " in piece:
        month = _LA_PAZ.search(piece)
        if month is not None:
            own, other = piece[: month.start()], piece[month.end() :]
            if not other or other[0].isdigit() or other.startswith(_PRECEDENCES):
                return [f"{own} {other}"]
            return [own, other]
    ends = {match.end() for match in _BEHIND.finditer(piece)}
    ends.update(match.start() for match in _STATION_INSIDE.finditer(piece) if match.start() > 7)
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
