"""The command palette: every action of the screen by its words, out of the one table.

The one fact that surprises: fingers that know vim type ``:100`` and ``:wq`` into it. A number is a line
to go to, and what leaves vim leaves here; each is then the only thing offered, so that Enter does it. What
is offered comes from a worker, which Enter and the keys that choose wait for: it may come in one packet with
the words.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.command import (
    Command,
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.widgets import Input
from textual.worker import WorkerCancelled

from tui import actions
from tui.numbers import whole
from tui.widgets.prompt import put_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tui.actions import Action


LEAVING: Final = frozenset({"q", "q!", "qa", "qa!", "wq", "wq!", "wqa", "x", "xa", "quit", "exit"})
"""What leaves vim, and other programs."""


class Palette(CommandPalette):
    """The palette in the signs that the terminal can show."""

    DEFAULT_CSS = """
    Palette.ascii #--input, Palette.ascii CommandList, Palette.ascii LoadingIndicator { border: blank; }
    Palette.ascii CommandList { scrollbar-size: 0 0; }
    Palette.ascii LoadingIndicator { display: none; }
    """

    def __init__(self, *, ascii_only: bool) -> None:
        placeholder = "Search for commands" + ("" if ascii_only else "…")
        super().__init__(placeholder=placeholder, id="--command-palette")
        self._ascii_only = ascii_only
        self.set_class(ascii_only, "ascii")

    def on_mount(self) -> None:
        """Take the keys at once; show a sign before the prompt that is ASCII where nothing else is shown."""
        self._line.cursor_blink = False  # an idle screen sends nothing
        self.set_focus(self._line)
        if self._ascii_only:
            self.query_one(SearchIcon).icon = ":"

    @property
    def _line(self) -> CommandInput:
        return self.query_one(CommandInput)

    async def take(self, event: events.Key | events.Paste) -> None:
        """Have a key act."""
        before = self._line.value
        with self.prevent(Input.Changed):
            if isinstance(event, events.Paste):
                put_in(self._line, event.text)
            elif event.is_printable and event.character:
                put_in(self._line, event.character)
            else:
                await self._searched()
                if event.key == "enter":
                    await self._choose()
                else:
                    await self.app._check_bindings(event.key)
        if self.is_attached and self._line.value != before:
            self._input(Input.Changed(self._line, self._line.value))  # what looks for commands

    async def _searched(self) -> None:
        """Wait until what resembles the words is there."""
        for worker in list(self.workers):
            if worker.node is self and not worker.is_cancelled:
                with suppress(WorkerCancelled):
                    await worker.wait()

    async def _choose(self) -> None:
        """Do what is highlighted."""
        commands = self.query_one(CommandList)
        if commands.highlighted is None:
            return
        chosen = commands.get_option_at_index(commands.highlighted)
        if not isinstance(chosen, Command):
            return
        await self.dismiss()
        done = chosen.hit.command()
        if isawaitable(done):
            await done


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
            yield DiscoveryHit(self._words(action), run, help=action.id)

    async def search(self, query: str) -> Hits:
        """Yield what resembles the reader's words, or does what they mean in vim.

        They may be those of `?`, the name in a keymap, or the word for it in the line at the bottom. The name
        of the screen counts only where it is typed with its dot: all actions of the screen bear it.
        """
        if (hit := self._of_vim(query.strip())) is not None:
            yield hit
            return
        matcher = self.matcher(query)
        for action, run in self._commands():
            name = action.id if "." in query else action.name
            score = max(map(matcher.match, (self._words(action), name, action.hint)))
            if score > 0:
                yield Hit(score, matcher.highlight(self._words(action)), run, help=action.id)

    def _of_vim(self, query: str) -> Hit | None:
        """Return what a line number or a word that leaves vim does here."""
        from tui.screens.page import Page

        known = {action.id: run for action, run in self._commands()}
        if query in LEAVING:
            return Hit(1.0, "leave cablediff; all notes are kept", known["everywhere.leave"])
        number = whole(query)
        if number is None or not isinstance(self.screen, Page):
            return None
        view = self.screen.view
        return Hit(1.0, f"to line {number:,}", partial(view.move_to, max(number - 1, 0), step=1))

    def _words(self, action: Action) -> str:
        """Return the label with its key, the reader's own where there is one, harmless as markup."""
        from tui.app import CablediffApp

        app = self.app
        assert isinstance(app, CablediffApp)
        keys = app.key_of(action) or action.shown or actions.keys_shown(action.keys)
        return f"{action.label}  ({keys})".replace("[", r"\[")
