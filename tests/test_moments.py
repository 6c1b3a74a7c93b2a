"""Of a moment only what is known is shown: 1970s telegrams have a day and no time."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hostile_report import hostile_report
from reporting import document, run
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from duplicates.moments import in_words
from duplicates.report.as_csv import report_as_csv
from duplicates.report.as_html import report_as_html
from duplicates.report.as_markdown import report_as_markdown
from duplicates.report.as_table import report_as_table

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (None, ""),
        (datetime(1975, 8, 21), "1975-08-21"),
        (datetime(2009, 4, 27, 5, 39, 12), "2009-04-27 05:39"),
        (datetime(2009, 4, 27, 0, 12), "2009-04-27 00:12"),
        (datetime(2009, 4, 27, tzinfo=UTC), "2009-04-27 00:00+00:00"),
    ],
)
def test_a_moment_in_words(moment: datetime | None, words: str) -> None:
    assert in_words(moment) == words


def test_no_report_tells_a_time_that_no_record_states() -> None:
    report = hostile_report()
    day = datetime(1975, 8, 21)
    groups = [
        replace(group, members=tuple(replace(member, created=day) for member in group.members))
        for group in report.findings.groups
    ]
    report = replace(report, findings=replace(report.findings, groups=tuple(groups)))
    for text in (report_as_table(report), report_as_markdown(report), report_as_html(report)):
        assert "1975-08-21" in text
        assert "00:00" not in text
    rows = csv.DictReader(io.StringIO(report_as_csv(report)))
    assert {row["created"] for row in rows} == {"1975-08-21"}
    page = HTMLParser(report_as_html(report))
    assert {node.text() for node in page.css("table.members tbody td:nth-child(2)")} == {"1975-08-21"}


def test_telegrams_of_the_1970s_have_days(sample_cables: Path) -> None:
    folder = sample_cables / "archives_1970s"
    assert "00:00" not in run(folder).stdout
    groups = document(folder)["groups"]
    times = {member["created"][10:] for group in groups for member in group["members"]}
    assert times == {"T00:00:00"}  # the contract: always a moment
