"""The report as a table for a terminal or a pipe: plain text, nothing that acts."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from duplicates.whole_cables import in_words
from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.model import Group, Member
    from duplicates.report.model import Report


def report_as_table(report: Report, *, width: int = 100) -> str:
    """Return the report in lines of at most ``width`` columns (60 at the least)."""
    return "\n".join(_lines(report, max(width, 60))) + "\n"


def _lines(report: Report, width: int) -> Iterator[str]:
    findings = report.findings
    groups = findings.groups
    summary = (
        f"{_count(findings.cables, 'cable')}, {_count(findings.blocks, 'block')},"
        f" {findings.compared} compared at {findings.parameters.threshold:.0%} and"
        f" {findings.parameters.min_words} words or more:"
        f" {_count(len(groups), 'group')}, {_count(len(findings.pairs), 'pair')} of near blocks."
    )
    if report.problems:
        summary += f" {_count(report.problems, 'problem')} in the input: what could not be read is left out."
    yield from _hanging("", summary, width)
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
    if groups:
        yield ""
        yield "Groups"
    for group in groups:
        yield ""
        yield from _hanging(f"  {group.id} ", _title(group), width)
        yield "    " + printable_line(report.excerpt(group.members[0], width - 4))
        for member in group.members:
            yield "      " + _member(member)


def _title(group: Group) -> str:
    where = {"within": "within one cable", "across": "across cables", "both": "within and across cables"}
    title = (
        f"{group.kind.value}, {where[group.scope.value]}: {group.words} words,"
        f" {_count(len(group.members), 'place')} in {_count(group.cables, 'cable')}"
        f" of {_count(group.posts, 'post')}"
    )
    return title + (", boilerplate" if group.boilerplate else "")


def _member(member: Member) -> str:
    created = member.created.isoformat(sep=" ", timespec="minutes") if member.created else "no date"
    return f"{member.similarity:7.1%}  {created:16}  {printable_line(member.cable)}#{member.block}"


def _hanging(head: str, text: str, width: int) -> Iterator[str]:
    """Wrap ``text`` behind ``head``; further lines are indented by four."""
    yield from wrap(head + text, width, subsequent_indent="    ", break_on_hyphens=False)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
