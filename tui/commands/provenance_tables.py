"""The tables of ``cablediff stats`` that say where text comes from: who repeats whose words, and what most.

They need what a search for duplicates found, and so are not among the tables shown unasked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from duplicates.model import Parameters
from duplicates.provenance import most_repeated, posts_by_posts
from duplicates.report.texts import ArchiveTexts
from tui.commands.archive_search import searched

if TYPE_CHECKING:
    from corpus import Archive
    from duplicates.model import Findings

_EXCERPT: Final = 60  # characters of a repeated text


class Provenance:
    """What an archive's findings say of where its text comes from, searched when it is first asked for."""

    def __init__(self, archive: Archive, post: str | None, year: int | None, limit: int) -> None:
        self.archive = archive
        self.post = post
        self.year = year
        self.limit = limit
        self._findings: Findings | None = None

    @property
    def findings(self) -> Findings:
        """The findings of the archive with the usual parameters."""
        if self._findings is None:
            self._findings = searched(self.archive, Parameters()).findings
        return self._findings

    def table(self, name: str) -> list[dict[str, Any]]:
        """Return ``sources`` or ``repeated``; the last value of each line is its number."""
        return self._sources() if name == "sources" else self._repeated()

    def _sources(self) -> list[dict[str, Any]]:
        rows = posts_by_posts(self.findings)
        wanted = [row for row in rows if self.post is None or self.post in (row.source, row.by)]
        return [
            {
                "by": row.by,
                "source": row.source,
                "cables": row.cables,
                "places": row.places,
                "words": row.words,
            }
            for row in wanted[: self.limit]
        ]

    def _repeated(self) -> list[dict[str, Any]]:
        texts = ArchiveTexts(self.archive)
        found = []
        for group in most_repeated(self.findings, post=self.post, year=self.year, limit=self.limit):
            leader = group.members[0]
            text = " ".join(texts[leader.cable][leader.start : leader.end].split())
            found.append(
                {
                    "first": f"{leader.cable}#{leader.block}",
                    "words": group.words,
                    "text": text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…",
                    "cables": group.cables,
                }
            )
        return found
