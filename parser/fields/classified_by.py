"""The Classified By line: who classified a cable, and for which reasons of the executive order."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClassifiedBy:
    """Persons without title or office, reasons as ``1.4(b)``, the source a classification derives from."""

    names: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    derived_from: str | None = None
    declassify_text: str | None = None


LABEL = re.compile(r"(?:CLASS?IFIED\s?BY\s?[:.\-]?\s*)+", re.I)
REASON = re.compile(
    r"[\s.,;:\-(]+(?:FOR\s+|PER\s+)?(?:R\s?E\s?A\s?S\s?O\s?N|E\.?\s?O\.?\s?12958|1\.[45])", re.I
)
RULE = re.compile(r"1\.\s?([45])\s?((?:[\s,;/&()]|\bAND\b|[A-H]\b)*)", re.I)
NAME = re.compile(
    r"((?:[A-Z][\w'.\-]*\s+){1,4}[A-Z][\w'\-]+(?:,?\s+(?:JR|SR|II|III|IV)\b\.?)?)\s*$",
)
TITLE = re.compile(r"(?:AMBASSADOR|CDA|DCM|CHARGE|COUNSELOR|CHIEF|OFFICER|MISSION|DIRECTOR|GENERAL)$", re.I)


def read_classified_by(text: str) -> ClassifiedBy:
    """Read the clean text of a Classified By block, label included."""
    text = text[:2000]
    label = LABEL.search(text)
    text = text[label.end() :] if label else text
    end = REASON.search(text)
    head = " ".join((text[: end.start()] if end else text).split())
    words = head.split(",")[0].split()
    while words and not TITLE.search(words[0].strip(".,:")) and any(TITLE.search(w) for w in words):
        words.pop(0)
    while words and TITLE.search(words[0].strip(".,:")):
        words.pop(0)
    names = (" ".join(words),) if words else ()
    reasons: list[str] = []
    for rule in RULE.finditer(text):
        reasons += [f"1.{rule[1]}({letter.lower()})" for letter in re.findall(r"\b[A-H]\b", rule[2], re.I)]
    return ClassifiedBy(names, tuple(dict.fromkeys(reasons)))
