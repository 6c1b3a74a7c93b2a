"""What earlier reports told, so that a report can tell only what is new: ``cablediff report --since last``.

The one fact that surprises: no word of a cable is kept, only a number of 64 bits for each place of a group.
"""

from __future__ import annotations

import json
from collections.abc import Container
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from platformdirs import user_data_path

from duplicates.report.as_json import SCHEMA
from duplicates.report.selection import number_of, place_number
from tui.commands.loading import fail
from tui.commands.writing import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from duplicates.model import Findings
    from tui.notes.reader_notes import Notes

LAST: Final = "last"
_OPENING: Final = f'{{\n "schema": "{SCHEMA}",\n'
_GROUPS: Final = ' "groups": [\n'
_END: Final = " ],\n"


class Told(Container[int]):
    """Numbers of places that were told, in order: eight bytes each, where a set would take eighty."""

    def __init__(self, numbers: NDArray[np.uint64]) -> None:
        self._numbers = numbers

    def __contains__(self, number: object) -> bool:
        place = int(np.searchsorted(self._numbers, np.uint64(number)))  # type: ignore[arg-type]
        return place < len(self._numbers) and int(self._numbers[place]) == number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Told) and np.array_equal(self._numbers, other._numbers)

    __hash__ = None  # type: ignore[assignment]


def since(text: str, notes: Notes) -> tuple[date | None, Told | None]:
    """Return the day that ``--since`` names, or the places that an earlier report told.

    Exits with 2 where it is neither a date, nor ``last``, nor a report in JSON.
    """
    try:
        return date.fromisoformat(text), None
    except ValueError:
        pass
    if text == LAST:
        return None, Told(_kept(told_path(notes)))
    try:
        numbers = np.fromiter(_told_in(Path(text)), np.uint64)
        return None, Told(np.unique(numbers))
    except OSError as error:
        raise fail(
            f"--since {text}: {error.strerror or error}; expected a date as 2009-06-01, the word last,"
            " or an earlier report in JSON"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise fail(f"--since {text}: is no JSON report of cablediff; make one with --format json") from error


def _told_in(place: Path) -> Iterator[int]:
    """Yield the places of a JSON report: line by line as cablediff writes it, else all at once."""
    with place.open(encoding="utf-8") as stream:
        if stream.read(len(_OPENING)) == _OPENING:
            for line in stream:
                if line == _GROUPS:
                    break
            for line in stream:
                if line == _END:
                    return
                yield from _places(json.loads(line.rstrip().rstrip(",")))
    document = json.loads(place.read_text(encoding="utf-8"))
    if document["schema"] != SCHEMA:
        raise ValueError(document["schema"])
    for group in document["groups"]:
        yield from _places(group)


def _places(group: dict[str, Any]) -> Iterator[int]:
    for member in group["members"]:
        yield number_of(group["kind"], member["cable"], member["block"], member["start"])


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
