"""What a report says where not every pair of a crowd of texts is told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from duplicates.model import Findings, Parameters
from duplicates.report.as_html import report_as_html
from duplicates.report.as_json import report_as_json
from duplicates.report.as_markdown import report_as_markdown
from duplicates.report.as_table import report_as_table
from duplicates.report.model import Report

if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = Report(Findings(Parameters(), 0, 0, 0), "1", (), {})
CROWD = replace(NOBODY, findings=replace(NOBODY.findings, crowded=12_000))


@pytest.mark.parametrize("form", [report_as_html, report_as_markdown, report_as_table])
def test_a_crowd_is_told(form: Callable[[Report], str]) -> None:
    words = "12,000 texts, of whose pairs only those with their leaders are told"
    assert words in " ".join(form(CROWD).split())
    assert "leaders" not in form(NOBODY)


def test_a_crowd_is_counted() -> None:
    assert json.loads(report_as_json(CROWD))["counts"]["crowded"] == 12_000
    assert "crowded" not in json.loads(report_as_json(NOBODY))["counts"]
