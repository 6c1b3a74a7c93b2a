"""What every ``--help`` ends with: an example, the exit status, and the environment that the command heeds.

It stands in one place, so that ``--help`` of a command is all that a manual page would be. The one fact that
surprises: an example is never filled to the width of the terminal, since it is there to be copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INTERRUPTED: Final = 130
"""The exit status behind ^C, as shells have it: 128 and the number of the signal."""

PIPE_CLOSED: Final = 141
"""The exit status where the other end of a pipe was closed: 128 and the number of that signal."""

_ARCHIVES: Final = (
    "browse",
    "index",
    "search",
    "stats",
    "report",
    "diff",
    "clean",
    "compare",
    "read",
    "notes",
)
_PRINTING: Final = ("report", "diff", "clean", "compare", "read")

ENVIRONMENT: Final[Sequence[tuple[str, Sequence[str], str]]] = (
    (
        "XDG_CACHE_HOME",
        _ARCHIVES,
        "Archives, in cablediff/archives; else in ~/.cache.",
    ),
    ("XDG_DATA_HOME", ("browse", "report", "notes"), "Marks, verdicts and notes; else in ~/.local/share."),
    ("XDG_CONFIG_HOME", ("browse",), "Keys of your own, cablediff/keymap.toml; else in ~/.config."),
    ("XDG_STATE_HOME", ("browse",), "Choices and the screens left open; else in ~/.local/state."),
    ("TMPDIR", ("report", "compare"), "Files that are gone with the command; else in /tmp."),
    ("COLUMNS", _PRINTING, "How wide lines are where it is not the terminal that says so."),
    ("PAGER", ("browse",), "The program that ! shows the screen in; else less, else more."),
    ("NO_COLOR", ("browse", "diff"), "No colours, where it is set to anything."),
    ("TERM", ("browse", "diff"), "dumb: a dialogue of lines (browse), no colours (diff)."),
    ("LC_ALL, LC_CTYPE, LANG", ("browse",), "A locale without UTF-8 is drawn with plain ASCII signs."),
    ("SSH_CONNECTION, SSH_TTY", ("browse",), "Set by ssh: less is sent, as with --thin."),
    ("TEXTUAL_FPS", ("browse",), "At most so many pictures a second."),
    ("TMUX", ("browse",), "Set by tmux: what is copied goes into its buffer too."),
    (
        "CABLEDIFF_RESTRICTED",
        ("parse", *_ARCHIVES),
        "Anything but 0: as with --restricted, no other programs and no other files.",
    ),
)
"""Each variable, the commands that heed it, and what it does."""


class Command(click.Command):
    """A command whose help ends with its example (the epilog), its exit status and its environment."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what follows the options."""
        write_end(formatter, self.epilog, exit_status(self), environment(self.name or ""))


def exit_status(command: click.Command) -> Mapping[str, str]:
    """Return what each exit status of a command means."""
    asked = next((each for each in command.params if each.name == "exit_code"), None)
    status = {"0": "Done."}
    if isinstance(asked, click.Option):
        status["1"] = "With --exit-code, where there is something to tell."
    status["2"] = "Wrong use, or nothing could be read; standard error says what and where."
    if command.name != "browse":  # there it is a key like others
        status[str(INTERRUPTED)] = "Ended by ^C."
    return status


def environment(name: str) -> Mapping[str, str]:
    """Return the variables that a command heeds; all of them for the command without a name."""
    return {variable: does for variable, commands, does in ENVIRONMENT if not name or name in commands}


def write_end(
    formatter: click.HelpFormatter,
    example: str | None,
    status: Mapping[str, str],
    variables: Mapping[str, str],
) -> None:
    """Write the end of a help: the example as it is, the rest as lists."""
    if example:
        formatter.write(f"\n  {example}\n")
    for title, rows in (("Exit status", status), ("Environment", variables)):
        with formatter.section(title):
            formatter.write_dl(list(rows.items()))
