"""What can be copied from a difference: as text, as a patch, as a page, and the command that prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.comparing.ignore_levels import level_switches
from tui.widgets.diff_text import unified_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.diff.model import WordDiff


def as_text(diff: WordDiff) -> str:
    """Return the difference as it stands on the screen, a sign before each line."""
    return unified_text(diff)


def as_patch(diff: WordDiff, early: str, late: str) -> str:
    """Return the difference as a patch of lines."""
    from duplicates.diff import as_patch as form  # brings RapidFuzz

    return form.as_patch(diff, early_name=early, late_name=late)


def as_html(diff: WordDiff, early: str, late: str) -> str:
    """Return the difference as a page."""
    from importlib.metadata import version

    from duplicates.diff.as_html import diff_as_html  # brings Jinja

    return diff_as_html(diff, version=version("cablediff"), early_name=early, late_name=late)


def command_words(
    diff: WordDiff, early: str, late: str, *, side_by_side: bool, context: int | None, as_sent: bool
) -> Iterator[str]:
    """Yield the words of the command that prints the difference as it is shown."""
    yield "diff"
    if side_by_side:
        yield "--format=side"
    yield from level_switches(diff.options.ignore)
    yield "--whole" if context is None else f"--context={context}"
    if as_sent:
        yield "--as-sent"
    yield from (early, late)
