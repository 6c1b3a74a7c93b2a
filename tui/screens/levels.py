"""What is no difference: the ignore levels of the diff room, each to be switched."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui import actions
from tui.comparing.ignore_levels import LEVEL_WORDS, READING, level_switches
from tui.names import counted
from tui.screens.page import Clipping, Page
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

    from duplicates.diff.model import Ignore
    from tui.widgets.runs import Run

_LEVELS = tuple(LEVEL_WORDS)


class LevelList(LineView):
    """A line for each level."""

    def __init__(self, chosen: frozenset[Ignore], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.chosen = chosen

    @property
    def line_count(self) -> int:
        return len(_LEVELS)

    def line(self, number: int, width: int) -> Sequence[Run]:
        level = _LEVELS[number]
        return [
            ("[x] " if level in self.chosen else "[ ] ", "key"),
            (f"{level.value:19}", "strong" if level in self.chosen else "text"),
            (LEVEL_WORDS[level], "dim"),
        ]


class LevelsPage(Page):
    """The levels, switched at once below."""

    SCOPE = actions.LEVELS
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.LEVELS)]

    def __init__(self, chosen: frozenset[Ignore], use: Callable[[frozenset[Ignore]], None]) -> None:
        super().__init__()
        self.list = LevelList(chosen, id="levels")
        self._use = use

    @property
    def view(self) -> LineView:
        return self.list

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        return ((" What is no difference ", "bar_strong"),), (("q returns ", "bar_dim"),)

    def place(self) -> str:
        return f"{counted(len(self.list.chosen), 'level')} ignored"

    def action_switch(self) -> None:
        """Switch the level under the cursor."""
        self._take(self.list.chosen ^ {_LEVELS[self.list.cursor]})

    async def on_line_view_chosen(self) -> None:
        """A double click switches."""
        self.action_switch()

    def action_usual(self) -> None:
        """Ignore what a reader does usually."""
        self._take(READING.ignore)

    def action_nothing(self) -> None:
        """Ignore nothing at all."""
        self._take(frozenset())

    def clippings(self) -> Sequence[Clipping]:
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        commands = [it for it in below.clippings() if it[0] == "c"] if isinstance(below, Page) else []
        return (("s", "switches", " ".join(level_switches(self.list.chosen))), *commands)

    def _take(self, levels: frozenset[Ignore]) -> None:
        self.list.chosen = levels
        self.list.changed()
        self.show_place()
        self._use(levels)
