"""The search: a query answered by SQLite, with ranks, orders and snippets.

The one fact that surprises: a rank says little of words that stand nearly everywhere and costs most there. Of
what more than `FREQUENT` cables hold, those with it in their subject come first, the others as imported.
"""

from __future__ import annotations

import sqlite3
from array import array
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from corpus.compression import unpacked
from corpus.conditions import Condition, condition_of, match_of, positive_words, ranked
from corpus.opening import told
from corpus.query import read_query
from corpus.snippets import Snippet, snippet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.archive import Archive
    from corpus.errors import ArchiveError
    from corpus.query import Query

RANK: Final = "rank"
ORDERS: Final = (RANK, "date", "id", "origin", "classification", "subject", "copies")
"""What hits can be ordered by; `RANK` puts the best matches of the words first."""

FREQUENT: Final = 30_000
"""Hits from which on words are not ranked one by one: 25 ms of ranking."""

FREQUENT_PHRASE: Final = 2_000
"""The same where the places of words are compared (phrases, NEAR), which takes ten times as long."""

_WITH_SUBJECTS: Final = 2  # the version of the archive from which on subjects have an index of their own

_COLUMNS: Final = {
    "date": "created",
    "id": "id_order",
    "origin": "origin",
    "classification": "classification",
    "subject": "subject COLLATE NOCASE",
    "copies": "copies",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words that rank the hits, as full text expression, and the condition that filters them."""

    match: str
    rest: Condition | None

    @property
    def frequent(self) -> int:
        """Hits from which on these words are frequent."""
        together = "NEAR(" in self.match or any(" " in part for part in self.match.split('"')[1::2])
        return FREQUENT_PHRASE if together else FREQUENT

    def select(self, table: str, rank: str = "") -> tuple[str, tuple[str | int, ...]]:
        """Return the statement for the hits in the index of whole texts or of subjects, and its values."""
        sql, values = f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (self.match,)
        if self.rest is None:
            return sql + rank, values
        # The plus keeps the full text index from being asked anew for each of those numbers.
        sql += f" AND +rowid IN (SELECT number FROM records WHERE {self.rest.sql})"
        return sql + rank, (*values, *self.rest.values)


class Search:
    """A query read once, to be counted, listed and shown piece by piece."""

    def __init__(self, archive: Archive, text: str) -> None:
        """Read a query. Raises `QueryError` where it cannot be read; see `corpus.query`."""
        self.archive = archive
        self.text = text
        self.query: Query = read_query(text)
        self._condition = condition_of(self.query)

    def numbers(self, order: str = RANK, *, descending: bool = False, limit: int | None = None) -> array[int]:
        """Return the numbers of the records found, at most ``limit``, in one of `ORDERS`.

        By rank the best come first whatever ``descending`` says, and a query without words goes by date.
        """
        words = ranked(self.query) if order == RANK else None
        if words is not None:
            return array("I", islice(self._best_first(_Asked(*words), limit), limit))
        column = _COLUMNS.get(order, "created")
        way = "DESC" if descending else "ASC"
        sql = (
            f"SELECT number FROM records WHERE {self._condition.sql}"
            f" ORDER BY {column} {way}, id_order {way}, number {way} LIMIT ?"
        )
        return array("I", self._numbers(sql, (*self._condition.values, -1 if limit is None else limit)))

    def count(self) -> int:
        """Return how many records are found."""
        match = match_of(self.query)
        if match is not None:
            (count,) = self._numbers("SELECT count(*) FROM words WHERE words MATCH ?", (match,))
        else:
            sql = f"SELECT count(*) FROM records WHERE {self._condition.sql}"
            (count,) = self._numbers(sql, self._condition.values)
        return count

    def snippet(self, number: int, *, characters: int = 160) -> Snippet:
        """Return a piece of a record's text around its densest hits, with the hits' places in it."""
        ((text,),) = self._execute("SELECT text FROM texts WHERE number = ?", (number,)).fetchall()
        return snippet(unpacked(text), list(positive_words(self.query)), characters=characters)

    def _best_first(self, asked: _Asked, limit: int | None) -> Iterator[int]:
        """Yield the hits by rank; of frequent words those with a hit in the subject, then all others."""
        sql, values = asked.select("words")
        hits = self._numbers(sql, values)
        first = list(islice(hits, asked.frequent + 1))
        if len(first) <= asked.frequent or self.archive.version < _WITH_SUBJECTS:
            sql, values = asked.select("words", " ORDER BY rank, rowid LIMIT ?")
            yield from self._numbers(sql, (*values, -1 if limit is None else limit))
            return
        shown = set()
        sql, values = asked.select("subjects", " ORDER BY rank, rowid")
        for number in self._numbers(sql, values):
            if self._holds(asked, number):
                shown.add(number)
                yield number
        for number in chain(first, hits):
            if number not in shown:
                yield number

    def _holds(self, asked: _Asked, number: int) -> bool:
        """Return whether a record whose subject matches does so whole: its text may hold what is barred."""
        if " NOT " not in asked.match:
            return True
        sql = "SELECT rowid FROM words WHERE words MATCH ? AND rowid = ?"
        return next(self._numbers(sql, (asked.match, number)), None) is not None

    def _numbers(self, sql: str, values: tuple[str | int, ...]) -> Iterator[int]:
        cursor = self._execute(sql, values)
        try:
            for (number,) in cursor:
                yield int(number)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _execute(self, sql: str, values: tuple[str | int, ...]) -> sqlite3.Cursor:
        try:
            return self.archive.connection.execute(sql, values)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _failed(self, error: sqlite3.Error) -> ArchiveError:
        return told(self.archive.path, error, f"the search failed: {error}")


__all__ = ["ORDERS", "RANK", "Search", "positive_words"]
