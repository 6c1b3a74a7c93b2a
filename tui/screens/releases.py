"""Cables of which the archive holds two versions that differ: two releases, restored passages first.

The versions are compared in a worker, a few milliseconds each, and the list fills when all are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from duplicates.diff.model import PartKind
from parser.printable import printable_line
from tui import actions
from tui.comparing.pairs_of import VersionPairs
from tui.drawing.wrapping import fit, fit_id
from tui.listing.versions import KINDS, RISING, SORTS, Changed, compare_all
from tui.names import counted
from tui.screens.diff import DiffPage
from tui.screens.searching import ListSearchingPage
from tui.widgets.searched_view import SearchedView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType

    from tui.screens.page import Clipping
    from tui.widgets.line_view import LineView
    from tui.widgets.runs import Run


class ChangedList(SearchedView):
    """One line a cable: how many words were restored, blacked out, changed; which cable; what of it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.cables: Sequence[Changed] = ()

    def show(self, cables: Sequence[Changed]) -> None:
        """Show these cables from the first on."""
        self.cables = cables
        self._cursor = self.top = 0
        self.changed()

    @property
    def cable(self) -> Changed | None:
        """The cable under the cursor."""
        return self.cables[self.cursor] if self.cursor < len(self.cables) else None

    @property
    def line_count(self) -> int:
        return len(self.cables)

    def line(self, number: int, width: int) -> Sequence[Run]:
        one = self.cables[number]
        glyphs = self.glyphs
        restored, hidden = one.words(PartKind.RESTORED), one.words(PartKind.REDACTED)
        runs: list[Run] = [
            (
                f" {f'{glyphs.inserted}{restored:,}' if restored else '':>6}",
                "restored" if restored else "dim",
            ),
            (f" {f'{glyphs.redaction}{hidden:,}' if hidden else '':>6}", "error" if hidden else "dim"),
            (f" {f'{glyphs.changed}{one.other:,}' if one.other else '':>7} ", "near"),
        ]
        used = sum(len(text) for text, _ in runs)
        key = fit_id(printable_line(one.early), 17, width - 3 - used, glyphs.ellipsis)
        runs += [(f" {key} ", "id"), (f"{one.date[:10]:10} ", "dim")]
        room = width - 1 - sum(len(text) for text, _ in runs)
        if room > 8:
            runs.append((" " + fit(printable_line(one.subject), room - 1, glyphs.ellipsis), "text"))
        return runs


