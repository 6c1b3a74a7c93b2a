"""Fields of fragments: forms that were cut out, damaged or glued, each read by `parser.parse`.

Which kinds of form there are was learnt from the archive and from what older readers of it are tested with;
the excerpts are invented.
"""

from __future__ import annotations

import pytest

import parser
from parser import Cable

BODY = "4. (C) The harbour master said that nothing was decided and that he would come back to it.\n"


def read(text: str, own_id: str = "09ASTANA1") -> Cable:
    """Return a fragment read."""
    return parser.parse(text, id=own_id)


@pytest.mark.parametrize(
    "text",
    [
        "SUBJECT: GOATS ON THE PIER\n\nREF: LIMA 1",
        "(S) SUBJECT: GOATS ON THE PIER\n\nREF: LIMA 1",
        "Subject:\n\nGOATS ON THE PIER\n\nREF: LIMA 1",
        "SUBJECT - GOATS ON THE PIER\n\nREF: LIMA 1",
        "SUBJECT -- GOATS ON THE PIER\n",
        "SUBJ. GOATS ON THE PIER\n",
        "SUBEJCT: GOATS ON THE PIER",
        "SUBBJECT: GOATS ON THE PIER",
        "SUBJCET: GOATS ON THE PIER",
        "SUBJECT: GOATS ON THE PIERREF: A. LIMA 1  B. LIMA 2",
        "SUBJECT: GOATS ON THE PIER Ref(s): A) 08 LIMA 1; B) 08 LIMA 2",
        "TAGS: PREL\nSUBJECT: GOATS ON THE PIER \n CONFIDENTIAL\nPAGE 02 LIMA",
        "SUBJECT: GOATS ON THE PIER\nThis is an Action request. Please see para 2.\n",
    ],
)
def test_a_subject_in_whatever_form(text: str) -> None:
    assert read(text).subject == "GOATS ON THE PIER"


def test_a_portion_mark_in_front_of_the_label_is_the_block_s() -> None:
    cable = read("(S/NF) SUBJECT: GOATS\n")

    assert cable.subject == "GOATS"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("TAGS: P R E L, K Z\nSUBJECT: X", ("PREL", "KZ")),
        ("T A G S: PREL, KZ", ("PREL", "KZ")),
        ("TAGS-PREL KZ", ("PREL", "KZ")),
        ("TAGS. PREL KZ", ("PREL", "KZ")),
        ("TAGS: PREL, PGOV,\n\nKZ\n\nSUBJECT: X", ("PREL", "PGOV", "KZ")),
        ("TAGS: PREL, \nharbours\nSUBJECT: X", ("PREL", "HARBOURS")),
        ("TAGS: PREL\nharbours", ("PREL",)),
        (
            "Tags: ovip (roe, jane q.), prel,\nparm, kz\nSubject: x",
            ("OVIP", "ROE, JANE Q.", "PREL", "PARM", "KZ"),
        ),
        (
            "TAGS: KFLU ASEC PREL\nPINR, AMGT, TF, BR \nSUBJECT: X",
            ("KFLU", "ASEC", "PREL", "PINR", "AMGT", "TF", "BR"),
        ),
    ],
)
def test_tags_in_whatever_form(text: str, tags: tuple[str, ...]) -> None:
    assert read(text).tags == tags


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("REF: BRASILIA 1 THROUGH 3", ("09BRASILIA1", "09BRASILIA2", "09BRASILIA3")),
        ("REF: 06-LIMA-13", ("06LIMA13",)),
        ("REF: 09STATE12/13", ("09STATE12", "09STATE13")),
        ("REF: LIMA 4529 OF 2006", ("06LIMA4529",)),
        ("Ref(s): A) 08 RIO DE JAN 138; B) 08 RIO DE JAN 0044", ("08RIODEJANEIRO138", "08RIODEJANEIRO44")),
        ("A. REF AMMAN 222 \n     B. 06 AMMAN 4685", ("09AMMAN222", "06AMMAN4685")),
        ("\nPROGRAM REF: A. A) SECSTATE 5418 B. B) 07 LIMA 18", ("09STATE5418", "07LIMA18")),
        ("\nTHE GOATS, AND THE PIER REF: (A) 05 SAO PAULO 405; (B) LIMA 4", ("05SAOPAULO405", "09LIMA4")),
        ("REF: A) LIMA 36 B) ROE-DOE EMAIL 05/11/07 \nB) LIMA 37", ("09LIMA36", "09LIMA37")),
        ("REF: A) LIMA 23 B) LIMA 69 L) LIMA 90", ("09LIMA23", "09LIMA69", "09LIMA90")),
        (
            "Ref: A) Lima 33 B) Lima 37 C) \n \nLima 31 D) Lima 35",
            ("09LIMA33", "09LIMA37", "09LIMA31", "09LIMA35"),
        ),
        (
            "Refs:  (A) Lima 23 \n \n-      (B) State 24 \n-      (C) State 25 ",
            ("09LIMA23", "09STATE24", "09STATE25"),
        ),
        ("SUBJECT: GOATS IN LIMAREF: LIMA 493\n\nClassified by DCM Roe", ("09LIMA493",)),
        ("REF: UNCLASS LIMA 493", ("09LIMA493",)),
    ],
)
def test_references_in_whatever_form(text: str, references: tuple[str, ...]) -> None:
    assert read(text).references == references


