"""Many cables: imported once into one SQLite archive, then listed and opened by number."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from corpus.archive import Archive, Row
from corpus.errors import ArchiveError
from corpus.locations import archive_for, archives_folder, last_archive, remember_last
from corpus.orders import ORDERS

if TYPE_CHECKING:
    from corpus.importing import ImportSummary, import_paths
    from corpus.pace import Progress

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


_LATER: Final = {
    "ImportSummary": "corpus.importing",
    "import_paths": "corpus.importing",
    "Progress": "corpus.pace",
}


def __getattr__(name: str) -> Any:
    """Import the import, and with it the parser, when it is first asked for: a list needs neither."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_LATER[name]), name)
    return value
