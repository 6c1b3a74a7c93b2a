"""A screen in whose text a reader searches: ``/``, then ``n`` and ``N`` from hit to hit, and Esc ends it.

The one fact that surprises: a list of groups is searched by a worker. Its lines show the beginnings of texts
that lie packed in the archive, and the whole of each is looked through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.reading.text_search import find_all
from tui.screens.page import Page
from tui.working.background import MANY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tui.widgets.searched_view import SearchedView
    from tui.working.background import Task

_SEARCHING: Final = "searching"


class SearchingPage(Page):
    """A screen with hits in its view."""

    searched = ""

    @property
    def searched_view(self) -> SearchedView:
        """The view that has the hits."""
        raise NotImplementedError

    # What a screen may do in its own way

    def seek(self, wanted: str, then: Callable[[], None]) -> None:
        """Look for words, and do what comes next when the hits are known."""
        self.searched_view.search(wanted)
        then()

    def found(self) -> None:
        """The hits are known: go to the first from here on."""
        if self.count_hits()[1]:
            self.searched_view.go_to_hit(1, from_here=True)
            self.show_place()
        else:
            self.say(f"not found: {self.searched}")

    def count_hits(self) -> tuple[int, int]:
        """Return which hit the reader is at or behind, from 1, and how many there are."""
        return self.searched_view.hit_number, len(self.searched_view.hits)

    def step_hit(self, step: int) -> None:
        """Go from hit to hit."""
        self.searched_view.go_to_hit(step)

    def end_search(self) -> None:
        """Show no hits any more."""
        self.searched_view.search("")

    def is_looking(self) -> bool:
        """Tell whether the hits are still being looked for."""
        return False

    # What all share

    def find(self, wanted: str) -> None:
        """Look for words, go to the first place from here on, or say that there is none."""
        self.seek(wanted, self.found)

    def find_again(self, wanted: str) -> None:
        """Show the hits that an earlier session showed; the reader stays where they are."""
        self.searched = wanted
        self.seek(wanted, self.show_place)

    def hit_place(self) -> str:
        """Return ``/harbour 3/41``; '' without a search."""
        here, count = self.count_hits() if self.searched else (0, 0)
        return f"/{self.searched} {here:,}/{count:,}" if count else ""

    def action_search(self) -> None:
        """Open the search."""
        self.prompt.open("search", "/")
        self.show_place()

    def action_next_hit(self) -> None:
        """Go to the next hit."""
        self._to_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the previous hit."""
        self._to_hit(-1)

    def _to_hit(self, direction: int) -> None:
        if self.count_hits()[1]:
            self.step_hit(direction * self.view.take_count())
            self.show_place()
        elif not self.searched:
            self.say(f"no search: {self.browser.key_of_name(self.SCOPE, 'search')} starts one")
        elif self.is_looking():
            self.say(f"still looking for {self.searched}")
        else:
            self.say(f"not found: {self.searched}")

    def prompt_entered(self, purpose: str, text: str) -> None:
        """Look for what was typed."""
        self.set_focus(self.view)
        self.searched = " ".join(text.split())
        if self.searched:
            self.find(self.searched)
            if self.is_looking():
                self.browser.keys.wait_for(_SEARCHING)
        else:
            self.end_search()
            self.show_place()

    def stop(self) -> bool:
        """Leave the prompt; else end the search."""
        if super().stop():
            return True
        if not self.searched:
            return False
        self.searched = ""
        self.end_search()
        self.show_place()
        return True


class ListSearchingPage(SearchingPage):
    """A list in which a worker searches line by line."""

    def line_texts(self) -> Iterator[str]:
        """Return what is searched of each line. It is asked for off the screen's thread."""
        raise NotImplementedError

    def seek(self, wanted: str, then: Callable[[], None]) -> None:
        lines, count = self.line_texts(), self.view.line_count

        def look_through(task: Task) -> list[int]:
            found = []
            for line, text in enumerate(lines):
                if task.stop():
                    break
                task.at(line, count)
                if find_all(text, wanted):
                    found.append(line)
            return found

        def take(lines: Iterable[int]) -> None:
            self.searched_view.show_lines(wanted, lines)
            then()
            self.browser.keys.came(_SEARCHING)

        self.browser.background.do(_SEARCHING, look_through, take, size=MANY)

    def is_looking(self) -> bool:
        return self.browser.background.is_at(_SEARCHING)

    def look_again(self) -> None:
        """The lines stand in another order, or are others."""
        if self.searched:
            self.find(self.searched)

    def end_search(self) -> None:
        self.browser.background.drop(_SEARCHING)
        super().end_search()

    def on_unmount(self) -> None:
        """Nobody waits for what is found."""
        self.browser.background.drop(_SEARCHING)
