"""The colours: one table of roles for each theme, and the Textual themes for what Textual draws itself.

Lines are built from roles ("heading", "deleted"), never from colours, and a role that tells a difference
has an attribute beside its colour: what is deleted is struck through, what is inserted underlined. The ANSI
themes leave the background alone, which also makes them the cheapest over a slow line.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from rich.style import Style
from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

DARK: Final = "cablediff-dark"
LIGHT: Final = "cablediff-light"
ANSI_DARK: Final = "ansi-dark"
ANSI_LIGHT: Final = "ansi-light"
NAMES: Final = (DARK, LIGHT, ANSI_DARK, ANSI_LIGHT)

THEMES: Final = (
    Theme(
        name=DARK,
        primary="#8fb4d6",
        secondary="#6f8aa3",
        accent="#d9b36c",
        warning="#d9b36c",
        error="#e08a7d",
        success="#93bf8a",
        foreground="#d3d1ca",
        background="#16191e",
        surface="#1d2127",
        panel="#232830",
        dark=True,
        variables={"input-cursor-text-style": "none", "block-cursor-text-style": "none"},
    ),
    Theme(
        name=LIGHT,
        primary="#2f5f8a",
        secondary="#5d7890",
        accent="#8a5a00",
        warning="#8a5a00",
        error="#a8321f",
        success="#2f6b2a",
        foreground="#25282c",
        background="#faf8f3",
        surface="#f1eee6",
        panel="#e7e3d8",
        dark=False,
        variables={"input-cursor-text-style": "none", "block-cursor-text-style": "none"},
    ),
)

_ROLES: Final[Mapping[str, tuple[str, str, str]]] = {
    # role: dark, light, ansi
    "text": ("#d3d1ca on #16191e", "#25282c on #faf8f3", ""),
    "strong": ("bold #f0ede4", "bold #101214", "bold"),
    "dim": ("#8b9199", "#666a70", "bright_black"),
    "faint": ("#5c636c", "#9a9a94", "bright_black"),
    "rule": ("#3a4049", "#d2cec2", "bright_black"),
    "bar": ("#c3c6c9 on #232830", "#3a3e43 on #e7e3d8", "reverse"),
    "bar_strong": ("bold #f0ede4 on #232830", "bold #101214 on #e7e3d8", "bold reverse"),
    "bar_dim": ("#8b9199 on #232830", "#666a70 on #e7e3d8", "reverse"),
    "bar_alert": ("bold #d9b36c on #232830", "bold #8a5a00 on #e7e3d8", "bold reverse"),
    "columns": ("#8b9199 on #1d2127", "#666a70 on #f1eee6", "underline"),
    "bar_secret": ("bold #e08a7d on #232830", "bold #a8321f on #e7e3d8", "bold reverse"),
    "bar_confidential": ("#d9b36c on #232830", "#8a5a00 on #e7e3d8", "reverse"),
    "bar_unclassified": ("#93bf8a on #232830", "#2f6b2a on #e7e3d8", "reverse"),
    "cursor": ("on #2a313b", "on #e9e4d4", "reverse"),
    "pointer": ("#8fb4d6", "#2f5f8a", "blue"),
    "key": ("bold #8fb4d6", "bold #2f5f8a", "bold blue"),
    "id": ("#8fb4d6", "#2f5f8a", "blue"),
    "link": ("underline #8fb4d6", "underline #2f5f8a", "underline blue"),
    "label": ("#8b9199", "#666a70", "bright_black"),
    "heading": ("bold #d9b36c", "bold #7a5000", "bold yellow"),
    "number": ("bold #8fb4d6", "bold #2f5f8a", "bold blue"),
    "marking": ("#d9b36c", "#8a5a00", "yellow"),
    "secret": ("bold #e08a7d", "bold #a8321f", "bold red"),
    "confidential": ("#d9b36c", "#8a5a00", "yellow"),
    "unclassified": ("#93bf8a", "#2f6b2a", "green"),
    "summary": ("#dcd3bd", "#3b3220", ""),
    "comment": ("italic #c4cbd6", "italic #33404d", "italic"),
    "signature": ("bold #d3d1ca", "bold #25282c", "bold"),
    "within": ("bold #c7a0dc", "bold #7a3f9d", "bold magenta"),
    "exact": ("bold #7fb8ee", "bold #1f5fa8", "bold blue"),
    "near": ("bold #dfae5b", "bold #955c00", "bold yellow"),
    "passage": ("#72c0b4", "#0f6e62", "cyan"),
    "family": ("#8b9199", "#777b80", "bright_black"),
    "hit": ("#16191e on #d9b36c", "#101214 on #ffd980", "underline reverse"),
    "hit_current": ("bold #16191e on #f3dc9d", "bold #ffffff on #8a5a00", "bold underline reverse"),
    "deleted": ("strike #eb9c8f on #3a2526", "strike #94281a on #fbe3dd", "strike red"),
    "inserted": ("underline #a5d39b on #20321f", "underline #225c1f on #e0f0da", "underline green"),
    "deleted_sign": ("bold #eb9c8f", "bold #94281a", "bold red"),
    "inserted_sign": ("bold #a5d39b", "bold #225c1f", "bold green"),
    "deleted_char": ("bold strike #ffd0c7 on #6b2f2a", "bold strike #6d1408 on #f5b8ab", "bold strike red"),
    "inserted_char": ("bold u #d2f5ca on #2f5a2b", "bold u #0f3d0c on #b3dca6", "bold u green"),
    "redacted": ("strike #e7b765 on #3a2e1a", "strike #7a4f00 on #fbeccb", "strike yellow"),
    "redacted_sign": ("#e7b765", "#7a4f00", "yellow"),
    "restored": ("bold u #e7c98b on #33301a", "bold u #6b4a00 on #f7efca", "bold u yellow"),
    "moved": ("italic #a9c4e6 on #1f2c3d", "italic #1d4b80 on #dfe9f5", "italic cyan"),
    "error": ("bold #e08a7d", "bold #a8321f", "bold red"),
}  # fmt: skip


class Ink:
    """The styles of one theme, by role."""

    def __init__(self, column: int, *, colours: bool = True) -> None:
        base = Style.parse(_ROLES["text"][column])
        self.base = base
        self._styles = {role: Style.parse(columns[column]) for role, columns in _ROLES.items()}
        if not colours:
            self._styles = {role: style.without_color for role, style in self._styles.items()}
        self._whole = {role: base + style for role, style in self._styles.items()}
        cursor = self._styles["cursor"]
        self._under_cursor = {role: style + cursor for role, style in self._whole.items()}
        # A difference or a hit keeps its own background under the cursor: the pointer shows the line.
        for role, style in self._styles.items():
            if style.bgcolor is not None and role not in {"text", "cursor"}:
                self._under_cursor[role] = self._whole[role]

    def __call__(self, role: str, *, cursor: bool = False) -> Style:
        """Return the style of a role, background included, as it is on a plain line or under the cursor."""
        return (self._under_cursor if cursor else self._whole)[role]


_INKS: Final = {
    DARK: Ink(0),
    LIGHT: Ink(1),
    ANSI_DARK: Ink(2),
    ANSI_LIGHT: Ink(2),
}


_WITHOUT_COLOURS: Final = Ink(2, colours=False)


def colours_wanted() -> bool:
    """Tell whether the reader lets programs use colours (https://no-color.org)."""
    return not os.environ.get("NO_COLOR")


def ink_for(theme: str) -> Ink:
    """Return the styles for a theme's name; a theme that is not ours gets those of the dark one."""
    if not colours_wanted():
        return _WITHOUT_COLOURS
    return _INKS.get(theme, _INKS[DARK])