@pytest.mark.parametrize(
    ("text", "name", "reasons"),
    [
        ("Classified By: (U) CDA Jane Roe; E.O. 12958, reasons 1.4 (b,d)", "Jane Roe", ("1.4(b)", "1.4(d)")),
        (
            "(U) Classified by CDA Jane Roe; reasons: E.O. 12958 1.4 \n(b,d). \n",
            "Jane Roe",
            ("1.4(b)", "1.4(d)"),
        ),
        ("Classified By: DCM JANE ROE BASED ON E.O.12958 REASONS 1.4 (b)", "JANE ROE", ("1.4(b)",)),
        (
            "1. CONFIDENTIAL - ENTIRE TEXT.  CLASSIFIED BY:\nJANE Q. ROE, AMBASSADOR.  REASON: 1.5 (D).",
            "JANE Q. ROE",
            ("1.5(d)",),
        ),
        ("Classified By: LEE 0. ROE, DIRECTOR. REASON: 1.5(D)", "LEE 0. ROE", ("1.5(d)",)),
        (
            "Classified By: (U) Classified by Economic Counselor Walter Goldfinger f \nor reasons 1.4 b,d.",
            "Walter Goldfinger",
            ("1.4(b)", "1.4(d)"),
        ),
    ],
)
def test_the_person_of_a_classified_by_line(text: str, name: str, reasons: tuple[str, ...]) -> None:
    cable = read(text)

    assert cable.classified_by == (name,)
    assert cable.classification_reasons == reasons


def test_an_order_named_in_a_classified_by_line_declassifies_nothing() -> None:
    cable = read(
        "E.O. 12958: DECL: 03/19/2015\nTAGS: PREL\n(U) Classified by Jane Roe, E.O. 12958, reasons 1.4 (b)\n"
    )

    assert cable.declassify_text == "03/19/2015"
    assert cable.classified_by == ("Jane Roe",)


@pytest.mark.parametrize(
    ("text", "signers"),
    [
        ("Jane Roe for Ambassador John Doe\n", ("ROE",)),
        ("ROE\n\nThis cable was cleared by Embassy Baghdad.\n", ("ROE",)),
        ("This cable was cleared by Ambassador Doe. ROE", ("ROE",)),
        ("\nROE, JR.\n", ("ROE",)),
        ("\n//ROE//\n", ("ROE",)),
        ("Ambassador Roe\n", ("ROE",)),
        ("5. (C) So.", ()),
        ("5. (C) We agree. So.\n", ()),
        ("5. (U) The speech is on the web site: www.example.int/usa. Roe.", ("ROE",)),
    ],
)
def test_who_signed(text: str, signers: tuple[str, ...]) -> None:
    assert read(BODY + text).signers == signers


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("1. (C) KEY POINTS -Public opinion moved. END KEY POINTS.\n\n2. (C) x", "Public opinion moved."),
        ("1. (C) SUMMARY AND OBJECTIVES: It moved. END SUMMARY AND OBJECTIVES.\n\n2. (C) x", "It moved."),
        ("1.  Summary: (SBU) It moved. End Summary \n\n2. (C) x", "It moved."),
        (
            "\nHARBOURS, AND GOATS\n\n1. On 28 July it\nmoved. End\nSummary.\n\n2. (C) x",
            "On 28 July it\nmoved.",
        ),
        ("1. (C) This it was: it moved. End Summary.", "This it was: it moved."),
        (
            "SUMMARY\n\u2010\u2010\u2010\u2010\u2010\n\n1. (C) It moved. END SUMMARY.\n\n2. (C) x",
            "It moved.",
        ),
    ],
)
def test_a_summary_in_whatever_form(text: str, summary: str) -> None:
    assert read(text).summary == summary


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        (
            "5. (C) He left. (COMMENT: It will pass. END COMMENT.) He came.",
            ("(COMMENT: It will pass. END COMMENT.)",),
        ),
        ("5. (C) He left.  (Comment: It (all) will pass.) He came.", ("(Comment: It (all) will pass.)",)),
        (
            "5. (C) He left. Comment: It will pass. End Comment. He came.",
            ("Comment: It will pass. End Comment.",),
        ),
        (
            "5. (C) He left. [Post comment: It will pass.] (Comment: Or not.)",
            ("[Post comment: It will pass.]", "(Comment: Or not.)"),
        ),
        (
            "5. (C) EMBASSY BRASILIA COMMENT: It will pass.",
            ("5. (C) EMBASSY BRASILIA COMMENT: It will pass.",),
        ),
        ("5. (C) He left without comment. He came.", ()),
        ("5. (C) He left (he had a comment: none).", ()),
    ],
)
def test_comments_of_whole_paragraphs_and_inside_others(text: str, comments: tuple[str, ...]) -> None:
    assert read(text).comments == comments


