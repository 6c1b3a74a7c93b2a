"""What the browser remembers from one session to the next: colours, panes, and the place in each archive.

It is a convenience: a file that cannot be read or written changes nothing but that.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from platformdirs import user_state_path

if TYPE_CHECKING:
    from pathlib import Path


class Settings:
    """Values by name, for the browser as a whole and for single archives."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._values: dict[str, Any] = {}
        with suppress(OSError, ValueError, RecursionError):
            if path is not None and path.is_file():  # a pipe or a device would be waited for
                read = json.loads(path.read_text(encoding="utf-8"))
                if isinstance(read, dict):
                    self._values = read

    @classmethod
    def of_reader(cls) -> Settings:
        """Return the settings of the reader who runs the program."""
        return cls(user_state_path("cablediff", appauthor=False) / "browser.json")

    def text(self, name: str, default: str) -> str:
        """Return a value that is a text."""
        value = self._values.get(name, default)
        return value if isinstance(value, str) else default

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a value that is yes or no."""
        value = self._values.get(name, default)
        return value if isinstance(value, bool) else default

    def put(self, name: str, value: str | bool) -> None:
        """Remember a value, on disk at once."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        if self.path is None:
            return
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new = self.path.with_suffix(f".{os.getpid()}.new")
            try:
                new.write_text(json.dumps(self._values, indent=1, sort_keys=True), encoding="utf-8")
                new.replace(self.path)
            finally:
                new.unlink(missing_ok=True)
