"""What a report says, before any form is chosen: the findings beside the words they are about.

The one fact that surprises: a report carries no time of its own making, so the same input and parameters
give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duplicates.model import Findings, Group, Member
    from duplicates.releases.model import Comparison


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reader noted: a verdict on two places, or words about a place (``b`` and ``verdict`` empty)."""

    a: str  # KEY#BLOCK, or KEY for a whole cable
    b: str = ""
    verdict: str = ""  # same, variant, unrelated
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, the program's version, each record's finding in words, and a way to a member's text."""

    findings: Findings
    version: str
    records: tuple[tuple[str, str], ...]  # key and sentence of each record that repeats itself
    texts: Mapping[str, str]  # text of a cable by its key
    problems: int = 0  # sources or records that could not be read
    about: str = ""  # what was looked through, as the reader named it
    judgements: tuple[Judgement, ...] = ()
    comparison: Comparison | None = None  # of releases, or of the versions that an archive holds
    selection: tuple[tuple[str, str], ...] = ()  # what of the findings was asked for: name and value
    command: str = ""  # that makes this report again; of an export one that tells the same groups
    condition: str = ""  # without which the command gives another report
    exported: bool = False  # written from the browser
    single: str = ""  # key of the one record that it was narrowed to

    def excerpt(self, member: Member, characters: int) -> str:
        """Return the beginning of a member's text on one line, at most so many characters."""
        text = self.texts[member.cable][member.start : member.end]
        words = " ".join(text[: characters * 4].split())
        return words if len(words) <= characters else words[: characters - 1].rstrip() + "…"

    def verdicts(self) -> Verdicts:
        """Return the judgements, ready to be asked about places."""
        return Verdicts(self.judgements)


class Verdicts:
    """Judgements by the places that they are about."""

    def __init__(self, judgements: tuple[Judgement, ...]) -> None:
        self._by_place: dict[str, list[Judgement]] = {}
        for judgement in judgements:
            for place in {judgement.a, judgement.b} - {""}:
                self._by_place.setdefault(place, []).append(judgement)

    def on(self, group: Group) -> list[Judgement]:
        """Return what was noted of places of a group: notes, and verdicts on two of its places."""
        if not self._by_place:
            return []
        places = {place_name(member) for member in group.members}
        found = {
            judgement: None
            for place in sorted(places)
            for judgement in self._by_place.get(place, ())
            if not judgement.b or {judgement.a, judgement.b} <= places
        }
        return list(found)

    def of(self, member: Member, group: Group) -> str:
        """Return the verdict on a member against its leader; '' where there is none."""
        names = {place_name(member), place_name(group.members[0])}
        for judgement in self._by_place.get(place_name(member), ()):
            if judgement.verdict and {judgement.a, judgement.b} == names and len(names) == 2:
                return judgement.verdict
        return ""


def place_name(member: Member) -> str:
    """Return a place as the command line names it: ``09ASTANA714#12``."""
    return f"{member.cable}#{member.block}"


def told(judgement: Judgement) -> str:
    """Return a judgement in words: ``09ASTANA714#12 and 09ASTANA715#3: variant. A name.``"""
    places = f"{judgement.a} and {judgement.b}" if judgement.b else judgement.a
    return f"{places}: " + ". ".join(part for part in (judgement.verdict, judgement.note) if part)
