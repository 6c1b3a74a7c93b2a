"""The words that a report's forms share: what was looked at, what was asked for, what the terms mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duplicates.model import Findings, Group
    from duplicates.report.model import Report

_WHERE: Final = {
    "within": "within one cable",
    "across": "across cables",
    "both": "within and across cables",
}

TERMS: Final = (
    ("exact", "the same words in the same order, whatever case, punctuation, line ends and page breaks"),
    ("near", "blocks whose words are alike at or above the similarity asked for"),
    ("family", "near, and shared by so many cables that it is a form or a template"),
    ("passage", "a run of words that blocks share which differ as wholes"),
    ("alike", "twice the words that two texts share in order, divided by the words of both"),
    (
        "boilerplate",
        "a form, not what somebody said: page banners, routing headers, and text that many cables share",
    ),
    ("block", "a paragraph, a field of the cover, a heading or another part of a record, counted from 0"),
)


def counted(number: int, noun: str) -> str:
    """Return a count with its noun: ``1 cable``, ``1,204 cables``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def title_of(group: Group) -> str:
    """Return a group's line: ``near, within one cable: 50 words, 2 places in 1 cable of 1 post``."""
    title = (
        f"{group.kind.value}, {_WHERE[group.scope.value]}: {counted(group.words, 'word')},"
        f" {counted(len(group.members), 'place')} in {counted(group.cables, 'cable')}"
        f" of {counted(group.posts, 'post')}"
    )
    return title + (", boilerplate" if group.boilerplate else "")


def crowded_in_words(found: Findings) -> str:
    """Return how many texts have not every pair told, '' where all have; see `duplicates.crowds`."""
    if not found.crowded:
        return ""
    return f"{counted(found.crowded, 'text')}, of whose pairs only those with their leaders are told"


WHILE_MARKED: Final = "while the same cables are marked"
SINCE_THEN: Final = "which then tells what has come since"
"""Conditions of a report's command."""


def how_again(report: Report) -> str:
    """Return what the report's command does, '' where there is none to be told."""
    if not report.command:
        return ""
    does = "Written from the browser. The command that tells the same groups again" if report.exported else ""
    does = does or "The command that makes it again"
    return f"{does}, {report.condition}:" if report.condition else f"{does}:"


def asked(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the parameters by name, and what was selected of the findings."""
    parameters = report.findings.parameters
    yield "Similarity", f"{parameters.threshold:.0%} and more"
    yield "Length", f"{counted(parameters.min_words, 'word')} and more"
    yield "Scope", ", ".join(sorted(parameters.scopes))
    yield "Kinds", ", ".join(sorted(parameters.kinds))
    yield "Passages", f"{counted(parameters.passage_words, 'word')} and more"
    yield "Families", f"near groups of {counted(parameters.family_cables, 'cable')} and more"
    yield (
        "Counts as boilerplate",
        f"text of {counted(parameters.boilerplate_cables, 'cable')} and more, from"
        f" {counted(parameters.boilerplate_posts, 'post')} and more; lines of form, such as signatures, of"
        f" {counted(parameters.form_cables, 'cable')} and more",
    )
    yield from report.selection
