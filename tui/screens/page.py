"""What every screen of the browser has: a title, a view, a line that says where the reader is, a prompt.

The place and the counts are always at the left of the bottom line; the keys that matter here fill what is
left of it, out of the same table that binds them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parser.printable import printable_columns, printable_line
from tui import actions
from tui.drawing.glyphs import UNICODE, Glyphs
from tui.drawing.wrapping import fit_words
from tui.giving.clipboard import copy
from tui.notes.drafts import Draft
from tui.terminal.textual_hacks import OpaqueScreen, still_size
from tui.widgets.bars import Bar
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from tui.app import CablediffApp
    from tui.widgets.line_view import LineView
    from tui.widgets.runs import Run


Clipping = tuple[str, str, str | Callable[[], str]]
"""Something to copy: its key, what it is, and the text, or what makes the text when it is asked for."""


class Page(OpaqueScreen, inherit_bindings=False):
    """A screen with one main view."""

    SCOPE: ClassVar[str] = ""
    AUTO_FOCUS: ClassVar[str | None] = "LineView"
    virtual_size = still_size()
    DEFAULT_CSS = """
    Page {
        layers: base;
        overflow: hidden hidden;
    }
    Page #title { dock: top; }
    Page #status { dock: bottom; }
    Page Prompt { dock: bottom; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.title_bar = Bar(id="title", keeps_right=True)
        self.status_bar = Bar(id="status")
        self.prompt = Prompt(self)
        self.count = ""
        self.noting: tuple[str, ...] = ()  # what a note is being typed about
        self.notice: tuple[str, str] | None = None  # said once: text and role, until the next key
        self._choices: dict[str, Callable[[], object]] = {}

    # What a subclass gives

    @property
    def view(self) -> LineView:
        """The main view."""
        raise NotImplementedError

    def body(self) -> Sequence[Widget]:
        """Return the widgets between the title and the status line."""
        return (self.view,)

    def title_runs(self) -> tuple[Sequence[Run], Sequence[Run]]:
        """Return what the title line says at its left and its right."""
        return (), ()

    def place(self) -> str:
        """Return where the reader is, with counts."""
        return ""

    def details(self) -> str:
        """Return what else is to be said of the place; a notice takes its room."""
        return ""

    def hints_at(self, action: actions.Action) -> bool:
        """Tell whether a key is offered in the bottom line as things stand."""
        return True

    def clippings(self) -> Sequence[Clipping]:
        """Return what can be copied here."""
        return ()

    def prompt_typed(self, purpose: str, text: str) -> None:
        """The reader typed into the prompt."""

    def prompt_entered(self, purpose: str, text: str) -> None:
        """The reader pressed Enter in the prompt."""
        self.set_focus(self.view)

    def prompt_cancelled(self, purpose: str) -> None:
        """The reader pressed Esc in the prompt."""
        self.set_focus(self.view)
        self.show_place()

    def prompt_completing(self, purpose: str, step: int) -> None:
        """The reader pressed Tab in the prompt."""

    # What all share

    @property
    def browser(self) -> CablediffApp:
        """The app, by its own type."""
        from tui.app import CablediffApp

        app = self.app
        assert isinstance(app, CablediffApp)
        return app

    @property
    def glyphs(self) -> Glyphs:
        """The signs that the terminal can show."""
        return getattr(self.app, "glyphs", UNICODE)

    def on_mount(self) -> None:
        """Give the keys to the view at once: the next one may be on its way."""
        self.set_focus(self.view)
        self.begin()

    def begin(self) -> None:
        """Fill the screen, when its widgets are there."""

    def compose(self) -> ComposeResult:
        """Stack title, body, prompt and status line."""
        yield self.title_bar
        yield from self.body()
        yield self.status_bar
        yield self.prompt

    def on_screen_resume(self) -> None:
        """Say the place again after another screen was on top."""
        self.show_place()

    def on_resize(self) -> None:
        """Fill the bars for the new width."""
        self.call_after_refresh(self.show_place)

    def view_moved(self, view: LineView) -> None:
        """Follow the cursor of the main view with the place."""
        if view is self.view and self.is_mounted:
            self.moved()
            self.show_place()

    def moved(self) -> None:
        """The cursor of the view came to another line."""

    def offer(self, title: str, choices: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """Have the next key choose: each choice has a key, a word and what is then done."""
        self._choices = {key: run for key, _, run in choices}
        words = "  ".join(f"{actions.key_name(key)} {word}" for key, word, _ in choices)
        self.say(f"{title}:  {words}")

    def take_choice(self, key: str) -> bool:
        """Take a key as a choice; tell whether a choice was waited for. Any other key drops it."""
        choices, self._choices = self._choices, {}
        if not choices:
            return False
        self.forget_notice()
        if key in choices:
            choices[key]()
        return True

    def show_marks(self) -> None:
        """Show the marks of a finished search for duplicates."""

    def show_notes(self) -> None:
        """Show marks, notes and verdicts again: one of them changed."""
        self.view.changed()

    def write_note(self, name: str, *about: str) -> None:
        """Have the reader write a note on a place or a pair of places, which is called ``name``."""

        def done(text: str | None) -> None:
            self.noting = ()
            self.set_focus(self.view)
            if text is not None:
                self.browser.write_note(text.strip(), *about)
                self.say("noted" if text.strip() else "no note", "bar")
            self.show_place()

        self.noting = about
        text = self.browser.take_draft(*about) or self.browser.notes.note(*about)
        self.prompt.ask(f"note on {printable_line(name)}:", text, done)
        self.show_place()

    @property
    def draft(self) -> Draft | None:
        """The note that is being typed; None where none is, or nothing was changed."""
        text = self.prompt.text
        if not self.noting or text.strip() == self.browser.notes.note(*self.noting):
            return None
        return Draft(self.noting, text)

    def action_yank(self) -> None:
        """Offer what can be copied."""
        clippings = self.clippings()
        if not clippings:
            self.say("nothing here to copy")
            return
        self.offer("copy", [(key, word, partial(self._copy, word, text)) for key, word, text in clippings])

    def _copy(self, word: str, text: str | Callable[[], str]) -> None:
        text = text if isinstance(text, str) else text()
        copy(self.app, printable_columns(text))  # it may be pasted into a terminal
        lines = text.count("\n") + 1
        self.say(f"copied: {word}" + (f", {lines:,} lines" if lines > 1 else ""), "bar")

    def say_unbound(self, key: str, before: str) -> None:
        """Say that a key does nothing here, where to look, and nothing of the ``c`` in ``]c`` and ``[c``."""
        if key == "c" and before in ("left_square_bracket", "right_square_bracket"):
            return
        help_key = self.browser.key_of_name(actions.EVERYWHERE, "help")
        self.say(f"{actions.key_name(key)} does nothing here: {help_key} tells the keys")

    def forget_notice(self) -> None:
        """What was said once is gone with the next key."""
        if self.notice is not None:
            self.notice = None
            self.show_place()

    def on_line_view_counting(self, event: LineView.Counting) -> None:
        """Show the digits that the reader types."""
        event.stop()
        self.count = event.count
        self.show_place()

    def say(self, text: str, role: str = "bar_alert") -> None:
        """Say something in the status line, until the next key."""
        self.notice = (text, role)
        self.show_place()

    def show_place(self) -> None:
        """Fill both bars."""
        if not self.is_mounted:
            return
        left, right = self.title_runs()
        self.title_bar.show(left, [right])
        runs: list[Run] = [(" ", "bar"), (self.place(), "bar_strong")]
        gap = f" {self.glyphs.separator} "
        progress = self.browser.progress_text
        details = "" if self.notice else self.details()
        hints = self._hints()
        if details:
            room = self.size.width - len(gap) - sum(len(text) for text, _ in runs)
            if len(details) > room:  # it is cut in any case: the last hint need not give way too
                room -= sum(len(text) for text, _ in hints[-1]) + 1 if hints else 0
                details = fit_words(details, room, self.glyphs.ellipsis)
        if details:
            runs += [(gap, "bar_dim"), (details, "bar")]
        if self.notice:
            words, role = self.notice
            room = self.size.width - len(gap) - sum(len(text) for text, _ in runs)
            runs += [(gap, "bar_dim"), (fit_words(words, room, self.glyphs.ellipsis), role)]
        elif progress:
            runs += [(gap, "bar_dim"), (progress, "bar_alert")]
        if self._choices and self.notice:  # the choice needs the whole line
            self.status_bar.show([(" ", "bar"), self.notice], [])
            return
        self.status_bar.show(runs, hints)
        if self.prompt.is_open:
            self.prompt.show_place(self.place())

    def _hints(self) -> list[Sequence[Run]]:
        """Return the count that is being typed, and the keys that matter here; the last gives way last."""
        hints: list[Sequence[Run]] = [[(f"{self.count} ", "bar_alert")]] if self.count else []
        for action in (*actions.of(self.SCOPE), *actions.of(actions.EVERYWHERE)):
            if action.hint and self.hints_at(action):
                key = action.shown.split()[0] if action.shown else actions.key_name(action.keys.split(",")[0])
                key = self.browser.key_of(action) or key
                hints.append([(f"{key} ", "bar_strong"), (f"{action.hint}  ", "bar_dim")])
        return hints

    def close_prompt(self) -> None:
        """Give the keys back to the view."""
        if self.prompt.is_open:
            self.prompt.close(cancelled=True)
        self.set_focus(self.view)

    def stop(self) -> bool:
        """Leave what the screen itself has open; tell whether there was something."""
        if self.prompt.is_open:
            self.close_prompt()
            return True
        return self.view.forget_count()
