"""`parse`: the fields of whole messages and of fragments."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser import Cable, CitationKind, Kind, parse

MESSAGE = """VZCZCXRO1234
OO RUEHAB RUEHCD
DE RUEHTA #0123/01 0010101
ZNY CCCCC ZZH
O 010101Z JAN 09
FM AMEMBASSY ASTANA
TO RUEHC/SECSTATE WASHDC IMMEDIATE 1234
INFO RUEHMO/AMEMBASSY MOSCOW PRIORITY 0012

C O N F I D E N T I A L SECTION 01 OF 02 ASTANA 000123

SIPDIS
NOFORN

STATE FOR SCA, EUR

E.O. 12958: DECL: 01/01/2019
TAGS: PGOV PREL KZ
SUBJECT: (C) THE HARBOUR MASTER OF ASTANA LOOKS BACK ON A
LONG LIFE

REF: A. ASTANA 0012
     B. 08 ALMATY 77
     C. DOE-ROE E-MAIL OF JANUARY 1

Classified By: Ambassador Jane Roe for reasons 1.4 (b) and (d).

1. (C) SUMMARY: The quay is dry. So is the dock. END SUMMARY.

THE QUAY
--------

2. (C) He said that it has been dry since the flood.

3. (SBU) COMMENT: It has. END COMMENT.

