"""The ``cablediff`` command: a word of its own browses, the other words print.

The one fact that surprises: an argument that is no command is a path to browse, so that
``cablediff cables.csv`` just works; a file named like a command is given as ``./report``.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from corpus.errors import ArchiveError
from parser.printable import printable_line
from tui.commands.completing import complete_first
from tui.commands.usage import INTERRUPTED, PIPE_CLOSED, environment, exit_status, write_end
from tui.restricted import is_restricted, restrict, restrict_if_asked, temporary_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from click.shell_completion import CompletionItem

_COMMANDS: Final[Mapping[str, str]] = {
    "browse": "Read and compare cables: what cablediff alone does.",
    "parse": "Take cables apart: every field and block.",
    "index": "Import cables into an archive file.",
    "search": "Find cables by words and fields.",
    "stats": "Count an archive's cables; list what is missing.",
    "report": "Say what occurs twice within cables and across them.",
    "diff": "Show word by word how two texts differ.",
    "compare": "Say what differs between releases of an archive.",
    "clean": "Print a reading copy: each passage once.",
    "read": "Print a cable as the browser shows it.",
    "notes": "Print marks and notes made in the browser.",
}
"""Each command, and what it does in a line. The module of its name beside this one holds a command and is
imported when it is called: that keeps the screen library out of every command but browsing, and start-up
short. The lines stand here, so that a list of commands, which a shell asks for at each Tab, imports
none. No comma in them: fish would end them there."""


class _Cablediff(click.Group):
    """The group of commands; what is no command is browsed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"tui.commands.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what follows the commands, as each of them does."""
        write_end(formatter, self.epilog, exit_status(self), environment(""))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands, options and paths: what is no command is browsed."""
        return complete_first(ctx, incomplete, _COMMANDS)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command. What went wrong is said in one line, with exit status 2 for wrong use."""
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            if not standalone_mode:
                return code
        except click.ClickException as error:
            known = isinstance(error, click.UsageError) and error.ctx is not None
            hint = f"; {error.ctx.command_path} --help says more" if known else ""  # type: ignore[attr-defined]
            message = printable_line(error.format_message()).rstrip(".")
            click.echo(f"cablediff: {message}{hint}", err=True)
            sys.exit(error.exit_code)
        except ArchiveError as error:
            click.echo(f"cablediff: {printable_line(str(error))}", err=True)
            sys.exit(2)
        except OSError as error:
            click.echo(f"cablediff: {printable_line(_told(error))}", err=True)
            _write_no_more()
            sys.exit(2)
        except click.Abort:
            sys.exit(INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run what was asked for, up to where a pipe is closed: who reads no further is told nothing."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click would exit with 1, which here says that something was found
            _write_no_more()
            raise click.exceptions.Exit(PIPE_CLOSED) from None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] == "--restricted":
            restrict()
            args = args[1:]
        restrict_if_asked()
        if ctx.resilient_parsing and not args:
            return super().parse_args(ctx, args)  # the shell asks which commands there are
        own = {"--help", "-h", "--version"}
        if not args or (args[0] not in _COMMANDS and args[0] not in own):
            args = ["browse", *args]
        return super().parse_args(ctx, args)


def _write_no_more() -> None:
    """Let what is left for standard output vanish: Python would try once more as it ends, and fail loudly."""
    with suppress(OSError):  # a test's output is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: OSError) -> str:
    """Say what the system refused, and of which file."""
    if is_restricted() and str(error.filename).startswith(str(temporary_folder())):
        why = "no temporary file can be made here, and --restricted allows no other folder"
        return f"{temporary_folder()}: {why}"
    if is_restricted() or error.strerror is None:
        return str(error)
    where = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else "what is printed"
    return f"{where}: {error.strerror}"


def _say_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # takes as long to import as all else together

        click.echo(f"cablediff {version('cablediff')}")
        context.exit()


@click.group(
    cls=_Cablediff,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: cablediff /data/cables",
    options_metavar="[PATH…] |",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="Say which version.",
)
def main() -> None:
    """Browse diplomatic cables and find text that occurs twice.

    With paths, or with nothing, the browser opens: cables.csv, pages, message texts, archives, or folders of
    them. Without a path it is the archive opened last, or the sample cables. It takes --archive, --plain,
    --ascii, --thin and --restricted, which `browse --help` explains. The other commands print.
    """
