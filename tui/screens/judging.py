"""Verdicts on a pair of places (same, variant, unrelated), offered alike wherever two stand together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.notes.reader_notes import Verdict

if TYPE_CHECKING:
    from tui.screens.page import Page


def offer_verdict(page: Page, first: str, second: str) -> None:
    """Have the next key say what the reader thinks of two places (``09ASTANA714#12``)."""

    def judge(verdict: Verdict | None) -> None:
        page.browser.judge(first, second, verdict)
        page.show_place()

    page.offer(
        "verdict",
        [
            ("s", "same", partial(judge, Verdict.SAME)),
            ("v", "variant", partial(judge, Verdict.VARIANT)),
            ("u", "unrelated", partial(judge, Verdict.UNRELATED)),
            ("n", "none", partial(judge, None)),
        ],
    )
