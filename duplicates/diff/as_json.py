"""JSON that gives the texts back exactly and still does nothing when it is printed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from duplicates.diff.summary import changes, counts

if TYPE_CHECKING:
    from duplicates.diff.model import WordDiff

SCHEMA: Final = "cablediff.diff/1"

_ACTING: Final = re.compile(  # C1 controls, bidirectional and invisible characters, lone surrogates
    r"[\x7f-\x9f\u00ad\u034f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def harmless_json(document: Any, *, indent: int | None = 1) -> str:
    """Return ``document`` as JSON text; characters that would act on a terminal are escaped."""
    return _ACTING.sub(_escaped, json.dumps(document, ensure_ascii=False, indent=indent))


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


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
