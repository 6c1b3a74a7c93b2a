"""Paragraphs: every form of numbering, glued or not, with sub-items, and numbers that are none."""

from __future__ import annotations

import pytest

from parser import Block, Kind, parse

COVER = "UNCLAS ASTANA 000123\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PGOV KZ\nSUBJECT: THE HARBOUR\n\n"


def body(text: str) -> list[Block]:
    return [b for b in parse(COVER + text).blocks if b.kind in (Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT)]


def numbers(text: str) -> list[tuple[int | None, str | None]]:
    return [(b.number, b.marking) for b in body(text)]


@pytest.mark.parametrize(
    "start",
    ["1. (C) ", "¶1. (C) ", "1.(C) ", "1.  (C)  ", "1) (C) ", "1. (C)", "1 (C) ", "(C) 1. ", "1. ( C ) "],
)
def test_every_form_of_number_and_mark(start: str) -> None:
    second = start.replace("1", "2")
    blocks = body(f"{start}The quay is dry.\n\n{second}The crane is not.\n")
    assert [(b.number, b.marking) for b in blocks] == [(1, "C"), (2, "C")]
    assert blocks[0].clean == f"{start}The quay is dry.".strip()


@pytest.mark.parametrize("mark", ["C", "SBU", "U", "S", "S/NF", "S//NF", "C//NF", "S//FGI//NF", "SBU/NF"])
def test_portion_marks(mark: str) -> None:
    assert numbers(f"1. ({mark}) The quay is dry.\n") == [(1, mark)]


def test_numbers_without_marks() -> None:
    assert numbers("1. The quay is dry.\n\n2. The crane is not.\n\n3. So be it.\n") == [
        (1, None),
        (2, None),
        (3, None),
    ]


def test_numbers_with_brackets() -> None:
    assert [n for n, _ in numbers("1) The quay is dry.\n\n2) The crane is not.\n")] == [1, 2]


def test_paragraphs_without_blank_lines_between_them() -> None:
    text = "1. (C) The quay\nis dry.\n2. (C) The crane is\nnot.\n3. (C) So be it.\n"
    assert [n for n, _ in numbers(text)] == [1, 2, 3]


def test_several_paragraphs_glued_into_one_line() -> None:
    line = "1. (C) The quay is dry. 2. (SBU) The crane is not. ¶3. (C) So be it. 4.(U) Nobody minds."
    blocks = body(line + "\n")
    assert [(b.number, b.marking) for b in blocks] == [(1, "C"), (2, "SBU"), (3, "C"), (4, "U")]
    assert blocks[1].clean == "2. (SBU) The crane is not."


def test_unmarked_paragraphs_glued_into_a_long_line() -> None:
    long = "The harbour master explained at length why the quay has been dry since the flood of last year. "
    blocks = body(f"1. {long}2. {long}3. {long}\n")
    assert [b.number for b in blocks] == [1, 2, 3]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reasons are 1.4 (C) and 1.5 (D) of the order.",
        "He quoted paragraphs 3 (C) and 9 (C) of the draft.",
        "They arrived on May 4. Nobody had called before 7. He left.",
        "The budget rose by 2.\n5 percent, which is little.",
    ],
)
def test_what_only_looks_like_a_start(sentence: str) -> None:
    assert [n for n, _ in numbers(f"1. (C) {sentence} And so on.\n\n2. (C) The end.\n")] == [1, 2]


def test_a_year_at_the_start_of_a_line_is_no_number() -> None:
    text = "1. (C) The trial is to begin on May 2,\n¶2007. It has been put off since.\n\n2. (C) The end.\n"
    assert [n for n, _ in numbers(text)] == [1, 2]


def test_a_number_that_ends_a_sentence_is_none() -> None:
    text = "1. (U) This is a request, see para\n\n¶3.\n\n2. (C) The quay is dry.\n\n3. (C) Send sand.\n"
    assert [n for n, _ in numbers(text)] == [1, 2, 3]


def test_unnumbered_paragraphs_with_marks() -> None:
    assert numbers("(C) The quay is dry.\n\n(SBU) The crane is not.\n") == [(None, "C"), (None, "SBU")]


def test_unnumbered_paragraphs_without_marks() -> None:
    blocks = body("The quay is dry, said the master.\n\nThe crane is not.\n")
    assert [b.clean for b in blocks] == ["The quay is dry, said the master.", "The crane is not."]


@pytest.mark.parametrize(
    "items",
    [
        "-- sand;\n\n-- stones; and\n\n-- a new crane.",
        "- Sand.\n\n- Stones.",
        "* Sand.\n* Stones.",
        "a. Sand.\n\nb. Stones.",
        "(a) Sand.\n\n(b) Stones.",
        "(i) Sand.\n\n(ii) Stones.",
        "A) Sand.\n\nB) Stones.",
        "1) Sand.\n\n2) Stones.",
        "(1) (C) Sand.\n\n(2) (C) Stones.",
    ],
)
def test_items_of_a_list_belong_to_their_paragraph(items: str) -> None:
    blocks = body(f"1. (C) He asked for:\n\n{items}\n\n2. (C) He got none.\n")
    assert [b.number for b in blocks] == [1, 2]
    assert blocks[0].clean.endswith(items)


def test_irregular_numbers_are_kept_as_they_stand() -> None:
    text = "1. (C) The quay.\n\n3. (C) The crane.\n\n3. (C) The sand.\n\n7. (C) The end.\n"
    assert [n for n, _ in numbers(text)] == [1, 3, 3, 7]


def test_a_blank_line_does_not_end_a_sentence() -> None:
    blocks = body("1. (C) The quay, which has been\n\ndry since the flood, is closed.\n\n2. (C) The end.\n")
    assert [b.number for b in blocks] == [1, 2]


def test_a_record_with_a_blank_line_below_every_line() -> None:
    lines = (
        "the harbour master explained at great length that it",
        "had been dry since the flood of last year,",
    )
    words = "\n\n".join(lines * 6)
    text = "".join(f"{n}. (C) First {words}\n\nand closed.\n\n\n\n" for n in range(1, 6))
    assert [b.number for b in body(text)] == [1, 2, 3, 4, 5]


def test_a_paragraph_glued_to_the_end_of_the_cover() -> None:
    cable = parse("Classified By: DCM John Doe for reasons 1.4 (b) and (d). (C) The quay is dry.\n")
    assert [b.kind for b in cable.blocks] == [Kind.CLASSIFIED_BY, Kind.PARAGRAPH]
    assert cable.blocks[1].marking == "C"


def test_classified_by_as_paragraph_1() -> None:
    text = "1. (U) CLASSIFIED BY CDA JOHN DOE FOR REASONS 1.5 (B) AND (D).\n\n2. (C) The quay.\n"
    cable = parse(COVER + text)
    block = next(b for b in cable.blocks if b.number == 1)
    assert block.kind is Kind.CLASSIFIED_BY
    assert cable.classified_by == ("JOHN DOE",)
