"""What a reader noted, written down: for people, as JSON, for spreadsheets, and as Markdown."""

from __future__ import annotations

import csv
import io
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final

from duplicates.diff.as_json import harmless_json
from duplicates.report.as_csv import harmless_cell
from parser.printable import printable, printable_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.notes.reader_notes import Remark

SCHEMA: Final = "cablediff.notes/1"


def as_text(remarks: Sequence[Remark]) -> str:
    """Return a line for each place or pair, its note indented below it."""
    lines: list[str] = []
    for remark in remarks:
        words = [printable_line(" and ".join(remark.about))]
        if remark.marked:
            words.append("marked")
        if remark.verdict:
            words.append(str(remark.verdict))
        lines.append("  ".join(words))
        if remark.note:
            lines.append(indent(printable(remark.note), "    "))
    return "".join(f"{line}\n" for line in lines)


def as_json(remarks: Sequence[Remark], *, version: str) -> str:
    """Return the document of schema ``cablediff.notes/1``: ``about`` holds one place or a pair."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "version": version,
        "remarks": [
            {
                "about": list(remark.about),
                "marked": remark.marked,
                "verdict": remark.verdict,
                "note": remark.note,
            }
            for remark in remarks
        ],
    }
    return harmless_json(document) + "\n"


def as_csv(remarks: Sequence[Remark]) -> str:
    """Return a row for each place or pair, no cell of which a spreadsheet takes for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("place", "other place", "marked", "verdict", "note"))
    for remark in remarks:
        first, second = (*remark.about, "")[:2]
        marked = "yes" if remark.marked else "no"
        cells = (first, second, marked, remark.verdict or "", remark.note)
        writer.writerow([harmless_cell(cell) for cell in cells])
    return stream.getvalue()


def as_markdown(remarks: Sequence[Remark]) -> str:
    """Return a list; what the reader typed stands in it as plain words."""
    lines = []
    for remark in remarks:
        words = [f"**{_plain(' and '.join(remark.about))}**"]
        if remark.marked:
            words.append("marked")
        if remark.verdict:
            words.append(str(remark.verdict))
        note = f": {_plain(remark.note)}" if remark.note else ""
        lines.append(f"- {', '.join(words)}{note}\n")
    return "".join(lines)


def _plain(text: str) -> str:
    """Return a text in one line in which no character is markup."""
    shown = printable_line(text)
    return "".join(f"\\{character}" if character in r"\`*_[]<>#|&~" else character for character in shown)
