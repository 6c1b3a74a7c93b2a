"""What a report says, before any form is chosen: the findings beside the words they are about.

The one fact that surprises: a report carries no time of its own making, so the same input and parameters
give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duplicates.model import Findings, Member


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, the program's version, each record's finding in words, and a way to a member's text."""

    findings: Findings
    version: str
    records: tuple[tuple[str, str], ...]  # key and sentence of each record that repeats itself
    texts: Mapping[str, str]  # text of a cable by its key
    problems: int = 0  # sources or records that could not be read

    def excerpt(self, member: Member, characters: int) -> str:
        """Return the beginning of a member's text on one line, at most so many characters."""
        text = self.texts[member.cable][member.start : member.end]
        words = " ".join(text[: characters * 4].split())
        return words if len(words) <= characters else words[: characters - 1].rstrip() + "…"
