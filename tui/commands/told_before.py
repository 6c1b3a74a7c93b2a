"""What earlier reports told, so that a report can tell only what is new: ``cablediff report --since last``.

The one fact that surprises: no word of a cable is kept, only a number of 64 bits for each place of a group.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from platformdirs import user_data_path

from duplicates.report.as_json import SCHEMA
from duplicates.report.selection import number_of, place_number
from tui.commands.loading import fail
from tui.commands.writing import write_bytes

if TYPE_CHECKING:
    from duplicates.model import Findings
    from tui.reader_notes import Notes

LAST: Final = "last"


def since(text: str, notes: Notes) -> tuple[date | None, frozenset[int] | None]:
    """Return the day that ``--since`` names, or the places that an earlier report told.

    Exits with 2 where it is neither a date, nor ``last``, nor a report in JSON.
    """
    try:
        return date.fromisoformat(text), None
    except ValueError:
        pass
    if text == LAST:
        return None, frozenset(_kept(told_path(notes)).tolist())
    try:
        document = json.loads(Path(text).read_text(encoding="utf-8"))
        if document["schema"] != SCHEMA:
            raise ValueError(document["schema"])
        return None, frozenset(
            number_of(group["kind"], member["cable"], member["block"], member["start"])
            for group in document["groups"]
            for member in group["members"]
        )
    except OSError as error:
        raise fail(
            f"--since {text}: {error.strerror or error}; expected a date as 2009-06-01, the word last,"
            " or an earlier report in JSON"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise fail(f"--since {text}: is no JSON report of cablediff; make one with --format json") from error


def told_path(notes: Notes) -> Path:
    """Return the file that keeps what was told, beside the reader's notes on the same archive."""
    folder = user_data_path("cablediff", appauthor=False) / "told"
    return folder / ((notes.path.stem if notes.path else "none") + ".u64")


def remember(findings: Findings, notes: Notes) -> None:
    """Keep the places of a report that is complete. Where nothing can be written, nothing is kept."""
    numbers = (place_number(group, member) for group in findings.groups for member in group.members)
    path = told_path(notes)
    told = np.union1d(_kept(path), np.fromiter(numbers, np.uint64))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, told.astype("<u8").tobytes())
    except OSError:
        return


def _kept(path: Path) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    try:
        raw = path.read_bytes()
    except OSError:
        raw = b""
    return np.frombuffer(raw[: len(raw) // 8 * 8], "<u8").astype(np.uint64)
