"""The line at the bottom that the reader types into: a search, a filter.

Its cursor does not blink: an idle screen sends nothing. Its screen is told by calls and not by messages: the
next key may have come in the same packet, and is meant for what the answer leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Label

from parser.printable import printable_line
from tui.drawing.glyphs import UNICODE
from tui.drawing.wrapping import fit_words
from tui.terminal.textual_hacks import still_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

FILTERING: Final = "filter"
"""The purpose of a prompt whose text acts while it is typed."""
_PLACE_BESIDE: Final = 16
"""Cells for the place beside a name of a file or a note, which have to be seen while they are typed."""


class Hearer(Protocol):
    """The screen that a prompt belongs to."""

    def prompt_typed(self, purpose: str, text: str) -> None:
        """The text changed."""

    def prompt_entered(self, purpose: str, text: str) -> None:
        """Enter was pressed."""

    def prompt_cancelled(self, purpose: str) -> None:
        """Esc was pressed."""

    def prompt_completing(self, purpose: str, step: int) -> None:
        """Tab was pressed: forth (1) or back (-1)."""


def put_in(line: Input, text: str) -> None:
    """Put in at the cursor what is typed or pasted."""
    line.replace(text, *sorted(line.selection))


class PromptLine(Input):
    """The input itself; Esc leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "cancel", "leave the prompt", show=False, id="prompt.cancel"),
        Binding("tab", "complete(1)", "complete", show=False, id="prompt.complete"),
        Binding("shift+tab", "complete(-1)", "complete", show=False, id="prompt.complete_back"),
        Binding("up", "recall(-1)", "what was entered before", show=False, id="prompt.before"),
        Binding("down", "recall(1)", "what was entered next", show=False, id="prompt.next"),
    ]

    def on_mount(self) -> None:
        """Follow the cursor from the first text on, which may be a long one that is pasted.

        Textual (8.2) shows the beginning of the first text that a line has, whoever put it there.
        """
        self._initial_value = False

    def validate_value(self, value: str) -> str:
        """Take nothing that acts: what is pasted, or kept in a file, is no more trusted than a cable."""
        return printable_line(value)

    @property
    def prompt(self) -> Prompt:
        """The prompt that this is the line of."""
        prompt = self.parent
        assert isinstance(prompt, Prompt)
        return prompt

    def watch_value(self, text: str) -> None:
        """Pass on what is typed."""
        self.prompt.typed(text)

    async def action_submit(self) -> None:
        """Give what was typed."""
        self.prompt.close()

    def action_cancel(self) -> None:
        """Give up."""
        self.prompt.close(cancelled=True)

    def action_complete(self, step: int) -> None:
        """Ask for what may be meant."""
        self.prompt.complete(step)

    def action_recall(self, step: int) -> None:
        """Show what was entered before; in a filter, which acts as it is typed, go into the list instead."""
        if self.prompt.purpose == FILTERING:
            self.prompt.close()
        else:
            self.prompt.recall(step)


class Prompt(Horizontal):
    """A line to type into, hidden until it is opened."""

    virtual_size = still_size()
    DEFAULT_CSS = """
    Prompt {
        display: none;
        height: 1;
        background: $panel;
    }
    Prompt.open {
        display: block;
    }
    Prompt Label {
        width: auto;
        padding: 0 1;
        background: $panel;
        color: $primary;
        text-style: bold;
    }
    Prompt Input, Prompt Input:focus {
        width: 1fr;
        height: 1;
        border: none;
        padding: 0;
        background: $panel;
    }
    """

    def __init__(self, hearer: Hearer) -> None:
        super().__init__()
        self.purpose = ""
        self._hearer = hearer
        self._known = ""  # the text that the screen knows of
        self._entered: dict[str, list[str]] = {}  # by purpose, the last one last
        self._recalled = 0  # how many back is shown
        self._done: Callable[[str | None], object] | None = None
        self._label = Label("", markup=False)
        self._line = PromptLine(compact=True, select_on_focus=False)
        self._line.cursor_blink = False
        self._place = Label("", markup=False)
        self._place_text = ""

    def compose(self) -> ComposeResult:
        """Lay the label before the input."""
        yield self._label
        yield self._line
        yield self._place

    @property
    def is_open(self) -> bool:
        """Whether the reader is typing."""
        return self.has_class("open")

    @property
    def text(self) -> str:
        """What stands in the prompt."""
        return self._line.value

    def put(self, text: str) -> None:
        """Put a text into the open prompt, as if it had been typed, but without telling of it."""
        self._known = printable_line(text)
        self._line.value = text
        self._line.cursor_position = len(text)

    def ask(self, label: str, text: str, done: Callable[[str | None], object]) -> None:
        """Show the prompt and give ``done`` what is entered, or None; the screen is told nothing."""
        self.open("", label, text)
        self._done = done

    def open(self, purpose: str, label: str, text: str = "") -> None:
        """Show the prompt with a label and a first text."""
        self.purpose = purpose
        self._recalled = 0
        self._done = None
        self._label.update(label)
        self.put(text)
        self.add_class("open")
        self.screen.set_focus(self._line)

    def recall(self, step: int) -> None:
        """Put in what was entered before (-1) or after (1); behind the last is an empty line."""
        entered = self._entered.get(self.purpose, [])
        back = min(max(self._recalled - step, 0), len(entered))
        if back != self._recalled:
            self._recalled = back
            self.put(entered[-back] if back else "")

    def show_place(self, text: str) -> None:
        """Show the counts, which the prompt would otherwise hide; less of them beside a long answer."""
        if self._done is not None:
            text = fit_words(text, _PLACE_BESIDE, getattr(self.app, "glyphs", UNICODE).ellipsis)
        shown, self._place_text = self._place_text, text
        if text != shown:
            self._place.update(text, layout=len(text) != len(shown))

    def close(self, *, cancelled: bool = False) -> None:
        """Hide the prompt."""
        self.remove_class("open")
        text = self._line.value
        done, self._done = self._done, None
        if not cancelled and self.purpose and text.strip():
            entered = self._entered.setdefault(self.purpose, [])
            if text in entered:
                entered.remove(text)
            entered.append(text)
        if done is not None:
            done(None if cancelled else text)
            return
        if cancelled:
            self._hearer.prompt_cancelled(self.purpose)
        else:
            self._hearer.prompt_entered(self.purpose, text)

    def typed(self, text: str) -> None:
        """Pass on what is typed."""
        if text != self._known:
            self._known = text
            if self.is_open and self._done is None:
                self._hearer.prompt_typed(self.purpose, text)

    def complete(self, step: int) -> None:
        """Ask the screen for what may be meant."""
        self._hearer.prompt_completing(self.purpose, step)
