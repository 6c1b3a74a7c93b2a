"""What can be wrong with an archive file."""

from __future__ import annotations


class ArchiveError(Exception):
    """An archive cannot be opened or written; the message names the file and says what to do."""


class HelperLostError(Exception):
    """A process that parsed for an import ended early."""


class AtWorkError(ArchiveError):
    """Another process is importing into the archive."""
