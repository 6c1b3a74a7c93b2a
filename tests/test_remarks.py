"""Which paragraphs are comment and summary: the forms that the archive has besides the usual ones."""

from __future__ import annotations

import pytest

import parser

COVER = "UNCLAS LIMA 000012 \n\nSUBJECT: GOATS ON THE PLAZA \n\n"


@pytest.mark.parametrize(
    ("body", "comments"),
    [
        ("1. (C) The goats left.  Comment: They always do.", ["Comment: They always do."]),
        ("1. (C) The goats left. \nComment: They do.  End comment.", ["Comment: They do.  End comment."]),
        ("1. (C) They bleat. //COMMENT: They lie. END COMMENT//", ["//COMMENT: They lie. END COMMENT"]),
        ("1. (C) They bleat.\n\n//COMMENT//\n\n2. (C) So.\n\nGOATHERD", ["2. (C) So."]),
        ("1. (C) Summary: They bleat.  Comment: They do.  End summary.", ["Comment: They do."]),
        ("1. (C) They bleat. // COMMENT: GOATS RULE THE PLAZA //", []),
        ("1. (C) They bleat. COMMENT\n\n2. (C) All was well.", ["2. (C) All was well."]),
        ("1. (C) All bleat. --------------- FARMCOM Comment ---------------\n\n2. (C) So.", ["2. (C) So."]),
        ("1. (C) They bleat. Comment \n\n2. (C) All was well.", ["2. (C) All was well."]),
        (
            "1. (C) Comment: So. ******* **** Visit Embassy Lima's Classified Website: XXXX***** ****\n\n"
            "GOATHERD",
            ["1. (C) Comment: So."],
        ),
        (
            "1. (C) They bleat.\n\nCOMMENT\n-------\n\n2. (C) So.\n\n3. (U) This cable was cleared by Lima.",
            ["2. (C) So."],
        ),
        (
            "1. (C) They bleat.\n\nCOMMENT\n-------\n\n2. (C) So.\n\n3. (U) CPA Lima minimize considered.",
            ["2. (C) So."],
        ),
        ("1. (C) All bleat.\n\nSpecific Comments \n-----------------\n\n2. (C) She said so.", []),
        (
            "1. (C) All bleat.\n \n------- \n \nLIMA 00000012  002.2 OF 002 \n \n \n"
            "Comment \n------- \n \n2. (C) So.",
            ["2. (C) So."],
        ),
        (
            "1. (C) Comment: It is so.\n\nPlease visit Lima's Classified Website at: \nhttp://lima.example/\n\nGOATHERD",
            ["1. (C) Comment: It is so."],
        ),
    ],
)
def test_comments_in_every_form(body: str, comments: list[str]) -> None:
    assert list(parser.parse(COVER + body).comments) == comments


@pytest.mark.parametrize(
    "body",
    [
        "1. (U) Key Points Inspectors turned back a boat with goats.\n\n2. (U) It left.",
        "(1) SUMMARY: Inspectors turned back a boat with goats.  END SUMMARY. \n \n(2) It left.",
    ],
)
def test_summaries_in_every_form(body: str) -> None:
    cable = parser.parse(COVER + body)
    assert cable.summary == "Inspectors turned back a boat with goats."
    assert [block.number for block in cable.blocks][-2:] == [1, 2]


def test_the_letter_of_a_reference_is_no_portion_mark() -> None:
    cable = parser.parse("REF: REF (A) LIMA 3785 (B) LIMA 3566 (C) LIMA 7\n\n1. Goats.", id="09LIMA4000")
    assert cable.references == ("09LIMA3785", "09LIMA3566", "09LIMA7")


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("REF: A. LIMA '06 12", ["06LIMA12"]),
        ("REF: '06 LIMA 12 B. '07 QUITO 3", ["06LIMA12", "07QUITO3"]),
        ("RE: STATE 123682 \n", ["09STATE123682"]),
        ("RE: A. STATE 12 B. QUITO 3", ["09STATE12", "09QUITO3"]),
    ],
)
def test_references_with_apostrophes_and_short_labels(text: str, references: list[str]) -> None:
    assert list(parser.parse(text, id="09LIMA4000").references) == references


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("SUB: GOATS ON THE PLAZA\nREF: LIMA 1", "GOATS ON THE PLAZA"),
        (
            "SUBJECT:  GOATS AND THE PLANS OF\n-         THE MAYOR\n\n1. So.",
            "GOATS AND THE PLANS OF THE MAYOR",
        ),
        ("SUBJECT:  GOATS ON THE US-\nPERU BORDER\n\n1. So.", "GOATS ON THE US-PERU BORDER"),
    ],
)
def test_subjects_with_hanging_hyphens_and_short_labels(text: str, subject: str) -> None:
    assert parser.parse(text).subject == subject
