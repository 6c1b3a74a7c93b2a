"""The register of findings: one file from which a reader at the screen is answered without a search in it.

Findings as columns tell groups one after the other. A browser asks the other way round: which groups stand
at this block, which cables have copies, what are the longest texts of several posts. The register holds the
answers in order.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from dataclasses import replace
from itertools import compress, pairwise
from typing import TYPE_CHECKING, Final

from duplicates.cable_marks import CableMarks
from duplicates.results.engine import engine
from duplicates.results.kept_groups import KeptFindings, KeptGroups, KeptPairs
from duplicates.results.naming import name_of
from duplicates.results.places import folder_of
from duplicates.results.register_file import RegisterFile, numbers_in
from duplicates.results.rows import DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from corpus import Archive
    from duplicates.model import Findings, Group, Parameters, Relation

_AT_ONCE: Final = 1_000
"""Rows that are read at once where all are looked through."""


def kept_register(archive: Archive, parameters: Parameters) -> Register | None:
    """Return the register for an archive whose copies are noted as of it; None where it has to be asked for.

    An import that changes anything takes the note away, so a register that is of the note's moment holds.
    """
    since = archive.copies_since
    try:
        found = Register(folder_of(archive.path), name_of(parameters), parameters)
        same = (found.folder / "engine").read_text(encoding="ascii") == engine()
    except (DamagedError, OSError):
        return None
    return found if same and since is not None and found.since == since else None


class Register:
    """Findings by cable and block, by measure, and by who repeats whom."""

    def __init__(self, folder: Path, name: str, parameters: Parameters) -> None:
        """Open a register. Raises `DamagedError` where there is none, or none of the findings as they are."""
        self.folder = folder
        file = RegisterFile(folder, name)
        self.since, self.input = file.since, file.input
        self._parts, self._pairs = file.parts, file.pairs
        self._kept = KeptFindings(file)
        self.findings = self._kept.findings(parameters)

    def groups_at(self, key: str, block_index: int) -> tuple[Group, ...]:
        """Return the groups with a member at this block of the cable, in the findings' order."""
        numbers = dict.fromkeys(group for block, group, _ in self._kept.places(key) if block == block_index)
        return tuple(map(self._kept.group, numbers))

    def groups_of(self, key: str) -> tuple[Group, ...]:
        """Return the groups with a member in the cable, each once, by the first block that they touch."""
        return tuple(map(self._kept.group, dict.fromkeys(group for _, group, _ in self._kept.places(key))))

    def touching(self, numbers: Iterable[int], stop: Callable[[], bool] = lambda: False) -> KeptGroups:
        """Return the groups with a member in one of these records, in the findings' order."""
        wanted = bytearray(len(self._parts["marks"]))
        for number in numbers:
            if number < len(wanted):
                wanted[number] = 1
        found = bytearray(len(self._parts["groups"]))
        cables, at = self._parts["cables"], self._parts["at"]
        for place in range(0, len(cables) - 1, _AT_ONCE):
            for (_, number, first), (_, _, last) in pairwise(cables[place : place + _AT_ONCE + 1]):
                if wanted[number]:
                    for _, group, _ in at[first:last]:
                        found[group] = 1
            if stop():
                break
        return KeptGroups(self._kept, array("I", compress(range(len(found)), found)))

    def of_groups(self, groups: Sequence[Group]) -> tuple[Findings, Callable[[str], bool]]:
        """Return the findings in the cables of some groups, and what tells whether a key is one of theirs."""
        there = bytearray(len(self._parts["cables"]))
        for group in groups:
            for cable in group.cable_names():
                assert isinstance(cable, int)  # a number here
                there[cable] = 1
        rows = self._pairs
        pairs = array("Q")
        for first in range(0, len(rows), _AT_ONCE):
            some = enumerate(rows[first : first + _AT_ONCE], first)
            pairs.extend(place for place, (a, _, b, _, _) in some if there[a] and there[b])

        def touches(key: str) -> bool:
            cable = self._kept.cable(key)
            return cable is not None and bool(there[cable])

        relations = tuple(r for r in self.findings.relations if touches(r.early) and touches(r.late))
        kept = KeptPairs(self._kept, pairs)
        return replace(self.findings, groups=groups, pairs=kept, relations=relations), touches

    # What lists and overviews ask

    def marks_of(self, number: int, key: str) -> CableMarks | None:
        """Return what the list shows of a record."""
        rows = self._parts["marks"]
        marks = CableMarks(*rows[number]) if number < len(rows) else None
        return marks or None

    def marked(self) -> bytes:
        """Return for each record number up to the last one with marks whether it has some."""
        return self._parts["marked"].raw()

    def sources(self) -> list[tuple[str, str, int]]:
        """Return who repeats whose words, and how many: the source's post, the other's, the most first."""
        return [(source, by, words) for source, by, words, _, _ in self._sources()]

    def borrowers(self, source: str, by: str) -> array[int]:
        """Return the record numbers of the cables of a post that repeat another's words, in order of time."""
        for one, other, _, first, count in self._sources():
            if (one, other) == (source, by):
                return numbers_in(self._parts["borrowers"].raw(first, first + count))
        return array("I")

    def _sources(self) -> list[tuple[str, str, int, int, int]]:
        found: list[tuple[str, str, int, int, int]] = json.loads(self._parts["sources"].raw())
        return found

    def relations_of(self, cable_id: str) -> list[Relation]:
        """Return how a cable, in any version, is the same message as others."""
        rows = self._parts["related"]
        first = bisect_left(range(len(rows)), cable_id, key=self._related)
        found = []
        for place in range(first, len(rows)):
            if self._related(place) != cable_id:
                break
            found.append(self._kept.relation(rows[place][0]))
        return found

    def _related(self, place: int) -> str:
        number, later = self._parts["related"][place]
        relation = self._kept.relation(number)
        return (relation.late if later else relation.early).partition("@")[0]
