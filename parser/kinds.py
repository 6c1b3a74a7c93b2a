"""What a block of a record can be, and what a reference can point at: names alone, which a list can load."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a block of a record is."""

    RECORD = "record"  # the archive's own table around the message: labels, values, title
    ROUTING = "routing"  # transmission id to the last INFO addressee
    BANNER = "banner"  # classification and SECTION line
    CAPTION = "caption"  # SIPDIS, NOFORN, SENSITIVE, CORRECTED COPY …
    ATTENTION = "attention"  # STATE FOR …, DEPT PASS TO …
    COVER = "cover"  # one block for each of E.O., TAGS, SUBJECT, REF
    CLASSIFIED_BY = "classified_by"
    HEADING = "heading"
    SUMMARY = "summary"  # a numbered or unnumbered paragraph of the summary
    PARAGRAPH = "paragraph"
    COMMENT = "comment"  # a paragraph that is comment as a whole
    SIGNATURE = "signature"
    PAGE_BREAK = "page_break"  # only between paragraphs; inside one it belongs to the paragraph
    WRAPPER = "wrapper"  # what a mail program, a spreadsheet or an index put around the message
    GARBAGE = "garbage"  # line noise and left-over punctuation of an export
    BLANK = "blank"


COMPARED_KINDS = frozenset(
    {
        Kind.ATTENTION,
        Kind.COVER,
        Kind.CLASSIFIED_BY,
        Kind.HEADING,
        Kind.SUMMARY,
        Kind.PARAGRAPH,
        Kind.COMMENT,
        Kind.SIGNATURE,
    }
)
"""Kinds that take part in the near search. The others are furniture, matched exactly or not at all."""

COVER_KINDS = frozenset({Kind.BANNER, Kind.CAPTION, Kind.ATTENTION, Kind.COVER, Kind.CLASSIFIED_BY})
"""Kinds that make up a cover: what stands between the routing header and paragraph 1."""


class CitationKind(StrEnum):
    """What a reference points at."""

    CABLE = "cable"
    EMAIL = "email"
    TELCON = "telcon"
    BOOK = "book"
    REPORT = "report"
    OTHER = "other"
