"""The routing header taken apart: ids, precedence, DE line, day-time group, signals, addressees.

The one fact that surprises: the archives give the same header on forty lines or on one, so reading goes from
item to item and never from line to line; what no rule knows is kept in ``Routing.leftover``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from parser.fields.banners import read_banner
from parser.fields.captions import read_captions
from parser.model import Routing
from parser.routing import day_time_group, distribution
from parser.routing.addressees import read_addressees
from parser.routing.precedence import letters
from parser.routing.signals import read_signals

if TYPE_CHECKING:
    from datetime import datetime

    from parser.model import OperatingSignal

_PARTIAL: Final = re.compile(
    r"This record is a partial extract of the original cable\."
    r"(?: The full text of the original cable is not available\.?)?"
)
_TRANSMISSION: Final = re.compile(r"VZCZ[A-Z]{2,5}\d{0,5}")
_LETTERS: Final = re.compile(r"([ZOPRYW])\1(?: ([ZOPR])\2)?(?=\s)")
_ROUTE: Final = re.compile(r"[A-Z]{4,8}(?=\s|$)")
# "DE RUEHTA #0714/01 1170539", "DE RUEHC #7438 2811952", "DE RUEHTA 0714"
_DE: Final = re.compile(
    r"DE (?P<route>[A-Z]{4,8}) ?#? ?(?P<serial>\d{1,6})(?: ?/ ?(?P<section>\d{1,3}))?"
    r"(?: {1,3}(?P<filed>\d{6,7})Z?)?"
)
_SECURITY: Final = re.compile(r"(ZN[RY]) ([A-Z])([A-Z]{4})(?= |\n|\(|$)")
_PROSIGN: Final = re.compile(r"Z?ZH(?![A-Z])")
_FM: Final = re.compile(r"(?:^|(?<=\s))(?:FM|From:)[ \t]+(?=\S)", re.MULTILINE)
# TO and INFO at a line's start; INFO before offices ("INFO  LOG-00") is the Department's distribution.
_SECTION_AT_LINE: Final = re.compile(
    r"^[ \t]{0,8}(TO|INFO|To|Info):?[ \t]+(?!\(?[A-Z]{1,5}-\d\d\b)", re.MULTILINE
)
_SECTION_INSIDE: Final = re.compile(r"(?:^|(?<=\s))(TO|INFO)\s+(?=\S)")
# A cover that came with the header: the first line that is a classification or a field of the cover.
_COVER: Final = re.compile(
    r"""
      ^ [ \t,]{0,8} (?: UNCLAS | U[ ]N[ ]C[ ]L[ ]A[ ]S | CONFIDENTIAL\b | SECRET\b | LIMITED[ ]OFFICIAL
        | E\.?O\.?[ ]\d | TAGS\b | SUBJ )
    | (?: ^ [ \t,]{0,8} | (?<=[ ]) ) (?: C[ ]O[ ]N[ ]F[ ]I | S[ ]E[ ]C[ ]R[ ]E[ ]T | UNCLAS[ ] | BT[ ]*$ )
    """,
    re.VERBOSE | re.MULTILINE,
)
_SPACE: Final = re.compile(r"[\s\\]+")


@dataclass(slots=True)
class _Head:
    """What has been read of the part before FM."""

    transmission_id: str | None = None
    precedence: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()  # precedence of the day-time group
    routes: list[str] = field(default_factory=list)
    de: re.Match[str] | None = None
    security: str | None = None
    dtg: datetime | None = None
    signals: tuple[OperatingSignal, ...] = ()
    offices: list[str] = field(default_factory=list)
    leftover: list[str] = field(default_factory=list)


def read_routing(text: str) -> Routing:
    """Return the routing header ``text`` taken apart; never raises.

    ``text`` is the block as it stands in the record, on one line or on many, with or without a transmission
    id. Precedence is that of the day-time group, or of the first line when the group has none.
    """
    text = distribution.without_pages(text)
    text = _PARTIAL.sub("", text) if "partial extract" in text else text
    fm = _find_fm(text)
    rest = ""
    if fm is not None:
        before, behind = text[: fm.start()], text[fm.end() :]
    else:
        mark = _SECTION_AT_LINE.search(text)
        at = mark.start() if mark else len(text)
        before, behind = text[:at], text[at:]
    cover = _COVER.search(behind)
    if cover is not None:
        behind, rest = behind[: cover.start()], behind[cover.start() :].strip().removeprefix("BT").strip()
    head = _read_head(before)
    offices, behind = distribution.taken_out(behind)
    head.offices.extend(offices)
    station, action, info = _split(behind)
    if rest:
        head.leftover.append(rest)
    de = head.de
    return Routing(
        transmission_id=head.transmission_id,
        precedence=head.sent or head.precedence,
        routes=tuple(head.routes),
        from_route=de["route"] if de else None,
        serial=int(de["serial"]) if de else None,
        section=int(de["section"]) if de and de["section"] else None,
        filed=de["filed"] if de else None,
        security=head.security,
        dtg=head.dtg,
        operating_signals=head.signals,
        from_station=station,
        action=read_addressees(action),
        info=read_addressees(info),
        distribution=tuple(head.offices),
        leftover="\n".join(head.leftover),
    )


def _find_fm(text: str) -> re.Match[str] | None:
    """Return the FM that names the sender: the first behind the day-time group, or the first at all."""
    group = day_time_group.find(text)
    if group is not None:
        match = _FM.search(text, group.end)
        if match is not None:
            return match
    return _FM.search(text)


def _split(text: str) -> tuple[str | None, str, str]:
    """Return the sender, the TO part and the INFO part of what stands behind FM."""
    marks = list(_SECTION_AT_LINE.finditer(text))
    if not any(mark[1].upper() == "TO" for mark in marks):
        marks = list(_SECTION_INSIDE.finditer(text))
    station = text[: marks[0].start()] if marks else text
    parts: dict[str, list[str]] = {"TO": [], "INFO": []}
    for place, mark in enumerate(marks):
        stop = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        parts[mark[1].upper()].append(text[mark.end() : stop])
    name = " ".join(station.replace("\\", " ").split())
    return name or None, "\n".join(parts["TO"]), "\n".join(parts["INFO"])


def _read_head(text: str) -> _Head:
    """Read the part before FM item by item."""
    head = _Head()
    at, size = 0, len(text)
    routing = False  # between the transmission id and DE only routing indicators stand
    while at < size:
        space = _SPACE.match(text, at)
        if space is not None:
            at = space.end()
            continue
        match = _TRANSMISSION.match(text, at)
        if match is not None:
            if head.transmission_id is None:
                head.transmission_id = match[0]
            routing = True
            at = match.end()
            continue
        match = _LETTERS.match(text, at)
        if match is not None:
            head.precedence = letters(match[0])
            routing = True
            at = match.end()
            continue
        match = _DE.match(text, at)
        if match is not None:
            head.de = match
            routing = False
            at = match.end()
            continue
        match = _SECURITY.match(text, at)
        if match is not None:
            head.security = f"{match[1]} {match[2]}{match[3]}"
            at = match.end()
            prosign = _PROSIGN.match(text, at + 1)
            at = prosign.end() if prosign else at
            at = _read_signals(text, at, head)
            continue
        group = day_time_group.at(text, at)
        if group is not None:
            head.dtg, head.sent = group.moment, group.precedence
            at = _read_signals(text, group.end, head)
            continue
        end, office = distribution.take(text, at)
        if end > at:
            if office:
                head.offices.append(office)
            at = end
            continue
        match = _ROUTE.match(text, at)
        if match is not None and (routing or match[0].startswith("RU")):
            head.routes.append(match[0])
            at = match.end()
            continue
        end = text.find("\n", at)
        end = size if end < 0 else end
        if routing and text.find(" DE ", at, end) >= 0:
            end = text.find(" DE ", at, end)
        line = text[at:end].strip()
        if not read_captions(line) and read_banner(line) is None:
            head.leftover.append(line)
        at = end
    return head


def _read_signals(text: str, at: int, head: _Head) -> int:
    """Read the signals behind ``at`` up to the line's end or the day-time group; return where they end."""
    stop = text.find("\n", at)
    stop = len(text) if stop < 0 else stop
    group = day_time_group.find(text, at, stop)
    if group is not None:
        stop = group.start
    signals, before = read_signals(text[at:stop])
    known = {signal.code for signal in head.signals}
    head.signals += tuple(signal for signal in signals if signal.code not in known)
    if before:
        head.leftover.append(before)
    return stop
