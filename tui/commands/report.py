"""``cablediff report``: what occurs twice in these cables, as a table or as JSON."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, TypeVar

import click

from duplicates.find import find
from duplicates.model import GroupKind, Parameters, Scope
from duplicates.record import describe
from duplicates.report.as_csv import report_as_csv
from duplicates.report.as_html import report_as_html
from duplicates.report.as_json import report_as_json
from duplicates.report.as_markdown import report_as_markdown
from duplicates.report.as_table import report_as_table
from duplicates.report.model import Report
from tui.commands.loading import PATHS, Loader, fail
from tui.commands.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum
    from pathlib import Path

_Choice = TypeVar("_Choice", bound="StrEnum")
_FORMS: Final[Mapping[str, Callable[[Report], str]]] = {
    "json": report_as_json,
    "csv": report_as_csv,
    "markdown": report_as_markdown,
    "html": report_as_html,
}


def _choices(kind: type[_Choice], text: str, option: str) -> frozenset[_Choice]:
    """Return the members that a comma-separated option names."""
    try:
        return frozenset(kind(name.strip()) for name in text.split(","))
    except ValueError as error:
        raise click.BadParameter(
            f"{text!r}: expected one or more of {', '.join(kind)}, separated by commas", param_hint=option
        ) from error


@click.command(epilog="Example: cablediff report --threshold 0.9 --format json -o found.json cables.csv")
@click.argument("paths", nargs=-1, required=True, type=PATHS, metavar="PATH…")
@click.option(
    "--threshold",
    type=click.FloatRange(0.7, 1.0),
    default=0.8,
    show_default=True,
    help="Similarity of words from which two blocks count as near copies.",
)
@click.option(
    "--min-words",
    type=click.IntRange(1),
    default=8,
    show_default=True,
    help="Leave out blocks with fewer words.",
)
@click.option(
    "--scope",
    default="within,across",
    show_default=True,
    help="Groups within one cable, across cables, or both.",
)
@click.option("--kinds", default="exact,near,family,passage", show_default=True, help="Kinds of groups.")
@click.option(
    "--boilerplate-cables",
    type=click.IntRange(2),
    default=Parameters().boilerplate_cables,
    show_default=True,
    help="Text that so many cables share is boilerplate …",
)
@click.option(
    "--boilerplate-posts",
    type=click.IntRange(1),
    default=Parameters().boilerplate_posts,
    show_default=True,
    help="… where so many posts share it too.",
)
@click.option(
    "--form-cables",
    type=click.IntRange(2),
    default=Parameters().form_cables,
    show_default=True,
    help="The same for lines of form: Classified By, attention, E.O., TAGS, signatures.",
)
@click.option(
    "--family-cables",
    type=click.IntRange(2),
    default=Parameters().family_cables,
    show_default=True,
    help="A near group that touches so many cables is a family.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *_FORMS]),
    default="table",
    show_default=True,
    help="A table, JSON (schema cablediff.report/1), CSV (one row a place), Markdown or HTML.",
)
@click.option("-o", "--output", type=PATHS, help="Write to a file, which is replaced only when complete.")
@click.option("--exit-code", is_flag=True, help="Exit with status 1 when duplicates were found.")
def report(
    paths: tuple[Path, ...],
    threshold: float,
    min_words: int,
    scope: str,
    kinds: str,
    boilerplate_cables: int,
    boilerplate_posts: int,
    form_cables: int,
    family_cables: int,
    form: str,
    output: Path | None,
    exit_code: bool,
) -> None:
    """Say which blocks occur twice, exactly or nearly, within cables and across them."""
    parameters = Parameters(
        threshold=threshold,
        min_words=min_words,
        scopes=_choices(Scope, scope, "--scope") - {Scope.BOTH} or frozenset({Scope.WITHIN, Scope.ACROSS}),
        kinds=_choices(GroupKind, kinds, "--kinds"),
        boilerplate_cables=boilerplate_cables,
        boilerplate_posts=boilerplate_posts,
        form_cables=form_cables,
        family_cables=family_cables,
    )
    loader = Loader(paths)
    cables = list(loader.keyed())
    described = ((key, describe(cable)) for key, cable in cables)
    made = Report(
        findings=find(cables, parameters),
        version=version("cablediff"),
        records=tuple((key, found.sentence) for key, found in described if found.sentence),
        texts={key: cable.text for key, cable in cables},
        problems=loader.problems,
    )
    write = _FORMS.get(form)
    if write is None:
        text = report_as_table(made, width=shutil.get_terminal_size((100, 24)).columns)
    else:
        text = write(made)
    if output is None:
        sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8"))
    else:
        try:
            write_whole(output, text)
        except OSError as error:
            raise fail(f"{output}: cannot be written: {error.strerror or error}") from error
    if exit_code and made.findings.groups:
        raise click.exceptions.Exit(1)
