"""The word diff of two places: the earlier at the left, the later at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from duplicates.diff.model import Ignore, Options
from parser.printable import printable_line
from tui import actions
from tui.comparing.compare_sides import COMPARING, changed_words, compare_sides, size_of
from tui.comparing.ignore_levels import READING, levels_from
from tui.giving import diff_clippings
from tui.giving.command_lines import place_name
from tui.names import counted
from tui.screens.collation import MOST_WITNESSES, CollationPage
from tui.screens.judging import offer_verdict
from tui.screens.levels import LevelsPage
from tui.screens.searching import SearchingPage
from tui.widgets.bars import Bar
from tui.widgets.change_map import ChangeMap
from tui.widgets.diff_text import CONTEXTS, DiffText
from tui.widgets.panes import Panes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from duplicates.diff.model import PartKind, WordDiff
    from tui.catalogue import Side
    from tui.screens.page import Clipping
    from tui.widgets.line_view import LineView
    from tui.widgets.runs import Run
    from tui.widgets.searched_view import SearchedView


class DiffPage(SearchingPage):
    """Two texts, and the further pairs that can be stepped to."""

    SCOPE = actions.DIFF
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.DIFF)]
    DEFAULT_CSS = """
    DiffPage #columns { dock: top; margin-top: 1; }
    """

    def __init__(
        self, pairs: Sequence[tuple[Side, Side]], index: int = 0, *, opens_at: PartKind | None = None
    ) -> None:
        super().__init__()
        self.pairs = pairs
        self.index = index
        self.opens_at = opens_at  # the kind of change that each pair is opened at, where it has one
        self.swapped = False
        self.diff: WordDiff | None = None
        self.options = READING
        self.differences = DiffText(id="diff")
        self.map = ChangeMap(self.differences.states, id="map")
        self.columns = Bar(id="columns", base="columns")

    @property
    def view(self) -> LineView:
        return self.differences

    @property
    def searched_view(self) -> SearchedView:
        return self.differences

    def compose(self) -> ComposeResult:
        """Put the names of the two sides under the title."""
        yield from super().compose()
        yield self.columns

    def body(self) -> Sequence[Widget]:
        return (Panes(self.differences, self.map),)

    def begin(self) -> None:
        """Compare the first pair, with the options that were chosen last."""
        options = self.browser.options
        levels = levels_from(options.text("diff.ignore", ",".join(READING.ignore)), READING.ignore)
        self.options = replace(READING, ignore=levels)
        self.differences.fill = options.flag("diff.fill", default=True)
        context = options.text("diff.context", "all")
        self.differences.context = int(context) if context in ("0", "1", "3", "8") else None
        layout = options.text("diff.layout", "")
        self.differences.wanted = {"side": True, "unified": False}.get(layout)
        self._compare()

    @property
    def sides(self) -> tuple[Side, Side]:
        """The two texts as they are shown."""
        early, late = self.pairs[self.index]
        return (late, early) if self.swapped else (early, late)

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        left, right = self.sides
        arrow = f" {self.glyphs.arrow} "
        verdict = self.browser.notes.verdict(*self._names())
        title: list[Run] = [
            (" Differences ", "bar_strong"),
            (f"{self.glyphs.separator} ", "bar_dim"),
            (f"{printable_line(left.key)} {left.place}".rstrip(), "bar"),
            (arrow, "bar_dim"),
            (f"{printable_line(right.key)} {right.place}".rstrip(), "bar"),
        ]
        right_runs: list[Run] = []
        if verdict is not None:
            right_runs.append((f"{verdict} ", "bar_alert"))
        if len(self.pairs) > 1:
            right_runs.append((f"pair {self.index + 1}/{len(self.pairs)} ", "bar_dim"))
        return title, right_runs

    def place(self) -> str:
        if self.diff is None:
            return "" if self.browser.background.is_at(COMPARING) else "not compared"
        current = self.differences.change
        parts = [f"change {0 if current is None else current + 1}/{self.differences.changes}"]
        if not self.diff.changes:
            parts = ["no difference: the same words"]
        elif not self.searched:
            parts.append(changed_words(self.diff, self.glyphs))
        parts.append(self.hit_place())
        return f" {self.glyphs.separator} ".join(filter(None, parts))

    def hints_at(self, action: actions.Action) -> bool:
        """Offer no next pair where there is one only, and no next change where there is none."""
        if action.name == "next_pair":
            return len(self.pairs) > 1
        return action.name != "next_change" or self.diff is None or self.differences.changes > 0

    def moved(self) -> None:
        """Keep the map at the place."""
        self.map.show_place(self.differences.top, self.differences.page)

    def on_resize(self) -> None:
        """Draw the map for the new size."""
        self.call_after_refresh(self._fill_map)
        super().on_resize()

    def _fill_map(self) -> None:
        self.map.changed()
        self.moved()

    def on_change_map_picked(self, event: ChangeMap.Picked) -> None:
        """Go where the reader pointed in the map."""
        self.differences.move_to(event.line)

    def show_place(self) -> None:
        """Fill the bars, and the heads of the columns."""
        super().show_place()
        if self.diff is None:
            return
        left, right = self.sides
        heads = [f"{printable_line(side.key)} {side.date} {side.place}".strip() for side in (left, right)]
        if self.differences.side_by_side:
            room = self.differences.side_width()
            self.columns.show(
                [
                    (f"   {heads[0]}"[: room + 3].ljust(room + 3), "columns"),
                    (f" {self.glyphs.column} ", "columns"),
                    (f"  {heads[1]}", "columns"),
                ]
            )
        else:
            self.columns.show(
                [
                    (f" {self.glyphs.deleted} {heads[0]}   ", "columns"),
                    (f"{self.glyphs.inserted} {heads[1]}", "columns"),
                ]
            )

    # What can be done

    def action_next_hit(self) -> None:
        """Go to the next hit; without a search to the next change."""
        if self.searched:
            super().action_next_hit()
        else:
            self.action_next_change()

    def action_previous_hit(self) -> None:
        """Go to the previous hit; without a search to the previous change."""
        if self.searched:
            super().action_previous_hit()
        else:
            self.action_previous_change()

    def action_next_change(self) -> None:
        """Go to the next change."""
        self._go(self.differences.take_count())

    def action_previous_change(self) -> None:
        """Go to the previous change."""
        self._go(-self.differences.take_count())

    def action_next_pair(self) -> None:
        """Go on to the next pair: of the group, of the releases, of the dot plot."""
        self._step(self.differences.take_count())

    def action_previous_pair(self) -> None:
        """Go back to the previous pair."""
        self._step(-self.differences.take_count())

    def action_layout(self) -> None:
        """Switch between side by side and unified."""
        self.differences.toggle()
        self.browser.options.put("diff.layout", "side" if self.differences.side_by_side else "unified")
        self._fill_map()
        self.show_place()

    def action_wrap(self) -> None:
        """Fill the lines, or end them where they were sent."""
        self.differences.fill = not self.differences.fill
        self.browser.options.put("diff.fill", self.differences.fill)
        self.differences.show_again()
        self._fill_map()
        self.say("lines filled" if self.differences.fill else "lines as sent", "bar")

    def action_more_context(self) -> None:
        """Show more lines around each change."""
        self._show_context(1)

    def action_less_context(self) -> None:
        """Show fewer lines around each change."""
        self._show_context(-1)

    def _show_context(self, step: int) -> None:
        place = CONTEXTS.index(self.differences.context) + step
        context = CONTEXTS[max(0, min(place, len(CONTEXTS) - 1))]
        self.differences.context = context
        self.browser.options.put("diff.context", "all" if context is None else str(context))
        self.differences.show_again()
        self._fill_map()
        self.say("all of the text" if context is None else f"{counted(context, 'line')} of context", "bar")

    def action_white_space(self) -> None:
        """Ignore white space and line ends, or show them as a difference."""
        self.ignore(self.options.ignore ^ {Ignore.LINE_BREAKS})
        ignored = Ignore.LINE_BREAKS in self.options.ignore
        self.say("white space is ignored" if ignored else "white space is a difference", "bar")

    async def action_levels(self) -> None:
        """Choose what is no difference."""
        await self.app.push_screen(LevelsPage(self.options.ignore, self.ignore))

    def ignore(self, levels: frozenset[Ignore]) -> None:
        """Compare again with other levels; the reader stays at the change as far as there is one."""
        self.options = Options(levels, self.options.move_words)
        self.browser.options.put("diff.ignore", ",".join(sorted(levels)))
        self._compare(self.differences.show_again)

    async def action_collate(self) -> None:
        """Show all texts of the group together."""
        first = (self.pairs[place] for place in range(min(len(self.pairs), MOST_WITNESSES)))
        sides = list(dict.fromkeys(side for pair in first for side in pair))[:MOST_WITNESSES]
        sides.sort(key=lambda side: side.date)
        await self.app.push_screen(CollationPage(sides, self.options))

    def action_swap(self) -> None:
        """Swap the sides."""
        self.swapped = not self.swapped
        self._compare()

    def action_verdict(self) -> None:
        """Offer the verdicts."""
        offer_verdict(self, *self._names())

    def action_note(self) -> None:
        """Write a note on the pair."""
        called = (f"{side.key} {side.place}".rstrip() for side in self.sides)
        self.write_note(" and ".join(called), *self._names())

    def details(self) -> str:
        return printable_line(self.browser.notes.note(*self._names()))

    def show_notes(self) -> None:
        """Say the verdict and the note again."""
        self.show_place()

    def clippings(self) -> Sequence[Clipping]:
        if self.diff is None:
            return ()
        first, second = self._names()
        diff, view = self.diff, self.differences
        words = diff_clippings.command_words(
            diff,
            *(side.name for side in self.sides),
            side_by_side=view.side_by_side,
            context=view.context,
            as_sent=not view.fill,
        )
        return (
            ("i", "ids", f"{first} {second}"),
            ("u", "text", partial(diff_clippings.as_text, diff)),
            ("p", "patch", partial(diff_clippings.as_patch, diff, first, second)),
            ("h", "HTML", partial(diff_clippings.as_html, diff, first, second)),
            ("c", "command", self.browser.command(*words)),
            ("t", "later text", self.sides[1].text),
        )

    def _names(self) -> tuple[str, str]:
        """Return the two places as the command line names them: ``09ASTANA714#12``."""
        left, right = self.sides
        return place_name(left.key, left.block), place_name(right.key, right.block)

    async def action_read(self) -> None:
        """Read the cable at the right."""
        side = self.sides[1]
        number = self.browser.archive.number_of(side.key)
        if number is not None:
            await self.browser.read_cable(number, side.block)

    def _compare(self, show: Callable[[WordDiff], None] | None = None) -> None:
        """Compare the two sides, off the screen's thread where they are long, and show the difference."""
        (left, right), options = self.sides, self.options
        self.diff = None

        def take(diff: WordDiff) -> None:
            self.diff = diff
            if show is None:
                self.differences.show(diff, self.opens_at)
            else:
                show(diff)
            self._fill_map()
            self.show_place()

        background = self.browser.background
        background.do(
            COMPARING, lambda _: compare_sides(left, right, options), take, size=size_of((left, right))
        )

    def on_screen_resume(self) -> None:
        """Go on with what another comparison on top of this screen has ended."""
        if self.is_mounted and self.diff is None and not self.browser.background.is_at(COMPARING):
            self._compare()

    def on_unmount(self) -> None:
        """Nobody waits for the difference."""
        self.browser.background.drop(COMPARING)

    def _go(self, step: int) -> None:
        count = self.differences.changes
        if not count:
            self.say("no change to go to")
            return
        current = self.differences.change
        target = (-1 if current is None and step > 0 else current or 0) + step
        if 0 <= target < count:
            self.differences.go_to_change(target)
            self.show_place()  # the next change may begin in the same line
        else:
            self.say("no further change" if step > 0 else "no change before this")

    def _step(self, step: int) -> None:
        target = self.index + step
        if 0 <= target < len(self.pairs):
            self.index = target
            self._compare()
        else:
            self.say(f"{counted(len(self.pairs), 'pair')}, no further one")
