"""Many cables: imported once into one SQLite archive, then listed and opened by number."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from corpus.archive import Archive, Row
from corpus.errors import ArchiveError
from corpus.locations import archive_for, archives_folder, last_archive, remember_last
from corpus.orders import ORDERS
from corpus.pace import Progress

if TYPE_CHECKING:
    from corpus.importing import ImportSummary, import_paths

__all__ = [
    "ORDERS",
    "Archive",
    "ArchiveError",
    "ImportSummary",
    "Progress",
    "Row",
    "archive_for",
    "archives_folder",
    "import_paths",
    "last_archive",
    "remember_last",
]


def __getattr__(name: str) -> Any:
    """Import the import, and with it the parser, when it is first asked for: a list needs neither."""
    if name not in ("ImportSummary", "import_paths"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module("corpus.importing"), name)
    return value
