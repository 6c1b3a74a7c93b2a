"""Apps under test without what costs time and proves nothing: rest without naps, and nothing told twice.

Textual's pilot waits after each key until the process has used no processor time meanwhile: a fiftieth of
a second at a time, three times a key. What it waits for can be asked of the event loop: that nothing is ready
to run, that no timer was due within that fiftieth, and that the threads of its pool have nothing to do. Only
while one of these is busy, or a thread is none of the pool's, is it told from the processor time, as there.
"""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

import textual._callback
import textual.app
import textual.pilot
from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.css.model import RuleSet

HORIZON = 1 / 50
"""Seconds for which timers are waited for: a key's effect may come with the next refresh of the screen."""
GLANCE = 0.005
"""Seconds in which another thread that works uses processor time."""
AT_WORK = 0.001
"""Seconds of processor time in a glance from which on some thread is taken to be at work."""


async def settled(min_sleep: float = HORIZON, max_sleep: float = 1.0) -> None:
    """Return when nothing more happens without a key, or after ``max_sleep`` seconds."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    horizon = began + max(min_sleep, HORIZON)
    while loop.time() - began < max_sleep:
        turns = 0
        while turns < 2 and loop.time() - began < max_sleep:
            await asyncio.sleep(0)
            turns = 0 if loop._ready else turns + 1  # type: ignore[attr-defined]
        scheduled = loop._scheduled  # type: ignore[attr-defined]
        due = min((timer.when() for timer in scheduled if not timer.cancelled()), default=horizon + 1)
        if due <= horizon:
            await asyncio.sleep(max(0.0, due - loop.time()))
        elif not await _threads_at_work() and not loop._ready:  # type: ignore[attr-defined]
            return  # a thread that waits again has handed over before what it had found


async def _threads_at_work() -> bool:
    if _threads_wait():
        return False
    used = time.process_time()
    await asyncio.sleep(GLANCE)
    return time.process_time() - used > AT_WORK


def _threads_wait() -> bool:
    """Say whether all other threads are the loop's own, and wait for something to do.

    A thread that ends a work looks for the next, and says in this semaphore that it has found none.
    """
    pool = asyncio.get_running_loop()._default_executor  # type: ignore[attr-defined]
    if pool is None:
        return threading.active_count() == 1
    idle = pool._idle_semaphore._value == len(pool._threads)
    return idle and threading.active_count() == 1 + len(pool._threads)


def settle_quickly() -> None:
    """Have the pilots of all apps wait in this way."""
    for module in (textual.app, textual.pilot):
        assert callable(module.wait_for_idle)  # type: ignore[attr-defined]
        module.wait_for_idle = settled  # type: ignore[attr-defined]


def keep_style_sheets() -> None:
    """Have each style sheet parsed once in a process and theme, where each app would parse them all anew."""
    parse = Stylesheet._parse_rules
    kept: dict[object, list[RuleSet]] = {}

    def parsed(sheet: Stylesheet, *asked: object, **further: object) -> list[RuleSet]:
        key = (frozenset(sheet._variables.items()), asked, tuple(further.items()))
        if key not in kept:
            kept[key] = parse(sheet, *asked, **further)  # type: ignore[arg-type]
        return kept[key]

    Stylesheet._parse_rules = parsed  # type: ignore[method-assign,assignment]


def keep_counts_of_parameters() -> None:
    """Have the parameters of a callback counted once, where each lambda would be looked into anew."""
    count = textual._callback._count_parameters
    kept: dict[object, int] = {}

    def counted(callback: Callable[..., object]) -> int:
        key = (type(callback), getattr(callback, "__code__", None))  # a method has one parameter less
        if key[1] is None or hasattr(callback, "__wrapped__") or hasattr(callback, "__signature__"):
            return count(callback)
        if key not in kept:
            kept[key] = count(callback)
        return kept[key]

    textual._callback._count_parameters = counted
