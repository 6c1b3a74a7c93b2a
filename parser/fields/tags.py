"""The TAGS line: the index terms that the Department of State files a cable under.

The surprising fact: nothing separates the terms reliably. They stand with commas, with spaces, or run
together (``ETRDEINVECINPGOVCS``), so only the known vocabulary tells where a term, or the whole line, ends.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from parser.fields.misspelling import misspelt
from parser.fields.tag_codes import (
    CORRECTIONS,
    COUNTRIES,
    KNOWN,
    ORGANISATIONS,
    PHRASES,
    PROGRAMMES,
    SUBJECTS,
)


class TagKind(StrEnum):
    """What an index term stands for, where its code tells it."""

    SUBJECT = "subject"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    PROGRAMME = "programme"
    PERSON = "person"
    UNKNOWN = "unknown"


MOST = 4000
"""Characters that are looked at; the longest line of the archive has 240."""

NO_TAGS = frozenset(
    {"SIPDIS", "NOFORN", "EXDIS", "NODIS", "LIMDIS", "STADIS", "SENSITIVE", "FOUO", "TAGS", "TAG"}
)
"""Captions that slip into the line (``CA MX SIPDIS``)."""

PROSE = 4
"""So many unknown words on end are no terms but text that ran on."""

# TAGS:  TAGS  Tag:  AGS:  T A G S:  TAGS;
LABEL = re.compile(
    r"\s{0,200}T ?A? ?G ?S?\b\s?[:;.\-,]{0,2}|\s{0,200}AGS\b\s?[:;.]|\s{0,200}"
    + misspelt("TAGS")
    + r"\s?[:,]",
    re.IGNORECASE,
)
# what follows when the next field was not set off: SUBJECT:, UBJECT:, REF:, Classified By, E.O. 12958
NEXT_FIELD = re.compile(
    r"\bS?UBJ(?:ECT)?\b\s?[:;]?|\bREF(?:TEL)?S?\b\s?[:;(.]|\bCLASSIFIED\s?BY|\bE\.?O\.? ?1[0-9]{4}|¶",
    re.IGNORECASE,
)
# the line end in (STEINBERG,⏎JAMES B.)
BROKEN_NAME = re.compile(r"(?<=[A-Z.,])[ \t]*\n[ \t]*(?=[A-Z. ]{1,30}\))")
# P R E L, K Z: a code typed with a blank behind each letter
SPACED = re.compile(r"(?<![A-Z])(?:[A-Z] ){1,4}[A-Z](?![A-Z])")
# (CLINTON, HILLARY)  PREL,  USEU BRUSSELS,  AU-1  ZANU-PF  BA'ATH  &  (C)  001.2
TOKEN = re.compile(
    r"\((?P<person>[^()]{1,120})\)?|(?P<word>[^\W\d_](?:[\w'\-/]*\w)?)|(?P<comma>[,;])|(?P<number>\d[\w./]*)"
)


def read_tags(text: str) -> tuple[str, ...]:
    """Read the clean text of a TAGS block, label included: upper-case terms, each once, in their order.

    Persons come as ``LAST, FIRST``; terms run together are split by the known vocabulary; a following line
    belongs to the terms only when it consists of known ones.
    """
    text = text[:MOST]
    label = LABEL.match(text)
    text = BROKEN_NAME.sub(" ", text[label.end() if label else 0 :].upper().replace("\\", " "))
    terms: list[str] = []
    after_blank = open_ended = False
    for line in text.split("\n"):
        end = NEXT_FIELD.search(line)
        kept = SPACED.sub(_closed_up, line[: end.start()] if end else line)
        if not terms:
            terms = _terms(kept)
        elif not kept.strip():
            after_blank = True
        elif (open_ended and len(kept.split()) <= len(kept.split(","))) or (
            continues_tags(kept, terms[-1]) and not (after_blank and len(kept) < len("PREL, KDEM"))
        ):
            terms = _joined(terms, _terms(kept))
        else:
            break
        if end:
            break
        open_ended = kept.rstrip().endswith(",") if kept.strip() else open_ended
    return tuple(dict.fromkeys(terms))


def continues_tags(line: str, last: str = "") -> bool:
    """Say whether a line goes on with the terms of the line before it, whose last term may be given."""
    if len(line) > MOST or ":" in line:
        return False
    words = _terms(line.upper())
    if not words:
        return False
    words = _joined([last], words)[1:] if last else words
    unknown = [
        word for word in words if not (word in KNOWN or "," in word or _is_programme(word) or word in PHRASES)
    ]
    # a country's code of two letters that no list has, among terms that are known
    return not unknown or (len(unknown) == 1 and len(words) > 2 and len(unknown[0]) == 2)


def tag_kind(code: str) -> TagKind:
    """Return what a term stands for; upper or lower case."""
    code = code.upper().strip()
    if "," in code:
        return TagKind.PERSON
    if code in SUBJECTS:
        return TagKind.SUBJECT
    if code in ORGANISATIONS or code == "BA'ATH":
        return TagKind.ORGANISATION
    if code in PROGRAMMES or _is_programme(code):
        return TagKind.PROGRAMME
    if code in COUNTRIES or (len(code) == 2 and code.isascii() and code.isalpha()):
        return TagKind.COUNTRY
    return TagKind.UNKNOWN


def _is_programme(code: str) -> bool:
    return len(code) == 4 and code[0] == "K" and code.isascii() and code.isalpha()


def _terms(line: str) -> list[str]:
    """Return the terms of one line, repeated ones too."""
    terms: list[str] = []
    words: list[str] = []  # since the last comma
    for match in TOKEN.finditer(line):
        if match["word"]:
            words += _slashed(match["word"])
            continue
        if not match["number"]:
            terms += _element(words)
            words = []
        if match["person"]:
            terms += _persons(match["person"])
        elif match["number"] and (terms or words):
            break
    terms += _element(words)
    return terms


def _closed_up(match: re.Match[str]) -> str:
    """Return the code that letters with blanks between them spell, or the letters when they spell none."""
    code = match[0].replace(" ", "")
    return code if code in KNOWN or _is_programme(code) else match[0]


def _slashed(word: str) -> list[str]:
    """Return the terms of ``PREL/PGOV/KZ``; what is no row of known terms stays whole."""
    parts = word.split("/")
    return parts if len(parts) > 1 and all(part and _known(part) for part in parts) else [word]


def _persons(text: str) -> list[str]:
    """Return the persons in parentheses, several with semicolons; a mark like C or a remark is none."""
    found = []
    for name in re.split(r"[;/]", text):
        parts = [" ".join(part.split()) for part in name.split(",")]
        parts = [part for part in parts if part]
        if sum(len(part.split()) for part in parts) > 5 or any(letter.isdigit() for letter in name):
            continue
        if len(parts) == 1 and " " in parts[0]:
            parts = parts[0].split(" ", 1)
        if len(parts) > 1 or (parts and len(parts[0]) > 3):
            found.append(", ".join(parts))
        elif parts and parts[0] in KNOWN:
            found += parts
    return found


def _element(words: list[str]) -> list[str]:
    """Return the terms of the words between two commas."""
    apart = _set_apart(words)
    if (
        apart is words
        and len(words) > 1
        and not any(_known(word) for word in words)
        and len(words) < PROSE
        and "OVIP" not in words
    ):
        phrase = " ".join(words)
        return [CORRECTIONS.get(phrase, phrase)]
    words = apart
    terms: list[str] = []
    unknown = 0
    index = 0
    while index < len(words):
        phrase = next((p for p in PHRASES if _starts(words, index, p)), "")
        if words[index] in NO_TAGS:
            index += 1
            continue
        if phrase:
            terms.append(CORRECTIONS.get(phrase, phrase))
            index += phrase.count(" ") + 1
            continue
        word = words[index]
        index += 1
        if _known(word):
            unknown = 0
            terms += split_codes(word)
        elif (
            terms and terms[-1] == "OVIP" and index < len(words) and _is_name(word) and _is_name(words[index])
        ):
            terms.append(f"{word}, {words[index]}")
            index += 1
        else:
            unknown += 1
            if unknown == PROSE:
                del terms[len(terms) - PROSE + 1 :]
                break
            terms.append(word)
    return terms


def _set_apart(words: list[str]) -> list[str]:
    """Return words with those set apart that run on behind a phrase: ``HUMAN RIGHTSPOLMIL``."""
    for place, (first, second) in enumerate(pairwise(words)):
        for phrase in PHRASES:
            begun, _, last = phrase.partition(" ")
            rest = second.removeprefix(last)
            if begun == first and rest != second and len(rest) > 1 and second not in KNOWN:
                return [*words[: place + 1], last, rest, *_set_apart(words[place + 2 :])]
    return words


def _joined(before: list[str], after: list[str]) -> list[str]:
    """Return the terms of two lines, with a term of two words that was broken between them made whole."""
    if before and after and f"{before[-1]} {after[0]}" in PHRASES:
        return [*before[:-1], f"{before[-1]} {after[0]}", *after[1:]]
    return before + after


def _starts(words: list[str], index: int, phrase: str) -> bool:
    return (
        phrase.startswith(words[index]) and " ".join(words[index : index + phrase.count(" ") + 1]) == phrase
    )


def _is_name(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and not _known(word)


def _known(word: str) -> bool:
    return (
        word in KNOWN or bool(split_codes(word)[1:]) or split_codes(word)[0] in KNOWN or _is_programme(word)
    )


@lru_cache(maxsize=4096)
def split_codes(word: str) -> tuple[str, ...]:
    """Split codes that were run together, ``ITPHUM`` into ``IT``, ``PHUM``; other words stay whole.

    A stray letter at either end of a code, or a doubled one, is taken off (``EEPET``, ``PGOVE``, ``MOPPS``).
    """
    if word in KNOWN or _is_programme(word) or len(word) > 60:
        return (word,)
    if word in CORRECTIONS:
        return (CORRECTIONS[word],)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for size in (4, 2, 3, 5):
            before = best[end - size] if size <= end else None
            if before is None or word[end - size : end] not in KNOWN:
                continue
            held = best[end]
            if held is None or len(before) + 1 < len(held):
                best[end] = (*before, word[end - size : end])
    pieces = best[-1]
    if pieces and _plausible(pieces):
        return pieces
    if len(word) == 5:
        for code in (
            word[1:],
            word[:-1],
            *(word[:i] + word[i + 1 :] for i in range(4) if word[i] == word[i + 1]),
        ):
            if code in SUBJECTS or code in PROGRAMMES:
                return (code,)
    return (word,)


def _plausible(pieces: tuple[str, ...]) -> bool:
    """Say whether a split is no accident: as many codes of four letters as shorter ones, or ``EUN`` first."""
    long = sum(len(piece) >= 4 for piece in pieces)
    return long >= len(pieces) - long or (len(pieces) == 2 and pieces[0] == "EUN") or (long >= 3)
