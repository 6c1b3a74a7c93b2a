"""The TAGS line: the Department's index terms of a cable."""

from __future__ import annotations

import re
from enum import StrEnum


class TagKind(StrEnum):
    """What an index term stands for, where its code tells it."""

    SUBJECT = "subject"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    PROGRAMME = "programme"
    PERSON = "person"
    UNKNOWN = "unknown"


LABEL = re.compile(r"\s{0,80}T?A?GS?\b\s?[:;.]?\s?", re.I)
END = re.compile(r"\n[ \t]*\n|\s(?:SUBJ(?:ECT)?|REF(?:TEL)?S?|CLASSIFIED BY)\b\s?[:;]?", re.I)
PERSON = re.compile(r"\(([^()]{3,60})\)")


def read_tags(text: str) -> tuple[str, ...]:
    """Read the clean text of a TAGS block, label included: upper-case terms, each once, in order."""
    text = text[:4000]
    label = LABEL.match(text)
    text = text[label.end() :] if label else text
    end = END.search(text)
    text = (text[: end.start()] if end else text).upper()
    found: dict[str, None] = {}
    position = 0
    for match in PERSON.finditer(text):
        found.update(dict.fromkeys(_codes(text[position : match.start()])))
        found[" ".join(match[1].split())] = None
        position = match.end()
    found.update(dict.fromkeys(_codes(text[position:])))
    return tuple(found)


def _codes(text: str) -> list[str]:
    return [code for code in re.findall(r"[A-Z0-9'&/\-]+", text) if code != "SIPDIS" and code.strip("-/'&")]


def tag_kind(code: str) -> TagKind:
    """Return what kind of index term a code is."""
    if "," in code:
        return TagKind.PERSON
    if len(code) == 2:
        return TagKind.COUNTRY
    if len(code) == 4 and code.isalpha():
        return TagKind.PROGRAMME if code[0] == "K" else TagKind.SUBJECT
    return TagKind.UNKNOWN
