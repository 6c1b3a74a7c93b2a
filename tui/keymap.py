"""The reader's own keys: a TOML file that gives actions other keys, by the ids that the help shows.

"reader.copies" = "D"
"moving.half_down" = ["ctrl+d", "J"]
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from platformdirs import user_config_path

from tui import actions

if TYPE_CHECKING:
    from pathlib import Path


def keymap_path() -> Path:
    """Return where the file is looked for."""
    return user_config_path("cablediff", appauthor=False) / "keymap.toml"


def read_keymap(path: Path) -> tuple[dict[str, str], list[str]]:
    """Return the keys by action id, and what is wrong with the file, each in one line."""
    if not path.is_file():
        return {}, []
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, [f"{path}: cannot be read: {error}"]
    known = {action.id for action in actions.TABLE}
    keymap: dict[str, str] = {}
    problems: list[str] = []
    for name, keys in _flat(values):
        listed = [keys] if isinstance(keys, str) else keys
        if name not in known:
            problems.append(f"{path}: there is no action {name}; ? lists them")
        elif not isinstance(listed, list) or not all(isinstance(key, str) and key for key in listed):
            problems.append(f"{path}: {name} needs a key, or a list of keys")
        else:
            keymap[name] = ",".join(listed)
    return keymap, problems


def _flat(values: dict[str, object]) -> list[tuple[str, object]]:
    """Read ``[reader]`` and ``copies = "D"`` as ``reader.copies`` too."""
    found: list[tuple[str, object]] = []
    for name, value in values.items():
        if isinstance(value, dict):
            found += [(f"{name}.{inner}", keys) for inner, keys in value.items()]
        else:
            found.append((name, value))
    return found
