"""A small archive in memory with the interface of `corpus.Archive`, which counts what it is asked for.

The cables are invented. Three of them show what the browser is for: one record that holds its message
twice, a corrected copy with two words changed, and a cable that has nothing in common with any other.
"""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Row
from parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parser.model import Cable

_PARAGRAPHS = (
    "1. (C) SUMMARY: The harbour master of Valletta told the Ambassador on\n"
    "March 3 that dredging of the outer basin will begin in autumn, and that\n"
    "three bids for the work had come in by the end of February. END SUMMARY.",
    "2. (C) The harbour master described the basin as too shallow for the new\n"
    "ferries, two of which had touched ground in January without damage to the\n"
    "hull. He asked whether surveys of 1994 could be shared with his office.",
    "THE BIDS\n3. (C) A yard from Genoa offers to finish in eleven months for nine million\n"
    "euros. The harbour master did not hide that he prefers the second bid, which\n"
    "is dearer and comes with a guarantee of ten years for the quay walls.",
    "4. (SBU) Comment: The choice will be made in cabinet, where the price has so\n"
    "far counted for more than any guarantee. End comment.",
)
_OTHER = (
    "1. (U) Wind farms on the northern cape now feed half of the town's current,\n"
    "the mayor told visitors at the opening of the second line of turbines.",
    "2. (U) Fishermen complained that the cables cross their best grounds; the\n"
    "mayor promised buoys, and a map that shows where nets may be cast.",
)


def _header(route: str, station: str, number: int, dtg: str) -> str:
    return (
        f"VZCZCXRO{number:04}\nPP RUEHBS\nDE {route} #{number:04}/01 0621200\nZNY CCCCC ZZH\nP {dtg}\n"
        f"FM {station}\nTO RUEHC/SECSTATE WASHDC PRIORITY 1207\nINFO RUEHRO/AMEMBASSY ROME PRIORITY 0311\n"
    )


def _cover(banner: str, subject: str, reference: str = "") -> str:
    cited = f"REF: {reference}\n" if reference else ""
    return (
        f"{banner}\n\nSIPDIS\n\nE.O. 12958: DECL: 03/04/2018\nTAGS: EWWT ECON MT\n"
        f"SUBJECT: {subject}\n{cited}\nClassified By: DCM Ada Quill for reasons 1.4 (b) and (d).\n\n"
    )


def _body(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs)


_FIRST_COVER = _cover("C O N F I D E N T I A L VALLETTA 000101", "HARBOUR: DREDGING TO BEGIN IN AUTUMN")
_FIRST = _body(_PARAGRAPHS) + "\n\nQUILL\n"
_CORRECTED = _FIRST.replace("eleven months", "fourteen months").replace("nine million", "seven million")

TEXTS: Mapping[str, tuple[str, str, str, str]] = {
    "08VALLETTA101": (
        "2008-03-04T12:00",
        "Embassy Valletta",
        "CONFIDENTIAL",
        _header("RUEHVT", "AMEMBASSY VALLETTA", 101, "041200Z MAR 08")
        + _FIRST_COVER
        + _FIRST
        + _FIRST_COVER
        + _FIRST,
    ),
    "08VALLETTA104": (
        "2008-03-06T09:30",
        "Embassy Valletta",
        "CONFIDENTIAL",
        _header("RUEHVT", "AMEMBASSY VALLETTA", 104, "060930Z MAR 08")
        + _cover(
            "C O N F I D E N T I A L VALLETTA 000104\n\nC O R R E C T E D COPY (TEXT)",
            "HARBOUR: DREDGING TO BEGIN IN AUTUMN",
            "VALLETTA 101",
        )
        + _CORRECTED,
    ),
    "09REYKJAVIK22": (
        "2009-02-11T16:45",
        "Embassy Reykjavik",
        "UNCLASSIFIED",
        _header("RUEHRK", "AMEMBASSY REYKJAVIK", 22, "111645Z FEB 09")
        + _cover("UNCLAS REYKJAVIK 000022", "WIND ON THE CAPE [bold]AND[/bold] \x1b[31mNETS")
        + _body(_OTHER)
        + "\n\nOLAFSDOTTIR\n",
    ),
}


@cache
def _parsed(text: str, key: str) -> Cable:
    """Take a cable apart, once for all the archives of a run."""
    return parse(text, id=key)


class MemoryArchive:
    """The invented cables, and ``further`` ones that differ in their ids alone."""

    def __init__(self, further: int = 0) -> None:
        self.path = Path("/memory.cables")
        self.readonly = True
        self.rows_asked = 0
        self.row_queries = 0
        self.cables_asked = 0
        self._rows: list[Row] = []
        self._texts: list[str] = []
        entries = list(TEXTS.items())
        for index in range(further):
            entries.append((f"09REYKJAVIK{1000 + index}", entries[2][1]))
        for number, (key, (created, origin, classification, text)) in enumerate(entries, 1):
            cable = _parsed(text, key) if number <= 3 else None
            subject = cable.subject if cable and cable.subject else f"WEATHER REPORT {number}"
            self._rows.append(_row(number, key, created, origin, classification, subject))
            self._texts.append(text)

    def __len__(self) -> int:
        return len(self._rows)

    def order(self, by: str = "date", *, descending: bool = False) -> array[int]:
        names = {"date": "created", "number": "number"}
        rows = sorted(self._rows, key=lambda row: getattr(row, names.get(by, by)), reverse=descending)
        return array("I", (row.number for row in rows))

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        self.row_queries += 1
        self.rows_asked += len(numbers)
        return [self._rows[number - 1] for number in numbers]

    def cable(self, number: int) -> Cable:
        self.cables_asked += 1
        row = self._rows[number - 1]
        return replace(
            _parsed(self._texts[number - 1], row.id),
            created=datetime.fromisoformat(row.created),
            origin=row.origin,
            classification=row.classification,
        )

    def text(self, number: int) -> str:
        return self._texts[number - 1]

    def cables(self) -> Iterator[tuple[str, Cable]]:
        for row in self._rows:
            yield row.key, self.cable(row.number)

    def number_of(self, key: str) -> int | None:
        return next((row.number for row in self._rows if row.key == key), None)


def _row(number: int, key: str, created: str, origin: str, classification: str, subject: str) -> Row:
    values = {
        "number": number,
        "key": key,
        "id": key,
        "created": created,
        "origin": origin,
        "classification": classification,
        "subject": subject,
    }
    others = {name: 0 for name in Row._fields if name not in values}
    return Row(**values, **others)  # type: ignore[arg-type]
