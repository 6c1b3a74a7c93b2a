"""What has to be worked round in Textual, in one place, with the reason and the version it was seen in."""

from __future__ import annotations

import signal
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable


def prepare_processes() -> None:
    """Start what multiprocessing needs while standard error is still a file.

    Textual (8.2) puts an object without a file number in the place of ``sys.stderr``, and the first process
    started after that fails with "bad value(s) in fds_to_keep".
    """
    resource_tracker.ensure_running()


def leave_on_signals(loop: asyncio.AbstractEventLoop, leave: Callable[[], object]) -> None:
    """Call ``leave`` on SIGTERM and SIGHUP: Textual (8.2) would die and leave the terminal in raw mode."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, leave)
