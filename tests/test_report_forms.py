"""The report's forms agree with each other, and nothing that a cable holds acts in any of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from duplicates.model import Findings, Group, GroupKind, Member, Pair, Parameters, Place, Scope
from duplicates.report.as_csv import COLUMNS, harmless_cell, report_as_csv
from duplicates.report.as_html import report_as_html
from duplicates.report.as_json import report_as_json
from duplicates.report.as_markdown import harmless, report_as_markdown
from duplicates.report.as_table import report_as_table
from duplicates.report.model import Report

HOSTILE = (
    '=HYPERLINK("http://evil") <script>alert(1)</script> [click](javascript:alert(1)) | `x` '
    "\x1b]52;c;AAAA\x07 "
    "\x9b31m \u202egnp.exe \x00 {{ 7*7 }} '; DROP TABLE --"
)


def group(number: int, kind: GroupKind) -> Group:
    members = tuple(
        Member(f"08OSLO{n}", n, 0, len(HOSTILE), datetime(2008, 1, n), 1.0 / n) for n in (1, 2, 3)
    )
    return Group(f"g{number}", kind, Scope.ACROSS, 12, members, posts=1)


@pytest.fixture
def report() -> Report:
    groups = tuple(group(number, kind) for number, kind in enumerate(GroupKind))
    pairs = (Pair(Place("08OSLO1", 1), Place("08OSLO2", 2), 0.9),)
    findings = Findings(Parameters(), 3, 30, 20, groups, pairs)
    texts = {f"08OSLO{n}": HOSTILE for n in (1, 2, 3)}
    return Report(findings, "1.0", (("08OSLO1", f"2 copies {HOSTILE}"),), texts)


def test_all_forms_tell_of_the_same_groups_and_members(report: Report) -> None:
    document = json.loads(report_as_json(report))
    rows = list(csv.DictReader(io.StringIO(report_as_csv(report))))
    markdown = report_as_markdown(report)
    table = report_as_table(report)
    ids = [found["id"] for found in document["groups"]]
    assert list(dict.fromkeys(row["group"] for row in rows)) == ids == ["g0", "g1", "g2", "g3"]
    assert sum(len(found["members"]) for found in document["groups"]) == len(rows) == 12
    assert [line.split()[1].rstrip(":") for line in markdown.splitlines() if line.startswith("### ")] == ids
    assert markdown.count("\n| 100.0% |") == table.count(" 100.0%  2008") == 4
    assert all(f"  {name} " in table for name in ids)
    page = HTMLParser(report_as_html(report))
    assert [node.attributes["id"] for node in page.css("details")] == ids
    assert len(page.css("details > table > tbody > tr")) == len(rows)


def test_csv_rows_have_every_column(report: Report) -> None:
    rows = list(csv.reader(io.StringIO(report_as_csv(report))))
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}


@pytest.mark.parametrize("write", [report_as_csv, report_as_html, report_as_markdown, report_as_table])
def test_no_control_character_survives(report: Report, write: object) -> None:
    assert callable(write)
    text = write(report)
    assert not [character for character in text if ord(character) < 32 and character != "\n"]
    assert not set(text) & {"\x9b", "\u202e", "\x7f"}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert harmless_cell(start)[0] == "'"


def test_a_plain_cell_stays_as_it_is() -> None:
    assert harmless_cell("1. (C) The ferry was late.") == "1. (C) The ferry was late."


def test_markdown_holds_neither_html_nor_links(report: Report) -> None:
    text = report_as_markdown(report)
    assert "<script" not in text
    assert "](" not in text
    assert harmless("a*b_[c](d)<e>") == r"a\*b\_\[c\]\(d\)&lt;e&gt;"


def test_a_page_holds_no_markup_of_a_cable(report: Report) -> None:
    page = HTMLParser(report_as_html(report))
    assert page.css("script, img, iframe, object, form, base") == []
    assert all((node.attributes["href"] or "").startswith("#g") for node in page.css("[href]"))
    policy = page.css_first("meta[http-equiv]").attributes["content"] or ""
    assert policy.startswith("default-src 'none'")
