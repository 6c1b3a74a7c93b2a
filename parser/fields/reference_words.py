"""The words of a REF block: where it ends, how it falls into words, and where a post, year or serial stands.

The surprising fact: many numbers of a block are no serials. Dates, day-time groups, page numbers and the
numbers of reports stand among them, and a serial may lack everything but its digits.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from parser.fields.misspelling import misspelt
from parser.posts import canonical_post, known_post, letters_of

MOST = 12_000
"""Characters of a REF block that are looked at; the longest of the archive has 2,500."""

FIRST_YEAR, LAST_YEAR = 1966, 2012
"""Years that a number in front of a post or behind a serial may mean."""

# ASTANA '06 12
APOSTROPHE = re.compile(r"(?<![^\W_])['’‘](?=[0-9]{2}(?![0-9]))")
# 08/DHAKA/13
STROKES = re.compile(r"(?<![\w/])(?:19|20)?[0-9]{2}/[A-Z][A-Z ]{2,20}/[0-9]{1,6}(?![0-9/])")
# REF:  REFS:  REFTELS -  Ref(s):  REF.:  REFERENCE:
LABEL = re.compile(
    r"(?:\A\s{0,9}RE(?=:)|\bREF(?:ERENCE|TEL|T)?(?:S|\(S\))?(?![^\W_])(?: NO\b|[ /]TELS?\b)?)"
    r"[ .]{0,3}[:;,\-]?"
    r"|\A\s{0,9}(?:"
    + misspelt("REFERENCE")
    + "|"
    + misspelt("REFTEL")
    + r"|R E F|RFE|EF|RE?RF|REF[A-Z]|RREF|REEF|RF|FER) ?[:.]",
    re.IGNORECASE,
)
# where the block ends when it ran on: Classified By, 1. (C), SENSITIVE BUT, SUBJECT:, a rule, a header
END = re.compile(
    r"""
      \bCLASS?IFIED\ ?BY\b | \bSENSITIVE\ BUT\b | \bTHIS\ (?:MESSAGE|CABLE|IS)\b
    | \bPLEASE\ (?:PROTECT|HANDLE|SEE|PASS)\b
    | \bSUBJ(?:ECT)?\ ?: | \bE\.?O\.?\ ?1[0-9]{4} | \bTAGS?: | \bVZCZC | \bSUMMARY\b | -{5} | ={5} | \*{8}
    | (?:(?<=\n)|(?<=[\ \t]))¶?1\ ?[.)]\ {0,3}\(?(?:C|U|S|SBU|C/NF|S/NF|S//NF)\)
    | (?<=\n)[ ]{0,3}¶[0-9] | \|[0-9]{2}[A-Z] | \n[ ]{0,3}(?:id|date|refid|origin|header):\ """,
    re.IGNORECASE | re.VERBOSE,
)
# (U) Post delivered …, (SBU) On September 24 …: a paragraph without number
PARAGRAPH = re.compile(
    r"\((?:U|C|S|SBU|C/NF|S/NF)\)\s{1,4}(?P<words>"
    r"(?:On|In|At|During|As|The|An?|Per|Post|We|After|Since|For|From|While|This)\s"
    r"|[A-Z][\w'/]{0,20},?\s(?:[A-Z][\w'/]{0,20},?\s)?[a-z]{2,})(?!.{0,40}(?:mail|telcon))"
)
# Rio de Janeiro 128
PLACE_AND_NUMBER = re.compile(r"(?P<words>(?:[A-Za-z']{1,20}\s){1,4})[0-9]")
# ASTANA 00000714  002 OF 003    PAGE 02 ROME 01196 01 OF 02 082030Z
PAGE_BREAK = re.compile(
    r"(?:\b[A-Z]{3,20}(?: [A-Z]{1,12}){0,2}\s{1,2})?"
    r"\b[0-9]{8}\s{1,3}[0-9]{3}(?:\.[0-9])?\s{1,2}OF\s{1,2}[0-9]{3}"
    r"|(?:\b(?:CONFIDENTIAL|SECRET|UNCLASSIFIED)\s{1,4})?"
    r"\bPAGE [0-9]{2} {1,9}[A-Z]{2,20}(?: [A-Z]{1,20}){0,2}"
    r" {1,3}[0-9]{5} {1,3}[0-9]{2} OF [0-9]{2}(?: {1,3}[0-9]{6}Z)?"
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

LONGEST_SERIAL = 8
BRACKETS = {"(": ")", "[": "]"}
BEFORE_SERIAL = frozenset(
    {"#", ":", "-", "NO", "NR", "CABLE", "CABLES", "TEL", "TELS", "REFTEL", "TELEGRAM", "MSG"}
)
"""What may stand between a post and its serial."""


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
    """Return a text without page breaks and typing errors of digits, every character in its place."""
    text = APOSTROPHE.sub(" ", text[:MOST].replace("¶", " ").replace("\\", " "))
    text = STROKES.sub(lambda match: match[0].replace("/", " "), text)
    return ZERO.sub("O", LETTER_O.sub("0", PAGE_BREAK.sub(lambda match: " " * len(match[0]), text)))


def end_of_block(text: str, start: int) -> int:
    """Return where a block ends whose text ran on into what follows it."""
    end = END.search(text, start)
    last = end.start() if end else len(text)
    for paragraph in PARAGRAPH.finditer(text, start, last):
        reference = PLACE_AND_NUMBER.match(text, paragraph.start("words"))
        if reference is None or canonical_post(reference["words"]) is None:
            return paragraph.start()
    return last


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Split a text into words, numbers and marks."""
    return [
        Token(match.lastgroup or "", match[0].upper(), match.start(), match.end())
        for match in TOKEN.finditer(text, start, end)
    ]


def post_at(tokens: list[Token], place: int, *, mistyped: bool) -> Post | None:
    """Return the post whose name begins at a place, the longest; a mistyped one before a number."""
    words: list[str] = []
    end = place
    while end < len(tokens) and len(words) < 5:
        if tokens[end].kind == "word":
            words.append(tokens[end].text)
        elif not (words in (["ST"], ["STO"]) and tokens[end].text == "."):
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


class Words:
    """The words of a block, with the year of the cable, and what may be read at a place among them."""

    def __init__(self, text: str, start: int, year: int | None) -> None:
        self.text = text
        self.tokens = tokens_of(text, start, len(text))
        self.year = year
        self.latest = max(LAST_YEAR, year or 0)

    def at(self, place: int, kind: str = "") -> str:
        """Return the word at a place, or nothing when there is none, or none of a kind."""
        if 0 <= place < len(self.tokens) and (not kind or self.tokens[place].kind == kind):
            return self.tokens[place].text
        return ""

    def post(self, place: int, *, mistyped: bool = True) -> Post | None:
        """Return the post whose name begins at a place."""
        return post_at(self.tokens, place, mistyped=mistyped)

    def year_at(self, place: int) -> int | None:
        """Return the year that the number at a place may mean."""
        return year_of(self.at(place, "number"), self.latest)

    def is_reference(self, place: int) -> bool:
        """Say whether a year and a post, or a post and a serial, stand at a place."""
        year = self.year_at(place) is not None
        post = self.post(place + year)
        return post is not None and (year or self.serial(post.place) is not None)

    def opens_item(self, place: int) -> bool:
        """Say whether a letter with its mark stands at a place: ``B.``, ``b)``."""
        text = self.at(place)
        return len(text) == 1 and text.isalpha() and self.at(place + 1) in {".", ")", ":"}

    def begins_line(self, place: int) -> bool:
        """Say whether a line, or a column set off by spaces, begins at a place."""
        if place == 0 or place >= len(self.tokens):
            return True
        gap = self.text[self.tokens[place - 1].end : self.tokens[place].start]
        return "\n" in gap or "  " in gap

    def touches(self, place: int) -> bool:
        """Say whether nothing stands between the word at a place and the one before it."""
        return 0 < place < len(self.tokens) and self.tokens[place].start == self.tokens[place - 1].end

    def serial(self, place: int) -> tuple[int | None, int] | None:
        """Return the year said between post and serial, and the place of the serial, if there is one."""
        year = None
        for _ in range(4):
            text = self.at(place)
            if text in BRACKETS and self.at(place + 2) == BRACKETS[text]:
                year = self.year_at(place + 1)
                if year is None and len(self.at(place + 1)) != 1:
                    return None
                place += 3
            elif self.opens_item(place) and self.is_serial(place + 2) and not self.is_reference(place + 2):
                place += 2  # H) TRIPOLI B. 161: the letter of a machine that counted lines
            elif (
                text in BEFORE_SERIAL
                or (text == "." and self.at(place - 1) in {"NO", "NR", "TEL"})
                or (text == "," and len(self.at(place + 1, "number")) >= 3)
            ):
                place += 1
            elif self.year_at(place) and self.is_serial(place + 1) and self._alone(place):
                year = self.year_at(place)
                place += 1
        return (year, place) if self.is_serial(place) else None

    def is_serial(self, place: int) -> bool:
        """Say whether the number at a place can be a serial, and is no date nor cut off."""
        digits = self.at(place, "number")
        if (
            not 1 <= len(digits) <= LONGEST_SERIAL
            or not int(digits)
            or NO_SERIAL.match(self.text, self.tokens[place].end)
        ):
            return False
        cut = self.text.startswith("...", self.tokens[place].end)
        glued = self.touches(place) and self.tokens[place - 1].kind == "word"
        day = (
            not glued
            and self.at(place + 1) == "/"
            and len(self.at(place + 2, "number")) in {1, 2}
            and int(digits) <= 12
        )
        return not cut and not (day and self.year_at(place + 2) is None)

    def _alone(self, place: int) -> bool:
        """Say whether the number behind a number belongs to it: no post of its own follows."""
        return self.post(place + 2, mistyped=False) is None

    def year_behind(self, place: int, digits: str) -> tuple[int, int | None]:
        """Return the place behind a serial and its year: ``5049-01``, ``0933/08``, ``701 (08)``."""
        mark, number = self.at(place + 1), self.at(place + 2, "number")
        if mark in {"-", "/"} and len(number) in {2, 4}:
            year = year_of(number, self.year or self.latest)
            again = mark == "/" and not (number.startswith("0") or digits.startswith("0") or len(number) == 4)
            if year and not again:
                return place + 3, year
        if mark in BRACKETS and self.at(place + 3) == BRACKETS[mark]:
            year = year_of(number, self.latest)
            if year:
                return place + 4, year
        if (
            mark in {"OF", "FROM"}
            and len(number) == 4
            and (year := year_of(number, self.year or self.latest))
        ):
            return place + 3, year  # LIMA 4529 OF 2006
        number = self.at(place + 1, "number")
        year = year_of(number, self.year or self.latest)
        if year and (len(number) == 4 or len(digits) == 5) and not self.post(place + 2):
            return place + 2, year
        return place + 1, None
