"""The report as a table: what is where, in plain text that does nothing."""

from __future__ import annotations

from datetime import datetime

from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Findings, Group, Member, Parameters
from duplicates.report.as_table import report_as_table
from duplicates.report.model import Report

TEXT = "1. (U) The \x1b[31mlighthouse keeper\x07 counted the ships twice and wrote both numbers down."


def report(*, groups: tuple[Group, ...] = (), records: tuple[tuple[str, str], ...] = ()) -> Report:
    findings = Findings(Parameters(), cables=1, blocks=9, compared=5, groups=groups)
    return Report(findings, "0", records, {"08OSLO1": TEXT})


def group() -> Group:
    moment = datetime(2008, 1, 2, 3, 4)
    return Group(
        id="abc123",
        kind=GroupKind.EXACT,
        scope=Scope.WITHIN,
        words=13,
        members=(
            Member("08OSLO1", 3, 0, len(TEXT), moment, 1.0),
            Member("08OSLO1", 7, 0, len(TEXT), moment, 0.94),
        ),
        posts=1,
        boilerplate=True,
    )


def test_an_empty_finding_says_so_in_one_line() -> None:
    assert report_as_table(report()) == (
        "1 cable, 9 blocks, 5 compared at 80% and 8 words or more: 0 groups, 0 pairs of near blocks.\n"
    )


def test_every_count_has_its_comma() -> None:
    findings = Findings(Parameters(), cables=3357, blocks=171234, compared=40744)
    assert report_as_table(Report(findings, "0", (), {})).startswith(
        "3,357 cables, 171,234 blocks, 40,744 compared at 80% and 8 words or more: "
    )


def test_a_group_shows_its_kind_its_text_and_every_place() -> None:
    table = report_as_table(report(groups=(group(),)))
    assert "abc123 exact, within one cable: 13 words, 2 places in 1 cable of 1 post, boilerplate" in table
    assert " 100.0%  2008-01-02 03:04  08OSLO1#3" in table
    assert "  94.0%  2008-01-02 03:04  08OSLO1#7" in table


def test_control_characters_of_a_cable_are_shown_not_sent() -> None:
    table = report_as_table(report(groups=(group(),)))
    assert "\x1b" not in table
    assert "\x07" not in table
    assert "␛[31mlighthouse keeper␇" in table


def test_lines_keep_to_the_width() -> None:
    sentence = "2 copies of one message; the cover 3 times; " * 5
    table = report_as_table(report(records=(("08OSLO1", sentence),), groups=(group(),)), width=72)
    assert max(len(line) for line in table.splitlines()) <= 72
    assert " ".join(table.split()).count("the cover 3 times") == 5
