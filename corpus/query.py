"""The query language of the search: words, phrases, fields, AND, OR, NOT and NEAR, as a tree.

The one fact that surprises: nothing of a query is ever put into SQL. What a reader types becomes a tree of
frozen terms here; `corpus.search` turns a tree into statements whose values are bound parameters.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.query_fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX_LENGTH: Final = 3
"""Letters that a prefix needs before its star; shorter ones match half the vocabulary and take seconds."""


DEPTH: Final = 40
"""Brackets within brackets, and NOTs before one another, that a query may have."""

TERMS: Final = 200
"""Words, phrases and fields that a query may have; SQLite's own limits lie above."""


class QueryError(ValueError):
    """A query that cannot be read: ``position`` counts from 0, ``str()`` says what was expected there."""

    def __init__(self, position: int, message: str) -> None:
        super().__init__(f"at character {position + 1}: {message}")
        self.position = position


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or a phrase of several that stand together; ``prefix`` when the last is only a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words or phrases with at most ``distance`` words between them, in any order."""

    terms: tuple[Words, ...]
    distance: int = 10


@dataclass(frozen=True, slots=True)
class Field:
    """A field and what was asked of it; ``position`` is where the value stands in the query."""

    name: str
    value: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    terms: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    terms: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """None of it."""

    term: Query


Query = Words | Near | Field | And | Or | Not

_TOKEN: Final = re.compile(
    r"""
    \s*(?:
      (?P<open>\()
    | (?P<close>\))
    | (?P<near>NEAR\()                      # NEAR(reform parliament, 5)
    | -?"(?P<phrase>[^"]*)(?P<end>"?)       # "frozen conflicts"
    | (?P<field>[A-Za-z]+):                   # origin:
    | (?P<word>[^\s()"]+)                   # astana, iran*
    )""",
    re.VERBOSE,
)
_BETWEEN: Final = {
    "AND": 'stands between two words; in quotation marks it is searched for: "AND"',
    "OR": 'stands between two words; in quotation marks it is searched for: "OR"',
    "NEAR": 'needs a bracket right after it: NEAR(one two, 5); in quotation marks it is searched for: "NEAR"',
}
"""What is said of an operator where a word was expected."""

_WORD: Final = re.compile(r"\w+")
_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
"""What stands for a byte that is no text: SQLite takes none of it."""

_NEAR_PART: Final = re.compile(r'"[^"]*"\*?|[^\s"]+')  # of NEAR("upper house" reform*, 5)
_DISTANCE: Final = re.compile(r"\s*(\d{1,4})\s*")


def read_query(text: str) -> Query:
    """Return the tree of a query. Raises `QueryError` where it cannot be read or is empty."""
    reader = _Reader(text)
    query = reader.alternatives()
    if reader.peek() is not None:
        raise QueryError(reader.start(), "a closing bracket without an opening one")
    return query


class _Reader:
    """Reads a query from left to right, one token ahead."""

    def __init__(self, text: str) -> None:
        self.text = _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
        self.position = 0
        self.depth = 0
        self.terms = 0

    def peek(self) -> re.Match[str] | None:
        """Return the next token, None at the end."""
        return _TOKEN.match(self.text, self.position)

    def start(self) -> int:
        """Return where the next token starts."""
        while self.position < len(self.text) and self.text[self.position].isspace():
            self.position += 1
        return self.position

    def alternatives(self) -> Query:
        terms = [self.conjunction()]
        while self._keyword("OR"):
            terms.append(self.conjunction())
        return terms[0] if len(terms) == 1 else Or(tuple(terms))

    def conjunction(self) -> Query:
        terms = [self.negation()]
        while True:
            if self._keyword("AND"):
                terms.append(self.negation())
                continue
            token = self.peek()
            if token is None or token["close"] or token["word"] == "OR":
                return terms[0] if len(terms) == 1 else And(tuple(terms))
            terms.append(self.negation())

    def negation(self) -> Query:
        start = self.start()
        if self._keyword("NOT"):
            with self._deeper(start):
                return Not(self.negation())
        if (
            self.text.startswith("-", start)
            and start + 1 < len(self.text)
            and not self.text[start + 1].isspace()
        ):
            self.position = start + 1
            return Not(self.atom())
        return self.atom()

    def atom(self) -> Query:
        start = self.start()
        token = self.peek()
        if token is None or token["close"]:
            raise QueryError(start, "a word, a phrase, a field or an opening bracket was expected")
        if token["word"] in _BETWEEN:
            raise QueryError(start, f"{token['word']} {_BETWEEN[token['word']]}")
        self.position = token.end()
        if token["open"]:
            with self._deeper(start):
                return self._bracket(start)
        self.terms += 1
        if self.terms > TERMS:
            raise QueryError(start, f"a query has at most {TERMS} words, phrases and fields")
        if token["near"]:
            return self._near(start)
        if token["phrase"] is not None:
            return self._phrase(token, start)
        if token["field"]:
            return self._field(token["field"], start)
        return self._words(token["word"], start)

    @contextmanager
    def _deeper(self, start: int) -> Iterator[None]:
        self.depth += 1
        if self.depth > DEPTH:
            raise QueryError(start, f"more than {DEPTH} brackets or NOTs within one another")
        yield
        self.depth -= 1

    def _keyword(self, name: str) -> bool:
        token = self.peek()
        if token is None or token["word"] != name:
            return False
        self.position = token.end()
        return True

    def _bracket(self, start: int) -> Query:
        query = self.alternatives()
        token = self.peek()
        if token is None or not token["close"]:
            raise QueryError(start, "this bracket is not closed")
        self.position = token.end()
        return query

    def _near(self, start: int) -> Near:
        end = self.text.find(")", self.position)
        if end < 0:
            raise QueryError(start, "NEAR( is not closed; expected NEAR(one two, 5)")
        at = self.position
        inside = self.text[at:end]
        self.position = end + 1
        names, comma, distance = inside.rpartition(",")
        within = _DISTANCE.fullmatch(distance)
        if comma and within is None:
            raise QueryError(at + len(names) + 1, "a number of words was expected: NEAR(one two, 5)")
        if not comma:
            names = inside
        terms = tuple(
            _checked(Words(found, part[0].rstrip('" ').endswith("*")), at + part.start())
            for part in _NEAR_PART.finditer(names)
            if (found := tuple(_WORD.findall(part[0])))
        )
        self.terms += len(terms)
        if len(terms) < 2:
            raise QueryError(start, "NEAR needs two words or phrases: NEAR(one two, 5)")
        return Near(terms, int(within[1])) if comma and within else Near(terms)

    def _phrase(self, token: re.Match[str], start: int) -> Words:
        if not token["end"]:
            raise QueryError(start, "this quotation mark is not closed")
        words = tuple(_WORD.findall(token["phrase"]))
        if not words:
            raise QueryError(start, "a phrase needs a word between its quotation marks")
        after = self.text.startswith("*", self.position)
        self.position += after
        prefix = after or token["phrase"].rstrip().endswith("*")  # "upper hou"* or "upper hou*"
        return _checked(Words(words, prefix), start)

    def _field(self, name: str, start: int) -> Query:
        lowered = name.lower()
        if lowered not in FIELDS:
            raise QueryError(
                start,
                f"there is no field {name}{_nearest(lowered)}; the fields are {', '.join(FIELDS)};"
                " within quotation marks a colon is text",
            )
        token = self.peek()
        at = self.position
        if at == len(self.text) or self.text[at].isspace() or self.text[at] in "()" or token is None:
            raise QueryError(at, f"a value was expected: {FIELDS[lowered]}")
        if token["phrase"] is not None:
            self.position = token.end()
            value = token["phrase"]
            if not token["end"]:
                raise QueryError(at, "this quotation mark is not closed")
        else:
            stop = next((i for i in range(at, len(self.text)) if self.text[i] in ' \t\n()"'), len(self.text))
            self.position = stop
            value = self.text[at:stop]
        return Field(lowered, value, at)

    def _words(self, word: str, start: int) -> Words:
        prefix = word.endswith("*")
        words = tuple(_WORD.findall(word))
        if not words:
            raise QueryError(start, f"{word!r} holds no letter or digit to search for")
        return _checked(Words(words, prefix), start)


def _checked(words: Words, start: int) -> Words:
    if words.prefix and len(words.words[-1]) < PREFIX_LENGTH:
        raise QueryError(start, f"at least {PREFIX_LENGTH} letters are needed before the star")
    return words


def _nearest(name: str) -> str:
    """Return what may be meant by a mistaken field, as a question; '' where no field is like it."""
    from rapidfuzz import fuzz, process  # a mistake is rare, and no query waits for a library

    begun = [field for field in sorted(FIELDS) if name.startswith(field) or field.startswith(name)]
    nearest = process.extractOne(
        name, begun or sorted(FIELDS), scorer=fuzz.ratio, score_cutoff=0 if begun else 60
    )
    return f", do you mean {nearest[0]}:?" if nearest else ""
