"""The REF block: the cables, and other papers, that a cable rests on.

The surprising fact: a reference says as little as it can. Post and year are left out when the reference
before has them (``STATE 41252 AND 44603``), the year stands before or behind the serial or is the cable's
own, and a machine has often put its letters in front of the drafter's (``A. (A) PARIS 7682``). So the block
is read word by word, with what was last said kept in mind.
"""

from __future__ import annotations

import re

from parser.fields.citations import citation_kind
from parser.fields.reference_words import BRACKETS, LABEL, Words, end_of_block, tidy
from parser.ids import cable_id, full_year, parse_id
from parser.kinds import CitationKind
from parser.model import Citation

LONGEST_REMARK = 400
"""Characters without a reference after which the text is the body that ran on."""

SERIAL_OF_THE_DEPARTMENT = 20_000
"""Only the Department sends so many cables a year: a larger serial without a post is one of its own."""

LONGEST_RANGE = 20

AGAIN = frozenset({",", "&", "/", "AND", ";", "-"})
THROUGH = frozenset({"THROUGH", "THRU", "TO"})

"""What stands between a reference and a serial that repeats its post: ``AND 44603``, ``/935``, ``, 407``."""

BEFORE_POST = frozenset(
    {
        "REF",
        "REFS",
        "REFTEL",
        "SEE",
        "ALSO",
        "AND",
        "UNCLAS",
        "UNCLASS",
        "CONFIDENTIAL",
        "SECRET",
        "US",
        "PREVIOUS",
        "IN",
    }
)
"""Words in front of a post that leave it a reference."""

REFS = frozenset({"REF", "REFS", "REFTEL", "REFTELS", "REFERENCE", "REFERENCES"})
SEPARATORS = frozenset({",", "&", "AND", "|"})
PORTION_MARKS = frozenset("UCS")


def read_references(text: str, *, year: int | None = None, own_id: str | None = None) -> tuple[Citation, ...]:
    """Read the clean text of one or several REF blocks, labels included.

    ``year`` (of four digits) is the cable's own, for references that name none; without it the year of
    ``own_id`` serves. A reference to the cable itself, which a page break may look like, is left out. Each
    reference comes once, in order; ``Citation.text`` has its words without its letter, with its remark in
    parentheses; ``Citation.id`` is None for a cable whose year nothing tells.
    """
    own = parse_id(own_id) if own_id else None
    if year is None:
        year = own.year if own else None
    elif year < 100:
        year = full_year(f"{year:02d}")
    text = tidy(text)
    label = LABEL.search(text[:400])
    start = label.end() if label else 0
    words = Words(text[: end_of_block(text, start)], start, year)
    reader = _Reader(words, own.post if own else None)
    reader.read()
    found: dict[tuple[CitationKind, str], Citation] = {}
    for citation in reader.citations:
        if not own or citation.id != own.canonical:
            found.setdefault((citation.kind, citation.id or citation.text), citation)
    return tuple(found.values())


# ROE-DOE E-MAIL 11/21/2007 in front of a body that ran on
PAPER = re.compile(
    r"[^\n.]{3,80}?(?:MAILS?|CONS?)(?: OF| DATED)?\s[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?", re.IGNORECASE
)


