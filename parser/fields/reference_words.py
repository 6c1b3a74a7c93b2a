"""The words of a REF block: where it ends, how it falls into words, numbers and marks, what letter opens an item."""

from __future__ import annotations

import re
from typing import NamedTuple

from parser.posts import canonical_post, known_post, letters_of

MOST = 12_000
"""Characters of a REF block that are looked at; the longest of the archive has 2,500."""

FIRST_YEAR, LAST_YEAR = 1966, 2012
"""Years that a number in front of a post or behind a serial may mean."""

# REF:  REFS:  REFTELS -  Ref(s):  REF.:  REFERENCE:
LABEL = re.compile(r"\bREF(?:ERENCE|TEL|T)?(?:S|\(S\))?(?![^\W_])[ .]{0,3}[:;\-]?", re.IGNORECASE)
# where the block ends when it ran on: Classified By, 1. (C), SENSITIVE BUT, SUBJECT:, a rule, a header, a website
END = re.compile(
    r"""
      \bCLASS?IFIED\ ?BY\b | \bSENSITIVE\ BUT\b | \bTHIS\ (?:MESSAGE|CABLE|IS)\b | \bPLEASE\ (?:PROTECT|HANDLE|SEE|PASS)\b
    | \bSUBJ(?:ECT)?\ ?: | \bE\.?O\.?\ ?1[0-9]{4} | \bTAGS?: | \bVZCZC | \bSUMMARY\b | -{5} | ={5} | \*{8}
    | (?:(?<=\n)|(?<=[\ \t]))¶?1\ ?[.)]\ {0,3}\(?(?:C|U|S|SBU|C/NF|S/NF|S//NF)\)
    | (?<=\n)[ ]{0,3}¶[0-9] | \|[0-9]{2}[A-Z] | \n[ ]{0,3}(?:id|date|refid|origin|header):\ """,
    re.IGNORECASE | re.VERBOSE,
)
# (U) Post delivered …, (SBU) On September 24 …: a paragraph without number
PARAGRAPH = re.compile(
    r"\((?:U|C|S|SBU|C/NF|S/NF)\)\s{1,4}(?P<words>[A-Z][\w'/]{0,20},?\s(?:[A-Z][\w'/]{0,20},?\s)?[a-z]{2,})"
    r"(?!.{0,40}(?:mail|telcon))"
)
# ASTANA 00000714  002 OF 003    PAGE 02 ROME 01196 01 OF 02 082030Z
PAGE_BREAK = re.compile(
    r"(?:\b[A-Z]{3,20}(?: [A-Z]{1,12}){0,2}\s{1,2})?\b[0-9]{8}\s{1,3}[0-9]{3}(?:\.[0-9])?\s{1,2}OF\s{1,2}[0-9]{3}"
    r"|(?:\b(?:CONFIDENTIAL|SECRET|UNCLASSIFIED)\s{1,4})?"
    r"\bPAGE [0-9]{2} {1,9}[A-Z]{2,}(?: [A-Z]{1,20}){0,2} {1,3}[0-9]{5} {1,3}[0-9]{2} OF [0-9]{2}(?: {1,3}[0-9]{6}Z)?"
)
TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:0[^\W\d_]+)*(?:['’\-][^\W\d_]+)*)|(?P<number>[0-9]+)|(?P<mark>[^\w\s])"
)
# a letter O typed for a zero, O4 SAN JOSE 443, LAGOS O1512, and a zero for a letter O, 0TTAWA
LETTER_O = re.compile(r"(?<![^\W_])[Oo](?=[0-9])")
ZERO = re.compile(r"(?<![^\W_])0(?=[A-Z]{3})")
# what behind a number says that it is no serial: 10/15/07, 301601Z, 12 AUGUST, 3RD
NO_SERIAL = re.compile(
    r"[/\-.][0-9]{1,2}[/\-.][0-9]{2}|Z\b|(?:ST|ND|RD|TH)\b"
    r"|\s?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?:[A-Z]{0,6}\b|(?=[0-9]))",
    re.IGNORECASE,
)
NO_POST = frozenset(
    {"PAGE", "PARA", "PARAS", "PART", "PARTS", "SECTION", "STATES", "STATED", "DATED", "POINTS"}
)
"""Words with a number behind them that are one letter away from a post."""


class Token(NamedTuple):
    """A word, a number or a mark of punctuation, in upper case, with its place in the text."""

    kind: str
    text: str
    start: int
    end: int


class Post(NamedTuple):
    """A post, and the place of the word behind its name."""

    name: str
    place: int


def tidy(text: str) -> str:
    """Return the text of a block without page breaks and typing errors of digits, every character in its place."""
    text = text[:MOST].replace("¶", " ").replace("\\", " ")
    return ZERO.sub("O", LETTER_O.sub("0", PAGE_BREAK.sub(lambda match: " " * len(match[0]), text)))


def end_of_block(text: str, start: int) -> int:
    """Return where a block ends whose text ran on into what follows it."""
    end = END.search(text, start)
    last = end.start() if end else len(text)
    for paragraph in PARAGRAPH.finditer(text, start, last):
        words = paragraph["words"].split()
        if words[0].upper() != "RIO" and not any(canonical_post(" ".join(words[:size])) for size in (1, 2)):
            return paragraph.start()
    return last


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Split a text into words, numbers and marks."""
    return [
        Token(match.lastgroup or "", match[0].upper(), match.start(), match.end())
        for match in TOKEN.finditer(text, start, end)
    ]


def post_at(tokens: list[Token], place: int, *, mistyped: bool) -> Post | None:
    """Return the post whose name begins at a place, the longest; one with a typing error only before a number."""
    words: list[str] = []
    end = place
    while end < len(tokens) and len(words) < 5:
        if tokens[end].kind == "word":
            words.append(tokens[end].text)
        elif not (words == ["ST"] and tokens[end].text == "."):
            break
        end += 1
    number_next = end < len(tokens) and tokens[end].kind == "number"
    stops = end - place - len(words)  # the one in ST. PETERSBURG
    exact = None
    for size in range(len(words), 0, -1):
        name = known_post(letters_of("".join(words[:size])))
        if name:
            exact = Post(name, place + size + (stops if size > 1 else 0))
            break
    if not (mistyped and number_next and words) or words[0] in NO_POST or (exact and exact.place == end):
        return exact
    name = canonical_post("".join(words))
    return Post(name, end) if name else exact


def year_of(digits: str, latest: int) -> int | None:
    """Return the year that two or four digits mean, or None when they can mean none."""
    if len(digits) == 2:
        year = int(digits) + (1900 if int(digits) >= FIRST_YEAR % 100 else 2000)
    elif len(digits) == 4:
        year = int(digits)
    else:
        return None
    return year if FIRST_YEAR <= year <= latest else None
