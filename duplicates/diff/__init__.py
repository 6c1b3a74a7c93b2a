"""Word diffs: two texts in, parts with spans into both out."""

from duplicates.diff.compare import compare
from duplicates.diff.model import Ignore, Options, Part, PartKind, WordDiff

__all__ = ["Ignore", "Options", "Part", "PartKind", "WordDiff", "compare"]
