"""Processes that work for another one: they stand back, in a session of their own, and leave ^C alone."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

import corpus.helping
import corpus.workers
import duplicates.results.making
from corpus import Archive
from corpus.helping import settle_to_follow, settle_to_help
from corpus.importing import import_paths
from duplicates.model import Parameters
from duplicates.results.store import findings_of
from tui.working.search_process import Asked, search

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
    with ProcessPoolExecutor(
        1, mp_context=get_context("spawn"), initializer=partial(settle_to_help, ())
    ) as pool:
        process, session, nice, group, leaves = pool.submit(me).result()
    assert process == session != os.getsid(0)
    assert nice == 19
    assert not group or group.split()[-1] == "19" or not sessions_can_stand_back()
    assert leaves


@pytest.mark.skipif(sys.platform == "win32", reason="sessions and niceness are of Unix")
def test_who_follows_one_that_stands_back_stays_in_its_session() -> None:
    before = os.nice(0)
    with ProcessPoolExecutor(
        1, mp_context=get_context("spawn"), initializer=partial(settle_to_follow, ())
    ) as pool:
        _, session, nice, _, leaves = pool.submit(me).result()
    assert (session, nice) == (os.getsid(0), before)
    assert leaves


@pytest.mark.parametrize("work", ["import", "words", "search"])
def test_helpers_keep_to_the_rules_of_the_one_that_asked(
    work: str, tmp_path: Path, sample_cables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker, place = tmp_path / "kept to", tmp_path / "archive.cablediff"
    monkeypatch.setattr(corpus.workers, "ALONE", 0)
    monkeypatch.setattr(duplicates.results.making, "ALONE", 0)
    monkeypatch.setattr(corpus.helping, "_rules", [partial(Path.touch, marker)])
    with Archive.open(place) as archive:
        import_paths(archive, [sample_cables / "copies"], workers=2 if work == "import" else 1)
        if work == "words":
            findings_of(archive, Parameters(), workers=2)
    if work == "search":
        search(Asked(place, Parameters()), lambda *_: None, lambda: False)
    assert marker.exists()
