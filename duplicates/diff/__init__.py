"""Word diffs: two texts in, parts with spans into both out.

`duplicates.diff.compare` makes them. It is not imported here: it brings RapidFuzz and the parser, and a list
of releases needs to know no more than what the kinds of changes are called.
"""

from duplicates.diff.model import Ignore, Options, Part, PartKind, WordDiff

__all__ = ["Ignore", "Options", "Part", "PartKind", "WordDiff"]
