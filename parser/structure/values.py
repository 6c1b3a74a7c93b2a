"""The fields of a cable, each read from the blocks that bear it.

The one fact that surprises: a field can have several blocks even in one copy of a message. A cover that
stands twice gives two SUBJECTs, of which the uncut and longest counts; REF blocks are added up, since a
second one goes on where the first left off.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from parser.fields.banners import read_banner
from parser.fields.captions import correction_within, leading_captions, read_captions, read_correction
from parser.fields.classified_by import ClassifiedBy, read_classified_by
from parser.fields.declassification import read_date, read_declassification
from parser.fields.markings import read_paragraph_start
from parser.fields.references import read_references
from parser.fields.signers import find_signature
from parser.fields.subject import read_subject
from parser.fields.summaries import closes_summary, inline_comments, opens_comment, opens_summary
from parser.fields.tags import read_tags
from parser.kinds import COMPARED_KINDS, COVER_KINDS, CitationKind, Kind
from parser.routing.header import read_routing
from parser.routing.signals import CANCELLING, CORRECTING, cancels
from parser.structure.labels import Label, label
from parser.structure.lines import MARGIN, plain, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parser.model import Block, Citation


_OFFICES: Final = {
    "AMEMBASSY": "Embassy",
    "AMCONSUL": "Consulate",
    "USINT": "US Interests Section",
    "USMISSION": "US Mission",
    "SECSTATE": "Secretary of State",
}
"""How the archives call the offices that a routing header names: ``AMEMBASSY ASTANA``, Embassy Astana."""


def _origin(station: str | None) -> str | None:
    """Return the sender as the archives' record tables name it, or None for one of another kind."""
    office, _, place = (station or "").partition(" ")
    if office not in _OFFICES:
        return None
    if office == "SECSTATE":
        return _OFFICES[office]
    names = (name if name.startswith(("US", "UN")) else name.title() for name in place.split())
    return " ".join((_OFFICES[office], *names))


_CAPTIONS_BEHIND: Final = re.compile(r"(?: (?:SENSITIVE|SIPDIS|NOFORN|EXDIS|NODIS|LIMDIS)){1,4}$")

_ONLY_END: Final = re.compile(r"[^A-Za-z]{0,3}END (?:OF )?COMMENTS?[^A-Za-z]{0,3}", re.IGNORECASE)

# "… in the streets. ******* Visit Embassy Lima's Classified Website: XXXX*****" glued to a comment
_FOOTER: Final = re.compile(
    r"\s[-*=_\s]{0,200}(?:Please )?[Vv]isit [^\n]{3,60}\b[Ww]eb ?[Ss]ite.{0,200}$", re.DOTALL
)
_TAIL: Final = 500  # characters that such a footer has at most

_ALIKE: Final = 24
"""Characters in which two copies of a subject agree, one of them cut or not."""


def header_values(blocks: Sequence[Block]) -> dict[str, Any]:
    """Return what routing header, banners, captions and attention lines say."""
    blocks = [_plain(block) for block in blocks]
    routing = None
    classification = sections = corrected = None
    captions: dict[str, None] = {}
    attention: dict[str, None] = {}
    for block in blocks:
        if block.kind is Kind.ROUTING and routing is None:
            routing = read_routing(block.clean)
        elif block.kind is Kind.BANNER:
            banner = read_banner(block.clean.split("\n", 1)[0])
            if banner is not None:
                classification = classification or banner.classification
                sections = sections or banner.sections
                captions.update(dict.fromkeys(banner.captions))
        elif block.kind is Kind.CAPTION:
            for line in block.clean.split("\n"):
                captions.update(dict.fromkeys(read_captions(line) or leading_captions(line)[0]))
                if corrected is None:
                    corrected = read_correction(line)
        elif block.kind is Kind.ATTENTION:
            line = " ".join(block.clean.split())
            behind = _CAPTIONS_BEHIND.search(line, max(0, len(line) - 60))
            if behind is not None:  # a cover on one line: … FOR ROE SENSITIVE
                captions.update(dict.fromkeys(behind[0].split()))
                line = line[: behind.start()]
            attention[line] = None
            if corrected is None:
                corrected = correction_within(block.clean)
    signals = routing.operating_signals if routing else ()
    if corrected is None and any(signal.code in CORRECTING for signal in signals):
        corrected = ""
    return {
        "routing": routing,
        "classification": classification,
        "origin": _origin(routing.from_station) if routing else None,
        "sections": sections,
        "corrected": corrected,
        "captions": tuple(captions),
        "attention": tuple(attention),
        "cancelled": any(signal.code[:3] in CANCELLING for signal in signals)
        or any("ZFR" in block.clean and cancels(block.clean) for block in blocks),
    }


def cover_values(blocks: Sequence[Block], *, year: int | None, own_id: str | None) -> dict[str, Any]:
    """Return what E.O., TAGS, SUBJECT, REF and Classified By say.

    ``year`` is the year that references without one belong to, ``own_id`` the id that is none of them.
    """
    texts: dict[Label, list[str]] = {}
    for block in map(_plain, blocks):
        if block.kind is Kind.COVER or block.kind is Kind.CLASSIFIED_BY:
            found = _label(block)
            if found is not None:
                texts.setdefault(found, []).append(block.clean)
    values: dict[str, Any] = {}
    if Label.ORDER in texts:
        declassification = read_declassification(_fullest(texts[Label.ORDER]))
        values["executive_order"] = declassification.order
        values["declassify_on"] = declassification.on
        values["declassify_text"] = declassification.text
    if Label.TAGS in texts:
        values["tags"] = read_tags(_fullest(texts[Label.TAGS]))
    if Label.SUBJECT in texts:
        values["subject"] = subject = (
            read_subject(_fullest(_of_one_message(texts[Label.SUBJECT]))).value or None
        )
        values["corrected_subject"] = correction_within(subject or "")
    if Label.REFERENCE in texts:
        citations = _citations(texts[Label.REFERENCE], year, own_id)
        values["citations"] = citations
        values["references"] = tuple(
            dict.fromkeys(c.id for c in citations if c.kind is CitationKind.CABLE and c.id and c.id != own_id)
        )
    if Label.CLASSIFIED_BY in texts:
        values |= _classified_by(texts[Label.CLASSIFIED_BY], values.get("declassify_text"))
        if values.get("declassify_on") is None and values["declassify_text"]:
            values["declassify_on"] = read_date(values["declassify_text"])
    return values


