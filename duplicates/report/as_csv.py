"""The report as CSV for spreadsheets: one row for each member of a group.

The one fact that surprises: a spreadsheet runs what begins like a formula, and turns an id as 5171688e4772
into a number. Such a cell gets an apostrophe in front, by which spreadsheets know plain text.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from duplicates.moments import day_alone, in_words
from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from duplicates.report.model import Report

COLUMNS: Final = (
    "group",
    "kind",
    "scope",
    "boilerplate",
    "words",
    "cables",
    "posts",
    "cable",
    "block",
    "start",
    "end",
    "created",
    "similarity",
    "verdict",
    "text",
)
_ACTING: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What formulas begin with, in full width too."""
_NUMBER: Final = re.compile(r"\d+(e\d+)?", re.ASCII | re.IGNORECASE)
"""An id that loses its form as a number: ``025961815893``, ``5171688e4772``."""
BOM: Final = "\ufeff"
"""The byte order mark by which Excel knows that a file is UTF-8."""


def report_as_csv(report: Report, *, characters: int = 200) -> str:
    """Return the report as CSV with a header line; each text is cut at so many characters."""
    return "".join(csv_chunks(report, characters=characters))


def csv_chunks(report: Report, *, characters: int = 200, bom: bool = False) -> Iterator[str]:
    """Yield the header line, behind a byte order mark if asked for, then the rows of each group."""
    if bom:
        yield BOM
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    verdicts = report.verdicts()
    for group in report.findings.groups:
        for member in group.members:
            writer.writerow(
                [
                    harmless_id(group.id),
                    group.kind.value,
                    group.scope.value,
                    "yes" if group.boilerplate else "no",
                    group.words,
                    group.cables,
                    group.posts,
                    harmless_id(member.cable),
                    member.block,
                    member.start,
                    member.end,
                    _moment(member.created),
                    f"{member.similarity:.6f}",
                    harmless_cell(verdicts.of(member, group)),
                    harmless_cell(report.excerpt(member, characters)),
                ]
            )
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()
    yield stream.getvalue()


def _moment(created: datetime | None) -> str:
    """Return a moment in ISO form; a day where no more is known, which is what a spreadsheet then shows."""
    return in_words(created) if created is None or day_alone(created) else created.isoformat()


def harmless_id(name: str) -> str:
    """Return a cell with an id that no spreadsheet takes for a number or a formula."""
    return f"'{name}" if _NUMBER.fullmatch(name) else harmless_cell(name)


def harmless_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, and no terminal for a command."""
    shown = printable_line(text)
    # Some programs skip blanks before they look for a formula.
    return "'" + shown if text.startswith(_ACTING) or shown.lstrip().startswith(_ACTING) else shown
