"""Numbers that a reader typed, or that stand in a file of notes."""

from __future__ import annotations

from typing import Final

LARGEST: Final = 10**9
"""No list, cable or line has so many; a number of more digits means this one. Python itself refuses some."""


def whole(text: str) -> int | None:
    """Return the number that a text of digits is, at most `LARGEST`; None where it is something else."""
    if not text.isdecimal():
        return None
    return int(text) if len(text) < 10 else LARGEST
