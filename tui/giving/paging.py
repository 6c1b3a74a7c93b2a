"""``!`` in the browser: the screen stands aside for the pager and is drawn again after it.

The one fact that surprises: nothing else goes on meanwhile. A worker that wants the screen waits until it is
there again, as it does behind ^Z.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from tui.drawing.glyphs import ASCII
from tui.giving.pager import NoPagerError, page_through, pager_command
from tui.terminal.textual_hacks import forget_screen

if TYPE_CHECKING:
    from tui.screens.page import Page


def show_in_pager(page: Page) -> None:
    """Show in the pager what a screen shows; the screen is as it was afterwards."""
    from tui.giving.exports import as_shown  # the screens that it knows import the page

    app = page.browser
    encoding = "ascii" if app.glyphs is ASCII else "utf-8"
    try:
        command = pager_command(os.environ)
        text = as_shown(page)
        with app.suspend():
            ending = page_through(command, text, encoding)
        if ending:
            app.action_leave()
    except SuspendNotSupported:
        page.say("a pager needs a terminal of its own")
    except NoPagerError as error:
        page.say(str(error))
    except OSError as error:
        page.say(f"{command[0]} could not be started: {error.strerror or error}")
    forget_screen(app)
