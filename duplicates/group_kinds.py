"""How the members of a group agree, and where they stand: names alone, which a list can load."""

from __future__ import annotations

from enum import StrEnum


class GroupKind(StrEnum):
    """How the members of a group agree."""

    EXACT = "exact"  # same words
    NEAR = "near"  # similar at or above the threshold
    FAMILY = "family"  # near, and shared by so many that it is a form or a template
    PASSAGE = "passage"  # a run of words shared by blocks that differ as wholes


class Scope(StrEnum):
    """Where the members of a group stand."""

    WITHIN = "within"  # all in one cable
    ACROSS = "across"  # each in a cable of its own
    BOTH = "both"
