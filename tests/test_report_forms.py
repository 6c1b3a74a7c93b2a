"""The report's forms agree with each other, and nothing that a cable holds acts in any of them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hostile_report import ENDINGS, group, hostile_report, key
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from duplicates.group_kinds import GroupKind
from duplicates.report.as_csv import COLUMNS, csv_chunks, harmless_cell, harmless_id, report_as_csv
from duplicates.report.as_html import LAZY_FROM, foot, html_chunks, report_as_html
from duplicates.report.as_json import report_as_json
from duplicates.report.as_markdown import harmless, report_as_markdown
from duplicates.report.as_table import report_as_table
from duplicates.report.model import Judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from duplicates.report.model import Report

FORMS = [report_as_csv, report_as_html, report_as_json, report_as_markdown, report_as_table]


@pytest.fixture
def report() -> Report:
    return hostile_report()


def test_all_forms_tell_of_the_same_groups_and_members(report: Report) -> None:
    document = json.loads(report_as_json(report))
    rows = list(csv.DictReader(io.StringIO(report_as_csv(report))))
    markdown = report_as_markdown(report)
    table = report_as_table(report)
    ids = [found["id"] for found in document["groups"]]
    assert list(dict.fromkeys(row["group"] for row in rows)) == ids == ["g0", "g1", "g2", "g3"]
    assert sum(len(found["members"]) for found in document["groups"]) == len(rows) == 12
    assert [line.split()[1].rstrip(":") for line in markdown.splitlines() if line.startswith("### g")] == ids
    assert markdown.count("\n| 100.0% |") == table.count(" 100.0%  20") == 6
    assert all(f"  {name} " in table for name in ids)
    page = HTMLParser(report_as_html(report))
    assert [node.attributes["id"] for node in page.css("#groups > tbody")] == ids
    assert len(page.css("#groups table.members > tbody > tr")) == len(rows)


@pytest.mark.parametrize("groups", [3, LAZY_FROM + 1])
def test_a_page_counts_its_groups_folded_as_text_or_not(groups: int) -> None:
    page = HTMLParser(report_as_html(hostile_report(groups)))
    assert len(page.css("#groups > tbody > tr > td > details")) == groups
    assert len(page.css("#groups table.members > tbody > tr")) == 3 * groups
    assert len(page.css("#groups noscript")) == (groups if groups >= LAZY_FROM else 0)


def test_all_forms_tell_what_else_was_found(report: Report) -> None:
    document = json.loads(report_as_json(report))
    assert [len(document[name]) for name in ("records", "cables", "verdicts")] == [1, 1, 2]
    assert len(document["releases"]["changed"]) == 1
    page = HTMLParser(report_as_html(report))
    assert [len(page.css(f"#{name} tbody > tr")) for name in ("records", "cables")] == [1, 1]
    assert len(page.css("#verdicts li")) == 2
    assert len(page.css("#releases h3")) == 3  # added, removed, and the one changed cable
    markdown, table = report_as_markdown(report), report_as_table(report)
    for title in ("Within records", "Whole cables", "Releases compared", "Verdicts and notes"):
        assert f"\n## {title}\n" in markdown
        assert f"\n{title}\n" in table


def test_what_stands_in_the_lines_of_releases_is_said(report: Report) -> None:
    table = report_as_table(report)
    head = "Cable, origin, date, what changed; below it the words: [-early-] {+late+}, {~moved~}"
    assert head in " ".join(table.split())
    assert table.index("Releases compared") < table.index("Cable, origin, date") < table.index("replaced: ")
    heads = [node.text() for node in HTMLParser(report_as_html(report)).css("#releases thead th")]
    assert heads == ["Which, and whose", "Names, with how often each stands", "Field", "Early", "Late"]


def test_a_verdict_stands_beside_its_place_in_every_form(report: Report) -> None:
    groups = len(report.findings.groups)
    rows = list(csv.DictReader(io.StringIO(report_as_csv(report))))
    assert [row["verdict"] for row in rows] == ["", "variant", ""] * groups
    page = HTMLParser(report_as_html(report))
    assert len(page.css("td.diff > .verdict")) == groups
    assert report_as_markdown(report).count("| 2 | variant |") == groups
    assert sum(line.endswith("#2  variant") for line in report_as_table(report).splitlines()) == groups


def test_a_verdict_on_other_places_touches_no_group(report: Report) -> None:
    other = replace(report, judgements=(Judgement(f"{key(1)}#1", "09OSLO9#9", "same"),))
    assert "same" not in {row["verdict"] for row in csv.DictReader(io.StringIO(report_as_csv(other)))}


def test_each_member_shows_its_words_against_the_leader(report: Report) -> None:
    near = replace(report.findings, groups=(group("g", GroupKind.NEAR),))
    page = HTMLParser(report_as_html(replace(report, findings=near)))
    cells = page.css("td.diff")
    assert [node.text() for node in page.css("td.diff del")] == [ENDINGS[0]] * 2
    assert [node.text() for node in page.css("td.diff ins")] == list(ENDINGS[1:])
    assert cells[0].text() == "the earliest"


def test_csv_rows_have_every_column(report: Report) -> None:
    rows = list(csv.reader(io.StringIO(report_as_csv(report))))
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}


@pytest.mark.parametrize("write", FORMS)
def test_no_control_character_survives(report: Report, write: Callable[[Report], str]) -> None:
    text = write(report)
    assert not [character for character in text if ord(character) < 32 and character != "\n"]
    assert not set(text) & {"\x9b", "\u202e", "\u202c", "\u2066", "\x7f"}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\uff1d1"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert harmless_cell(start)[0] == "'"


def test_no_cell_of_a_report_is_a_formula(report: Report) -> None:
    cells = [cell for row in csv.reader(io.StringIO(report_as_csv(report))) for cell in row]
    assert any(cell.startswith("'=") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("name", ["305120227418", "025961815893", "5171688e4772", "1E5", "=1", "7"])
def test_no_id_becomes_a_number(name: str) -> None:
    assert harmless_id(name) == f"'{name}"


@pytest.mark.parametrize("name", ["211378e8084f", "09ASTANA714", "09ASTANA714@2", "e12", "1e", "abc"])
def test_an_id_that_is_no_number_stays_as_it_is(name: str) -> None:
    assert harmless_id(name) == name


def test_ids_of_a_report_are_told_as_text(report: Report) -> None:
    groups = tuple(replace(each, id="5171688e4772") for each in report.findings.groups[:1])
    report = replace(report, findings=replace(report.findings, groups=groups))
    rows = list(csv.DictReader(io.StringIO(report_as_csv(report))))
    assert {row["group"] for row in rows} == {"'5171688e4772"}
    assert json.loads(report_as_json(report))["groups"][0]["id"] == "5171688e4772"


def test_csv_for_excel_differs_in_its_mark_alone(report: Report) -> None:
    assert "".join(csv_chunks(report, bom=True)) == "\ufeff" + report_as_csv(report)


def test_a_plain_cell_stays_as_it_is() -> None:
    assert harmless_cell("1. (C) The ferry was late.") == "1. (C) The ferry was late."


def test_markdown_holds_neither_html_nor_links(report: Report) -> None:
    text = report_as_markdown(report)
    body = text.rpartition("\n---\n")[0]  # what follows is the command, in a block of code
    assert not re.search(r"(?<!\\)<", body)
    assert not re.search(r"(?<!\\)\](\(|\[)", body)
    assert harmless("a*b_[c](d)<e>") == r"a\*b\_\[c\]\(d\)&lt;e&gt;"


@pytest.mark.parametrize("title", ['"; } body { color: red', "</style><script>", "\\22 x", "é\n{}", "x" * 99])
def test_a_title_ends_neither_its_string_nor_the_style_sheet(title: str) -> None:
    rule = foot(title)
    said = rule.removeprefix('@page { @bottom-left { content: "').removesuffix('"; } }\n')
    assert not set(said) & set("\"'<>{};\n")
    assert re.fullmatch(r"(?:[^\W_]| |\\[0-9a-f]{6})*", said)


@pytest.mark.parametrize("groups", [4, LAZY_FROM])
def test_a_page_holds_no_markup_of_a_cable(groups: int) -> None:
    page = HTMLParser(report_as_html(hostile_report(groups)))
    assert page.css("img, iframe, object, form, base, embed, link, audio, video") == []
    assert len(page.css("script")) == len(page.css("style")) == 1
    assert {node.tag for node in page.css("[href]")} == {"a"}
    assert all((node.attributes["href"] or "").startswith("#") for node in page.css("[href]"))
    assert not page.css("[onerror], [onclick], [onload], [style], [src]")
    policy = page.css_first("meta[http-equiv]").attributes["content"] or ""
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_a_page_can_be_read_without_eyes(report: Report) -> None:
    page = HTMLParser(report_as_html(report))
    assert page.css_first("html").attributes["lang"] == "en"
    assert [len(page.css(name)) for name in ("header", "nav", "main", "footer", "h1")] == [1, 1, 1, 1, 1]
    drawings = page.css("svg")
    assert drawings
    assert all(node.attributes["role"] == "img" and node.css_first("title").text() for node in drawings)
    tables = page.css("table")
    assert all(node.css_first("caption") for node in tables if node.css_first("thead"))
    assert all(node.attributes["scope"] == "col" for node in page.css("thead th"))
    labelled = [node.attributes["aria-labelledby"] for node in page.css("section")]
    assert all(page.css_first(f"h2#{name}") for name in labelled)


@pytest.mark.parametrize("same", [True, False])
def test_a_dot_plot_of_a_hostile_record_has_its_figures_as_a_table(same: bool) -> None:
    kind = GroupKind.EXACT if same else GroupKind.NEAR
    first, *others = group("g", kind).members
    late = replace(others[0], cable=first.cable, start=40, end=90)
    twice = replace(group("g", kind), members=(first, late, *others[1:]))
    report = hostile_report()
    report = replace(report, findings=replace(report.findings, groups=(twice,)), single=first.cable)
    page = HTMLParser(report_as_html(report))
    drawing = page.css_first("svg.dots")
    assert len(drawing.css("line.dot")) == 1
    assert len(drawing.css("line.dot.near")) == (0 if same else 1)
    assert "against itself: 1 repeat; the first from 0% of the record" in drawing.css_first("title").text()
    (figure,) = (figure for figure in page.css("figure") if figure.css("svg.dots"))
    (row,) = figure.css("tbody tr")
    assert row.css_first("a").attributes["href"] == "#g"
    assert row.text().strip().endswith("the same" if same else "nearly the same")
    assert page.css("img, iframe, [onerror]") == []
    assert "Nowhere, as far as was asked for: " in report_as_html(replace(report, single=key(3)))


def test_a_page_comes_in_pieces(report: Report) -> None:
    pieces = list(html_chunks(hostile_report(LAZY_FROM)))
    assert len(pieces) > 3
    assert "".join(pieces) == report_as_html(hostile_report(LAZY_FROM))