def _plain(block: Block) -> Block:
    """Return a block whose words have plain spaces and line ends, as the readers of fields know them.

    The text of the body stays as it is: what is quoted from it is quoted as written.
    """
    text = (
        block.clean if block.kind in COMPARED_KINDS and block.kind not in COVER_KINDS else plain(block.clean)
    )
    return block if text is block.clean else replace(block, clean=text)


def _label(block: Block) -> Label | None:
    """Return which field of a cover a block bears."""
    if block.kind is Kind.CLASSIFIED_BY:
        return Label.CLASSIFIED_BY
    return label(view(block.clean[:40]).lstrip(MARGIN) or " ")


def _of_one_message(texts: Sequence[str]) -> list[str]:
    """Return the first of ``texts`` and those that go on like it: a record may hold another message too.

    A mail around the message has a subject of its own (``Subject: LIMA 0012 …``); it gives way to the
    message's where there is one.
    """
    own = next((text for text in texts if not text.startswith("Subject")), texts[0])
    beginning = read_subject(own).value.removesuffix("...").upper()[:_ALIKE].strip()
    return [text for text in texts if read_subject(text).value.upper().startswith(beginning)] or [own]


def _fullest(texts: Iterable[str]) -> str:
    """Return the longest of ``texts``, one that is cut off with dots only when there is no other."""
    return max(texts, key=lambda text: (not text.endswith("..."), len(text)))


def _citations(texts: Sequence[str], year: int | None, own_id: str | None) -> tuple[Citation, ...]:
    """Return the citations of all REF blocks, each once."""
    whole = [text for text in texts if not text.endswith("...")] or texts
    found = [c for text in dict.fromkeys(whole) for c in read_references(text, year=year, own_id=own_id)]
    return tuple(dict.fromkeys(found))


def _classified_by(texts: Sequence[str], declassify_text: str | None) -> dict[str, Any]:
    """Return person, reasons and source of a classification, whole lines first."""
    whole_first = sorted(dict.fromkeys(texts), key=lambda text: text.endswith("..."))
    read = [read_classified_by(text) for text in whole_first]
    nothing = ClassifiedBy()
    return {
        "classified_by": next((r.names for r in read if r.names), nothing.names),
        "classification_reasons": next((r.reasons for r in read if r.reasons), nothing.reasons),
        "derived_from": next((r.derived_from for r in read if r.derived_from), None),
        "declassify_text": declassify_text
        or next((r.declassify_text for r in read if r.declassify_text), None),
    }


def body_values(blocks: Sequence[Block]) -> dict[str, Any]:
    """Return summary, comments and signers."""
    signers: dict[str, None] = {}
    for block in blocks:
        if block.kind is Kind.SIGNATURE:
            text = view(block.clean)
            signature = find_signature(text)
            # two that sign below one another have no text above them here
            lines = [] if signature else map(find_signature, text.split("\n"))
            for found in (signature, *lines):
                if found is not None:
                    signers.update(dict.fromkeys(found.signers))
    return {
        "summary": _summary(blocks),
        "comments": tuple(comment for block in blocks for comment in _comments(block)),
        "signers": tuple(signers),
    }


def _comments(block: Block) -> Sequence[str]:
    """Return the comment that a block is as a whole, or those that stand inside its text, as written."""
    if block.kind is Kind.COMMENT:
        opened = opens_comment(block.clean)
        empty = opened is not None and opened.end >= len(block.clean)  # //COMMENT//
        return () if empty or _ONLY_END.fullmatch(block.clean) else (_without_footer(block.clean),)
    return inline_comments(block.clean) if block.kind in (Kind.PARAGRAPH, Kind.SUMMARY) else ()


def _without_footer(clean: str) -> str:
    footer = _FOOTER.search(clean, max(0, len(clean) - _TAIL))
    return clean[: footer.start()].rstrip("-*=_ \n") if footer else clean


def _summary(blocks: Sequence[Block]) -> str | None:
    """Return the first run of summary blocks, without number, mark, opening and closing words.

    A run that breaks off with dots belongs to a cover that was cut, and gives way to a whole one.
    """
    runs: list[list[str]] = [[]]
    for block in blocks:
        if block.kind is Kind.SUMMARY:
            runs[-1].append(_words(block.clean))
        elif runs[-1] and block.kind is not Kind.PAGE_BREAK:
            runs.append([])
    texts = ["\n\n".join(filter(None, run)) for run in runs]
    whole = [text for text in texts if text and not text.endswith("...")]
    return next(iter(whole or filter(None, texts)), None)


def _words(clean: str) -> str:
    start = read_paragraph_start(clean)
    text = clean[start.end :] if start else clean
    opened = opens_summary(text)
    text = text[opened.end :] if opened else text
    closed = closes_summary(text)
    return (text[: closed.start] if closed else text).strip()