class ReleasesPage(ListSearchingPage):
    """What changed between the versions of each cable."""

    SCOPE = actions.RELEASES
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings(actions.RELEASES)]

    def __init__(self) -> None:
        super().__init__()
        self.list = ChangedList(id="changed")
        self.changed: Sequence[Changed] = ()
        self.equal = 0
        self.by = "restored"
        self.reversed = False
        self.kind = "all changes"
        self._running = False
        self._stopped = False
        self._opened: DiffPage | None = None  # the differences that stand on this screen

    @property
    def view(self) -> LineView:
        return self.list

    @property
    def searched_view(self) -> SearchedView:
        return self.list

    def line_texts(self) -> Iterator[str]:
        """Return what the list and the line below it tell of each cable."""
        for one in self.list.cables:
            yield " ".join((one.early, one.late, one.date, one.subject, *one.fields))

    def begin(self) -> None:
        """Compare all versions, in a worker; they are chosen and sorted as they were left."""
        self._running = True
        kept = self.browser.options.here("releases").split(",")
        if len(kept) == len(self.chosen_by):
            self.take_options(*kept)
        self.run_worker(self._compare, thread=True, group="releases")

    def _compare(self) -> None:
        app = self.browser

        def progress(done: int, total: int) -> None:
            if not app._exit:
                app.call_from_thread(app.show_progress, f"versions: {done:,} of {total:,}, Esc stops")

        changed, equal = compare_all(app.archive, progress, lambda: self._stopped or app._exit)
        if not app._exit:
            app.call_from_thread(self._take, changed, equal)

    def _take(self, changed: Sequence[Changed], equal: int) -> None:
        self._running = False
        self.browser.progress_text = ""
        self.changed, self.equal = changed, equal
        self._show()

    def stop(self) -> bool:
        """Stop the comparison; what was compared so far is shown."""
        if super().stop():
            return True
        if self._running and not self._stopped:
            self._stopped = True
            return True
        return False

    def on_unmount(self) -> None:
        """Nobody waits for the rest."""
        super().on_unmount()
        self._stopped = True
        self.browser.progress_text = ""

    def _show(self) -> None:
        chosen = [one for one in self.changed if KINDS[self.kind](one)]
        chosen.sort(key=SORTS[self.by], reverse=self.reversed)
        self.list.show(chosen)
        self.look_again()
        self.show_place()

    # Title and place

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        left: list[Run] = [
            (" Releases ", "bar_strong"),
            (f"{self.glyphs.separator} {self.browser.archive_name} ", "bar"),
        ]
        if self.kind != "all changes":
            left.append((f"{self.glyphs.separator} only {self.kind}", "bar_alert"))
        rising = (self.by in RISING) != self.reversed
        arrow = self.glyphs.ascending if rising else self.glyphs.descending
        return left, ((f"by {self.by} {arrow} ", "bar_dim"),)

    def place(self) -> str:
        if self._running:
            return "comparing versions"
        shown = len(self.list.cables)
        if not shown and self.changed:
            return f"nothing {self.kind} in {counted(len(self.changed), 'changed cable')}"
        if not shown:
            same = f", {counted(self.equal, 'cable')} the same but for layout" if self.equal else ""
            return "no cable has versions that differ" + same
        where = f"{self.list.cursor + 1:,}/{shown:,}"
        where += "" if shown == len(self.changed) else f" of {len(self.changed):,}"
        hits = self.hit_place()
        return f"{where} {self.glyphs.separator} {hits}" if hits else where

    def details(self) -> str:
        one = self.list.cable
        if one is None:
            return ""
        restored, hidden = one.words(PartKind.RESTORED), one.words(PartKind.REDACTED)
        parts = [
            f"{counted(restored, 'word')} restored" if restored else "",
            f"{hidden:,} blacked out" if hidden else "",
            f"{counted(one.other, 'other word')}" if one.other else "",
            f"{', '.join(one.fields)} changed" if one.fields else "",
        ]
        return ", ".join(part for part in parts if part)

    # What can be done

    async def action_open(self) -> None:
        """Show the differences from what was restored on; J and K go on to the next cable of the list."""
        if self.list.cable is not None:
            pairs = VersionPairs(self.browser.catalogue, list(self.list.cables))
            asked = PartKind.REDACTED if "blacked out" in (self.kind, self.by) else PartKind.RESTORED
            self._opened = DiffPage(pairs, self.list.cursor, opens_at=asked)
            await self.browser.push_screen(self._opened)

    def on_screen_resume(self) -> None:
        """Return to the cable that the differences came to."""
        if self._opened is not None:
            self.list.move_to(self._opened.index)
            self._opened = None

    async def on_line_view_chosen(self) -> None:
        """A double click compares."""
        await self.action_open()

    async def action_read(self) -> None:
        """Read the later version."""
        one = self.list.cable
        number = None if one is None else self.browser.archive.number_of(one.late)
        if number is not None:
            await self.browser.read_cable(number)

    @property
    def chosen_by(self) -> tuple[str, str, str]:
        """How changes are chosen and sorted, as `take_options` takes it."""
        return self.kind, self.by, "reversed" if self.reversed else ""

    def _choose(self) -> None:
        """Choose and sort anew, as the reader wishes from now on."""
        self.browser.options.put_here("releases", ",".join(self.chosen_by))
        self._show()

    def take_options(self, kind: str, by: str, order: str) -> None:
        """Choose and sort as before; what is no kind or measure is left as it is."""
        self.kind = kind if kind in KINDS else self.kind
        self.by = by if by in SORTS else self.by
        self.reversed = order == "reversed"
        self._show()

    def action_sort(self) -> None:
        """Sort by the next measure."""
        names = list(SORTS)
        self.by = names[(names.index(self.by) + 1) % len(names)]
        self.reversed = False
        self._choose()

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.reversed = not self.reversed
        self._choose()

    def action_kind(self) -> None:
        """Show only the next kind of changes."""
        names = list(KINDS)
        self.kind = names[(names.index(self.kind) + 1) % len(names)]
        self._choose()

    def _options(self) -> list[str]:
        """Return the options that have ``cablediff compare`` tell these cables in this order."""
        options = [] if self.kind == "all changes" else ["--only", self.kind]
        options += ["--sort", self.by]
        return [*options, "--reverse"] if self.reversed else options

    def clippings(self) -> Sequence[Clipping]:
        one = self.list.cable
        command = ("c", "command", self.browser.command("compare", options=self._options()))
        if one is None:
            return (command,)
        return (
            ("i", "ids", f"{one.early} {one.late}"),
            ("d", "command for this cable", self.browser.command("diff", one.early, one.late)),
            command,
        )
