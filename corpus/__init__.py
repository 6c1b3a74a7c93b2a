"""Many cables: imported once into one SQLite archive, then listed and opened by number."""

from corpus.archive import ORDERS, Archive, Row
from corpus.errors import ArchiveError
from corpus.importing import ImportSummary, import_paths
from corpus.locations import archive_for, archives_folder, last_archive, remember_last
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