def test_a_footer_is_no_part_of_the_last_comment() -> None:
    cable = read(
        "5. (C) COMMENT: It will pass.\n\nVisit Lima's Classified Web Site at \nhttp://www.example.gov/lima\n\nROE\n"
    )

    assert cable.comments == ("5. (C) COMMENT: It will pass.",)
    assert cable.signers == ("ROE",)


@pytest.mark.parametrize(
    ("text", "attention", "captions"),
    [
        (
            "UNCLAS LIMA 004621 SIPDIS DEPARTMENT PASS TO USAID NSC FOR ROE SENSITIVE E.O. 12958: N/A",
            ("DEPARTMENT PASS TO USAID NSC FOR ROE",),
            ("SIPDIS", "SENSITIVE"),
        ),
        ("S E C R E T LIMA 000714 //NOFORN//\nSIPDIS\n", (), ("NOFORN", "SIPDIS")),
    ],
)
def test_captions_behind_the_attention_line(
    text: str, attention: tuple[str, ...], captions: tuple[str, ...]
) -> None:
    cable = read(text)

    assert cable.attention == attention
    assert cable.captions == captions


def test_a_whole_cover_on_one_line_ends_at_an_unmarked_summary() -> None:
    cable = read("UNCLAS LIMA 004621 E.O. 12958: N/A TAGS: ETRD, PE SUBJECT: GOATS 1. Summary. They moved.")

    assert (cable.subject, cable.summary) == ("GOATS", "They moved.")


@pytest.mark.parametrize(
    ("cover", "subject"),
    [
        (
            "SUBJECT: MEDIA REACTION: GOATS, HARBOURS, \n \nSHEEP;LIMA \n \n1. (U) x",
            "MEDIA REACTION: GOATS, HARBOURS, SHEEP;LIMA",
        ),
        (
            "SUBJECT: THE GOATS OF THE HARBOUR, AND THE TIMES OF LIMA'S \nNEXT MAYOR\n"
            "LIMA 00000939 001.2 OF 003\n------- \nSummary\n------- \n1. (U) x",
            "THE GOATS OF THE HARBOUR, AND THE TIMES OF LIMA'S NEXT MAYOR",
        ),
        (
            "SUBJECT: GOATS ON THE PIER, AND A NEW APPROACH \n"
            "TO COUNTING THEM ALL AT ONCE ------- Summary -------\n\n1. (U) x",
            "GOATS ON THE PIER, AND A NEW APPROACH TO COUNTING THEM ALL AT ONCE",
        ),
        ("SUBJECT: GOATS ON THE PIER\n\nBACKGROUND\n\n1. (U) x", "GOATS ON THE PIER"),
    ],
)
def test_a_subject_keeps_its_last_line(cover: str, subject: str) -> None:
    assert read("TAGS: PREL\n" + cover).subject == subject


def test_a_body_behind_the_mark_of_a_reference() -> None:
    cable = read(
        "REF: STATE 5535 (U) We delivered the points to the harbour master, who liked them well. ROE"
    )

    assert cable.references == ("09STATE5535",)
    assert [block.kind for block in cable.blocks] == ["cover", "paragraph", "signature"]


