"""The command palette: every action of the screen by its words, out of the one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui import actions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tui.actions import Action


class ActionCommands(Provider):
    """What can be done on the screen below the palette."""

    def _commands(self) -> Iterable[tuple[Action, Callable[[], Any]]]:
        from tui.app import CablediffApp

        app = self.app
        assert isinstance(app, CablediffApp)
        return app.commands(self.screen)

    async def discover(self) -> Hits:
        """Yield everything before the reader types."""
        for action, run in self._commands():
            yield DiscoveryHit(_words(action), run, help=action.id)

    async def search(self, query: str) -> Hits:
        """Yield what resembles the reader's words."""
        matcher = self.matcher(query)
        for action, run in self._commands():
            score = matcher.match(_words(action))
            if score > 0:
                yield Hit(score, matcher.highlight(_words(action)), run, help=action.id)


def _words(action: Action) -> str:
    """Return the label with its key; no markup can stand in it, since both come from our own table."""
    keys = action.shown or actions.keys_shown(action.keys)
    return f"{action.label}  ({keys})".replace("[", r"\[")
