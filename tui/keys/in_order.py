"""Keys act in the order in which they were pressed, each on what the one before has left.

The one fact that surprises: Textual hands a key to the widget in focus and lets it come back as a message, so
that of the letters ``/tazhin`` sent in one packet some would still go to the list, as commands, and what
follows ``Enter`` into the prompt. Here a key has acted before the next is looked at. Where its answer takes a
thread, the keys behind it wait, but not for long: a reader who types ahead over a slow line means the answer,
one who sees the old list meanwhile must not find it dead.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from textual import events

from tui.keys.palette import Palette
from tui.screens.page import Page
from tui.widgets.line_view import LineView
from tui.widgets.prompt import PromptLine, put_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.timer import Timer

    from tui.app import CablediffApp

LONGEST: Final = 0.4
"""Seconds for which keys wait for an answer."""


class Keys:
    """The keys of one app, and what is pasted."""

    def __init__(self, app: CablediffApp, pass_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self.app = app
        self._pass_on = pass_on  # to Textual
        self.begun = False
        """Whether the first picture stands; keys wait for it however long it takes."""
        self._last = ""
        self._held: deque[events.Key | events.Paste] = deque()
        self._awaited: set[str] = set()
        self._timer: Timer | None = None

    def begin(self) -> None:
        """The first picture stands, and what the last session left: keys may act on it."""
        self.begun = True
        if self._held:
            self.app.returning.forget()
            self._wait_no_more()

    # Answers that keys wait for

    def wait_for(self, answer: str) -> None:
        """Let the keys that follow wait until an answer `came`."""
        self._awaited.add(answer)
        if self._timer is None:
            self._timer = self.app.set_timer(LONGEST, self._wait_no_more)

    def came(self, answer: str) -> None:
        """An answer is there, or will not come."""
        self._awaited.discard(answer)
        if not self._awaited:
            self._wait_no_more()

    def _wait_no_more(self) -> None:
        self._awaited.clear()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._held:
            self.app.call_later(self._go_on)  # among the messages of the app, one after the other

    async def _go_on(self) -> None:
        while self.begun and self._held and not self._awaited:
            await self._act(self._held.popleft())

    # Keys

    async def take(self, event: events.Key | events.Paste) -> None:
        """Have a key act, or wait. Esc waits for nothing, and drops what waits."""
        if isinstance(event, events.Key) and event.key in ("escape", "ctrl+c"):
            self._held.clear()
            self._wait_no_more()
        if self._awaited or self._held or not self.begun:
            self._held.append(event)
        else:
            await self._act(event)

    async def _act(self, event: events.Key | events.Paste) -> None:
        focused, screen = self.app.focused, self.app.screen
        if isinstance(screen, Palette):
            await screen.take(event)
        elif isinstance(focused, PromptLine):
            await self._in_prompt(focused, event)
        elif isinstance(focused, LineView) and isinstance(screen, Page) and isinstance(event, events.Key):
            await self._in_view(screen, focused, event)
        else:
            await self._pass_on(event)

    async def _in_prompt(self, line: PromptLine, event: events.Key | events.Paste) -> None:
        if isinstance(event, events.Paste):
            put_in(line, event.text)
        elif event.is_printable and event.character:
            put_in(line, event.character)
        else:
            await self.app._check_bindings(event.key)

    async def _in_view(self, page: Page, view: LineView, event: events.Key) -> None:
        if page.take_choice(event.character or event.key):
            return
        page.forget_notice()
        if not view.take_digit(event.character or "") and not await self.app._check_bindings(event.key):
            view.forget_count()
            page.say_unbound(event.key, self._last)
        self._last = event.key