CAPITALS = (
    "CONFIDENTIAL\n\nPAGE 01        HARARE  05461  01 OF 02  271458Z\nACTION AF-00\n\n"
    "INFO  LOG-00   EUR-00     (  )  W\n     ------------------        012345   271501Z  /38\n"
    "R 271450Z SEP 91\nFM AMEMBASSY HARARE\nTO SECSTATE WASHDC 1234\nAMEMBASSY LUSAKA BY POUCH\n\n"
    "C O N F I D E N T I A L HARARE 05461\n\nE.O. 12356: DECL:OADR\nTAGS: PGOV, ZI\nSUBJECT:  THE DAM\n\n"
    "2.  THE KEEPER OF THE DAM HAS A GOAT AND\n                       CONFIDENTIAL\n\n"
    "                       CONFIDENTIAL\n\nPAGE 02        HARARE  05461  01 OF 02  271458Z\n\n"
    "A DOG AND NOTHING ELSE\n\n3.  HE SAID THAT THE WATER IS LOW.\n-\n-\n"
    "4.  IT IS LOW.  CONFIDENTIAL\n\nNNNN\n"
)


def test_a_telegram_in_capitals() -> None:
    cable = read(CAPITALS, "91HARARE5461")

    assert cable.routing is not None
    assert cable.routing.leftover == ""
    assert [each.station for each in cable.routing.action] == ["SECSTATE WASHDC", "AMEMBASSY LUSAKA"]
    assert [(block.kind, block.clean) for block in cable.blocks[6:]] == [
        ("paragraph", "2.  THE KEEPER OF THE DAM HAS A GOAT AND\nA DOG AND NOTHING ELSE"),
        ("paragraph", "3.  HE SAID THAT THE WATER IS LOW."),
        ("paragraph", "4.  IT IS LOW."),
        ("banner", "CONFIDENTIAL"),
        ("garbage", "NNNN"),
    ]


def test_backslashes_at_line_ends_of_either_kind() -> None:
    text = "UNCLAS LIMA 000714\n\nSIPDIS\n\nSUBJECT: GOATS\n\n1. (U) One.\nTwo.\n\nROE\n".replace(
        "\n", " \\\n"
    )
    plain, windows = read(text), read(text.replace("\n", "\r\n"))

    assert [block.kind for block in windows.blocks] == [block.kind for block in plain.blocks]
    assert windows.signers == plain.signers == ("ROE",)


def test_digits_of_other_scripts_in_an_id() -> None:
    assert parser.canonical_id("\u0660\u0669ASTANA\uff17\uff11\uff14") == "09ASTANA714"


def test_a_machine_s_date_in_front_of_a_cover_on_one_line() -> None:
    cable = read(
        "Cable dated:2005-08-17T21:24:00 C O N F I D E N T I A L SECTION 01 OF 02 LIMA 003571SIPDIS"
        "EB FOR A/S ROE; WHA FOR DOE E.O. 12958: DECL: 08/16/2015 TAGS: PREL\n\n1. (C) x"
    )

    assert cable.attention == ("EB FOR A/S ROE; WHA FOR DOE",)
    assert cable.captions == ("SIPDIS",)


@pytest.mark.parametrize(
    "text",
    [
        "Classjfied By: PolCouns Jane Roe for Reasons 1.4 (B, D)",
        "Classified By: CDA Jane Roe nor reasons 1.4 (b)",
    ],
)
def test_a_classified_by_line_mistyped(text: str) -> None:
    assert read(text).classified_by == ("Jane Roe",)


@pytest.mark.parametrize(
    "text",
    ["6. (C) x.\n\nEND COMMENT\n", "//COMMENT//\n\n6. (C) x.\n", "6. (U) Visit Lima's Classified Website: x"],
)
def test_no_comment_without_words(text: str) -> None:
    assert all(
        "x" in comment and "Visit" not in comment
        for comment in read("5. (C) Comment: x.\n\n" + text).comments
    )


def test_a_rule_below_a_bare_label_opens_a_heading() -> None:
    cable = read("REF: \n \n------- \nSUMMARY \n------- \n \n1. (SBU) It moved. END SUMMARY.\n")

    assert [block.kind for block in cable.blocks] == ["cover", "heading", "summary"]


def test_an_attention_line_below_the_subject_is_no_heading() -> None:
    cable = read(
        "TAGS: PREL\nSUBJECT: GOATS\n\nNSC FOR ROE/DOE\n\n"
        "1. (U) Classified by: Jane Roe, Reason 1.4.(d)\n\n2. (C) x"
    )

    assert cable.attention == ("NSC FOR ROE/DOE",)
    assert cable.classified_by == ("Jane Roe",)
