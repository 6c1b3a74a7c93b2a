"""The search: a tree of `corpus.query` answered by SQLite, with ranks, orders and snippets.

The one fact that surprises: the full text index holds no text. A snippet is cut from the cable itself, which
is unpacked for the hits in view only.
"""

from __future__ import annotations

import sqlite3
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from corpus.compression import unpacked
from corpus.dates import date_range
from corpus.errors import ArchiveError
from corpus.facts import FactKind
from corpus.query import And, Field, Near, Not, Or, Query, QueryError, Words, read_query
from corpus.snippets import Snippet, snippet
from parser.ids import canonical_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.archive import Archive

RANK: Final = "rank"
ORDERS: Final = (RANK, "date", "id", "origin", "classification", "subject", "copies")
"""What hits can be ordered by; `RANK` puts the best matches of the words first."""

_COLUMNS: Final = {
    "date": "created",
    "id": "id_order",
    "origin": "origin",
    "classification": "classification",
    "subject": "subject COLLATE NOCASE",
    "copies": "copies",
}


@dataclass(frozen=True, slots=True)
class _Condition:
    """A condition on ``number`` of a record, with the values that its question marks stand for."""

    sql: str
    values: tuple[str | int, ...] = ()


class Search:
    """A query read once, to be counted, listed and shown piece by piece."""

    def __init__(self, archive: Archive, text: str) -> None:
        """Read a query. Raises `QueryError` where it cannot be read; see `corpus.query`."""
        self.archive = archive
        self.text = text
        self.query = read_query(text)
        self._condition = _condition(self.query)

    def numbers(self, order: str = RANK, *, descending: bool = False, limit: int | None = None) -> array[int]:
        """Return the numbers of the records found, at most ``limit``, in one of `ORDERS`.

        By rank the best come first whatever ``descending`` says, and a query without words goes by date.
        """
        most = -1 if limit is None else limit
        ranked = _ranked(self.query) if order == RANK else None
        if ranked is not None:
            match, rest = ranked
            sql = "SELECT rowid FROM words WHERE words MATCH ?"
            values: tuple[str | int, ...] = (match,)
            if rest is not None:
                # The plus keeps the full text index from being asked anew for each of those numbers.
                sql += f" AND +rowid IN (SELECT number FROM records WHERE {rest.sql})"
                values += rest.values
            sql += " ORDER BY rank, rowid LIMIT ?"
        else:
            column = _COLUMNS.get(order, "created")
            way = "DESC" if descending else "ASC"
            sql = (
                f"SELECT number FROM records WHERE {self._condition.sql}"
                f" ORDER BY {column} {way}, id_order {way}, number {way} LIMIT ?"
            )
            values = self._condition.values
        return array("I", (number for (number,) in self._execute(sql, (*values, most))))

    def count(self) -> int:
        """Return how many records are found."""
        sql = f"SELECT count(*) FROM records WHERE {self._condition.sql}"
        ((count,),) = self._execute(sql, self._condition.values)
        return int(count)

    def snippet(self, number: int, *, characters: int = 160) -> Snippet:
        """Return a piece of a record's text around its densest hits, with the hits' places in it."""
        ((text,),) = self._execute("SELECT text FROM texts WHERE number = ?", (number,))
        return snippet(unpacked(text), list(positive_words(self.query)), characters=characters)

    def _execute(self, sql: str, values: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
        try:
            return self.archive.connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise ArchiveError(f"{self.archive.path}: the search failed: {error}") from error


def positive_words(query: Query) -> Iterator[Words]:
    """Yield the words and phrases that a hit may hold: what is to be highlighted."""
    match query:
        case Words():
            yield query
        case Near():
            yield from query.terms
        case And() | Or():
            for term in query.terms:
                yield from positive_words(term)
        case Not() | Field():
            return


def _match(query: Query) -> str | None:
    """Return the full text expression of a tree that holds nothing but words, else None.

    Every word goes in quotation marks and holds only letters and digits, so none can act as an operator.
    """
    match query:
        case Words():
            return '"' + " ".join(query.words) + '"' + ("*" if query.prefix else "")
        case Near():
            inside = " ".join(f'"{" ".join(term.words)}"' for term in query.terms)
            return f"NEAR({inside}, {query.distance})"
        case Or():
            return _all_match(query.terms, " OR ")
        case And():
            wanted = [term for term in query.terms if not isinstance(term, Not)]
            unwanted = [term.term for term in query.terms if isinstance(term, Not)]
            expression = _all_match(wanted, " AND ") if wanted else None
            if expression is None or not unwanted:
                return expression
            barred = _all_match(unwanted, " OR ")
            return f"({expression} NOT {barred})" if barred else None
        case Not() | Field():
            return None


def _all_match(terms: Sequence[Query], word: str) -> str | None:
    parts = [part for term in terms if (part := _match(term)) is not None]
    return "(" + word.join(parts) + ")" if len(parts) == len(terms) else None


def _ranked(query: Query) -> tuple[str, _Condition | None] | None:
    """Split a query into the words that rank its hits and the rest that only filters; None without words."""
    whole = _match(query)
    if whole is not None:
        return whole, None
    if not isinstance(query, And):
        return None
    words = tuple(term for term in query.terms if _match(term) is not None)
    barred = tuple(term for term in query.terms if isinstance(term, Not) and _match(term.term) is not None)
    rest = [_condition(term) for term in query.terms if term not in words and term not in barred]
    match = _match(And(words + barred)) if words else None
    if match is None:
        return None
    return match, _joined("AND", rest) if rest else None


def _condition(query: Query) -> _Condition:
    expression = _match(query)
    if expression is not None:
        return _Condition("number IN (SELECT rowid FROM words WHERE words MATCH ?)", (expression,))
    match query:
        case And():
            return _joined("AND", [_condition(term) for term in query.terms])
        case Or():
            return _joined("OR", [_condition(term) for term in query.terms])
        case Not():
            inner = _condition(query.term)
            return _Condition(f"NOT ({inner.sql})", inner.values)
        case Field():
            return _field(query)
        case Words() | Near():
            raise AssertionError(query)


def _joined(word: str, conditions: list[_Condition]) -> _Condition:
    sql = "(" + f" {word} ".join(condition.sql for condition in conditions) + ")"
    return _Condition(sql, tuple(value for condition in conditions for value in condition.values))


_FACTS: Final = {
    "tag": FactKind.TAG,
    "from": FactKind.FROM,
    "to": FactKind.TO,
    "signer": FactKind.SIGNER,
    "caption": FactKind.CAPTION,
}


def _field(field: Field) -> _Condition:
    name, value = field.name, field.value.strip()
    if not value:
        raise QueryError(field.position, f"a value was expected after {name}:")
    if name in ("origin", "class"):
        column = "origin" if name == "origin" else "classification"
        return _Condition(f"{column} LIKE ? ESCAPE '\\'", (f"%{_escaped(value)}%",))
    if name == "date":
        return _date(field)
    if name == "ref":
        return _fact("value = ?", FactKind.REFERENCE, canonical_id(value))
    if name in ("tag", "caption"):
        return _fact("value = ?", _FACTS[name], value.upper())
    if name in ("from", "to", "signer"):
        return _fact("value LIKE ? ESCAPE '\\'", _FACTS[name], f"%{_escaped(value)}%")
    if name == "has":
        return _has(field)
    if not (value.isdecimal() and len(value) < 7):
        raise QueryError(field.position, f"a number was expected after {name}:")
    if name == "transmission":
        return _fact("CAST(value AS INTEGER) >= ?", FactKind.TRANSMISSIONS, int(value))
    return _Condition("id IN (SELECT id FROM records WHERE version >= ?)", (int(value),))


def _fact(comparison: str, kind: FactKind, value: str | int) -> _Condition:
    return _Condition(
        "number IN (SELECT record FROM facts WHERE value IN"
        f" (SELECT number FROM fact_values WHERE kind = {int(kind)} AND {comparison}))",
        (value,),
    )


def _date(field: Field) -> _Condition:
    try:
        early, late = date_range(field.value)
    except ValueError as error:
        raise QueryError(field.position, str(error)) from error
    parts = [_Condition("created >= ?", (early,)), _Condition("created < ?", (late,))]
    return _joined("AND", [part for part in parts if part.values[0]])


def _has(field: Field) -> _Condition:
    match field.value.lower():
        case "duplicate":
            return _Condition("copies > 0")
        case "redaction":
            return _fact("value = ?", FactKind.HAS, "redaction")
    raise QueryError(field.position, "expected has:duplicate or has:redaction")


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
