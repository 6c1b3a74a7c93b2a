"""Pairs of whole cables: retransmissions, corrected copies, cancelled parts, one text under two ids …

The one fact that surprises: what joins such cables is hardly ever said in both. The correction names no
serial, the cancelled part not its successor. So the shared text finds the pair, and serials, operating
signals and CORRECTED COPY lines give it its name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Final

from duplicates.model import GroupKind, Relation, RelationKind
from duplicates.moments import naive, written
from duplicates.similarity import similarity
from duplicates.words import words
from parser.ids import parse_id
from parser.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from duplicates.model import Group
    from parser.model import Cable

BODY: Final = frozenset({Kind.SUMMARY, Kind.PARAGRAPH, Kind.COMMENT})
LEAST_SHARE: Final = 0.5  # of the shorter body
LEAST_WORDS: Final = 25
MOST: Final = 0.7
NEARLY_ALL: Final = 0.9
NEAR_SERIAL: Final = 60
WEEKS: Final = timedelta(days=60)
WHOLE: Final = 0.97
SAME_SUBJECT: Final = 0.9
LIKE_SUBJECT: Final = 0.6
MANY: Final = 30  # text in more cables joins no two of them
_CORRECTED: Final = re.compile(
    r"CORRECTED\s+COPY", re.IGNORECASE
)  # SUBJECT: (CORRECTED COPY) ARIAS ACCEPTS …
_SIGNALS: Final = {"ZFR": "cancelled (ZFR)", "ZDK": "repeated (ZDK)", "CCY": "corrected copy (CCY)"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What names a pair: kept of every cable while it is read."""

    id: str | None
    post: str
    serial: int | None
    created: datetime | None
    subject: tuple[str, ...]  # words, without CORRECTED COPY
    body: Mapping[int, int]  # words of each paragraph of the first copy of the message, by block
    cancelled: bool
    corrected: bool
    signals: tuple[str, ...]


def facts_of(cable: Cable) -> Facts:
    """Keep of a cable what its relations are named by."""
    taken = parse_id(cable.id) if cable.id else None
    routing = cable.routing
    subject = cable.subject or cable.title or ""
    return Facts(
        id=cable.id,
        post=taken.post if taken else cable.origin or "",
        serial=taken.serial if taken else routing.serial if routing else None,
        created=written(cable),
        subject=tuple(words(_CORRECTED.sub("", subject))),
        body={
            block.index: len(words(block.clean))
            for block in cable.blocks
            if block.kind in BODY and block.transmission == 1
        },
        cancelled=cable.cancelled,
        corrected=cable.corrected is not None or _CORRECTED.search(subject) is not None,
        signals=tuple(signal.code for signal in routing.operating_signals) if routing else (),
    )


def relations(groups: Iterable[Group], facts: Mapping[str, Facts]) -> tuple[Relation, ...]:
    """Name the pairs of cables that share most of the shorter one's paragraphs.

    ``groups`` are exact and near groups; those that touch more than `MANY` cables join nobody.
    """
    found: list[Relation] = []
    for (early, late), blocks in _shared(groups, facts).items():
        bodies = [sum(facts[key].body.values()) for key in (early, late)]
        shared = min(sum(blocks.values()), *bodies)
        if shared < LEAST_WORDS or shared < LEAST_SHARE * min(bodies):
            continue
        named = _name(facts[early], facts[late], shared / min(bodies), shared / max(bodies))
        if named is not None:
            kind, evidence = named
            found.append(Relation(kind, early, late, shared, shared / min(bodies), tuple(evidence)))
    return tuple(
        sorted(found, key=lambda relation: (*_order(facts, relation.early), *_order(facts, relation.late)))
    )


def _order(facts: Mapping[str, Facts], key: str) -> tuple[datetime, str]:
    return naive(facts[key].created), key


def _shared(groups: Iterable[Group], facts: Mapping[str, Facts]) -> dict[tuple[str, str], dict[int, int]]:
    """Return for two cables, the early one first, the early one's shared paragraphs and how many words.

    A passage counts with its words, a paragraph never with more than it has.
    """
    found: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for group in groups:
        if not 2 <= group.cables <= MANY:
            continue
        blocks: dict[str, list[int]] = {}
        for member in group.members:
            if member.block in facts[member.cable].body:
                blocks.setdefault(member.cable, []).append(member.block)
        in_time = sorted(blocks, key=lambda key: _order(facts, key))
        for early, late in combinations(in_time, 2):
            counted = found[early, late]
            for block in blocks[early]:
                whole = facts[early].body[block]
                more = group.words if group.kind is GroupKind.PASSAGE else whole
                counted[block] = min(whole, counted.get(block, 0) + more)
    return found


def _name(
    early: Facts, late: Facts, of_short: float, of_long: float
) -> tuple[RelationKind, list[str]] | None:
    """Name a pair, with the evidence for the name; None for a template or a reused text."""
    evidence = list(_signals(early, late))
    if early.id is not None and early.id == late.id:
        return RelationKind.VERSIONS, ["one id", *evidence]
    subjects = similarity(early.subject, late.subject)
    same_subject = subjects >= SAME_SUBJECT
    if early.post != late.post:
        if of_short < WHOLE and not (same_subject and of_long >= LEAST_SHARE):
            return None
        return RelationKind.TWO_IDS, [f"posts {early.post} and {late.post}"]
    near = _near(early.serial, late.serial)
    if near:
        evidence.insert(0, f"serials {early.serial} and {late.serial}")
    if naive(late.created) - naive(early.created) > WEEKS:
        return None
    if (early.cancelled or late.cancelled) and (near or same_subject):
        return RelationKind.CANCELLED, evidence
    if not same_subject and not (near and of_long >= NEARLY_ALL and subjects >= LIKE_SUBJECT):
        return None
    if early.corrected or late.corrected:
        return RelationKind.CORRECTED, [*evidence, "CORRECTED COPY"]
    if of_long >= NEARLY_ALL:
        return RelationKind.RETRANSMISSION, evidence or ["one subject"]
    if of_short >= MOST:
        return RelationKind.VERSIONS, [*evidence, "one subject"]
    return None


def _near(early: int | None, late: int | None) -> bool:
    return early is not None and late is not None and abs(early - late) <= NEAR_SERIAL


def _signals(early: Facts, late: Facts) -> Iterator[str]:
    for code, said in _SIGNALS.items():
        if code in early.signals or code in late.signals:
            yield said
