"""The list of cables as a reader narrows and orders it: filter, full search, marks, sorting, jumps.

The one fact that surprises: nothing narrows for good. Whatever leaves cables out stands in the title, and
Esc takes the last of it back, with the cursor still on its cable.
"""

from __future__ import annotations

from array import array
from functools import partial
from typing import TYPE_CHECKING, Final

from tui.listing.completion import SUBJECTS, candidates, field_of
from tui.listing.list_facts import ListFacts, flags_of, list_facts, those
from tui.screens.list_hits import ListHitsPage
from tui.widgets.bars import Bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.statistics import Count
    from tui.app import CablediffApp
    from tui.listing.completion import Candidate
    from tui.listing.list_search import Haystack
    from tui.widgets.runs import Run

SORTS: Final = ("date", "id", "origin", "classification", "subject", "copies")
RANK: Final = "rank"
"""The order in which a search gives what it found: the best first."""

_SORT_KEYS: Final = {"copies": "r"}  # others have their first letter


NARROWINGS: Final = ("found", "marked", "copies", "filter")
"""What can leave cables out: a search or a bar of the overview, marks, copies, the filter."""

FILTER: Final = "filtering"
TEXTS: Final = "searching the texts"
ORDER: Final = "putting the list in order"

_FACTS_AFTER: Final = 0.2
"""Seconds after the rows in which the facts beside them are read."""


