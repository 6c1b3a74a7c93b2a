"""Which blocks of a cable can have copies."""

from __future__ import annotations

from typing import Final

from parser.kinds import COMPARED_KINDS, Kind

MATCHED_KINDS: Final = COMPARED_KINDS | {Kind.BANNER, Kind.CAPTION, Kind.ROUTING, Kind.WRAPPER}
"""Kinds whose copies are found; of those that are not compared only the exact ones."""
