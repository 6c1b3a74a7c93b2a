"""The telegrams of 1973–79, with a banner on each page and the archive's attributes behind the text."""

from __future__ import annotations

from parser import Kind, parse

TELEGRAM = """Message Text


PAGE 01        STATE  187673

63
ORIGIN SS-25

INFO  OCT-01  ISO-00  EUR-12  INR-07  /045 R

DRAFTED BY EB/TT:JDOE
APPROVED BY EB/TT:JROE
                     --------------------- 053129
R 072112Z AUG 75
FM SECSTATE WASHDC
TO AMEMBASSY BANGKOK
INFO AMEMBASSY ROME
AMEMBASSY PARIS

LIMITED OFFICIAL USE STATE 187673

E.O. 11652: N/A

TAGS: EAIR, TH

SUBJECT:   THE HARBOUR MASTER AND
           HIS CRANE

REF: (A) BANGKOK 12345;  (B) STATE 99

1.  EMBASSY IS ASKED TO FIND OUT WHETHER THE CRANE WHICH WAS
SOLD IN JUNE HAS BEEN MOVED FROM THE QUAY. THE FIRM THAT
LIMITED OFFICIAL USE

LIMITED OFFICIAL USE

PAGE 02        STATE  187673

SOLD IT SAYS THAT IT HAS NOT.

2.  A REPLY BY CABLE IS AWAITED. KISSINGER


LIMITED OFFICIAL USE

NNN


Message Attributes

Automatic Decaptioning: X
Capture Date: 01 JAN 1994
Document Number: 1975STATE187673
Draft Date: 07 AUG 1975
From: STATE
"""


def test_every_part_of_a_telegram() -> None:
    cable = parse(TELEGRAM)
    assert [b.kind for b in cable.blocks] == [
        Kind.RECORD,
        Kind.ROUTING,
        Kind.BANNER,
        Kind.COVER,
        Kind.COVER,
        Kind.COVER,
        Kind.COVER,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
        Kind.SIGNATURE,
        Kind.BANNER,
        Kind.GARBAGE,
        Kind.RECORD,
    ]
    assert cable.blocks[1].clean.startswith("PAGE 01")
    assert cable.blocks[1].clean.endswith("AMEMBASSY PARIS")
    assert cable.blocks[7].clean.endswith("THE FIRM THAT\nSOLD IT SAYS THAT IT HAS NOT.")


def test_its_fields() -> None:
    cable = parse(TELEGRAM)
    assert cable.id == "75STATE187673"
    assert cable.subject == "THE HARBOUR MASTER AND HIS CRANE"
    assert cable.tags == ("EAIR", "TH")
    assert cable.references == ("75BANGKOK12345", "75STATE99")
    assert cable.executive_order == "11652"
    assert cable.signers == ("KISSINGER",)
    assert cable.routing is not None
    assert [a.station for a in cable.routing.info] == ["AMEMBASSY ROME", "AMEMBASSY PARIS"]
    assert "SS-25" in cable.routing.distribution
    assert cable.attributes[0] == ("Automatic Decaptioning", "X")


def test_a_page_break_inside_the_addressees() -> None:
    breaking = "AMEMBASSY ROME\nUNCLASSIFIED\n\nPAGE 02        STATE  187673\n\nAMEMBASSY PARIS"
    cable = parse(TELEGRAM.replace("AMEMBASSY ROME\nAMEMBASSY PARIS", breaking))
    routing = cable.blocks[1]
    assert routing.kind is Kind.ROUTING
    assert routing.clean.endswith("AMEMBASSY ROME\nAMEMBASSY PARIS")
    assert len(routing.pieces) == 2


def test_a_second_section_with_its_own_header_goes_on_with_the_text() -> None:
    head, text = TELEGRAM.split("2.  A REPLY")
    second = head[head.index("PAGE 01") : head.index("E.O.")].replace("USE STATE", "USE SECTION 2 OF 2 STATE")
    cable = parse(head.replace("USE STATE", "USE SECTION 1 OF 2 STATE") + second + "2.  A REPLY" + text)
    assert cable.transmissions == 1
    assert [b.number for b in cable.blocks if b.number] == [1, 2]
    assert [b.kind for b in cable.blocks].count(Kind.ROUTING) == 2


def test_the_note_of_declassification_is_the_archives() -> None:
    note = "Declassified/Released US Department of State EO\nSystematic Review 05 JUL 2006"
    cable = parse(TELEGRAM.replace("E.O. 11652", note + "\n\nE.O. 11652"))
    assert [b.clean for b in cable.blocks if b.kind is Kind.WRAPPER] == [note]


def test_a_later_section_may_begin_with_a_heading() -> None:
    head, text = TELEGRAM.split("2.  A REPLY")
    second = head[head.index("PAGE 01") : head.index("REF:")].replace("USE STATE", "USE SECTION 2 OF 2 STATE")
    middle = "2.  A CRANE.\n\n3.  A QUAY.\n\n4.  A SHIP.\n\n"
    cable = parse(head + middle + second + "-------\nANSWERS\n-------\n5.  A REPLY" + text)
    assert [b.number for b in cable.blocks if b.number] == [1, 2, 3, 4, 5]
