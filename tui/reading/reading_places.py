"""Places in a cable that a reader steps to: where sections begin, and the references in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parser.kinds import COMPARED_KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from parser.model import Cable

_SECTIONS: Final = frozenset({Kind.HEADING, Kind.SUMMARY, Kind.COMMENT, Kind.SIGNATURE})
_BEFORE_TEXT: Final = frozenset({Kind.ATTENTION, Kind.COVER, Kind.CLASSIFIED_BY})


def sections(cable: Cable, blocks: Iterable[int]) -> list[int]:
    """Return those of the blocks at which sections begin: headings, summaries, comments, covers, ¶1."""
    found: list[int] = []
    previous: Kind | None = None
    for index in blocks:
        kind = cable.blocks[index].kind
        begins = kind in _SECTIONS and not (kind is previous and kind is not Kind.HEADING)
        paragraphs_begin = kind is Kind.PARAGRAPH and previous not in COMPARED_KINDS - _BEFORE_TEXT
        if begins or paragraphs_begin or kind is Kind.BANNER:
            found.append(index)
        previous = kind
    return found


def cited_at(cable: Cable, span: tuple[int, int], known: Callable[[str], bool]) -> str | None:
    """Return the first known cable that the text refers to between two offsets; None when there is none."""
    for citation in cable.citations:
        if not citation.id or not citation.text or not known(citation.id):
            continue
        at = cable.text.find(citation.text)
        if 0 <= at < span[1] and at + len(citation.text) > span[0]:
            return citation.id
    return None


def step_to(places: Sequence[int], here: int, step: int) -> int | None:
    """Return the ``step``-th place further on, or below zero before, at most the last; None without any."""
    if step > 0:
        further = [place for place in places if place > here]
        return further[min(step, len(further)) - 1] if further else None
    before = [place for place in places if place < here]
    return before[max(step, -len(before))] if before else None