class _Reader:
    """What was last said, while a block is read from left to right."""

    def __init__(self, words: Words, own_post: str | None) -> None:
        self.words = words
        self.text = words.text
        self.tokens = words.tokens
        self.own_post = own_post
        self.citations: list[Citation] = []
        self.place = 0
        self.letter: str | None = None
        self.marked = False  # the token before ended a letter
        self.fresh = True  # an item begins here
        self.loose: int | None = None  # where words began that are no cable
        self.said: tuple[str, int | None] | None = None  # post and year of the last cable
        self.cable_end = -1  # where the last cable's words end

    def read(self) -> None:
        """Read all of the tokens."""
        while self.place < len(self.tokens):
            if self._marker():
                self.marked = self.fresh = True
                continue
            if not self._cable():
                self._word()
            self.marked = False
            if self.loose is not None and self.tokens[self.place - 1].end - self.loose > LONGEST_REMARK:
                paper = PAPER.match(self.text, self.loose)
                if paper:
                    self._close(paper.end())
                return
        self._close(len(self.text))

    # what opens an item

    def _marker(self) -> bool:
        """Pass a letter, and say so; or the label of a further REF block."""
        token = self.tokens[self.place]
        if token.text in REFS and self.words.at(self.place + 1) == ":":
            return self._open(None, 2)
        if (
            token.text in BRACKETS
            and self.words.at(self.place + 2) == BRACKETS[token.text]
            and self._opens(self.words.at(self.place + 1), closed=True)
        ):
            letter = self.words.at(self.place + 1)
            if self.marked and letter in PORTION_MARKS and letter != self.letter:
                self.place += 3
                return True
            return self._open(letter, 3)
        if (
            token.text in REFS
            and len(self.words.at(self.place + 1)) == 1
            and self.words.at(self.place + 1).isalpha()
        ):
            return self._open(
                self.words.at(self.place + 1),
                3 if self.words.at(self.place + 2) in {".", ":", ")", "-"} else 2,
            )
        counted = self.words.at(self.place + 1) == "." and self._counts(token.text)
        if not self._opens(token.text, closed=counted or self.words.at(self.place + 1) == ")"):
            return False
        if self.words.at(self.place + 1) == ")":
            return self._open(token.text, 2)
        if self.words.at(self.place + 1) in {".", ":", "-", ","}:
            after = self.words.at(self.place + 2, "word")
            gap = (
                self.place + 2 < len(self.tokens)
                and self.tokens[self.place + 2].start > self.tokens[self.place + 1].end
            )
            if gap or (after and self.words.post(self.place + 2)):
                return self._open(token.text, 2)
            return self.words.at(self.place + 2, "number") != "" and self._open(token.text, 2)
        alone = (self.marked or self.words.begins_line(self.place)) and self.words.is_reference(
            self.place + 1
        )
        return (alone or (self.place == 0 and token.text == "A")) and self._open(token.text, 1)

    def _opens(self, letter: str, *, closed: bool) -> bool:
        """Say whether a letter can open an item here: the next one, or any at the start of a line."""
        if len(letter) != 1 or not "A" <= letter <= "Z":
            return (
                closed
                and self.loose is None
                and letter.isdigit()
                and len(letter) <= 2
                and (self.fresh or self.words.begins_line(self.place) or self._counts(letter))
            )
        if self.letter is None or not self.letter.isalpha():
            follows = letter == "A" or (closed and letter not in PORTION_MARKS)
        else:
            step = ord(letter) - ord(self.letter)
            follows = letter == "A" or (self.loose is not None) <= step <= 2
            if closed and not follows and self.text[self.tokens[self.place].end] != ".":
                # letters left out (B) LIMA 1 E) LIMA 2), or one that stands twice, each on its line
                follows = (step > 0 or self.words.begins_line(self.place)) and self.words.is_reference(
                    self.place + (2 if self.words.at(self.place + 1) == ")" else 3)
                )
        return follows or (self.words.begins_line(self.place) and self.loose is None) or self.marked

    def _counts(self, number: str) -> bool:
        """Say whether a number is the next of items that are numbered, with a reference behind it."""
        last = self.letter if self.letter is not None and self.letter.isdigit() else "0"
        return number == str(int(last) + 1) and self.words.is_reference(self.place + 2)

    def _open(self, letter: str | None, size: int) -> bool:
        self._close(self.tokens[self.place].start)
        self.letter = letter
        self.place += size
        return True

    # cables

    def _cable(self) -> bool:
        """Read a cable, or several serials of one post; say whether there was one."""
        token = self.tokens[self.place]
        if token.kind == "mark" and token.text != "'":
            return self._remark() if token.text == "(" else False
        start = self.place
        place = start + (token.text == "'")
        year = self.words.year_at(place)
        if self.loose is not None and not self._separated() and not (year and len(self.words.at(place)) == 4):
            return False
        if token.kind == "number" and self._again(start):
            return True
        dashed = year is not None and self.words.at(place + 1) == "-" and self.words.touches(place + 1)
        post = self.words.post(place + (year is not None) + dashed)  # 06 LIMA 13, 06-LIMA-13
        if post is None:
            return token.kind == "number" and (self._reverse(start) or self._bare(start))
        serial = self.words.serial(post.place)
        if serial is None:
            return False
        said, place = serial
        self._add(post.name, said or year, start, place)
        return True

    def _add(self, post: str, year: int | None, start: int, place: int) -> None:
        """Take the cable whose serial stands at a place, and the year that may follow it."""
        self._close(self.tokens[start].start)
        digits = self.tokens[place].text
        glued = place > start and self.words.touches(place)
        if glued and len(digits) == 1 and 1 <= len(self.words.at(place + 1, "number")) <= 3:
            place += 1  # SAO PAULO4 2
            digits += self.tokens[place].text
        place, behind = self.words.year_behind(place, digits)
        year = year or behind
        serials = [int(digits)]
        hyphen = self.words.at(place) == "-" and self.words.touches(place + 1)
        if (hyphen or self.words.at(place) in THROUGH) and self.words.is_serial(place + 1):
            last = int(self.tokens[place + 1].text)
            if 0 < last - serials[0] <= LONGEST_RANGE:
                serials = list(range(serials[0], last + 1))
                place += 2
        said = year or self.words.year
        words = " ".join(self.text[self.tokens[start].start : self.tokens[place - 1].end].split())
        for serial in serials:
            found = cable_id(said, post, serial).canonical if said else None
            self.citations.append(Citation(words, CitationKind.CABLE, self.letter, found))
        self.said = (post, year)
        self.place = place
        self.fresh = False
        self.cable_end = self.tokens[place - 1].end

    def _again(self, place: int) -> bool:
        """Read a serial that repeats the post and the year of the cable before it."""
        if (
            not self.said
            or not self.words.is_serial(place)
            or self.words.at(place, "number").startswith("000000")
        ):
            return False
        before = self.words.at(place - 1)
        if self.fresh or before not in AGAIN or self.loose is not None:
            return False
        if self.words.post(place + 1) and self.words.year_at(place):
            return False
        self._add(*self.said, place, place)
        return True

    def _bare(self, place: int) -> bool:
        """Read a serial without a post: the last one's, the Department's or the cable's own."""
        digits = self.words.at(place)
        lonely = (
            self.words.at(place + 1) in {"", ",", ";", ".", "(", "AND", "&"}
            or self.words.begins_line(place + 1)
            or self.words.opens_item(place + 1)
        )
        if (
            not self.fresh
            or self.loose is not None
            or not lonely
            or not self.words.is_serial(place)
            or len(digits) < 2
        ):
            return False
        if len(digits) == 4 and self.words.year_at(place):
            return False
        if int(digits) >= SERIAL_OF_THE_DEPARTMENT:
            self._add("STATE", None, place, place)
        elif self.said or self.own_post:
            self._add(*(self.said or (self.own_post or "", None)), place, place)
        else:
            return False
        return True

    def _reverse(self, place: int) -> bool:
        """Read a serial in front of its post: ``377 KATHMANDU``."""
        post = self.words.post(place + 1, mistyped=False)
        if not post or not self.fresh or self.loose is not None or self.words.serial(post.place):
            return False
        if not self.words.is_serial(place) or len(self.words.at(place)) < 3:
            return False
        self._add(post.name, None, place, place)
        self.place = post.place
        return True

    def _remark(self) -> bool:
        """Pass the remark in parentheses behind a cable, and add it to the words of the cable."""
        start = self.tokens[self.place]
        if self.fresh or self.loose is not None:
            return False
        close = self.text.find(")", start.start, start.start + LONGEST_REMARK)
        if close < 0:
            return False
        while self.place < len(self.tokens) and self.tokens[self.place].start <= close:
            self.place += 1
        last = self.citations[-1]
        if not self.text[self.cable_end : start.start].strip():
            words = " ".join(self.text[start.start : close + 1].split())
            self.citations[-1] = Citation(f"{last.text} {words}", last.kind, last.letter, last.id)
        return True

    # words that are no cable

    def _word(self) -> None:
        """Pass a token that belongs to no cable."""
        token = self.tokens[self.place]
        if token.text == ";":
            self._close(token.start)
            self.fresh = True
        elif self.loose is None and token.kind != "mark" and token.text not in AGAIN:
            self.loose = (
                self.tokens[self.place - 1].start
                if self.words.at(self.place - 1) in {"(", "'", '"'}
                else token.start
            )
        self.place += 1

    def _close(self, end: int) -> None:
        """End the words since the last reference, and take them for a reference where they are one."""
        if self.loose is None:
            return
        words = " ".join(self.text[self.loose : end].split()).strip(" ,;-&")
        words = words.removesuffix(" AND").removesuffix(" and")
        remark = not self.fresh and not re.search(r"\bAND\b|[&,\n]", self.text[self.cable_end : self.loose])
        kind = None if remark else citation_kind(words)
        if kind and (self.fresh or kind is not CitationKind.OTHER):
            self.citations.append(Citation(words, kind, self.letter))
        self.loose = None

    def _separated(self) -> bool:
        """Say whether a cable may begin inside words that are none."""
        before = self.words.at(self.place - 1)
        if before in SEPARATORS or before in BEFORE_POST or before in REFS:
            return True
        return self.words.begins_line(self.place) or self.words.at(self.place - 1) == "("
