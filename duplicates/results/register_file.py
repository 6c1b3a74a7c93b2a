"""How the register of findings lies on the disk: one file of parts, beside the members and pairs as columns.

The one fact that surprises: a register holds only for the very columns that it was made from, so their sizes
and times stand in it.
"""

from __future__ import annotations

import json
import sys
from array import array
from typing import TYPE_CHECKING, Any, Final

from duplicates.results.rows import DamagedError, Rows, Stored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MEASURES: Final = ("words", "places", "cables", "posts", "date", "similarity")
"""What groups lie in the order of: the longest, the most, the earliest, the least alike first."""

MAGIC: Final = b"cablediff register 1\n"
FORMS: Final = {
    # id; kind, scope, boilerplate; words, posts; first member; members, cables; least similarity
    "groups": "<6s3BIIQIId",
    "looks": "<B",  # of each group: `look_of`
    **{f"by {measure}": "<I" for measure in MEASURES},  # group numbers
    "cables": "<QIQ",  # in order of keys, and an end: place of the key, record number, first place in `at`
    "keys": "<B",  # text: key, tab, moment, new line
    "at": "<III",  # in order of cables, blocks and groups: block, group, member
    "marks": "<5H",  # by record number: `CableMarks`
    "marked": "<B",  # by record number: whether there is a mark
    "relations": "<Q",  # as found, and an end: place of the text
    "told": "<B",  # text: relations, one behind the other
    "related": "<IB",  # in order of ids: relation, and whether the id is its later one
    "sources": "<B",  # text: who repeats whose words
    "borrowers": "<I",  # record numbers in order of time, one source behind the other
}
"""The parts of the file, in this order. Numbers are little-endian and packed."""

MEMBER: Final = "<IIIId"  # cable, block, start, end, similarity
PAIR: Final = "<IIIId"  # cable and block, cable and block, similarity


def register_file(folder: Path, name: str) -> Path:
    """Return where the register of some findings is."""
    return folder / f"{name}.register"


class RegisterFile:
    """The parts of a register, read where they are asked for."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open a register. Raises `DamagedError` where there is none, or none of the findings as they are."""
        stored = Stored(register_file(folder, name))
        head = len(MAGIC) + 8
        start = stored.read(0, min(head, stored.size))
        if not start.startswith(MAGIC) or len(start) < head:
            raise DamagedError(f"{stored.place}: is no register")
        size = int.from_bytes(start[len(MAGIC) :], "little")
        try:
            said: dict[str, Any] = json.loads(stored.read(head, size))
            self.since: float | None = said["since"]
            self.input: str = said["input"]
            self.parts = {part: Rows(stored, FORMS[part], *said["parts"][part]) for part in FORMS}
            self.members = _beside(folder / f"{name}.members.npy", MEMBER, said["members"])
            self.pairs = _beside(folder / f"{name}.pairs.npy", PAIR, said["pairs"])
            self.cables, self.blocks, self.compared, self.crowded = said["counts"]
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedError(f"{stored.place}: {error}") from error


def numbers_in(raw: bytes) -> array[int]:
    """Return numbers as they lie in the file."""
    found = array("I")
    found.frombytes(raw)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _beside(place: Path, form: str, said: Sequence[int]) -> Rows:
    """Open the file that a register was made from; it must be the same."""
    stored = Stored(place)
    size, modified, start, count = said
    if (stored.size, stored.modified) != (size, modified):
        raise DamagedError(f"{place}: is another one than the register was made from")
    return Rows(stored, form, start, count)
