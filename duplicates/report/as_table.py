"""The report as a table for a terminal or a pipe: plain text, nothing that acts."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from duplicates import moments
from duplicates.releases.as_text import comparison_as_text
from duplicates.report.model import told
from duplicates.report.words import counted, crowded_in_words, title_of
from duplicates.shares import percent
from duplicates.whole_cables import in_words
from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.model import Member
    from duplicates.report.model import Report


def report_as_table(report: Report, *, width: int = 100) -> str:
    """Return the report in lines of at most ``width`` columns (60 at the least)."""
    return "".join(table_chunks(report, width=width))


def table_chunks(report: Report, *, width: int = 100) -> Iterator[str]:
    """Yield the lines of the report."""
    return (f"{line}\n" for line in _lines(report, max(width, 60)))


def _lines(report: Report, width: int) -> Iterator[str]:
    findings = report.findings
    groups = findings.groups
    summary = (
        f"{counted(findings.cables, 'cable')}, {counted(findings.blocks, 'block')},"
        f" {findings.compared:,} compared at {findings.parameters.threshold:.0%} and"
        f" {findings.parameters.min_words} words or more:"
        f" {counted(len(groups), 'group')}, {counted(len(findings.pairs), 'pair')} of near blocks."
    )
    summary += "".join(f" {name}: {value}." for name, value in report.selection)
    if words := crowded_in_words(findings):
        summary += f" Crowded: {words}."
    if report.problems:
        summary += f" {counted(report.problems, 'problem')} in the input: what could not be read is left out."
    yield from _hanging("", printable_line(summary), width)
    if report.records:
        yield ""
        yield "Within records"
        for key, sentence in report.records:
            yield from _hanging(f"  {printable_line(key)}: ", printable_line(sentence), width)
    if findings.relations:
        yield ""
        yield "Whole cables"
        for relation in findings.relations:
            yield from _hanging(
                f"  {printable_line(relation.early)}, {printable_line(relation.late)}: ",
                printable_line(in_words(relation)),
                width,
            )
    if report.comparison:
        yield ""
        yield "Releases compared"
        for line in comparison_as_text(report.comparison, width=width - 2):
            yield f"  {line}" if line else ""
    if report.judgements:
        yield ""
        yield "Verdicts and notes"
        for judgement in report.judgements:
            yield from _hanging("  ", printable_line(told(judgement)), width)
    if groups:
        yield ""
        yield "Groups"
    verdicts = report.verdicts()
    for group in groups:
        yield ""
        yield from _hanging(f"  {group.id} ", title_of(group), width)
        yield "    " + printable_line(report.excerpt(group.members[0], width - 4))
        for member in group.members:
            verdict = verdicts.of(member, group)
            yield "      " + _member(member) + (f"  {printable_line(verdict)}" if verdict else "")


def _member(member: Member) -> str:
    created = moments.in_words(member.created) or "no date"
    return f"{percent(member.similarity):>7}  {created:16}  {printable_line(member.cable)}#{member.block}"


def _hanging(head: str, text: str, width: int) -> Iterator[str]:
    """Wrap ``text`` behind ``head``; further lines are indented by four."""
    yield from wrap(head + text, width, subsequent_indent="    ", break_on_hyphens=False)
