"""Cables read: from files as they are published, or from one text, to records whose blocks tile the text.

``parse`` reads one message or a fragment of one and never raises; ``read`` gives every record of a file or a
folder, whichever format. Everything that they give is frozen.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from parser.kinds import COMPARED_KINDS, COVER_KINDS, CitationKind, Kind
from parser.printable import printable, printable_line
from parser.problems import Problem, ReadError

if TYPE_CHECKING:
    from parser.fields.tags import TagKind, tag_kind
    from parser.fields.title_case import title_case
    from parser.ids import canonical_id
    from parser.model import Addressee, Block, Cable, Citation, OperatingSignal, Routing, Source
    from parser.parsing import parse
    from parser.reading import parse_record, read, records
    from parser.record import Record

_LATER: Final = {
    "TagKind": "parser.fields.tags",
    "tag_kind": "parser.fields.tags",
    "title_case": "parser.fields.title_case",
    "canonical_id": "parser.ids",
    "Addressee": "parser.model",
    "Block": "parser.model",
    "Cable": "parser.model",
    "Citation": "parser.model",
    "OperatingSignal": "parser.model",
    "Routing": "parser.model",
    "Source": "parser.model",
    "parse": "parser.parsing",
    "parse_record": "parser.reading",
    "read": "parser.reading",
    "records": "parser.reading",
    "Record": "parser.record",
}
"""What is imported when it is first asked for: a list of cables read before waits for no parser."""


def __getattr__(name: str) -> Any:
    """Import what takes long to import. No module of this folder may bear one of these names."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_LATER[name]), name)
    return value


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
