"""The rows of an archive, written: files, records with their texts, words and facts, and sources.

The one fact that surprises: a full text index without content must be told the words of what it is to forget,
so a record that goes is unpacked once more.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from corpus.compression import unpacked
from corpus.entries import searchable
from corpus.facts import FactWriter

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from corpus.entries import Entry

Batch = list[tuple[int, "Entry | None"]]
"""Entries with the numbers of their files; None in place of an entry says that the file is finished."""


class Writer:
    """Writes to one archive. Every method is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._facts = FactWriter(connection)

    def begin(self, path: Path) -> tuple[int | None, int]:
        """Return the file's number and how many of its records are there; no number when nothing is to do.

        A file that has changed since it was read is forgotten first. Raises `OSError` when it is not there.
        """
        status = path.stat()
        name = os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")
        with self.connection as connection:
            known = connection.execute(
                "SELECT number, size, modified, records, finished FROM files WHERE path = ?", (name,)
            ).fetchone()
            if known is not None:
                number, size, modified, done, finished = known
                if (size, modified) == (status.st_size, status.st_mtime_ns):
                    return (None, 0) if finished else (number, done)
                self._forget(number)
            cursor = connection.execute(
                "INSERT INTO files (path, size, modified) VALUES (?, ?, ?)",
                (name, status.st_size, status.st_mtime_ns),
            )
            return cursor.lastrowid, 0

    def write(self, batch: Batch, sign: Callable[[], None]) -> int:
        """Write a batch and a sign of life; return how many of its records are new."""
        added = 0
        with self.connection as connection:
            sign()
            for file, made in batch:
                if made is None:
                    connection.execute("UPDATE files SET finished = 1 WHERE number = ?", (file,))
                    continue
                number, new = self._record(made)
                added += new
                connection.execute(
                    "INSERT INTO sources (file, place, line, format, record)"
                    " VALUES (?, (SELECT records + 1 FROM files WHERE number = ?), ?, ?, ?)",
                    (file, file, made.line, made.format, number),
                )
                connection.execute("UPDATE files SET records = records + 1 WHERE number = ?", (file,))
        return added

    def _forget(self, file: int) -> None:
        """Take out a file that has changed, with the records that no other source states."""
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
            self.connection.execute("DELETE FROM records WHERE number = ?", (number,))

    def _record(self, made: Entry) -> tuple[int, bool]:
        """Return the number of the record, and whether it is new; the same version is kept once."""
        known = self.connection.execute(
            "SELECT number FROM records WHERE id = ? AND digest = ?", (made.id, made.digest)
        ).fetchone()
        if known is not None:
            return int(known[0]), False
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
        self._facts.write(number, made.facts)
        return number, True

    def _version(self, cable_id: str) -> int:
        """Return the number of the cable's next version."""
        (latest,) = self.connection.execute(
            "SELECT max(version) FROM records WHERE id = ?", (cable_id,)
        ).fetchone()
        return int(latest or 0) + 1
