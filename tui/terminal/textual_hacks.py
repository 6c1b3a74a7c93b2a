"""What has to be worked round in Textual, in one place, with the reason and the version it was seen in."""

from __future__ import annotations

import select
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from typing import Self

    from textual import events
    from textual.app import App
    from textual.driver import Driver
    from textual.geometry import Region


def prepare_processes() -> None:
    """Start what multiprocessing needs, before the first process: a further one of 12 MB, that stays.

    Textual (8.2) puts an object without a file number in the place of ``sys.stderr``, and what is started
    then fails with "bad value(s) in fds_to_keep"; so the real one is there meanwhile.
    """
    from corpus.helping import begin_to_put_away  # the first picture waits for no processes

    shown = sys.stderr
    if sys.__stderr__ is not None:
        sys.stderr = sys.__stderr__
    try:
        begin_to_put_away()
    finally:
        sys.stderr = shown


def still_size() -> Reactive[Size]:
    """Return the ``virtual_size`` of a widget whose contents Textual never scrolls.

    In Textual (8.2) any other widget whose size changes asks for a second layout, in case that its contents
    scroll now, and with it everything in it is drawn twice: half of what the opening of a prompt took.
    """
    return Reactive(Size(0, 0), layout=False, repaint=False)


class OpaqueScreen(Screen[None], inherit_bindings=False):
    """A screen that lets nothing through, and is given its styles once.

    Textual (8.2) gives each widget its styles when it is mounted, and all of them anew when the screen is
    shown right after: two fifths of all the styles that are worked out while screens open and close. And it
    paints a screen again wherever the one below it changed, as a list does while an import fills it.
    """

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        if not self.stack_updates:  # for the first time on top
            event.refresh_styles = False

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Ask to be painted, but for ``regions``: those are of the screen below."""
        if regions:
            return self
        return super().refresh(repaint=repaint, layout=layout, recompose=recompose)


def without_toasts(app: App[Any]) -> None:
    """Have no screen hold a place for toasts and tooltips, which nothing here shows.

    In Textual (8.2) only tests can leave them out. They are two widgets of every screen that is opened, and
    the one for toasts hides itself once it is there, for which the screen is laid out a second time.
    """
    app._disable_notifications = app._disable_tooltips = True


def lean_driver() -> type[Driver] | None:
    """Return the driver that writes less, where there is one; None is Textual's own choice."""
    if sys.platform == "win32":
        return None
    from tui.terminal.lean_output import LeanDriver

    return LeanDriver


def forget_screen(app: App[Any]) -> None:
    """Have the driver send everything again, where it remembers what the terminal shows."""
    forget = getattr(app._driver, "forget", None)
    if forget is not None:
        forget()


def leave_on_signals(loop: asyncio.AbstractEventLoop, leave: Callable[[], object]) -> None:
    """Call ``leave`` on SIGTERM, SIGHUP and SIGINT: Textual (8.2) would leave the terminal raw."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        loop.add_signal_handler(number, leave)


def leave_on_hangup(loop: asyncio.AbstractEventLoop, leave: Callable[[], object]) -> None:
    """Call ``leave`` when the terminal is gone, where no signal says so.

    A program in a session without a controlling terminal, or one that SIGHUP does not reach, reads an empty
    terminal for ever: Textual (8.2) then keeps a processor busy until somebody kills it. Linux reports a
    hang-up to whoever asks for no event at all; elsewhere the signal has to do.
    """
    if not hasattr(select, "epoll"):
        return
    watch = select.epoll()
    with suppress(OSError, ValueError):  # standard input is a file, or there is none
        watch.register(sys.__stdin__.fileno() if sys.__stdin__ else -1, 0)

        def gone() -> None:
            loop.remove_reader(watch.fileno())
            watch.close()
            leave()

        loop.add_reader(watch.fileno(), gone)
        return
    watch.close()
