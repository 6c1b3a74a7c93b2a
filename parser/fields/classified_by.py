"""The Classified By line: who classified a cable, and for which reasons of the executive order.

The surprising fact: a machine broke many of these lines after their seventy-first character, in the middle
of a word (``Jane R`` / ``oe``, ``REAS`` / ``ONS``), and where the lines were joined again a blank stayed in
the word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parser.fields.misspelling import misspelt
from parser.fields.titles import LONG_TITLES, PLACES, WEAK, bare, is_title
from parser.posts import canonical_post

MOST = 2_000
"""Characters of the block that are looked at."""

BROKEN_AT = 71
"""Characters after which the machine broke the line."""


@dataclass(frozen=True, slots=True)
class ClassifiedBy:
    """Persons without title or office, reasons as ``1.4(b)``, the source a classification derives from."""

    names: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    derived_from: str | None = None
    declassify_text: str | None = None


# Classified By:  CLASSIFIED BY  Classifed by  Classfied By:  Classified By: Classified by
LABEL = re.compile(
    r"\bCLASS?(?:[IF]{0,4}[EI]{0,2}D?|[A-Z]{1,4}ED)\s{1,3}(?:BY\b|(?-i:By(?=[A-Z][a-z])))\s{0,3}[:;.]{0,2}"
    r"|\A\s{0,9}(?:" + misspelt("CLASSIFIED") + r"\s{0,3}(?:B|BY|BU|YB)|CLASS(?:IFICATION|\.)?\sBY)\s?:",
    re.IGNORECASE,
)
# where the persons end: for reasons, Reason:, per 1.4, E.O. 12958, 1.5 (b), 1. (C), Declassify on
REASON = re.compile(
    r"""
      (?:^|(?<=[\s.,;:\-()–]))
      (?: R\s?E\s?A\s?S\s?[O0]\s?N | RE?AS?[O0]N | RESO?A?O?NS? (?=[\s:]) | REAS\s?\(
        | REASO?NS | REAOSN | RASON
        | (?: F[O0]R | PER | UNDER | BASED\ U?P?[O0]N | DUE\ TO )\s{1,3}
          (?= (?:THE\s)?(?:FOLLOWING\s)?(?:R\s?E\s?A | 1\s?[.,/] | SECTION | E\.?O | 1 ) )
        | F\s?O\s?R?\s{1,3} (?=R\s?E\s?A\s?S)
        | E\.?\s?O\.?\s?1[0-9]{4} | 12[0-9]{3}\b | 1\s?[.,/]\s?[3-8]\b | 1\.[45][A-D]
        | SECTIONS?\ 1 | DECL(?:ASSIFY)?\b | DERIVED\b | CONFIDENTIAL\b | SECRET\b
        | ¶?[12]\s?[.)]\s{0,3}\( | SUMMARY\b | \((?:C|S|SBU|U|C/NF|S/NF)\)\s{1,4}[A-Z] )
    | \n\s{0,9}\n | \n\s{0,9}(?:TAGS|SUBJ|REF|E\.?O\.)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# 1.4 (b) and (d), 1.5 B,D, 1.4(B/D), 1.4 (b&d), 1. 4 (b,d), 1.5.D, 1/4 (B), (D), 1.4, b/d; reasons (b)
RULE = re.compile(
    r"(?:\b1\s?[./]\s{0,3}(?P<section>[1-8])[\s.,:\\]{0,6}|\bREASONS?[\s:]{1,4}(?=\(?[A-H]\b(?!\.\s?O)))"
    r"(?P<letters>(?:AND\s)?[(\[]?\s{0,2}[A-H]\b(?:[()\[\]\s,/&;+\-]|\bA\s?N\s?D\b|\bOR\b|\b1\s?[./]\s?[1-8]\b|\b[A-H]\b){0,40})",
    re.IGNORECASE,
)
WHOLE_SECTION = re.compile(r"\bREASONS?\W{1,3}(?P<section>1\.[3-8])\b", re.IGNORECASE)
LETTER = re.compile(r"\bA\s?N\s?D\b|\b(?P<letter>[A-H])\b", re.IGNORECASE)
# Derived from: DSCG 05-1 B, D    Classified By: Derived from Multiple Sources
DERIVED = re.compile(
    r"(?:\bDERIVED\s{1,2}FROM\s{0,2}[:;]|\bBY\s{0,2}[:;]?\s{0,2}DERIVED\s{1,2}FROM)\s{0,2}(?P<source>[^\n]{2,120})",
    re.IGNORECASE,
)
# Declassify on: 04/27/2024    DECL ON: X1
DECLASSIFY = re.compile(
    r"\bDECL(?:ASSIFY)?(?:\s{1,2}ON)?\s{0,2}:\s{0,3}(?P<text>\S[^\n]{0,60}?)(?=\s{0,3}(?:\n|$|TAGS|SUBJ|REASON))",
    re.IGNORECASE,
)
# Classified By: (U) CDA Jane Roe: the mark of the line itself
OWN_MARK = re.compile(r"\s{0,3}\((?:U|C|S|SBU|C/NF|S/NF)\)\s{0,3}")
# a lower-case rest of a word behind its capitalised beginning: Do nald, Polit ical
REST = re.compile(r"(?<=[A-Za-z])\s{1,3}(?P<rest>[a-z]{1,12})\b")
_LOWER = """
a ai al an and at bin by d da das de del der di do dos du el en fo for fr from i in la le nd nor of on or per
reason reasons san the to ul van vom von with zu
"""
LOWER = frozenset(_LOWER.split())
"""Words that stand in small letters between titles and names."""

# Public-⏎Smith: a name of two parts, broken behind its hyphen
HYPHEN = re.compile(r"(?<=[a-zA-Z])-[ \t]{0,9}\n[ \t]{0,9}(?=[A-Z])")
# a.i., ai, (AI) behind Charge d'Affaires: no initials
AD_INTERIM = re.compile(
    r"(?<=[A-Za-z'’]),?\s\(?(?:a\.\s?i\.?|A\.\s?I\.?|ai|AI|a\.i|ad interim)\)?(?=[\s,;:.])[.,]?"
)
# AmbassadorJane Roe
GLUED = re.compile(
    r"\b(?:Ambassador|Counselor|Officer|Chief|Affaires|General|Secretary|Director|Consul|DCM|CDA)(?=[A-Z][a-z])"
)
PIECE = re.compile(r"[^,;:()\[\]?!\"“”]+")
WORD = re.compile(r"[^\W_][\w.'’/\-–]*", re.UNICODE)
INITIALS = re.compile(r"(?:[^\W\d_]\.){1,4}")
# Acting DCM/Ted Roe
SLASH = re.compile(r"(?<=[A-Za-z]{3})/(?=(?P<word>[A-Z][a-z]{2,})\b)")
# CAO in front of Jane Roe: an office, in capitals where the name is not
OFFICE = re.compile(r"[A-Z]{3,6}")
SUFFIX = re.compile(r"(?:JR|SR|II|III|IV|PHD)\.?", re.IGNORECASE)
AND = re.compile(r"\s(?:and|&|AND|And)\s")
DASH = re.compile(r"\s[-–—]{1,2}\s")
CUT = re.compile(r"[\w.]{0,30}\.\.\.")
REDACTED = re.compile(r"[xX]{4,}")


def read_classified_by(text: str) -> ClassifiedBy:
    """Read the clean text of a Classified By block, label included."""
    text = HYPHEN.sub("-", mend_lines(text[:MOST].replace("\\", " ")))
    derived = DERIVED.search(text)
    declassify = DECLASSIFY.search(text)
    names: tuple[str, ...] = ()
    label = LABEL.search(text)
    if label:
        while (again := LABEL.search(text, label.end(), label.end() + 120)) is not None:
            label = again
        own_mark = OWN_MARK.match(text, label.end())
        start = own_mark.end() if own_mark else label.end()
        end = REASON.search(text, start)
        names = names_in(text[start : end.start() if end else len(text)])
    return ClassifiedBy(
        names,
        reasons_in(text),
        _tidy(derived["source"]) if derived else None,
        _tidy(declassify["text"]) if declassify else None,
    )


def mend_lines(text: str) -> str:
    """Undo the line break that a machine put after the seventy-first character, in a word or not."""
    head, tail = text[:BROKEN_AT], text[BROKEN_AT:]
    if "\n" in head or not head[-1:].strip() or not tail[:1].isspace():
        return text
    rest = tail.lstrip(" ").removeprefix("\n") if "\n" in tail[:3] else tail[1:]
    word = rest.split(None, 1)[0] if rest[:1].strip() else ""
    whole_word = bare(head.rsplit(None, 1)[-1] + word).lower() in {"for", "reason", "reasons", "and", "per"}
    if not word or (bare(word).lower() in LOWER and word.isalpha() and not whole_word):
        return text
    begun, going_on = head[-1], rest[0]
    whole = (
        begun.isalnum()
        and going_on.isalnum()
        and (going_on.islower() or (begun.isupper() and going_on.isupper()))
    )
    return head + rest if whole or begun in "1(" else text


def reasons_in(text: str) -> tuple[str, ...]:
    """Return the reasons that a text gives: ``1.4(b)``; ``(b)`` or ``1.4`` where a half is left out."""
    found: dict[str, None] = {}
    for rule in RULE.finditer(text):
        section = f"1.{rule['section']}" if rule["section"] else ""
        last = ""
        for match in LETTER.finditer(rule["letters"]):
            letter = (match["letter"] or "").lower()
            if not letter:
                continue
            if letter <= last:
                break  # a portion mark: 1.4 (b) and (d) (C) The minister …
            last = letter
            found[f"{section}({last})"] = None
    if not found and (whole := WHOLE_SECTION.search(text)):
        return (whole["section"],)
    return tuple(found)


def names_in(text: str) -> tuple[str, ...]:
    """Return the persons that stand among titles and offices, as written."""
    text = GLUED.sub(lambda match: f"{match[0]} ", text)
    text = SLASH.sub(lambda match: "/" if is_title(match["word"]) else " ", text)
    text = REST.sub(_mend, AD_INTERIM.sub(" ", REDACTED.sub(" ", CUT.sub(_cut, text))))
    names: list[str] = []
    parts = [part.strip() for piece in PIECE.findall(text) for part in DASH.split(piece) if part.strip()]
    for place, part in enumerate(parts):
        if SUFFIX.fullmatch(part) and names:
            names[-1] = f"{names[-1]}, {part if bare(part) in {'JR', 'SR'} else part.rstrip('.')}"
        elif names:
            if len(names) == 1 and _is_forename(parts, place):
                return (f"{names[0]}, {part}",)
            more = _joined(part)
            if not more:
                break
            names += more
        else:
            names += _names(part)
    return tuple(names)


def _joined(part: str) -> list[str]:
    """Return the further person of ``ACTING AND S/CT DAS SHARI ROE``, behind a first one and a comma."""
    before, found, after = (
        f" {part}".partition(" and ") if " and " in f" {part}" else f" {part}".partition(" AND ")
    )
    name = _name(after)
    if (
        not found
        or " " not in name
        or canonical_post(name)
        or not all(is_title(word) for word in before.split())
    ):
        return []
    return [name]


def _is_forename(parts: list[str], place: int) -> bool:
    """Say whether a part is the forename in ``Roe, Jane, Counselor``, between surname and title."""
    if place != 1 or len(parts) < 3 or len(parts[0].split()) > 2 or "." in parts[0]:
        return False
    after = WORD.findall(parts[2])
    return (
        parts[1].isalpha()
        and not is_title(parts[1])
        and not canonical_post(parts[1])
        and is_title(after[0] if after else "")
    )


def _names(part: str) -> list[str]:
    """Return the names in a part of the line without commas, where two persons are joined by a word."""
    sides = AND.split(part)
    found = [_name(side) for side in sides]
    if len(sides) > 1 and not all(
        name and len(WORD.findall(side)) > 1 for name, side in zip(found, sides, strict=True)
    ):
        found = [_name(part)]
    return [name for name in found if name]


def _cut(match: re.Match[str]) -> str:
    """Leave out a word that was cut (``Ambass...``) unless it stands behind others and may be a name's."""
    word = match[0].rstrip(".")
    begins = any(title.startswith(bare(word)) for title in LONG_TITLES)
    return "" if begins or match.start() == 0 or match.string[: match.start()].strip() == "" else word


def _mend(match: re.Match[str]) -> str:
    before = match.string[: match.start()].rsplit(None, 1)[-1]
    if match["rest"] in LOWER or not before[:1].isupper() or is_title(before):
        return match[0]
    return match["rest"]


def _name(part: str) -> str:
    """Return the name in a part of the line without commas: what stands behind its titles, or before."""
    words = [word.strip("-–/'’") for word in WORD.findall(part)]
    while words and words[-1].lower() in LOWER:
        words.pop()
    kinds = [_is_title(words, index) for index in range(len(words))]
    last = max((index for index, kind in enumerate(kinds) if kind), default=-1)
    name = words[last + 1 :]
    if not _is_name(name) and True in kinds:
        name = words[: kinds.index(True)]
    if not _is_name(name):
        return ""
    while len(name) > 1 and OFFICE.fullmatch(name[0]) and name[1][:1].isalpha() and not name[1].isupper():
        name = name[1:]
    if bare(name[-1]) not in {"JR", "SR"}:
        name[-1] = name[-1].rstrip(".")
    return " ".join(name)


def _is_title(words: list[str], index: int) -> bool:
    word = words[index]
    if INITIALS.fullmatch(word):
        return False
    if bare(word) in WEAK:
        return index + 1 < len(words) and (index == 0 or _is_title(words, index - 1))
    if is_title(word) or bare(word) in PLACES or any(letter in "123456789" for letter in word):
        return True
    return index > 0 and bare(words[index - 1]) == "TO"


def _is_name(words: list[str]) -> bool:
    return 0 < len(words) <= 6 and any(len(bare(word)) > 1 for word in words) and words[0][:1].isupper()


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" .;,\\")
