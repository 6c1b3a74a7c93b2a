"""The rows of an archive, written: files, records with their texts, words and facts, and sources.

The one fact that surprises: a full text index without content must be told the words of what it is to forget,
so a record that goes is unpacked once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from corpus.compression import unpacked
from corpus.entries import searchable
from corpus.facts import FactWriter
from corpus.orders import keep_order
from corpus.sources import digest_of, name_of
from corpus.workers import Finished

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path
    from types import TracebackType

    from corpus.entries import Entry
    from corpus.sources import State
    from corpus.workers import Batch

_CACHE: Final = 64  # megabytes of pages: the indexes are written all over
_EMPTY: Final = 0.01  # of the pages, that may stay empty
_STEP: Final = 64  # pages that are given back at a time
_GATHERED: Final = 64  # megabytes of words that are gathered before they go into the index


class Writer:
    """Writes to one archive, in a transaction that `commit` ends; on an error what is open is undone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._facts = FactWriter(connection)
        self._changed = False

    def __enter__(self) -> Writer:
        self.connection.execute(f"PRAGMA cache_size = -{_CACHE << 10}")
        self.connection.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_GATHERED << 20,))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.commit()
            self.shrink()
            with self.connection:
                self.connection.execute("BEGIN IMMEDIATE")  # nobody changes what is being put in order
                keep_order(self.connection)
        else:
            self.connection.rollback()

    def commit(self) -> None:
        """Make lasting what has been written."""
        self._changed = False  # a search for copies may end between two transactions
        self.connection.commit()

    def shrink(self) -> None:
        """Give back the pages that merging the full text index has left empty, where they are many.

        In small steps: each is a transaction that other programs need not wait for, and the log stays small.
        """
        while self._empty() > _EMPTY:
            self.connection.execute(f"PRAGMA incremental_vacuum({_STEP})").fetchall()
            self.connection.commit()
            if not self.connection.execute("PRAGMA auto_vacuum").fetchone()[0]:
                return  # made by the first version: its empty pages are used again, not given back

    def _empty(self) -> float:
        (pages,) = self.connection.execute("PRAGMA page_count").fetchone()
        (empty,) = self.connection.execute("PRAGMA freelist_count").fetchone()
        return float(empty / pages) if empty > _STEP else 0.0

    def begin(self, path: Path, state: State) -> tuple[int | None, int]:
        """Return the file's number and how many of its records are there; no number when nothing is to do.

        A file of another time whose bytes are the same has not changed; one that has is forgotten first.
        """
        name = name_of(path)
        known = self.connection.execute(
            "SELECT number, size, modified, digest, records, finished FROM files WHERE path = ?", (name,)
        ).fetchone()
        if known is not None:
            number, size, modified, digest, done, finished = known
            if (size, modified) == (state.size, state.modified):
                return (None, 0) if finished else (number, done)
            if finished and digest and size == state.size and digest == digest_of(path, state):
                self.connection.execute(
                    "UPDATE files SET modified = ? WHERE number = ?", (state.modified, number)
                )
                return None, 0
            self._forget(number)
        cursor = self.connection.execute(
            "INSERT INTO files (path, size, modified) VALUES (?, ?, ?)", (name, state.size, state.modified)
        )
        return cursor.lastrowid, 0

    def write(self, batch: Batch) -> tuple[int, int]:
        """Write a batch; return how many records it held, and how many of them are new."""
        read = added = 0
        for file, made in batch:
            if isinstance(made, Finished):
                self.connection.execute(
                    "UPDATE files SET finished = 1, digest = ? WHERE number = ?", (made.digest, file)
                )
                continue
            number, new = self._record(made)
            read += 1
            added += new
            self.connection.execute(
                "INSERT INTO sources (file, place, line, format, record)"
                " VALUES (?, (SELECT records + 1 FROM files WHERE number = ?), ?, ?, ?)",
                (file, file, made.line, made.format, number),
            )
            self.connection.execute("UPDATE files SET records = records + 1 WHERE number = ?", (file,))
        return read, added

    def _forget(self, file: int) -> None:
        """Take out a file that has changed, with the records that no other source states."""
        self._change()
        gone = self.connection.execute(
            "SELECT record FROM sources WHERE file = ? AND record NOT IN"
            " (SELECT other.record FROM sources AS mine JOIN sources AS other USING (record)"
            " WHERE mine.file = ? AND other.file != ?)",
            (file, file, file),
        ).fetchall()
        self.connection.execute("DELETE FROM files WHERE number = ?", (file,))
        for (number,) in set(gone):
            subject, text = self.connection.execute(
                "SELECT subject, text FROM records JOIN texts USING (number) WHERE number = ?", (number,)
            ).fetchone()
            self.connection.execute(
                "INSERT INTO words (words, rowid, subject, body) VALUES ('delete', ?, ?, ?)",
                (number, subject, searchable(unpacked(text))),
            )
            self.connection.execute(
                "INSERT INTO subjects (subjects, rowid, subject) VALUES ('delete', ?, ?)", (number, subject)
            )
            self.connection.execute("DELETE FROM records WHERE number = ?", (number,))

    def _record(self, made: Entry) -> tuple[int, bool]:
        """Return the number of the record, and whether it is new; the same version is kept once."""
        known = self.connection.execute(
            "SELECT number FROM records WHERE id = ? AND digest = ?", (made.id, made.digest)
        ).fetchone()
        if known is not None:
            return int(known[0]), False
        self._change()
        version = self._version(made.id)
        cursor = self.connection.execute(
            "INSERT INTO records"
            " (key, id, id_order, created, origin, classification, subject, version, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                made.id if version == 1 else f"{made.id}@{version}",
                made.id,
                made.id_order,
                made.created,
                made.origin,
                made.classification,
                made.subject,
                version,
                made.digest,
            ),
        )
        number = int(cursor.lastrowid or 0)
        self.connection.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, made.stated, made.text))
        self.connection.execute(
            "INSERT INTO words (rowid, subject, body) VALUES (?, ?, ?)", (number, made.subject, made.words)
        )
        self.connection.execute("INSERT INTO subjects (rowid, subject) VALUES (?, ?)", (number, made.subject))
        self._facts.write(number, made.facts)
        return number, True

    def _change(self) -> None:
        """Note that what is known of copies does not hold any more, nor the order of the list."""
        if not self._changed:
            self.connection.execute("DELETE FROM copies_known")
            self.connection.execute("DELETE FROM kept_order")
            self._changed = True

    def _version(self, cable_id: str) -> int:
        """Return the number of the cable's next version."""
        (latest,) = self.connection.execute(
            "SELECT max(version) FROM records WHERE id = ?", (cable_id,)
        ).fetchone()
        return int(latest or 0) + 1
