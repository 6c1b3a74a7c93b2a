"""The report as Markdown: headings, a table of groups, and each group's places.

The one fact that surprises: cable text may hold Markdown and HTML by chance or by design, so every character
that means something in either is written so that it means nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.report.model import Report

_MEANINGFUL: Final = re.compile(r"[\\`*_{}\[\]()#+\-.!|~:@]")


def report_as_markdown(report: Report, *, characters: int = 160) -> str:
    """Return the report as Markdown text; each group's text is cut at so many characters."""
    return "\n".join(_lines(report, characters)) + "\n"


def harmless(text: str) -> str:
    """Return text on one line in which nothing is Markdown, HTML or a link any more."""
    shown = printable_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MEANINGFUL.sub(r"\\\g<0>", shown)


def _lines(report: Report, characters: int) -> Iterator[str]:
    findings, parameters = report.findings, report.findings.parameters
    yield "# Repeated text"
    yield ""
    yield (
        f"{findings.cables} cables, {findings.blocks} blocks, {findings.compared} of them compared at a"
        f" similarity of {parameters.threshold:.0%} and {parameters.min_words} words or more:"
        f" {len(findings.groups)} groups, {len(findings.pairs)} pairs of near blocks,"
        f" {report.problems} problems in the input. cablediff {report.version}."
    )
    if report.records:
        yield ""
        yield "## Within records"
        yield ""
        for key, sentence in report.records:
            yield f"- **{harmless(key)}**: {harmless(sentence)}"
    if findings.groups:
        yield ""
        yield "## Groups"
    for group in findings.groups:
        flag = ", boilerplate" if group.boilerplate else ""
        yield ""
        yield f"### {group.id}: {group.kind.value}, {group.scope.value}, {group.words} words{flag}"
        yield ""
        yield f"> {harmless(report.excerpt(group.members[0], characters))}"
        yield ""
        yield "| similarity | date | cable | block |"
        yield "| ---: | --- | --- | ---: |"
        for member in group.members:
            created = member.created.isoformat(sep=" ", timespec="minutes") if member.created else ""
            yield f"| {member.similarity:.1%} | {created} | {harmless(member.cable)} | {member.block} |"
