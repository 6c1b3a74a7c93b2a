"""When an app under test is at rest: what Textual's pilot waits for after each key, without its naps.

The pilot sleeps a fiftieth of a second at a time, three times a key, until the process has used no processor
time meanwhile. What it waits for can be asked of the event loop: that nothing is ready to run, and that no
timer was due within that fiftieth. Only what other threads do is told from the processor time, as there.
"""

from __future__ import annotations

import asyncio
import threading
import time

import textual.app
import textual.pilot

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
        elif not await _threads_at_work():
            return


async def _threads_at_work() -> bool:
    if threading.active_count() == 1:
        return False
    used = time.process_time()
    await asyncio.sleep(GLANCE)
    return time.process_time() - used > AT_WORK


def settle_quickly() -> None:
    """Have the pilots of all apps wait in this way."""
    for module in (textual.app, textual.pilot):
        assert callable(module.wait_for_idle)  # type: ignore[attr-defined]
        module.wait_for_idle = settled  # type: ignore[attr-defined]
