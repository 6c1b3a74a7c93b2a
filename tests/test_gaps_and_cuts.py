"""Blank lines, page breaks and cuts at odd places: above a heading's rule, inside a cover, at its end."""

from __future__ import annotations

import pytest

from parser import Kind, parse

BODY = "1. (C) The pier silts up, the divers said.\n\n"
BREAK = "ASTANA 00000714  002 OF 003\n"


def kinds(text: str) -> list[tuple[Kind, int | None]]:
    left_out = {Kind.COVER, Kind.PAGE_BREAK}
    return [
        (block.kind, block.number)
        for block in parse(text, id="09ASTANA1").blocks
        if block.kind not in left_out
    ]


HEADED = [(Kind.PARAGRAPH, 1), (Kind.HEADING, None), (Kind.PARAGRAPH, 2)]


@pytest.mark.parametrize(
    "heading",
    [
        "The Dredger Comes\n\n-----------------\n\n",
        "The Dredger Comes\n\n\n\n-----------------\n\n\n",
        "The Dredger Comes\n\n--------------------\n",
        f"The Dredger Comes\n\n\n{BREAK}\n\n-----------------\n\n",
        "The Dredger Comes to an Unsteady Pier\n\n----------------------------------- -------\n------\n\n",
    ],
)
def test_a_rule_below_blank_lines_underlines_a_line_of_its_length(heading: str) -> None:
    assert kinds(f"{BODY}{heading}2. (C) The dredger comes in May.\n") == HEADED


def test_a_rule_below_blank_lines_may_open_a_box() -> None:
    box = "---------------\nThe Lighthouse\n---------------\n\n"
    found = kinds(f"{BODY}The sand is dry\n\n{box}2. (C) The dredger comes in May.\n")
    assert found[-2:] == HEADED[1:]
    assert Kind.HEADING in dict.fromkeys(kind for kind, _ in found)
    assert sum(kind is Kind.HEADING for kind, _ in found) == 1


def test_end_summary_in_front_of_a_box_closes_the_summary() -> None:
    cable = parse(
        "1. (C) SUMMARY: The pier silts up.\nEnd Summary  ----------------- The Dredger Comes "
        "----------------- 2. (C) The dredger comes in May, and the minister has said so twice this year.\n"
    )
    assert cable.summary == "The pier silts up."
    assert [block.clean for block in cable.blocks if block.kind is Kind.HEADING] == [
        "----------------- The Dredger Comes -----------------"
    ]


def test_a_list_in_a_summary_keeps_its_first_dash() -> None:
    cable = parse("1. (C) KEY POINTS:\n\n-- The pier silts up.\n\n-- The ferry waits.\n\n2. (C) So it is.\n")
    assert cable.summary == "-- The pier silts up.\n\n-- The ferry waits."
    assert parse("SUMMARY\n-------\n1. (C) The pier silts up.\n").summary == "The pier silts up."
    assert parse("1. (C) Summary -- The pier silts up. End summary.\n").summary == "The pier silts up."


@pytest.mark.parametrize("rest", ["AFGHANISTAN", "THE PIER OF THE OLD PORT AND ITS LIGHTHOUSE"])
def test_a_subject_that_must_go_on_runs_over_a_page_break(rest: str) -> None:
    cable = parse(f"SUBJECT: THE FERRY TO\n{BREAK}{rest}\n\nREF: LIMA 12\n\n{BODY}ROE\n", id="09ASTANA714")
    assert cable.subject == f"THE FERRY TO {rest}"
    assert (cable.references, cable.signers) == (("09LIMA12",), ("ROE",))


def test_nobody_signs_above_a_cover() -> None:
    text = f"SUBJECT: LUNCH WITH THE HARBOR\n\n{BREAK}\nMASTER\n\nClassified By: DCM Jane Roe\n\n{BODY}ROE\n"
    assert parse(text, id="09ASTANA714").signers == ("ROE",)


def test_a_classified_by_line_goes_on_to_its_reasons() -> None:
    cable = parse(
        f"CLASSIFIED BY: Jane Roe, Ambassador, \n\nDepartment of State. REASON: 1.4 (b), (d)\n\n{BODY}"
    )
    assert cable.classification_reasons == ("1.4(b)", "1.4(d)")
    assert [kind for kind, _ in kinds(cable.text)] == [Kind.CLASSIFIED_BY, Kind.PARAGRAPH]


def test_a_label_cut_off_is_one() -> None:
    assert kinds("SUBJECT: THE FERRY\n\nREF: LIMA 12\n\nClassif...\n")[-1][0] is Kind.CLASSIFIED_BY


def test_a_classification_without_spaces_begins_a_cover_on_one_line() -> None:
    cable = parse(
        "CONFIDENTIAL ASTANA 000714 SIPDIS DEPT FOR SCA/CEN E.O. 12958: DECL: 09/22/2018 TAGS: PREL KZ\n"
    )
    assert (cable.classification, cable.captions, cable.attention) == (
        "CONFIDENTIAL",
        ("SIPDIS",),
        ("DEPT FOR SCA/CEN",),
    )


@pytest.mark.parametrize(
    "below", ["BT\n#0714\nNNNN\n", "BT", "MINIMIZE CONSIDERED\n", "Minimize considered.\n"]
)
def test_what_a_machine_sets_below_a_signature(below: str) -> None:
    assert parse(f"{BODY}2. (C) The ferry waits outside the harbor.\nROE\n{below}").signers == ("ROE",)


def test_an_office_behind_a_signature() -> None:
    assert parse(f"{BODY}2. (C) The ferry waits outside the harbor.\nROE (DCM)\n").signers == ("ROE",)


@pytest.mark.parametrize(
    "note",
    [
        "(U) This cable has not been cleared by A/S Doe.",
        "(U) A/S Doe has cleared this message.",
        "(U) The Ambassador approved this cable. MINIMIZE CONSIDERED",
        "This message was reviewed and approved by the delegation.",
    ],
)
def test_who_cleared_a_cable_is_no_comment(note: str) -> None:
    text = f"{BODY}-------\nCOMMENT\n-------\n\n2. (C) The ferry will wait.\n\n3. {note}\n\nROE\n"
    assert parse(text).comments == ("2. (C) The ferry will wait.",)


@pytest.mark.parametrize(
    "remark",
    ["-- Comment: It came late. End Comment.", "(Begin comment: It came late. End comment.)"],
)
def test_remarks_behind_dashes_and_begin(remark: str) -> None:
    assert parse(f"1. (C) The dredger comes in May. {remark} -- They wait.\n").comments == (remark,)


def test_a_mails_subject_line_alone_is_a_subject() -> None:
    assert parse("Subject: The Ferry Waits").subject == "The Ferry Waits"
    mail = "From: Roe, Jane\nSent: Monday, March 2, 2009\nTo: Doe, John\nSubject: A cable\n\n"
    message = (
        "UNCLAS ASTANA 000714\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: THE FERRY WAITS\n\n1. It waits.\n"
    )
    assert parse(mail + message).subject == "THE FERRY WAITS"


def test_reasons_come_from_the_line_that_is_whole() -> None:
    cut = "SUBJECT: THE FERRY\n\nClassified By: DCM Jane Roe for reasons 1.4 (b...\n\n"
    whole = f"SUBJECT: THE FERRY\n\nClassified By: DCM Jane Roe for reasons 1.4 (b,d)\n\n{BODY}"
    assert parse(cut + whole).classification_reasons == ("1.4(b)", "1.4(d)")
