"""Pairs of whole cables: retransmissions, corrected copies, cancelled parts, one text under two ids …

The one fact that surprises: what joins such cables is hardly ever said in both. The correction names no
serial, the cancelled part not its successor. So the shared text finds the pair, and serials, operating
signals and CORRECTED COPY lines give it its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from duplicates.model import Relation, RelationKind
from duplicates.moments import naive, written
from duplicates.shares import percent
from duplicates.similarity import similarity
from duplicates.words import words
from parser.ids import parse_id
from parser.kinds import Kind
from parser.routing.signals import CORRECTING

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
DAYS: Final = timedelta(days=7)  # within which a message is sent again, where serials lie apart
OPENING: Final = 5  # words of a subject that another one goes on from
_CORRECTED: Final = re.compile(
    r"CORRECTED\s+COPY", re.IGNORECASE
)  # SUBJECT: (CORRECTED COPY) ARIAS ACCEPTS …
_SIGNALS: Final = {
    "ZFR": "cancelled (ZFR)",
    "ZDK": "repeated (ZDK)",
    "ZFG": "exact duplicate (ZFG)",
    "ZFD": "suspected duplicate (ZFD)",
    "CCY": "corrected copy (CCY)",
    "ZDS": "corrected version (ZDS)",
    "ZEL": "correction (ZEL)",
}
_REPEATING: Final = frozenset({"ZDK", "ZFG"})


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
    corrected: bool  # by a line of its own or by a signal
    corrected_line: bool
    signals: tuple[str, ...]


def facts_of(cable: Cable) -> Facts:
    """Keep of a cable what its relations are named by."""
    taken = parse_id(cable.id) if cable.id else None
    routing = cable.routing
    subject = cable.subject or cable.title or ""
    signals = tuple(signal.code for signal in routing.operating_signals) if routing else ()
    line = _CORRECTED.search(subject) is not None or bool(cable.corrected)
    if cable.corrected == "" and not CORRECTING.intersection(code[:3] for code in signals):
        line = True
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
        corrected=line or cable.corrected is not None,
        corrected_line=line,
        signals=signals,
    )


def in_words(relation: Relation) -> str:
    """Return what joins two cables: ``retransmission, 96% of the shorter one shared (serials 13 and 14)``."""
    return (
        f"{relation.kind.value}, {percent(relation.share)} of the shorter one shared"
        f" ({', '.join(relation.evidence)})"
    )


def relations(groups: Iterable[Group], facts: Mapping[str, Facts]) -> tuple[Relation, ...]:
    """Name the pairs of cables that share most of the shorter one's paragraphs.

    ``groups`` are exact and near groups; those that touch many cables join nobody
    (`shared_paragraphs`). In order of the early cable's time, then of the late one's.
    """
    from duplicates.shared_paragraphs import shared_paragraphs  # brings NumPy, which the browser does without

    found: list[Relation] = []
    for early, late, blocks, own in shared_paragraphs(groups, facts):
        bodies = [sum(facts[key].body.values()) for key in (early, late)]
        shared = min(sum(blocks.values()), *bodies)
        if shared < LEAST_WORDS or shared < LEAST_SHARE * min(bodies):
            continue
        shares = _Shares(
            shared / min(bodies), shared / max(bodies), min(sum(own.values()), *bodies) / min(bodies)
        )
        named = _name(facts[early], facts[late], shares)
        if named is not None:
            kind, evidence = named
            found.append(Relation(kind, early, late, shared, shared / min(bodies), tuple(evidence)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Shares:
    """How much of two bodies is shared, from 0 to 1."""

    of_short: float
    of_long: float
    own: float  # of the shorter one, what is no form


def _name(early: Facts, late: Facts, shares: _Shares) -> tuple[RelationKind, list[str]] | None:
    """Name a pair, with the evidence for the name; None for a template or a reused text."""
    evidence = list(_signals(early, late))
    if early.id is not None and early.id == late.id:
        return RelationKind.VERSIONS, ["one id", *evidence]
    subjects = similarity(early.subject, late.subject)
    same_subject = subjects >= SAME_SUBJECT or _goes_on(early.subject, late.subject)
    if early.post != late.post:
        if shares.of_short < WHOLE and not (subjects >= SAME_SUBJECT and shares.of_long >= LEAST_SHARE):
            return None
        return RelationKind.TWO_IDS, [f"posts {early.post} and {late.post}"]
    near = _near(early.serial, late.serial)
    apart = naive(late.created) - naive(early.created)
    if near:
        evidence.insert(0, f"serials {early.serial} and {late.serial}")
    if same_subject:
        evidence.append("one subject")
    if apart > WEEKS:
        return None
    if (early.cancelled or late.cancelled) and (near or same_subject):
        return RelationKind.CANCELLED, evidence
    if not same_subject and not (near and shares.of_long >= NEARLY_ALL and subjects >= LIKE_SUBJECT):
        return None
    if early.corrected or late.corrected:
        line = early.corrected_line or late.corrected_line
        return RelationKind.CORRECTED, [*evidence, "CORRECTED COPY"] if line else evidence
    repeated = shares.of_short >= NEARLY_ALL and not _REPEATING.isdisjoint(late.signals)
    if repeated or (shares.of_long >= NEARLY_ALL and (near or apart <= DAYS)):
        return RelationKind.RETRANSMISSION, evidence
    return (RelationKind.VERSIONS, evidence) if shares.own >= MOST else None


def _goes_on(early: tuple[str, ...], late: tuple[str, ...]) -> bool:
    """Whether one subject is the other's opening: ``UN DEBATE CONTINUES`` and ``…: SPEAKERS OF THE DAY``."""
    short = min(len(early), len(late))
    return short >= OPENING and early[:short] == late[:short]


def _near(early: int | None, late: int | None) -> bool:
    return early is not None and late is not None and abs(early - late) <= NEAR_SERIAL


def _signals(early: Facts, late: Facts) -> Iterator[str]:
    """Yield what the signals of one of the two say; what both bear makes no difference between them."""
    for code, said in _SIGNALS.items():
        if (code in early.signals) != (code in late.signals):
            yield said
