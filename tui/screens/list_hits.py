"""The search in the list of cables: ``/``, then ``n`` and ``N`` from hit to hit.

The one fact that surprises: a search that finds nothing goes on waiting. What an import brings is looked
through as well, and the reader is taken to the first hit unless another key was pressed meanwhile.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import compress
from typing import TYPE_CHECKING, Final

from tui.listing.list_facts import padded
from tui.screens.page import Page
from tui.widgets.cable_list import CableList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.app import CablediffApp
    from tui.listing.list_search import Haystack

SEARCH: Final = "searching the list"


class ListHitsPage(Page):
    """A list of cables with hits in it."""

    def __init__(self, browser: CablediffApp) -> None:
        super().__init__()
        self.list = CableList(browser.archive, id="list")
        self.searched = ""
        self.hits = b""  # of the search: for each record number up to some last one whether it is one
        self._places_of: tuple[array[int], bytes, array[int]] = (array("I"), b"", array("I"))
        self._goes_to_hit = False  # as soon as there is one

    def hit_place(self) -> str:
        """Return which of the hits the cursor is on or behind."""
        places = self._hit_places()
        before = bisect_right(places, self.list.cursor)
        return f"/{self.searched} {before}/{len(places)}"

    def _hit_places(self) -> Sequence[int]:
        """Return the lines of the hits; looked for once for the list as it is."""
        numbers, hits = self.list.numbers, self.hits
        if self._places_of[0] is not numbers or self._places_of[1] is not hits:
            there = map(padded(hits, numbers).__getitem__, numbers)
            places = array("I", compress(range(len(numbers)), there))
            self._places_of = (numbers, hits, places)
        return self._places_of[2]

    def action_search(self) -> None:
        """Open the search."""
        self.prompt.open("search", "/")
        self.show_place()
        self.browser.with_haystack("", lambda _: None)

    def action_next_hit(self) -> None:
        """Go to the next hit."""
        self._go_to_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the previous hit."""
        self._go_to_hit(-1)

    def _search(self, text: str) -> None:
        self.searched = text.strip()
        if not self.searched:
            self.hits = b""
            self.show_place()
            return
        self._goes_to_hit = True
        self.browser.keys.wait_for(SEARCH)
        self._search_again()

    def find_again(self, wanted: str) -> None:
        """Show the hits that an earlier session showed; the reader stays where they are."""
        self.searched = wanted
        self._search_again()

    def _search_again(self) -> None:
        """Look for the hits among the lines as they are now."""
        self.browser.with_haystack(SEARCH, self._take_hits)

    def _take_hits(self, haystack: Haystack) -> None:
        """Take the hits, and go to the first where the reader still waits for it: an import may bring it."""
        self.hits = haystack.matching(self.searched) if self.searched else b""
        if not self._goes_to_hit:
            self.show_place()
        elif not self._hit_places():
            self.say(f"nothing found for {self.searched}")
        else:
            self.notice = None
            self._goes_to_hit = False
            self._go_to_hit(1, include_here=True)
        self.browser.keys.came(SEARCH)

    def forget_notice(self) -> None:
        """Whoever goes on after hearing that nothing was found waits for no hit any more."""
        if self.notice is not None:
            self._goes_to_hit = False
        super().forget_notice()

    def _go_to_hit(self, step: int, *, include_here: bool = False) -> None:
        places = self._hit_places() if self.hits else ()
        if not places:
            key = self.browser.key_of_name(self.SCOPE, "search")
            searched = f"nothing found for {self.searched}"
            self.say(searched if self.searched else f"no search: {key} starts one")
            return
        here = self.list.cursor
        if step > 0:
            place = bisect_left(places, here) if include_here else bisect_right(places, here)
        else:
            place = bisect_left(places, here) - 1
        self.list.move_to(places[place % len(places)])
        self.show_place()
