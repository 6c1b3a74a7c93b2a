"""``cablediff report``: what occurs twice in these cables, as a table, JSON, CSV, Markdown or a page.

The one fact that surprises: everything is searched whatever is selected. A selection says which of the
findings are told.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Final, TypeVar

import click

from duplicates.group_kinds import GroupKind, Scope
from duplicates.means import Means, size_of
from duplicates.model import Parameters
from duplicates.report.as_csv import csv_chunks
from duplicates.report.as_html import html_chunks
from duplicates.report.as_json import json_chunks
from duplicates.report.as_markdown import markdown_chunks
from duplicates.report.as_table import table_chunks
from duplicates.report.model import Report
from duplicates.report.selection import Selection, cables_of, only_cable, select
from duplicates.report.texts import SpooledTexts
from duplicates.report.words import SINCE_THEN, WHILE_MARKED
from tui.commands.archives import archive_option
from tui.commands.list_choice import ListChoice, choosing
from tui.commands.loading import PATHS
from tui.commands.output import give, width
from tui.commands.report_choice import choose_groups, choosing_groups
from tui.commands.report_sources import Sources, chosen, releases, versions
from tui.commands.told_before import LAST, remember, since
from tui.commands.usage import Command
from tui.giving.quoting import shell_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from enum import StrEnum
    from pathlib import Path

    from duplicates.model import Findings

_Choice = TypeVar("_Choice", bound="StrEnum")
_FORMS: Final[Mapping[str, Callable[[Report], Iterable[str]]]] = {
    "table": lambda report: table_chunks(report, width=width(None)),
    "json": json_chunks,
    "csv": csv_chunks,
    "markdown": markdown_chunks,
    "html": html_chunks,
}
MOST_OF_A_PAGE: Final = 30_000
"""Groups from which on the reader is told that a page gets too large."""


def _size(_: click.Context, parameter: click.Parameter, value: str | None) -> Means:
    """Return what the search may use, from a size such as ``4G``."""
    try:
        return Means(None if value is None else size_of(value))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=parameter.opts[0]) from error


def _choices(kind: type[_Choice], text: str, option: str) -> frozenset[_Choice]:
    """Return the members that a comma-separated option names."""
    try:
        return frozenset(kind(name.strip()) for name in text.split(","))
    except ValueError as error:
        raise click.BadParameter(
            f"{text!r}: expected one or more of {', '.join(kind)}, separated by commas", param_hint=option
        ) from error


@click.command(
    cls=Command, epilog="Example: cablediff report --threshold 0.9 --format json -o found.json cables.csv"
)
@click.argument("paths", nargs=-1, type=PATHS, metavar="[PATH…]")
@archive_option
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
    help="Leave out blocks, and passages, with fewer words.",
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
    "--boilerplate",
    type=click.Choice(["in", "out", "only"]),
    default="in",
    show_default=True,
    help="Tell boilerplate too, leave it out, or tell nothing else.",
)
@click.option("--query", metavar="QUERY", help="Only groups that touch a cable which this query finds.")
@click.option("--marked", is_flag=True, help="Only groups that touch a cable marked in the browser.")
@choosing
@choosing_groups
@click.option(
    "--list",
    "list_file",
    type=PATHS,
    metavar="FILE",
    help="Only groups that touch a cable whose id stands in FILE, one a line.",
)
@click.option(
    "--since",
    "since_when",
    metavar="WHEN",
    help="Only groups with a cable of this day or later (2009-06-01); with places that an earlier JSON"
    " report does not have (its FILE); or that no report on these paths has told yet (last).",
)
@click.option(
    "--compare",
    "compared",
    type=PATHS,
    nargs=2,
    metavar="EARLY LATE",
    help="Compare two releases too; without it versions of one id among the cables are compared.",
)
@click.option(
    "--notes/--no-notes", default=True, show_default=True, help="Tell the verdicts and notes of the reader."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMS)),
    default="table",
    show_default=True,
    help="A table, JSON (schema cablediff.report/1), CSV (one row a place), Markdown or HTML.",
)
@click.option("--bom", is_flag=True, help="Begin CSV with the mark by which Excel knows UTF-8.")
@click.option(
    "--memory",
    callback=_size,
    metavar="SIZE",
    help="Keep the search within so much memory (4G, 512M), the rest on disk; finds the same, more slowly.",
)
@click.option("-o", "--output", type=PATHS, help="Write to a file, which is replaced only when complete.")
@click.option("--exit-code", is_flag=True, help="Exit with status 1 when duplicates were found.")
@click.pass_context
def report(
    context: click.Context,
    paths: tuple[Path, ...],
    archive_file: Path | None,
    threshold: float,
    min_words: int,
    scope: str,
    kinds: str,
    boilerplate_cables: int,
    boilerplate_posts: int,
    form_cables: int,
    family_cables: int,
    boilerplate: str,
    query: str | None,
    marked: bool,
    words: str,
    only: tuple[str, str] | None,
    with_copies: bool,
    of_cables: tuple[str, ...],
    ids: tuple[str, ...],
    stands: str,
    sort: str | None,
    reverse: bool,
    list_file: Path | None,
    since_when: str | None,
    compared: tuple[Path, Path] | None,
    notes: bool,
    form: str,
    bom: bool,
    memory: Means,
    output: Path | None,
    exit_code: bool,
) -> None:
    """Say which blocks occur twice, exactly or nearly, within cables and across them.

    PATH may be an archive; without one it is the last archive. Its results are kept beside it, and the next
    report takes them from there.
    """
    if bom and form != "csv":
        raise click.UsageError("--bom is for --format csv alone")
    parameters = Parameters(
        threshold=threshold,
        min_words=min_words,
        scopes=_choices(Scope, scope, "--scope") - {Scope.BOTH} or frozenset({Scope.WITHIN, Scope.ACROSS}),
        kinds=_choices(GroupKind, kinds, "--kinds"),
        boilerplate_cables=boilerplate_cables,
        boilerplate_posts=boilerplate_posts,
        form_cables=form_cables,
        family_cables=family_cables,
        passage_words=max(min_words, Parameters().passage_words),
    )
    choice = ListChoice(words, only, marked, with_copies)
    query = None if query is None or not query.strip() else query
    from_archive = query is not None or not choice.everything
    with (
        SpooledTexts() as texts,
        Sources(paths, texts, from_archive=from_archive, archive=archive_file) as sources,
    ):
        day, known = since(since_when, sources.notes) if since_when else (None, None)
        comparison = releases(compared) if compared else None
        everything = sources.findings(parameters, memory)
        cables = _cables(sources, query, choice, of_cables, list_file, everything)
        asked = Selection({"in": None, "out": False, "only": True}[boilerplate], cables, day, known)
        findings = choose_groups(select(everything, asked), ids, stands, sort, reverse=reverse)
        alone = cables if cables is not None and len(cables) == 1 else only_cable(findings.groups)
        within = Scope.WITHIN in parameters.scopes
        nothing_else = known is not None or boilerplate == "only"
        if day is not None or ids or stands != "anywhere":
            told = cables_of(findings.groups)
            cables = told if cables is None else cables & told
        made = Report(
            findings=findings,
            version=version("cablediff"),
            records=() if nothing_else or not within else chosen(cables, sources.records),
            texts=texts,
            problems=sources.problems,
            about=sources.about,
            judgements=sources.judgements() if notes else (),
            comparison=comparison or (None if nothing_else else versions(texts, cables, sources.archive)),
            selection=tuple(_selection(context)),
            command=_command(context),
            condition=SINCE_THEN if since_when == LAST else WHILE_MARKED if marked else "",
            single=next((key for key in alone if key in texts), ""),
        )
        if form == "html" and len(findings.groups) > MOST_OF_A_PAGE:
            click.echo(
                f"cablediff: a page of {len(findings.groups):,} groups is more than browsers open well;"
                " --query, --boilerplate out and --kinds tell fewer",
                err=True,
            )
        give(csv_chunks(made, bom=True) if bom else _FORMS[form](made), output)
        remember(findings, sources.notes)
    if exit_code and findings.groups:
        raise click.exceptions.Exit(1)


def _cables(
    sources: Sources,
    query: str | None,
    choice: ListChoice,
    of_cables: Sequence[str],
    list_file: Path | None,
    findings: Findings,
) -> frozenset[str] | None:
    """Return the keys that are selected in every way asked for; None: all."""
    ways: list[frozenset[str]] = []
    if query is not None:
        ways.append(frozenset(sources.found_by(query)))
    if not choice.everything:
        ways.append(frozenset(sources.chosen(choice, findings)))
    if of_cables:
        ways.append(sources.named(of_cables))
    if list_file is not None:
        ways.append(sources.listed(list_file))
    return frozenset.intersection(*ways) if ways else None


def _given(context: click.Context) -> Iterable[tuple[click.Parameter, object]]:
    for parameter in context.command.params:
        name = parameter.name or ""
        source = context.get_parameter_source(name)
        if source is click.core.ParameterSource.COMMANDLINE and context.params.get(name) is not None:
            yield parameter, context.params[name]


_SELECTING: Final = {
    "boilerplate": "Boilerplate",
    "query": "Only cables found by",
    "marked": "Only marked cables",
    "words": "Only cables with",
    "only": "Only cables of",
    "with_copies": "Only cables with copies",
    "of_cables": "Only the cables",
    "ids": "Only the groups",
    "stands": "Only text that stands",
    "list_file": "Only cables listed in",
    "since_when": "Since",
    "compared": "Releases",
}


def _selection(context: click.Context) -> Iterable[tuple[str, str]]:
    """Yield what of the findings was asked for, in words."""
    for parameter, value in _given(context):
        name = _SELECTING.get(parameter.name or "")
        if name is not None:
            between = " " if parameter.name == "only" else " and " if parameter.nargs == 2 else ", "
            words = between.join(map(str, value)) if isinstance(value, tuple) else str(value)
            if words.strip():
                yield name, "yes" if value is True else words


def _command(context: click.Context) -> str:
    """Return the command line that makes the report again: what was given, in the order of the help.

    Where it was written to, and in how much memory, is left out: the same input gives the same bytes.
    """
    words: list[str] = []
    paths: list[str] = []
    for parameter, value in _given(context):
        values = [str(each) for each in value] if isinstance(value, tuple) else [str(value)]
        if parameter.name in {"output", "memory"}:
            continue
        if isinstance(parameter, click.Argument):
            paths = values
        elif parameter.multiple:
            words += [f"{parameter.opts[0]}={each}" for each in values]
        elif isinstance(value, bool):
            words.append((parameter.opts if value else parameter.secondary_opts)[-1])
        else:
            words += [parameter.opts[-1], *values]
    if any(path.startswith("-") for path in paths):
        words.append("--")
    return shell_line(["cablediff", "report", *words, *paths])
