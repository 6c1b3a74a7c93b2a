"""Processes that work for another one: they stand back, in a session of their own, and leave ^C alone."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from corpus.helping import settle_to_follow, settle_to_help

AUTOGROUP = Path("/proc/self/autogroup")


def sessions_can_stand_back() -> bool:
    """Tell whether this system lets a session say how far it stands back, by saying what holds already."""
    try:
        AUTOGROUP.write_text(AUTOGROUP.read_text(encoding="ascii").split()[-1], encoding="ascii")
    except BlockingIOError:
        return True
    except OSError:
        return False
    return True


def me() -> tuple[int, int, int, str, bool]:
    """Return process, session, niceness, the session's own, and whether ^C is left alone."""
    group = AUTOGROUP.read_text(encoding="ascii") if AUTOGROUP.exists() else ""
    return os.getpid(), os.getsid(0), os.nice(0), group, signal.getsignal(signal.SIGINT) == signal.SIG_IGN


@pytest.mark.skipif(sys.platform == "win32", reason="sessions and niceness are of Unix")
def test_a_helper_stands_back_among_sessions_too() -> None:
    before = os.nice(0)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=settle_to_help) as pool:
        process, session, nice, group, leaves = pool.submit(me).result()
    assert process == session != os.getsid(0)
    assert nice == min(before + 10, 19)
    assert not group or group.split()[-1] == "10" or not sessions_can_stand_back()
    assert leaves


@pytest.mark.skipif(sys.platform == "win32", reason="sessions and niceness are of Unix")
def test_who_follows_one_that_stands_back_stays_in_its_session() -> None:
    before = os.nice(0)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=settle_to_follow) as pool:
        _, session, nice, _, leaves = pool.submit(me).result()
    assert (session, nice) == (os.getsid(0), before)
    assert leaves
