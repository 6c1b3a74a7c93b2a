"""The REF block: the cables, and other papers, that a cable rests on."""

from __future__ import annotations

import re

from parser.ids import CableId, full_year
from parser.model import Citation, CitationKind
from parser.posts import canonical_post

CABLE = re.compile(
    r"(?:(?P<letter>\b[A-Z])[.)]\s{0,3}|\((?P<letter2>[A-Z])\)\s{0,3})?"
    r"(?:(?P<year>(?:19|20)?[0-9]{2})\s)?(?P<post>[A-Z0][A-Z.]{2,15}(?:\s[A-Z]{2,12}){0,3})\s(?P<serial>[0-9]{1,7})\b"
)


def read_references(text: str, *, year: int | None = None, own_id: str | None = None) -> tuple[Citation, ...]:
    """Read the clean text of one or several REF blocks, labels included."""
    citations = []
    text = re.sub(r"\([^()]{4,400}\)", " ", text[:20000].upper().replace("¶", " "))
    for match in CABLE.finditer(text):
        words = match["post"].split()
        for start in range(len(words)):
            post = canonical_post(" ".join(words[start:]))
            if post:
                break
        else:
            continue
        when = full_year(match["year"]) if match["year"] else year
        if when is None:
            continue
        found = CableId(when, post, int(match["serial"])).canonical
        if found != own_id:
            letter = match["letter"] or match["letter2"]
            citations.append(Citation(" ".join(match[0].split()), CitationKind.CABLE, letter, found))
    return tuple(citations)
