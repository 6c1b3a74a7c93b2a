"""What the shell offers behind ``cablediff``: commands, the browser's options, files, and ids of cables.

The one fact that surprises: files are always offered first. The function that click gives to bash forgets
what it has collected when it hears of files; told of them first, it falls back on files where no word fits.
The one for zsh passes over empty lines, so that no empty one is sent. And bash puts in what it is offered
as it is, unquoted, so that of the ids, which may come from a file's name, only those are offered that are
words to every shell and to the terminal.
"""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem, ZshComplete, add_completion_class
from click.types import StringParamType

from corpus.errors import ArchiveError
from corpus.locations import archive_for, last_archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
MOST: Final = 100
"""A shell is given so many ids; of more of them, what they begin with."""


def complete_first(ctx: click.Context, incomplete: str, words: Mapping[str, str]) -> list[CompletionItem]:
    """Return what may stand first: a command, an option of the browser, or a path to browse."""
    if incomplete.startswith("-"):
        assert isinstance(ctx.command, click.Group)
        browse = ctx.command.get_command(ctx, "browse")
        assert browse is not None
        offered = browse.shell_complete(click.Context(browse, parent=ctx, info_name="browse"), incomplete)
        own = click.Command.shell_complete(ctx.command, ctx, incomplete)
        return list({item.value: item for item in (*own, *offered)}.values())
    fitting = [CompletionItem(word, help=does) for word, does in words.items() if word.startswith(incomplete)]
    return [CompletionItem(incomplete, type="file"), *fitting]


@add_completion_class
class _Zsh(ZshComplete):
    """What zsh is told: three lines for each, of which none may be empty. It looks for files by itself."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return the lines of one offer."""
        return super().format_completion(item if item.value else CompletionItem("_", type=item.type))


class CableName(StringParamType):
    """A cable's id or a file: any text for the command; for the shell files, and ids of an archive."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer files, and ids of the archive that the command would look in; none where there is none."""
        items = [CompletionItem(incomplete, type="file")]
        try:
            archive = _archive(ctx.params.get("sources") or ())
            ids = _ids(archive, incomplete.upper()) if archive else []
        except (ArchiveError, OSError):  # completing says nothing; the command itself will
            ids = []
        return [*items, *(CompletionItem(each) for each in beginnings(ids, len(incomplete)))]


CABLE_NAME: Final = CableName()


def beginnings(names: Iterable[str], typed: int) -> list[str]:
    """Return names, or where there are too many of them as long a beginning of each as leaves few enough.

    ``typed`` is the number of characters that all have in common already. A shell puts in what all that it is
    offered have in common, so that what is offered has to stand for every name.

    >>> beginnings([f"09OSLO{number}" for number in range(500)], 2)[:3]
    ['09OSLO0', '09OSLO1', '09OSLO10']
    """
    fitting = sorted(set(names))
    offered = fitting
    length = max(map(len, fitting), default=0)
    while len(offered) > MOST and length > typed + 1:
        length -= 1
        offered = sorted({name[:length] for name in fitting})
    return offered


def _archive(sources: Sequence[Path]) -> Path | None:
    from tui.commands.loading import is_archive

    if not sources:
        return last_archive()
    place = sources[0] if is_archive(sources[0]) else archive_for(sources)
    return place if place.is_file() else None


def _ids(archive: Path, beginning: str) -> list[str]:
    from corpus import Archive

    with closing(Archive.open(archive, readonly=True)) as opened:
        return [each for each in opened.ids(beginning) if _WORD.fullmatch(each)]
