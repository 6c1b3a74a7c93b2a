"""Limits on memory and processors, and work done in parts by several threads."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from duplicates.means import Means, size_of
from duplicates.progress import SILENT, Stopped, Watch
from duplicates.shelves import shelves
from duplicates.workers import in_parts


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


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_parts(workers: int) -> None:
    assert list(in_parts("counting", 7, lambda part, _: part * part, SILENT, workers)) == [
        part * part for part in range(7)
    ]


def test_callbacks_are_called_by_the_asking_thread_alone() -> None:
    callers: set[int] = set()
    release = threading.Event()

    def told(_stage: str, _done: int, _total: int) -> None:
        callers.add(threading.get_ident())
        release.set()

    def work(part: int, watch: Watch) -> int:
        assert release.wait(10)
        watch.at("counting", part, 3)
        return part

    assert list(in_parts("counting", 3, work, Watch(told), 2)) == [0, 1, 2]
    assert callers == {threading.get_ident()}


def test_a_wish_to_stop_reaches_every_thread() -> None:
    def work(_part: int, watch: Watch) -> None:
        while True:
            watch.at("counting", 0, 0)

    with pytest.raises(Stopped):
        list(in_parts("counting", 4, work, Watch(stop=lambda: True), 2))


def test_an_error_in_a_thread_is_told() -> None:
    def work(part: int, _: Watch) -> int:
        return 1 // (part - 2)

    with pytest.raises(ZeroDivisionError):
        list(in_parts("counting", 4, work, SILENT, 2))


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
