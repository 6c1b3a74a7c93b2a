"""Which paragraphs are summary and which are comment, once the paragraphs are known.

The one fact that surprises: the word that opens a summary stands in the paragraph (``1. (C) SUMMARY:
…``), in the heading above it, or in both, and one summary in fifteen has no words that close it. So an
open summary or comment runs to its closing words where they stand below, and else ends with the paragraph
or at the next heading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parser.fields.markings import read_paragraph_start
from parser.fields.summaries import closes_comment, closes_summary, opens_comment, opens_summary
from parser.kinds import Kind
from parser.structure import headings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parser.fields.summaries import Marker
    from parser.structure.drafts import Draft

    Marks = Callable[[str], Marker | None]

_OPENING: Final = 160  # characters in which the opening words stand
_REACH: Final = 8  # paragraphs below in which the closing words are looked for
_FIRST: Final = 4  # paragraphs that a summary without an opening word has at most
# "… was reported ref A. COMMENT" at the end of a paragraph: the heading of the one below it
_HANGING: Final = re.compile(r"[.)\"]\s{1,3}(?:COMMENT|Comment)[:.]?\s*$")
_FRAMED: Final = re.compile(r"\s{0,9}//\s?COMMENTS?\s?//\s{0,9}", re.IGNORECASE)  # a heading of its own kind
_REST: Final = 200  # characters behind the closing words that make a paragraph more than a comment

# Visit Embassy Rabat's Classified Website …, framed or not; (U) This cable was cleared by …; Lima minimize
# considered: they stand below the last comment, no part of it
_FOOTER: Final = re.compile(
    r"[-*=\s]{0,200}(?:¶?\d{1,3}\. {0,3}(?:\([A-Z/]{1,6}\) {0,3})?)?"
    r"(?:(?:Please )?Visit (?:Embassy|Mission|the|[A-Z][a-z]+)|For more reporting|For more information"
    r"|(?:[A-Z][A-Za-z]+(?:, | and )){0,4}(?:[A-Z][A-Za-z]+ ){0,2}minimized? considered"
    r"|This (?:cable|message|report) (?:was|is|has) (?:not )?(?:yet )?(?:been )?(?:reviewed and )?"
    r"(?:(?:co-?)?drafted|coordinated|cleared|written|approved|reviewed|prepared)\b"
    r"|(?:[A-Z][\w./']* ){1,6}(?:has |have )?(?:not )?(?:approved|cleared|reviewed|seen|drafted)"
    r"(?: on)? this (?:cable|message|report)\b)",
    re.IGNORECASE,
)


def assign(drafts: Sequence[Draft], view: str, length: int) -> None:
    """Turn paragraphs into summary and comment where they are that as a whole.

    An inline ``(COMMENT: … END COMMENT.)`` leaves its paragraph what it is. ``length`` is where the last
    block of the message ends.
    """
    texts = _texts(drafts, view, length)
    _close_unopened(drafts, texts)
    index = 0
    while index < len(drafts):
        kind = _opened(drafts[index], texts[index])
        if kind is None and index and _hangs(drafts, texts, index):
            kind = Kind.COMMENT
        if kind is None:
            index += 1
            continue
        last = _last(drafts, texts, index, closes_summary if kind is Kind.SUMMARY else closes_comment)
        for at in range(index, last + 1):
            if drafts[at].kind is not Kind.PARAGRAPH or _FOOTER.match(texts[at]) is not None:
                continue
            if not (kind is Kind.COMMENT and _goes_on(texts[at])):
                drafts[at].kind = kind
        index = last + 1


def _close_unopened(drafts: Sequence[Draft], texts: Sequence[str]) -> None:
    """Make summary of the first paragraphs of a body where END SUMMARY closes what no word has opened."""
    first: list[int] | None = []  # the paragraphs of this body so far, while they may be a summary
    for index, draft in enumerate(drafts):
        if draft.kind is Kind.PARAGRAPH:
            if first is None:
                continue
            if len(first) >= _FIRST or _opened(draft, texts[index]) is not None:
                first = None
                continue
            first.append(index)
            if closes_summary(texts[index]) is not None:
                for at in first:
                    drafts[at].kind = Kind.SUMMARY
                first = None
        elif draft.kind is Kind.HEADING:
            first = None if first else first
            if _opened(draft, texts[index]) is not None:
                first = None
        elif draft.kind is not Kind.PAGE_BREAK:
            first = []


def _texts(drafts: Sequence[Draft], view: str, length: int) -> list[str]:
    """Return the text of each draft that can open, hold or close a remark; the empty text for the others."""
    ends = [*(draft.start for draft in drafts[1:]), length][: len(drafts)]
    return [
        view[draft.start : end] if draft.kind in (Kind.PARAGRAPH, Kind.HEADING) else ""
        for draft, end in zip(drafts, ends, strict=True)
    ]


def _opened(draft: Draft, text: str) -> Kind | None:
    """Return the kind of remark that a heading or a paragraph opens."""
    if draft.kind is Kind.HEADING:
        # the last line too: a page break may stand between a rule and the words below it
        lines = headings.marking(text.strip("-=_*~ ¶\n"))[1].split("\n")
        heads = [lines[0].rstrip("-=_*~ "), lines[-1].strip("-=_*~ ¶")]
    elif draft.kind is Kind.PARAGRAPH:
        bare = text[:_OPENING].lstrip(" ¶\n")
        start = read_paragraph_start(bare)
        heads = [bare[start.end :] if start else bare]
    else:
        return None
    if any(opens_summary(head) is not None for head in heads):
        return Kind.SUMMARY
    return Kind.COMMENT if any(opens_comment(head) is not None for head in heads) else None


def _last(drafts: Sequence[Draft], texts: Sequence[str], first: int, closes: Marks) -> int:
    """Return the index of the last block of the remark that the block ``first`` opens."""
    headed = drafts[first].kind is Kind.HEADING or _FRAMED.fullmatch(texts[first]) is not None
    if not headed and closes(texts[first]) is not None:
        return first
    last = first
    for at in range(first + 1, min(len(drafts), first + _REACH + 1)):
        if drafts[at].kind is Kind.PAGE_BREAK:
            continue
        if drafts[at].kind is not Kind.PARAGRAPH:
            return last if headed else first
        closing = closes(texts[at])
        if closing is not None and not _is_inline(texts[at], closing):
            return at
        last = at
    return first + 1 if headed and first + 1 < len(drafts) else first


def _hangs(drafts: Sequence[Draft], texts: Sequence[str], index: int) -> bool:
    """Whether the word that heads the paragraph ``index`` stands at the end of the one above it."""
    above, here = drafts[index - 1], drafts[index]
    return here.kind is above.kind is Kind.PARAGRAPH and _HANGING.search(texts[index - 1][-40:]) is not None


def _is_inline(text: str, closing: Marker) -> bool:
    """Whether the remark that ``closing`` closes was opened in the middle of the same paragraph."""
    before = text[_OPENING : closing.start].lower()
    return "comment:" in before or "(comment" in before


def _goes_on(text: str) -> bool:
    """Whether a paragraph that begins with a comment goes on with something else behind its end."""
    closing = closes_comment(text)
    return closing is not None and len(text) - closing.end > _REST
