"""One session of the browser after another on the same archive."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from browsing import until

from tui.app import CablediffApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from corpus import Archive


@asynccontextmanager
async def session(archive: Archive, width: int = 120) -> AsyncIterator[tuple[CablediffApp, Pilot[None]]]:
    browser = CablediffApp(archive)
    async with browser.run_test(size=(width, 40)) as pilot:
        await until(pilot, lambda: browser.catalogue.findings is not None)
        yield browser, pilot
