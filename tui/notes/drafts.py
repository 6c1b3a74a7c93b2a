"""A note that was being typed when the browser had to go: kept with the place, and gone on with later."""

from __future__ import annotations

from typing import Any, NamedTuple


class Draft(NamedTuple):
    """What was typed so far, and the place or the two places (``09ASTANA714#12``) that it is about."""

    about: tuple[str, ...]
    text: str

    def is_about(self, places: tuple[str, ...]) -> bool:
        """Tell whether a note on these places, in whatever order, is the one that was begun."""
        return sorted(self.about) == sorted(places)

    def as_value(self) -> dict[str, Any]:
        """Return the draft as it is kept."""
        return {"about": list(self.about), "text": self.text}


def draft_of(value: object) -> Draft | None:
    """Return what was kept of a draft; None where the file says something else."""
    if not isinstance(value, dict):
        return None
    about, text = value.get("about"), value.get("text")
    if not isinstance(about, list) or not about or not all(isinstance(place, str) for place in about):
        return None
    return Draft(tuple(about), text) if isinstance(text, str) and text.strip() else None
