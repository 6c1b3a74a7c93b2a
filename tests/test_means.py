"""Limits on memory and processors, and work done in parts by several processes."""

from __future__ import annotations

import os
import signal
import sys
import threading
from multiprocessing import active_children

import numpy as np
import pytest

from duplicates.means import Means, size_of
from duplicates.progress import SILENT, Stopped, Watch
from duplicates.shelves import shelves
from duplicates.workers import WorkerLostError, can_fork, in_parts


@pytest.mark.parametrize(
    ("text", "size"),
    [("4G", 4 << 30), ("512m", 512 << 20), ("1.5 GiB", 3 << 29), ("900000", 900_000), ("2KB", 2048)],
)
def test_sizes_in_bytes(text: str, size: int) -> None:
    assert size_of(text) == size


@pytest.mark.parametrize("text", ["", "G", "0", "-4G", "4 X", "4GG", "nan", "1e9", "9" * 400])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected a size such as 4G"):
        size_of(text)


def test_less_memory_makes_smaller_parts() -> None:
    roomy, tight = Means(4 << 30, jobs=2), Means(128 << 20, jobs=2)
    assert Means().items(1000, 8, 0.1) == 1000
    assert roomy.items(10**9, 8, 0.1) > tight.items(10**9, 8, 0.1) > 1


@pytest.fixture(params=[True, False], ids=["forked", "alone"])
def _forked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in processes, and one part after the other as where they cannot be forked."""
    if request.param and sys.platform != "linux":
        pytest.skip("processes are forked on Linux alone")
    monkeypatch.setattr("duplicates.workers.can_fork", lambda: request.param)


@pytest.mark.usefixtures("_forked")
@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_parts(workers: int) -> None:
    assert list(in_parts("counting", 27, lambda part, _: part * part, SILENT, workers)) == [
        part * part for part in range(27)
    ]


@pytest.mark.usefixtures("_forked")
def test_callbacks_are_called_by_the_asking_process_alone() -> None:
    told: list[tuple[str, int]] = []
    found = in_parts(
        "counting", 3, lambda part, _: part, Watch(lambda stage, _, parts: told.append((stage, parts))), 2
    )
    assert list(found) == [0, 1, 2]
    assert set(told) == {("counting", 3)}


def test_a_wish_to_stop_ends_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duplicates.workers.can_fork", lambda: sys.platform == "linux")

    def work(_part: int, watch: Watch) -> None:
        while True:
            watch.at("counting", 0, 0)

    with pytest.raises(Stopped):
        list(in_parts("counting", 4, work, Watch(stop=lambda: True), 2))
    assert not active_children()


@pytest.mark.usefixtures("_forked")
def test_an_error_in_a_process_is_told() -> None:
    def work(part: int, _: Watch) -> int:
        return 1 // (part - 2)

    with pytest.raises(ZeroDivisionError):
        list(in_parts("counting", 4, work, SILENT, 2))
    assert not active_children()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_a_process_that_is_killed_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duplicates.workers.can_fork", lambda: True)

    def work(part: int, _: Watch) -> int:
        if part == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return part

    with pytest.raises(WorkerLostError, match="ended early"):
        list(in_parts("counting", 4, work, SILENT, 2))
    assert not active_children()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_nothing_is_forked_beside_threads() -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    assert not can_fork()
    ended.set()
    other.join()


@pytest.mark.parametrize("limit", [None, 0])
def test_shelves_give_back_what_was_put_on_them(limit: int | None) -> None:
    numbers = np.arange(100, dtype=np.int32)
    with shelves(2, np.int32, 3, 100, limit) as shelved:
        for start in (0, 50):
            some = numbers[start : start + 50]
            shelved.add(some % 3, (some, some * 2))
        for part in range(3):
            one, two = shelved.take(part)
            assert one.tolist() == [number for number in range(100) if number % 3 == part]
            assert two.tolist() == (one * 2).tolist()
