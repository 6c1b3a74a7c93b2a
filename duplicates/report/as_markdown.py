"""The report as Markdown: headings, a table of groups, and each group's places.

The one fact that surprises: cable text may hold Markdown and HTML by chance or by design, so every character
that means something in either is written so that it means nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from duplicates import moments
from duplicates.releases.as_text import comparison_as_markdown
from duplicates.report.model import told
from duplicates.report.words import asked, counted, crowded_in_words, how_again, title_of
from duplicates.shares import percent
from duplicates.whole_cables import in_words
from parser.printable import printable_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.report.model import Report

_MEANINGFUL: Final = re.compile(r"[\\`*_{}\[\]()#+\-.!|~:@]")


def report_as_markdown(report: Report, *, characters: int = 160) -> str:
    """Return the report as Markdown text; each group's text is cut at so many characters."""
    return "".join(markdown_chunks(report, characters=characters))


def markdown_chunks(report: Report, *, characters: int = 160) -> Iterator[str]:
    """Yield the lines of the report."""
    return (f"{line}\n" for line in _lines(report, characters))


def harmless(text: str) -> str:
    """Return text on one line in which nothing is Markdown, HTML or a link any more."""
    shown = printable_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MEANINGFUL.sub(r"\\\g<0>", shown)


def _lines(report: Report, characters: int) -> Iterator[str]:
    findings = report.findings
    yield f"# Repeated text{f' in {harmless(report.about)}' if report.about else ''}"
    yield ""
    yield (
        f"{counted(findings.cables, 'cable')}, {counted(findings.blocks, 'block')},"
        f" {counted(findings.compared, 'block')} compared: {counted(len(findings.groups), 'group')},"
        f" {counted(len(findings.pairs), 'pair')} of near blocks,"
        f" {counted(report.problems, 'problem')} in the input."
    )
    yield ""
    yield from (f"- {name}: {harmless(value)}" for name, value in asked(report))
    if words := crowded_in_words(findings):
        yield f"- crowded: {words}"
    if report.records:
        yield ""
        yield "## Within records"
        yield ""
        for key, sentence in report.records:
            yield f"- **{harmless(key)}**: {harmless(sentence)}"
    if findings.relations:
        yield from ("", "## Whole cables", "")
        for relation in findings.relations:
            pair = f"**{harmless(relation.early)}**, **{harmless(relation.late)}**"
            yield f"- {pair}: {harmless(in_words(relation))}"
    if report.comparison:
        yield from ("", "## Releases compared", "")
        yield from (
            f"##{line}" if line.startswith("#") else line
            for line in comparison_as_markdown(report.comparison)
        )
    if report.judgements:
        yield from ("", "## Verdicts and notes", "")
        yield from (f"- {harmless(told(judgement))}" for judgement in report.judgements)
    if findings.groups:
        yield from ("", "## Groups")
    verdicts = report.verdicts()
    for group in findings.groups:
        yield ""
        yield f"### {group.id}: {title_of(group)}"
        yield ""
        yield f"> {harmless(report.excerpt(group.members[0], characters))}"
        yield ""
        yield "| similarity | date | cable | block | verdict |"
        yield "| ---: | --- | --- | ---: | --- |"
        for member in group.members:
            created = moments.in_words(member.created)
            verdict = harmless(verdicts.of(member, group))
            cable = harmless(member.cable)
            yield f"| {percent(member.similarity)} | {created} | {cable} | {member.block} | {verdict} |"
    yield from ("", "---", "", f"Made by cablediff {harmless(report.version)}.")
    if again := how_again(report):
        yield from ("", again)
    if report.command:
        yield from ("", f"    {printable_line(report.command)}")
