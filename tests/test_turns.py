"""One search of an archive at a time: the second waits, can be stopped, and takes what the first has kept."""

from __future__ import annotations

import errno
import threading
from typing import TYPE_CHECKING

import pytest

from corpus import Archive, import_paths
from duplicates.model import Parameters
from duplicates.progress import SILENT, Stopped, Watch
from duplicates.results import turns
from duplicates.results.places import folder_of
from duplicates.results.store import findings_of
from duplicates.results.turns import LOCK, WAITING, turn

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(turns.fcntl is None, reason="there are no such locks on this system")


def test_the_second_waits_until_the_first_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PAUSE", 0)
    waiting, had = threading.Event(), threading.Event()

    def second() -> None:
        with turn(tmp_path, Watch(lambda stage, done, total: waiting.set())):
            had.set()

    thread = threading.Thread(target=second)
    with turn(tmp_path, SILENT):
        thread.start()
        assert waiting.wait(60)
        assert not had.is_set()
    thread.join()
    assert had.is_set()


def test_who_waits_can_be_stopped(tmp_path: Path) -> None:
    with (
        turn(tmp_path, SILENT),
        pytest.raises(Stopped, match=WAITING),
        turn(tmp_path, Watch(stop=lambda: True)),
    ):
        raise AssertionError("two had the lock")
    with turn(tmp_path, SILENT):
        pass


def test_where_locks_are_refused_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(turns.fcntl, "flock", refused)
    with turn(tmp_path, SILENT), turn(tmp_path, SILENT):
        pass
    with turn(tmp_path / "not there", SILENT):
        pass


def test_a_search_waits_its_turn_and_its_lock_stays(
    tmp_path: Path, sample_cables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_PAUSE", 0)
    place = tmp_path / "mine.cablediff"
    with Archive.open(place) as archive:
        import_paths(archive, [sample_cables / "doubled"], workers=1)
    waiting, stages = threading.Event(), list[str]()

    def progress(stage: str, done: int, total: int) -> None:
        stages.append(stage)
        waiting.set()

    def search() -> None:
        with Archive.open(place) as archive:
            findings_of(archive, Parameters(), progress=progress, workers=1)

    thread = threading.Thread(target=search)
    folder_of(place).mkdir()
    with turn(folder_of(place), SILENT):
        thread.start()
        assert waiting.wait(60)
    thread.join()
    assert stages[0] == WAITING
    assert len(set(stages)) > 1
    assert (folder_of(place) / LOCK).exists()