class NarrowingPage(ListHitsPage):
    """A list of cables that can be narrowed."""

    DEFAULT_CSS = """
    NarrowingPage #candidates { dock: bottom; margin-bottom: 1; display: none; }
    NarrowingPage #candidates.open { display: block; }
    """

    def __init__(self, browser: CablediffApp) -> None:
        super().__init__(browser)
        self.candidates_bar = Bar(id="candidates", base="columns")
        self.by = "date"
        self.descending = False
        self.filter = ""
        self.wanted = ""
        self._failed = ""  # a query with a mistake, to be mended when the search is opened next
        self._stood_on: int | None = None  # the record last under the cursor, while the list is empty
        self.only = ""  # what an overview narrowed the list to
        self.only_copies = False
        self.only_marked = False
        self.narrowed_by: tuple[str, ...] = NARROWINGS  # what leaves cables out behind what did so before
        self.return_narrowed = False  # while the last session's order is being made again
        self._on: set[str] = set()  # which of them leave cables out
        self._found: array[int] | None = None  # by the full search, in its own order
        self._rows_due = False  # while a filter looks for them
        self._all: array[int] = array("I")
        self.return_to: int | None = None  # the record that the last session was at, until a key is pressed
        self.return_order: tuple[str, bool] | None = None  # of what the last session had found
        self._before_filter: tuple[str, int | None] = ("", None)
        self.by_before = "date"  # before a search put the best first
        self._candidates: list[Candidate] = []
        self._chosen = -1
        self._values: dict[str, Sequence[Count]] = {}

    def reload(self) -> None:
        """Ask the archive for its order again: it grew, or copies were counted."""
        self.list.forget_rows()
        self._values.clear()
        self._put_in_order()
        self.set_timer(_FACTS_AFTER, self._ask_facts)

    def _ask_facts(self) -> None:
        """Read what stands beside the rows: after the first picture, and not while the archive grows."""
        if not self.browser.importing.running:
            self.run_worker(self._read_facts, thread=True, group="facts", exclusive=True)

    def _read_facts(self) -> None:
        facts = list_facts(self.browser.archive)
        if (facts.redacted or facts.versions) and not self.browser._exit:
            self.app.call_from_thread(self._take_facts, facts)

    def _take_facts(self, facts: ListFacts) -> None:
        self.list.facts = facts
        self.list.changed()

    def narrowings(self) -> list[str]:
        """Return what leaves cables out, each as the title says it, the last at the end."""
        words = self._words()
        return [each for name in self.narrowed_by for each in words[name] if each]

    def _words(self) -> dict[str, Sequence[str]]:
        return {
            "found": (self.only, f"texts: {self.wanted}" if self.wanted else ""),
            "marked": ("only marked" if self.only_marked else "",),
            "copies": ("only with copies" if self.only_copies else "",),
            "filter": (f"filter: {self.filter}" if self.filter else "",),
        }

    def _note_narrowed(self) -> None:
        """Put what leaves cables out by now, and did not before, behind the others."""
        on = {name for name, words in self._words().items() if any(words)}
        new = tuple(name for name in NARROWINGS if name in on - self._on)
        self._on = on
        if not self.return_narrowed:
            self.narrowed_by = (*(name for name in self.narrowed_by if name not in new), *new)

    @property
    def is_narrowed(self) -> bool:
        """Whether the list shows what it is narrowed to: nothing is looked for any more."""
        return not self._rows_due and (not self.wanted or self._found is not None)

    def list_options(self) -> list[str]:
        """Return the options of the command line that narrow as the list is, but for the query."""
        fact, _, label = self.only.partition(": ")
        options = ["--only", fact, label] if self.only else []
        options += [f"--filter={self.filter}"] if self.filter else []
        options += ["--marked"] if self.only_marked else []
        return [*options, "--with-copies"] if self.only_copies else options

    def narrowing_runs(self) -> list[Run]:
        """Return the narrowings for the title."""
        return [(f"  {words}", "bar_alert") for words in self.narrowings()]

    # Taking back

    def stop(self) -> bool:
        """Leave the prompt; else take back what narrowed the list last; only then stop long work."""
        return super().stop() or self._take_back()

    def _take_back(self) -> bool:
        self._note_narrowed()
        last = next((name for name in reversed(self.narrowed_by) if name in self._on), "")
        if last == "filter":
            self.filter = ""
        elif last == "copies":
            self.only_copies = False
        elif last == "marked":
            self.only_marked = False
        elif last:  # found, or still looked for
            self.wanted = self.only = ""
            self._forget_found()
        elif self.hits:
            self.hits, self.searched = b"", ""
            self.show_place()
            return True
        else:
            return False
        self._show()
        return True

    # Filter and search

    def action_filter(self) -> None:
        """Open the filter."""
        self._before_filter = (self.filter, self.list.number)
        self.prompt.open("filter", "filter", self.filter)
        self.show_place()
        self.browser.with_haystack("", lambda _: None)

    def action_search_texts(self) -> None:
        """Open the search through the full texts."""
        self._before_filter = (self.filter, self.list.number)
        text = self.wanted or self._failed
        self.prompt.open("texts", "texts", text)
        self.show_place()
        self._offer(text)

    def action_jump(self) -> None:
        """Ask where to go."""
        self.prompt.ask("go to an id, a date or a number:", "", self._jump)
        self.show_place()

    def _jump(self, text: str | None) -> None:
        self.set_focus(self.view)
        self.show_place()
        if not text or not text.strip():
            return
        from tui.listing.jumping import said_of, target  # the first picture stands where it stands

        place = target(self.browser.archive, self.list.numbers, text)
        if place is not None:
            self.list.move_to(place, top=place - self.list.page // 2)
        if said := said_of(text, place):
            self.say(said)

    def prompt_typed(self, purpose: str, text: str) -> None:
        """Filter as the reader types, and offer what may be meant."""
        if purpose == "filter":
            self._filter(text)
        elif purpose == "texts":
            self._offer(text)

    def prompt_entered(self, purpose: str, text: str) -> None:
        """Keep the filter, or go to the first hit."""
        self.set_focus(self.view)
        self._offer(None)
        if purpose == "filter":
            self.browser.keys.wait_for(FILTER)
            self._filter(text, at_once=True)  # the next key may be meant for what is left
        elif purpose == "texts":
            self._search_texts(text)
            if self.wanted:
                self.browser.keys.wait_for(TEXTS)
        else:
            self._search(text)

    def prompt_cancelled(self, purpose: str) -> None:
        """Return to the old filter and the old place."""
        self.set_focus(self.view)
        self._offer(None)
        if purpose in ("filter", "texts"):
            self.filter, place = self._before_filter
            self._show(place)
        self.show_place()

    def _filter(self, text: str, *, at_once: bool = False) -> None:
        self.filter = text.strip()
        self._show(at_once=at_once)

    def _search_texts(self, text: str) -> None:
        """Show the cables that a query finds, the best first; an empty one shows all again."""
        self.wanted, self._failed = text.strip(), ""
        if not self.wanted:
            self._forget_found()
            self._show()
            return
        self._note_narrowed()
        self.browser.search_texts(self.wanted)

    def show_found(self, query: str, numbers: array[int]) -> None:
        """Show what a query has found."""
        if query == self.wanted:
            self.only = ""
            self._take_found(numbers)
            self.browser.keys.came(TEXTS)

    def show_only(self, words: str, numbers: array[int]) -> None:
        """Show some cables alone, which ``words`` name."""
        self.wanted = self.filter = ""
        self.only_copies = self.only_marked = False
        self.show_only_again(words, numbers)

    def show_only_again(self, words: str, numbers: array[int]) -> None:
        """Show some cables alone; what else narrows the list goes on doing so."""
        self.only = words
        self._take_found(numbers)

    @property
    def orders(self) -> tuple[str, str]:
        """The order of the whole list, and that of what was found, which is the best first at the start."""
        return (self.by, RANK) if self._found is None else (self.by_before, self.by)

    def _take_found(self, numbers: array[int]) -> None:
        if self._found is None:
            self.by_before = self.by
        self._found = numbers
        self.by, self.descending = self.return_order or (RANK, False)
        self.list.move_to(0)
        if self.by == RANK:
            first = numbers[0] if numbers else None
            self._show(first if self.return_to is None else self.return_to)
        else:
            self._put_in_order()

    def _forget_found(self) -> None:
        if self._found is not None:
            self._found = None
            self.by = self.by_before
            self._put_in_order()

    def search_failed(self, query: str, message: str) -> None:
        """Say what is wrong with a query; the list stays as it was."""
        if query == self.wanted:
            self.wanted, self._failed = "", query
            self.say(message)
            self.browser.keys.came(TEXTS)

    # Completion

    def _offer(self, query: str | None) -> None:
        """Show what a query may go on with; None shows nothing."""
        self._chosen = -1
        self._candidates = [] if query is None else candidates(query, self._values_of)
        self.candidates_bar.set_class(bool(self._candidates), "open")
        self._show_candidates()

    def _show_candidates(self) -> None:
        runs: list[Run] = [(" Tab ", "key")] if self._candidates else []
        shown = self._candidates[max(self._chosen, 0) :]
        for place, candidate in enumerate(shown):
            here = place == 0 and self._chosen >= 0
            runs.append((f" {candidate.label} ", "hit" if here else "columns"))
        self.candidates_bar.show(runs)

    def prompt_completing(self, purpose: str, step: int) -> None:
        """Put the next candidate into the prompt."""
        if purpose == "texts" and self._candidates:
            self._chosen = (self._chosen + step) % len(self._candidates)
            query = self._candidates[self._chosen].query
            self.prompt.put(query)
            if len(self._candidates) == 1:
                self._offer(query)
            else:
                self._show_candidates()

    def _values_of(self, field: str) -> Sequence[Count]:
        """Return the values of a field, when a worker has counted them."""
        if field not in self._values:
            self._values[field] = ()
            self.run_worker(lambda: self._count_values(field), thread=True, group="values")
        return self._values[field]

    def _count_values(self, field: str) -> None:
        from corpus.archive import Archive
        from corpus.statistics import counts

        archive = self.browser.archive
        if not isinstance(archive, Archive):
            return
        found = counts(archive, SUBJECTS[field])
        if not self.browser._exit:
            self.app.call_from_thread(self._take_values, field, found)

    def _take_values(self, field: str, found: Sequence[Count]) -> None:
        self._values[field] = found
        if self.prompt.is_open and self.prompt.purpose == "texts" and field_of(self.prompt.text) == field:
            self._offer(self.prompt.text)

    # Order

    def action_sort(self) -> None:
        """Sort by the next column; what was under the cursor stays there."""
        names = SORTS if self._found is None else (RANK, *SORTS)
        self.sort_by(names[(names.index(self.by) + 1) % len(names)])

    def action_sort_by(self) -> None:
        """Ask for the column to sort by."""
        names = SORTS if self._found is None else (*SORTS, RANK)
        columns = [(_SORT_KEYS.get(name, name[0]), name, partial(self.sort_by, name)) for name in names]
        self.offer("sort by", columns)

    def sort_by(self, name: str) -> None:
        """Sort by a column."""
        self.by = name
        self.descending = name == "copies"
        self._put_in_order()

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.descending = not self.descending
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Ask the archive for its order, off the screen's thread where it has many cables."""
        self.browser.background.do(
            ORDER, lambda _: self._order(), self._take_order, size=len(self._all), quiet=True
        )

    def _take_order(self, numbers: array[int]) -> None:
        grown = len(numbers) != len(self._all)
        self._all = numbers
        self._show()
        if grown and self.searched:
            self._search_again()

    def _order(self) -> array[int]:
        by = self.by_before if self.by == RANK else self.by
        return self.browser.archive.order(by, descending=self.descending)

    def _base(self) -> array[int]:
        """Return what is narrowed further: all cables in order, or what was found."""
        if self._found is None:
            return self._all
        if self.by == RANK:
            return self._found[::-1] if self.descending else self._found
        return those(self._all, flags_of(self._found))

    def _show(self, keep: int | None = None, *, at_once: bool = False) -> None:
        """Show the rows that the filter leaves; the cursor stays on its cable where that is shown.

        A filter is looked for off the screen's thread where there are many cables, unless ``at_once``.
        """
        self._note_narrowed()
        for known in (self.return_to, self.list.number, self._stood_on):
            keep = known if keep is None else keep
        numbers = self._base()
        if self.only_marked:
            marked = self.browser.marked_numbers()
            numbers = array("I", filter(marked.__contains__, numbers))
        if self.only_copies:
            numbers = those(numbers, self.browser.catalogue.with_copies())
        background, words = self.browser.background, self.filter
        self._rows_due = True
        background.drop(FILTER)
        if not words:
            self._take_rows(keep, numbers)
            return

        def found(haystack: Haystack) -> None:
            background.do(
                FILTER,
                lambda task: haystack.filtered(words, numbers, task.stop),
                partial(self._take_rows, keep),
                size=0 if at_once else len(numbers),
                quiet=True,
            )

        self.browser.with_haystack(FILTER, found)

    def lines_read(self) -> None:
        """Filter and search again: there are more lines to look through."""
        if self.filter:
            self._show()
        if self.searched:
            self._search_again()

    def _take_rows(self, keep: int | None, numbers: array[int]) -> None:
        self._stood_on, self._rows_due = keep, False
        self.list.show(numbers, keep=keep)
        self.show_place()
        self.browser.keys.came(FILTER)
        self.browser.returning.list_shown()