ROE
"""


def test_every_field_of_a_message() -> None:
    cable = parse(MESSAGE)
    assert cable.id == "09ASTANA123"
    assert cable.classification == "CONFIDENTIAL"
    assert cable.origin == "Embassy Astana"
    assert cable.sections == (1, 2)
    assert cable.captions == ("SIPDIS", "NOFORN")
    assert cable.attention == ("STATE FOR SCA, EUR",)
    assert cable.executive_order == "12958"
    assert cable.declassify_on == date(2019, 1, 1)
    assert cable.tags == ("PGOV", "PREL", "KZ")
    assert cable.subject == "THE HARBOUR MASTER OF ASTANA LOOKS BACK ON A LONG LIFE"
    assert cable.references == ("09ASTANA12", "08ALMATY77")
    assert [c.kind for c in cable.citations] == [CitationKind.CABLE, CitationKind.CABLE, CitationKind.EMAIL]
    assert cable.classified_by == ("Jane Roe",)
    assert cable.summary == "The quay is dry. So is the dock."
    assert cable.comments == ("3. (SBU) COMMENT: It has. END COMMENT.",)
    assert cable.signers == ("ROE",)
    assert cable.routing is not None
    assert cable.routing.from_station == "AMEMBASSY ASTANA"
    assert cable.routing.dtg == datetime(2009, 1, 1, 1, 1, tzinfo=UTC)
    assert (cable.corrected, cable.cancelled, cable.partial) == (None, False, False)
    assert cable.transmissions == 1


def test_the_mark_of_a_subject_is_kept_in_its_block() -> None:
    (block,) = (b for b in parse(MESSAGE).blocks if b.clean.startswith("SUBJECT"))
    assert block.marking == "C"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("REF: A. ASTANA 0674", "references", ("09ASTANA674",)),
        ("REF: ASTANA 1", "references", ()),
        ("SUBJECT: US-\nLATIN RELATIONS", "subject", "US-LATIN RELATIONS"),
        ("SUBJ: THE QUAY\nIS DRY", "subject", "THE QUAY IS DRY"),
        ("SUBJECT: THE QUAY IS DRY\nREF: ASTANA 2", "subject", "THE QUAY IS DRY"),
        ("SUBJECT: THE QUAY IS DRY\n\n1. (C) So.", "subject", "THE QUAY IS DRY"),
        ("SUBJECT: THE QUAY IS DRY\nClassified By: Jane Roe", "subject", "THE QUAY IS DRY"),
        ("SUBJECT: THE QUAY IS DRY\n--------\nSUMMARY\n--------\n", "subject", "THE QUAY IS DRY"),
        ("SUBJECT: THE QUAY IS DRY\nSensitive but unclassified", "subject", "THE QUAY IS DRY"),
        ("SUBJECT: THE QUAY IS DRY\nThis is an Action request.", "subject", "THE QUAY IS DRY"),
        ("SUBJECT: THE QUAY IS DRY\nASTANA 00000001 001.2 OF 002\n1. (C) So.", "subject", "THE QUAY IS DRY"),
        ("TAGS: PGOV PREL\nKZ", "tags", ("PGOV", "PREL", "KZ")),
        ("TAGS: OVIP (CLINTON, HILLARY), PGOV", "tags", ("OVIP", "CLINTON, HILLARY", "PGOV")),
        ("E.O. 12958: N/A TAGS: PGOV, KZ", "tags", ("PGOV", "KZ")),
        ("Classified By: Ambassador Jane Roe, reason 1.4 (b)", "classified_by", ("Jane Roe",)),
        ("E.O. 12958: DECL: 04/27/2024", "declassify_on", date(2024, 4, 27)),
        ("SIPDIS\nSENSITIVE", "captions", ("SIPDIS", "SENSITIVE")),
        ("C O R R E C T E D COPY - CAPTION", "corrected", "CAPTION"),
        ("UNCLAS SECTION 02 OF 03 ASTANA 000123", "sections", (2, 3)),
        ("1. (C) Summary. The quay is dry. End summary.", "summary", "The quay is dry."),
    ],
)
def test_fragments(text: str, field: str, value: object) -> None:
    assert getattr(parse(text, id="09ASTANA1"), field) == value


def test_only_the_subject_of_the_cover_counts() -> None:
    text = MESSAGE.replace("since the flood.", "since the flood.\n\nSUBJECT: THE LETTER\n")
    assert parse(text).subject == "THE HARBOUR MASTER OF ASTANA LOOKS BACK ON A LONG LIFE"


def test_a_cut_cover_gives_way_to_the_whole_one() -> None:
    header, cover = MESSAGE.split("\n\n", 1)
    cable = parse(header + "\n\n" + cover[:240] + "...\n\n" + cover)
    assert cable.subject == "THE HARBOUR MASTER OF ASTANA LOOKS BACK ON A LONG LIFE"
    assert cable.transmissions == 1


def test_the_id_that_is_given_is_kept_and_no_reference_to_it() -> None:
    cable = parse(MESSAGE.replace("08 ALMATY 77", "ASTANA 123"), id="09ASTANA123")
    assert cable.id == "09ASTANA123"
    assert cable.references == ("09ASTANA12",)


def test_without_an_id_the_year_comes_from_the_day_time_group() -> None:
    text = MESSAGE.replace("SECTION 01 OF 02 ASTANA 000123", "")
    assert parse(text).references == ("09ASTANA12", "08ALMATY77")


def test_a_cancelled_message() -> None:
    assert parse(MESSAGE.replace("ZNY CCCCC ZZH", "ZNY CCCCC ZZH\nZFR")).cancelled


def test_summary_without_opening_words_above_its_end() -> None:
    text = "1. (C) The quay is dry.\n\n2. (C) So is the dock. End Summary.\n\n3. (C) Nobody minds.\n"
    cable = parse("SUBJECT: THE QUAY\n\n" + text)
    assert [b.kind for b in cable.blocks][1:] == [Kind.SUMMARY, Kind.SUMMARY, Kind.PARAGRAPH]


def test_summary_under_a_heading_without_closing_words() -> None:
    text = (
        "SUBJECT: THE QUAY\n\n-------\nSUMMARY\n-------\n\n1. (C) It is dry.\n\nNEXT STEPS\n\n2. (C) None.\n"
    )
    cable = parse(text)
    assert cable.summary == "It is dry."
    assert [b.kind for b in cable.blocks if b.number] == [Kind.SUMMARY, Kind.PARAGRAPH]


def test_an_inline_comment_stays_in_its_paragraph() -> None:
    text = "1. (C) It is dry. (COMMENT: So he says. END COMMENT.) The dock is too.\n\n2. (C) Nobody minds.\n"
    assert [b.kind for b in parse(text).blocks] == [Kind.PARAGRAPH, Kind.PARAGRAPH]


def test_comments_go_on_to_their_closing_words() -> None:
    comment = "2. (C) Comment: So he says.\n\n3. (C) We wonder. End comment.\n\n"
    text = f"1. (C) It is dry.\n\n{comment}4. (U) The mayor cleared this.\n"
    kinds = [b.kind for b in parse(text).blocks]
    assert kinds == [Kind.PARAGRAPH, Kind.COMMENT, Kind.COMMENT, Kind.PARAGRAPH]


@given(st.text(max_size=300), st.none() | st.text(max_size=20))
def test_parse_never_raises(text: str, id_: str | None) -> None:
    cable = parse(text, id=id_)
    assert isinstance(cable, Cable)
    assert cable.text == text


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("SUBJECT: CORRECTED COPY: MANGOES ARE RIPE", ""),
        ("SUBJECT: MANGOES ARE RIPE (CORRECTED COPY - SPACING)", "SPACING"),
        ("SUBJECT: MANGOES ARE RIPE", None),
    ],
)
def test_a_subject_may_say_that_the_copy_is_corrected(text: str, corrected: str | None) -> None:
    assert parse(text).corrected == corrected


def test_an_order_that_freezes_assets_belongs_to_the_subject() -> None:
    cable = parse("E.O. 12958: N/A\nTAGS: PREL\nSUBJECT: MANGO GROVES NAMED UNDER\nE.O. 13382\n\n1. (U) So.")
    assert (cable.executive_order, cable.subject) == ("12958", "MANGO GROVES NAMED UNDER E.O. 13382")


def test_a_bare_ref_behind_a_subject_opens_the_references_below() -> None:
    cable = parse("SUBJECT: MANGOES ARE RIPE REF:\nA. RECIFE 12\nB. RECIFE 13\n", id="09RECIFE14")
    assert (cable.subject, cable.references) == ("MANGOES ARE RIPE", ("09RECIFE12", "09RECIFE13"))


def test_the_subject_of_another_message_in_the_record_is_not_taken() -> None:
    text = "SUBJECT: MANGOES\n\nTAGS: PREL\nSUBJECT: PINEAPPLES GROWN IN THE NORTH AND SOUTH\n"
    assert parse(text).subject == "MANGOES"


def test_a_date_behind_declassify_on_counts_without_an_order() -> None:
    assert parse("Declassify on: 04/27/2024").declassify_on == date(2024, 4, 27)


def test_two_may_sign_below_one_another() -> None:
    text = "1. (U) They planted a mango on\n--Monday\n--Friday (in the evening)\n\nQUILTER\nBARROW"
    assert parse(text).signers == ("QUILTER", "BARROW")


def test_a_person_of_the_tags_may_be_broken_between_two_lines() -> None:
    cable = parse("TAGS: OVIP (QUILTER, \nJANE), PREL\nSUBJECT: MANGOES ARE RIPE")
    assert (cable.tags, cable.subject) == (("OVIP", "QUILTER, JANE", "PREL"), "MANGOES ARE RIPE")


def test_the_end_of_a_document_hides_no_signature() -> None:
    text = "1. THE FARMERS WERE PLEASED.\nQUILTER\n\n\nCONFIDENTIAL\n\n\n<< END OF DOCUMENT >>\n"
    cable = parse(text)
    assert cable.signers == ("QUILTER",)
    kinds = [block.kind for block in cable.blocks]
    assert kinds[-3:] == [Kind.SIGNATURE, Kind.BANNER, Kind.GARBAGE]
