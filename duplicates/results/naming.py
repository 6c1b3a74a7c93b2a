"""How the findings of a search are called among the results of an archive: by all that makes them again."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from duplicates.model import SEED
from duplicates.results.engine import engine

if TYPE_CHECKING:
    from duplicates.model import Parameters


def made_by(parameters: Parameters) -> dict[str, Any]:
    """Return what makes findings again: parameters, seed and version."""
    said = asdict(parameters)
    said["scopes"], said["kinds"] = sorted(parameters.scopes), sorted(parameters.kinds)
    return {"parameters": said, "seed": SEED, "engine": engine()}


def name_of(parameters: Parameters) -> str:
    """Return the name of the findings for some parameters."""
    text = json.dumps(made_by(parameters), sort_keys=True)
    return f"found-{blake2b(text.encode(), digest_size=8).hexdigest()}"
