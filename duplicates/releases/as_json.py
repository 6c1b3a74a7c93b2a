"""A comparison as JSON, schema ``cablediff.compare/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from duplicates.releases.model import ChangedCable, Comparison, History, PostNames

SCHEMA: Final = "cablediff.compare/1"


def comparison_as_dict(comparison: Comparison, *, version: str) -> dict[str, Any]:
    """Return the document. ``unchanged`` counts the ``same_words`` too: cables of other characters only."""
    return {
        "schema": SCHEMA,
        "version": version,
        "early": comparison.early,
        "late": comparison.late,
        "ignore": sorted(level.value for level in comparison.options.ignore),
        "counts": _counts(comparison),
        "added": list(comparison.added),
        "removed": list(comparison.removed),
        "changed": [_changed(cable) for cable in comparison.changed],
        "unchanged": comparison.unchanged,
        "same_words": list(comparison.trivial),
        "names": {
            "redacted": _names(comparison.redacted_names),
            "restored": _names(comparison.restored_names),
        },
    }


def history_as_dict(history: History, *, version: str) -> dict[str, Any]:
    """Return the document of the first release against the last, with every step and every cable's way."""
    return {
        **comparison_as_dict(history.overall, version=version),
        "releases": list(history.releases),
        "steps": [comparison_as_dict(step, version=version) for step in history.steps],
        "history": {
            key: [
                {
                    "status": step.status,
                    **{kind.value: {"changes": times, "words": words} for kind, times, words in step.counts},
                }
                for step in steps
            ]
            for key, steps in history.cables().items()
        },
    }


def _counts(found: Comparison | ChangedCable) -> dict[str, dict[str, int]]:
    return {kind.value: {"changes": times, "words": words} for kind, (times, words) in found.counts.items()}


def _changed(cable: ChangedCable) -> dict[str, Any]:
    return {
        "id": cable.key,
        "created": cable.created.isoformat() if cable.created else None,
        "origin": cable.origin,
        "counts": _counts(cable),
        "fields": [{"name": field.name, "early": field.early, "late": field.late} for field in cable.fields],
        "changes": [{**shown.change.as_dict(), "place": shown.place} for shown in cable.changes],
        "furniture": cable.furniture,
    }


def _names(found: tuple[PostNames, ...]) -> list[dict[str, Any]]:
    return [
        {"post": post.post, "names": [{"name": name, "times": times} for name, times in post.names]}
        for post in found
    ]
