"""What a process minds that works for another one: whose ^C it is, who goes first, and when nobody waits.

The one fact that surprises: a process whose parent was killed hears nothing of it and would wait for work for
ever, so each one watches its parent and leaves when it is gone. And nothing that the parent forbade itself
holds for a process that is begun anew, so that each is given the parent's rules. What multiprocessing keeps
in the system is put away by a process of its own behind a killed parent, which would tell the reader of it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NICE: Final = 19  # how far it stands back, in the steps of the system: as far as it goes
_AUTOGROUP: Final = Path("/proc/self/autogroup")  # of Linux; where it is not there, nice is enough
_TRIES: Final = 10
_PAUSE: Final = 0.13  # seconds

_WARNING: Final = "ignore:resource_tracker:UserWarning"

_rules: list[Callable[[], object]] = []


def rules() -> Sequence[Callable[[], object]]:
    """Return what a process that helps this one has to keep to: it calls each, and none can be taken back."""
    return tuple(_rules)


def keep_to(rule: Callable[[], object]) -> None:
    """Have processes that are begun from here on keep to a rule; it is pickled for them."""
    _rules.append(rule)


def begin_to_put_away() -> None:
    """Start the process that puts away what killed ones leave in the system, and have it say nothing.

    Python starts it, with the warnings of the parent, when the first pool is made.
    """
    from multiprocessing import resource_tracker  # what starts no process waits for none

    sys.warnoptions.append(_WARNING)
    try:
        resource_tracker.ensure_running()
    finally:
        sys.warnoptions.remove(_WARNING)


def stand_back() -> None:
    """Let whoever reads go first, on this terminal and on every other one.

    Linux shares the processors out among sessions first and heeds ``nice`` only inside of one (autogroups,
    sched(7)), so this process takes a session of its own and has that stand back too. ^C and the end of the
    terminal do not reach it any more: it ends with its parent.
    """
    with suppress(AttributeError, OSError):
        os.nice(_NICE)
    with suppress(AttributeError, OSError):
        os.setsid()
        _stand_back_as_session()


def _stand_back_as_session() -> None:
    for _ in range(_TRIES):
        try:
            _AUTOGROUP.write_text(f"{_NICE}\n", encoding="ascii")
        except BlockingIOError:  # one session at a time may ask, ten times a second
            time.sleep(_PAUSE)
        else:
            return


def settle_to_help(rules: Sequence[Callable[[], object]]) -> None:
    """Leave ^C, which reaches every process of a terminal, to the one that asked; end when that ends.

    Whoever reads beside the work goes first. ``rules`` are those of the one that asked.
    """
    stand_back()
    settle_to_follow(rules)


def settle_to_follow(rules: Sequence[Callable[[], object]]) -> None:
    """Do the same but for standing back, in a process that inherits how far its parent does."""
    for rule in rules:
        rule()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
