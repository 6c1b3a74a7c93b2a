"""The words that open and close summaries and comments."""

from __future__ import annotations

import pytest

from parser.fields.summaries import closes_comment, closes_summary, opens_comment, opens_summary


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("SUMMARY: Text", "Text"),
        ("Summary. Text", "Text"),
        ("Summary and comment: text", "text"),
        ("SUMMARY AND ACTION REQUEST", ""),
        ("Introduction and Summary: Text", "Text"),
        ("BEGIN SUMMARY. Text", "Text"),
        ("Executive Summary", ""),
        ("------- SUMMARY -------", ""),
        ("Summary/Background: Text", "Text"),
        ("Summary continued: text", "text"),
        ("(SUMMARY CONTINUED) Text", "Text"),
        ("Summary (C) Text", "Text"),
        ("summary: text", "text"),
        ("KEY POINTS", ""),
        ("Key Points: -- (C) text", "(C) text"),
    ],
)
def test_what_opens_a_summary(line: str, rest: str) -> None:
    marker = opens_summary(line)

    assert marker is not None
    assert line[marker.end :] == rest


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Summary executions have increased",
        "Summary of an article in the press",
        "END SUMMARY.",
        "SUMMARY.",
        "summary.",
        "Text of the summary: this",
        "Key pointers",
    ],
)
def test_what_opens_no_summary(line: str) -> None:
    assert opens_summary(line) is None


@pytest.mark.parametrize(
    "end",
    [
        "END SUMMARY.",
        "End summary",
        "END\nSUMMARY AND COMMENT.",
        "End of Summary.",
        "END EXECUTIVE SUMMARY",
        "End \\ summary.",
        "END KEY POINTS.",
        "End Introduction\nand Summary.",
    ],
)
def test_what_closes_a_summary(end: str) -> None:
    marker = closes_summary(f"The sentence ends. {end} More.")

    assert marker is not None
    assert f"The sentence ends. {end} More."[marker.start : marker.end] == end


@pytest.mark.parametrize("text", ["", "At the end of May a summary was given", "SUMMARY", "the end"])
def test_what_closes_no_summary(text: str) -> None:
    assert closes_summary(text) is None


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("COMMENT: Text", "Text"),
        ("(Comment: Text", "Text"),
        ("Comment. Text", "Text"),
        ("COMMENT CONTINUED", ""),
        ("Comment cont.: text", "text"),
        ("Begin comment. Text", "Text"),
        ("Embassy Comment: Text", "Text"),
        ("COMMENT AND ACTION REQUEST", ""),
        ("//COMMENT//", ""),
        ("Comment -------", ""),
    ],
)
def test_what_opens_a_comment(line: str, rest: str) -> None:
    marker = opens_comment(line)

    assert marker is not None
    assert line[marker.end :] == rest


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Commenting on the visit",
        "Comments were few",
        "End comment.",
        "comment.)",
        "COMMENT.",
        "No comment.",
    ],
)
def test_what_opens_no_comment(line: str) -> None:
    assert opens_comment(line) is None


@pytest.mark.parametrize(
    "end", ["END COMMENT.)", "End embassy comment.)", "End\ncomment.", "END SUMMARY AND COMMENT."]
)
def test_what_closes_a_comment(end: str) -> None:
    assert (closes_comment(f"Text. {end}") is not None) == ("SUMMARY" not in end)
