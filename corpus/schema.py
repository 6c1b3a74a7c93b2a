"""The tables of an archive file, and how a file tells that it is one.

The one fact that surprises: an archive is recognised by SQLite's ``application_id``, not by its name, so a
database of the reader's that happens to lie at the same path is refused and never written to.
"""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x63646966  # "cdif"
VERSION: Final = 4
WITH_KEPT_ORDER: Final = 4
PAGE_SIZE: Final = 32768
"""Bytes of a page: many packed cables share one, where pages of 4096 would be left half empty."""

_LATER: Final = """
CREATE INDEX records_by_version ON records (version) WHERE version > 1;
CREATE VIRTUAL TABLE subjects USING fts5 (
    subject, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
"""

_KNOWN: Final = """
CREATE TABLE copies_known (              -- one row when records.copies holds for all records as they are
    since REAL NOT NULL
);
"""

_KEPT: Final = """
CREATE TABLE kept_order (                -- one row when it holds for all records as they are
    numbers BLOB NOT NULL                -- of all records by date, four bytes each, the lowest first
);
"""

TABLES: Final = f"""
CREATE TABLE files (
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,           -- nanoseconds
    digest BLOB,                         -- of the bytes, when the file has been read to its end
    records INTEGER NOT NULL DEFAULT 0,  -- read and written so far: where the next run goes on
    problems INTEGER NOT NULL DEFAULT 0,
    finished INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE at_work (                   -- the importer, while there is one
    process INTEGER NOT NULL,
    host TEXT NOT NULL,
    since REAL NOT NULL,
    sign REAL NOT NULL                   -- when it last wrote
);
CREATE TABLE records (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,            -- the id, and @2, @3 … for further versions
    id TEXT NOT NULL,
    id_order TEXT NOT NULL,              -- sorts ids by year, post and serial
    created TEXT NOT NULL DEFAULT '',    -- ISO, '' when the record states none
    origin TEXT NOT NULL DEFAULT '',
    classification TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,  -- of the cable, in order of import
    copies INTEGER NOT NULL DEFAULT 0,   -- groups of repeated text that touch the record
    digest BLOB NOT NULL                 -- of the text: equal digests under one id are one version
);
CREATE TABLE texts (                     -- apart, so that lists are read without leafing through texts
    number INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE,
    stated TEXT NOT NULL,                -- what the source states beside the text, as JSON
    text BLOB NOT NULL                   -- zlib, with corpus.compression's dictionary
);
CREATE UNIQUE INDEX records_by_text ON records (id, digest);
CREATE INDEX records_by_created ON records (created, id_order);
CREATE INDEX records_by_id_order ON records (id_order);
CREATE INDEX records_by_origin ON records (origin, created, id_order);
CREATE INDEX records_by_classification ON records (classification, created, id_order);
CREATE INDEX records_by_subject ON records (subject COLLATE NOCASE);
CREATE INDEX records_by_copies ON records (copies, created, id_order);
CREATE TABLE sources (
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    place INTEGER NOT NULL,              -- record number in the file, from 1
    line INTEGER NOT NULL,
    format TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES records,
    PRIMARY KEY (file, place)
) WITHOUT ROWID;
CREATE INDEX sources_by_record ON sources (record);
CREATE TABLE fact_values (
    number INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,               -- corpus.facts.FactKind
    value TEXT NOT NULL,
    UNIQUE (kind, value)
);
CREATE TABLE facts (
    value INTEGER NOT NULL REFERENCES fact_values,
    record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    PRIMARY KEY (value, record)
) WITHOUT ROWID;
CREATE INDEX facts_by_record ON facts (record);
CREATE VIRTUAL TABLE words USING fts5 (
    subject, body, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
{_LATER}{_KNOWN}{_KEPT}"""

UPGRADES: Final = {
    1: f"""
DROP INDEX records_by_version;
CREATE UNIQUE INDEX records_by_text ON records (id, digest);
ALTER TABLE files ADD COLUMN digest BLOB;
{_LATER}
INSERT INTO subjects (rowid, subject) SELECT number, subject FROM records WHERE subject != '';
""",
    2: _KNOWN,
    3: _KEPT,
}
"""What brings an archive of a version to the next one; an archive that cannot be written is read as it is."""
