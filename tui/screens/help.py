"""The keys of a screen, made from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from tui import actions
from tui.drawing.wrapping import wrap_line
from tui.screens.page import Page
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType

    from tui.actions import Action
    from tui.drawing.glyphs import Glyphs
    from tui.widgets.runs import Run


_INDENT: Final = 19
_LABEL: Final = 70


def signs(glyphs: Glyphs) -> list[tuple[str, str, str]]:
    """Return the signs beside blocks and cables: sign, role, meaning."""
    return [
        (glyphs.below, "within", "occurs again further down in the same record"),
        (glyphs.above, "within", "repeats what stands above in the same record"),
        (glyphs.within, "within", "in the list: a record that repeats itself"),
        (glyphs.exact, "exact", "stands in another cable, in the same words"),
        (glyphs.near, "near", "stands in another cable, nearly"),
        (glyphs.passage, "passage", "shares a passage with another block"),
        (glyphs.family, "family", "a form or template that many cables share"),
        (glyphs.redaction, "redacted_sign", "in the list: something is blacked out"),
        ("2", "number", "in the list: so many versions of the cable"),
        (glyphs.deleted, "deleted_char", "only in the earlier text (struck through)"),
        (glyphs.inserted, "inserted_char", "only in the later text (underlined)"),
    ]


def _action(keys: str, action: Action, width: int) -> Iterator[list[Run]]:
    """Yield the lines of an action: its keys, what it does, and at the right its name for a keymap file."""
    head, room = f" {keys:>16}  ", max(width - 1 - _INDENT, 20)
    wide = room >= _LABEL + len(action.id)  # all names begin in one column, else all end in one
    spans = list(wrap_line(action.label, 0, len(action.label), min(room, _LABEL)))
    for number, (start, end) in enumerate(spans):
        words = action.label[start:end]
        line: list[Run] = [(head, "key"), (words.ljust(_LABEL) if wide else words, "text")]
        if number == (0 if wide else len(spans) - 1):
            fits = wide or len(words) + 2 + len(action.id) <= room
            if not fits:
                yield line
                line, words = [(" " * _INDENT, "text")], ""
            line.append((action.id if wide else action.id.rjust(room - len(words)), "faint"))
        yield line
        head = " " * _INDENT


class HelpText(LineView):
    """Lines that are given once."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.lines: list[list[Run]] = []

    @property
    def line_count(self) -> int:
        return len(self.lines)

    def line(self, number: int, width: int) -> Sequence[Run]:
        return self.lines[number]


class HelpPage(Page):
    """What can be done on the screen below this one."""

    SCOPE = actions.HELP
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.HELP)]

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.about = scope
        self.help = HelpText(id="help")

    @property
    def view(self) -> LineView:
        return self.help

    def begin(self) -> None:
        """Write the lines."""
        self.help.lines = self._lines()
        self.help.changed()

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self.help.lines = self._lines()
        self.help.changed()
        super().on_resize()

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        return (
            ((" Keys ", "bar_strong"), (f"{self.glyphs.separator} {actions.SCOPES[self.about]}", "bar")),
            (("q returns ", "bar_dim"),),
        )

    def place(self) -> str:
        return f"{self.help.cursor + 1}/{self.help.line_count}"

    def _lines(self) -> list[list[Run]]:
        lines: list[list[Run]] = []
        for scope in (self.about, actions.MOVING, actions.EVERYWHERE):
            if lines:
                lines.append([])
            lines.append([(f" {actions.SCOPES[scope]}", "heading")])
            for action in actions.of(scope):
                keys = self.browser.key_of(action) or action.shown or actions.keys_shown(action.keys)
                lines += _action(keys, action, self.size.width)
            if scope == actions.MOVING:
                lines.append(
                    [(f" {'1 … 9':>16}  ", "key"), ("a count before a key: 12G, 5j, 3 and ]", "text")]
                )
        lines.append([])
        lines.append([(" Signs", "heading")])
        for sign, role, meaning in signs(self.glyphs):
            lines.append([(" " * 16, "text"), (sign, role), ("  ", "text"), (meaning, "text")])
        return lines
