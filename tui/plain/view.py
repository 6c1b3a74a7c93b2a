"""What every plain screen is: a title, numbered lines that are given out page by page, and its actions.

The one fact that surprises: a plain screen has the actions of the full one, under the same names and keys. A
method ``do_<name>`` does what the table of actions says; the table gives the help its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui import actions
from tui.numbers import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.actions import Action
    from tui.plain.session import Session


class Stay(Exception):  # noqa: N818  not an error: what was asked for is not to be had, and why
    """Said instead of done."""


class View:
    """A plain screen. ``top`` is the line that the next page begins with."""

    SCOPE: ClassVar[str] = ""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.top = 0

    @property
    def title(self) -> str:
        """What the screen is."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many lines there are."""
        raise NotImplementedError

    def lines(self, first: int, last: int) -> Sequence[str]:
        """Return some of the lines; they need not be harmless yet."""
        raise NotImplementedError

    def choose(self, number: int) -> None:
        """Do what a number alone asks for."""
        raise Stay("there is nothing numbered here; help tells what can be done")

    def take_back(self) -> bool:
        """Give what the reader left out last again; tell whether there was something."""
        return False

    def left(self) -> None:
        """The reader goes back from here to the screen before."""

    def offered(self) -> list[Action]:
        """Return the actions that this screen has, in the order of the table."""
        return [action for action in actions.of(self.SCOPE) if hasattr(self, f"do_{action.name}")]

    def method(self, action: Action) -> Callable[[str], None]:
        """Return what does an action; it takes what the reader typed behind its name."""
        found: Callable[[str], None] = getattr(self, f"do_{action.name}")
        return found


class Lines(View):
    """A screen whose lines are there from the beginning."""

    def __init__(self, session: Session, title: str, lines: Sequence[str]) -> None:
        super().__init__(session)
        self._title = title
        self.text = list(lines)

    @property
    def title(self) -> str:
        return self._title

    def __len__(self) -> int:
        return len(self.text)

    def lines(self, first: int, last: int) -> Sequence[str]:
        return self.text[first:last]


def one_of(text: str, count: int, what: str) -> int:
    """Return a number from 1 that the reader typed, from 0. Raises `Stay` where there is none such."""
    number = whole(text)
    if number is None or not 1 <= number <= count:
        raise Stay(f"{text or 'nothing'}: expected the number of {what}, 1 to {count:,}")
    return number - 1
