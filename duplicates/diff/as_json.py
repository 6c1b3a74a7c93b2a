"""JSON that gives the texts back exactly and still does nothing when it is printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from duplicates.diff.summary import changes, counts

if TYPE_CHECKING:
    from duplicates.diff.model import WordDiff

SCHEMA: Final = "cablediff.diff/1"


def harmless_json(document: Any, *, indent: int | None = 1) -> str:
    """Return ``document`` as JSON in printable ASCII: nothing in it acts, and it is the same everywhere."""
    return json.dumps(document, ensure_ascii=True, indent=indent).replace("\x7f", "\\u007f")


def with_rows(document: dict[str, Any], rows: str) -> str:
    """Return ``document`` as `harmless_json` does, with each item of the list ``rows`` in one line."""
    items = ",\n".join(f"  {harmless_json(row, indent=None)}" for row in document[rows])
    whole = harmless_json({**document, rows: None})
    return whole.replace(f'"{rows}": null', f'"{rows}": [\n{items}\n ]' if items else f'"{rows}": []')


def diff_as_dict(
    diff: WordDiff,
    *,
    version: str,
    early_name: str,
    late_name: str,
    early_offset: int = 0,
    late_offset: int = 0,
) -> dict[str, Any]:
    """Return the document of schema ``cablediff.diff/1``.

    ``changes`` are the change objects, with spans into the two records. ``parts`` tile both compared texts:
    kind, start and end in ``early.text``, start and end in ``late.text``; joined they are the texts, exactly.
    """
    found = list(changes(diff, early_offset=early_offset, late_offset=late_offset))
    return {
        "schema": SCHEMA,
        "version": version,
        "options": {
            "ignore": sorted(level.value for level in diff.options.ignore),
            "move_words": diff.options.move_words,
        },
        "early": {"name": early_name, "offset": early_offset, "text": diff.early},
        "late": {"name": late_name, "offset": late_offset, "text": diff.late},
        "counts": {
            kind.value: {"changes": times, "words": words} for kind, (times, words) in counts(found).items()
        },
        "changes": [change.as_dict() for change in found],
        "parts": [[part.kind.value, *part.early, *part.late] for part in diff.parts],
    }
