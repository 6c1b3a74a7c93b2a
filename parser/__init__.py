"""Cables read: from files as they are published, or from one text, to records whose blocks tile the text.

``parse`` reads one message or a fragment of one and never raises; ``read`` gives every record of a file or a
folder, whichever format. Everything that they give is frozen.
"""

from __future__ import annotations

from parser.fields.tags import TagKind, tag_kind
from parser.fields.title_case import title_case
from parser.ids import canonical_id
from parser.model import (
    COMPARED_KINDS,
    COVER_KINDS,
    Addressee,
    Block,
    Cable,
    Citation,
    CitationKind,
    Kind,
    OperatingSignal,
    Routing,
    Source,
)
from parser.parse import parse
from parser.printable import printable, printable_line
from parser.problems import Problem, ReadError
from parser.reading import parse_record, read, records
from parser.records import Record

__all__ = [
    "COMPARED_KINDS",
    "COVER_KINDS",
    "Addressee",
    "Block",
    "Cable",
    "Citation",
    "CitationKind",
    "Kind",
    "OperatingSignal",
    "Problem",
    "ReadError",
    "Record",
    "Routing",
    "Source",
    "TagKind",
    "canonical_id",
    "parse",
    "parse_record",
    "printable",
    "printable_line",
    "read",
    "records",
    "tag_kind",
    "title_case",
]
