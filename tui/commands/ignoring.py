"""The switches of what is no difference, as the diffing commands share them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from duplicates.diff.model import Ignore, Options
from tui.comparing.ignore_levels import LEVEL_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


LEVELS: Final = "\b\nWhat can be ignored:\n" + "".join(
    f"  {level.value:17}  {words}\n" for level, words in LEVEL_WORDS.items()
)

_NAMES: Final = (*(level.value for level in Ignore), "all")


def ignoring(default: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add ``--ignore`` and ``--show`` to a command; ``default`` says what is ignored without them."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        show = click.option(
            "--show",
            multiple=True,
            metavar="LEVEL",
            help="Show as a difference what is ignored otherwise; 'all' ignores nothing. May be repeated.",
        )
        ignore = click.option(
            "--ignore",
            multiple=True,
            metavar="LEVEL",
            help=f"Ignore this too; several with commas, or repeated. Ignored anyway: {default}.",
        )
        return ignore(show(command))

    return add


def options(base: Options, ignore: Sequence[str], show: Sequence[str], *, move_words: int) -> Options:
    """Return the options of a command. Raises click's usage error at a level that does not exist."""
    levels = (base.ignore | _levels(ignore, "--ignore")) - _levels(show, "--show")
    return Options(levels, move_words)


def _levels(values: Sequence[str], option: str) -> frozenset[Ignore]:
    names = [name.strip() for value in values for name in value.split(",")]
    for name in names:
        if name not in _NAMES:
            raise click.BadParameter(f"{name!r}: expected one of {', '.join(_NAMES)}", param_hint=option)
    return frozenset(Ignore) if "all" in names else frozenset(map(Ignore, names))
