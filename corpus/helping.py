"""What a process minds that works for another one: whose ^C it is, who goes first, and when nobody waits.

The one fact that surprises: a process whose parent was killed hears nothing of it and would wait for work for
ever, so each one watches its parent and leaves when it is gone.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from multiprocessing import connection, parent_process
from typing import Final

_NICE: Final = 10  # how far it stands back, in the steps of the system


def settle_to_help() -> None:
    """Leave ^C, which reaches every process of a terminal, to the one that asked; end when that ends.

    Whoever reads beside the work goes first.
    """
    with suppress(AttributeError, OSError):
        os.nice(_NICE)
    settle_to_follow()


def settle_to_follow() -> None:
    """Do the same but for standing back, in a process that inherits how far its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
