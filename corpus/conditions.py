"""A tree of `corpus.query` as conditions for SQLite: full text expressions, and columns and facts.

The one fact that surprises: every word of an expression stands in quotation marks and holds only letters and
digits, and every value is bound, so nothing that a reader types can act as an operator or as SQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.dates import date_range
from corpus.facts import FactKind
from corpus.query import And, Field, Near, Not, Or, Query, QueryError, Words
from parser.ids import canonical_id, parse_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on ``number`` of a record, with the values that its question marks stand for."""

    sql: str
    values: tuple[str | int, ...] = ()


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


def asks_for_duplicates(query: Query) -> bool:
    """Return whether a query is answered by what a search for duplicates has found."""
    match query:
        case And() | Or():
            return any(asks_for_duplicates(term) for term in query.terms)
        case Not():
            return asks_for_duplicates(query.term)
        case Field():
            return query.name == "has" and query.value.strip().lower() == "duplicate"
        case Words() | Near():
            return False


def match_of(query: Query) -> str | None:
    """Return the full text expression of a tree that holds nothing but words, else None.

    Every word goes in quotation marks and holds only letters and digits, so none can act as an operator.
    """
    match query:
        case Words():
            return _quoted(query)
        case Near():
            return f"NEAR({' '.join(_quoted(term) for term in query.terms)}, {query.distance})"
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


def _quoted(words: Words) -> str:
    return '"' + " ".join(words.words) + '"' + ("*" if words.prefix else "")


def _all_match(terms: Sequence[Query], word: str) -> str | None:
    parts = [part for term in terms if (part := match_of(term)) is not None]
    return "(" + word.join(parts) + ")" if len(parts) == len(terms) else None


def ranked(query: Query) -> tuple[str, Condition | None] | None:
    """Split a query into the words that rank its hits and the rest that only filters; None without words."""
    whole = match_of(query)
    if whole is not None:
        return whole, None
    if not isinstance(query, And):
        return None
    words = tuple(term for term in query.terms if match_of(term) is not None)
    barred = tuple(term for term in query.terms if isinstance(term, Not) and match_of(term.term) is not None)
    rest = [condition_of(term) for term in query.terms if term not in words and term not in barred]
    match = match_of(And(words + barred)) if words else None
    if match is None:
        return None
    return match, joined("AND", rest) if rest else None


def condition_of(query: Query) -> Condition:
    expression = match_of(query)
    if expression is not None:
        return Condition("number IN (SELECT rowid FROM words WHERE words MATCH ?)", (expression,))
    match query:
        case And():
            return joined("AND", [condition_of(term) for term in query.terms])
        case Or():
            return joined("OR", [condition_of(term) for term in query.terms])
        case Not():
            inner = condition_of(query.term)
            return Condition(f"NOT ({inner.sql})", inner.values)
        case Field():
            return _field(query)
        case Words() | Near():
            raise AssertionError(query)


def joined(word: str, conditions: list[Condition]) -> Condition:
    sql = "(" + f" {word} ".join(condition.sql for condition in conditions) + ")"
    return Condition(sql, tuple(value for condition in conditions for value in condition.values))


_FACTS: Final = {
    "tag": FactKind.TAG,
    "from": FactKind.FROM,
    "to": FactKind.TO,
    "signer": FactKind.SIGNER,
    "caption": FactKind.CAPTION,
}

_ANYWHERE: Final = ("origin", "class", "from", "to", "signer")
"""Fields of which a value is a part."""


def _field(field: Field) -> Condition:
    name, value = field.name, field.value.strip()
    if not value:
        raise QueryError(field.position, f"a value was expected after {name}:")
    if name in _ANYWHERE:
        value = value.strip("*")  # they are found wherever they stand, so a star has nothing to add
    begins = name in ("tag", "caption") and value.endswith("*")
    value = value.rstrip("*") if begins else value
    if not value:
        raise QueryError(field.position, f"letters were expected after {name}: beside the star")
    if name in ("origin", "class"):
        column = "origin" if name == "origin" else "classification"
        return Condition(f"{column} LIKE ? ESCAPE '\\'", (f"%{_escaped(value)}%",))
    if name == "date":
        return _date(field)
    if name == "ref":
        cited = canonical_id(value)
        if parse_id(cited) is None:
            raise QueryError(field.position, f"{value!r} is no cable's id; expected one like 09ASTANA674")
        return _fact("value = ?", FactKind.REFERENCE, cited)
    if begins:
        return _fact("value LIKE ? ESCAPE '\\'", _FACTS[name], f"{_escaped(value.upper())}%")
    if name in ("tag", "caption"):
        return _fact("value = ?", _FACTS[name], value.upper())
    if name in ("from", "to", "signer"):
        return _fact("value LIKE ? ESCAPE '\\'", _FACTS[name], f"%{_escaped(value)}%")
    if name == "has":
        return _has(field)
    if not (value.isdecimal() and len(value) < 7):
        raise QueryError(field.position, f"a number was expected after {name}:")
    if name == "transmission":
        if int(value) < 2:  # every record holds its message once; only more than that is a fact
            return Condition("1")
        return _fact("CAST(value AS INTEGER) >= ?", FactKind.TRANSMISSIONS, int(value))
    return Condition("id IN (SELECT id FROM records WHERE version >= ?)", (int(value),))


def _fact(comparison: str, kind: FactKind, value: str | int) -> Condition:
    return Condition(
        "number IN (SELECT record FROM facts WHERE value IN"
        f" (SELECT number FROM fact_values WHERE kind = {int(kind)} AND {comparison}))",
        (value,),
    )


def _date(field: Field) -> Condition:
    try:
        early, late = date_range(field.value)
    except ValueError as error:
        raise QueryError(field.position, str(error)) from error
    parts = [Condition("created >= ?", (early,)), Condition("created < ?", (late,))]
    return joined("AND", [part for part in parts if part.values[0]])


def _has(field: Field) -> Condition:
    match field.value.strip().lower():
        case "duplicate":
            return Condition("copies > 0")
        case "redaction":
            return _fact("value = ?", FactKind.HAS, "redaction")
    raise QueryError(field.position, "expected has:duplicate or has:redaction")


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
