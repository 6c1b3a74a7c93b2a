"""REF blocks: cables in every way they are named, and the papers that are no cables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.fields.reference_words import MOST
from parser.fields.references import read_references
from parser.kinds import CitationKind
from parser.model import Citation


def ids(text: str, year: int | None = 2008, own_id: str | None = None) -> list[str | None]:
    return [c.id for c in read_references(text, year=year, own_id=own_id) if c.kind is CitationKind.CABLE]


def letters(text: str) -> list[tuple[str | None, str | None]]:
    return [(c.letter, c.id) for c in read_references(text, year=2008)]


def others(text: str) -> list[tuple[str, str]]:
    return [
        (c.kind.value, c.text) for c in read_references(text, year=2008) if c.kind is not CitationKind.CABLE
    ]


@pytest.mark.parametrize(
    "text",
    [
        "REF: LIMA 123",
        "Ref:  Lima 00123",
        "REFS: LIMA 0123",
        "REFTEL: LIMA 123",
        "REFTELS: LIMA 123",
        "Ref(s): LIMA 123",
        "REF.: LIMA 123",
        "REFERENCE: LIMA 123",
        "REF LIMA 123",
        "REF:LIMA 123",
        "REF: REFERENCE: LIMA 123",
        "REF: LIMA #123",
        "REF: LIMA (C)0123",
        "REF: 123 LIMA",
        "REF: 08LIMA123",
        "REF: 2008 LIMA 123",
        "REF: '08 LIMA 123",
        "REF: LIMA 123/08",
        "REF: LIMA 00123 2008",
        "REF: AMEMBASSY LIMA 123 (NOTAL)",
        "REF: LIMA 123 AND PREVIOUS",
        "REF: UNCLAS LIMA 123",
        "REF: LIMA O123",
        "REF: LIMA\n\n123",
    ],
)
def test_one_cable(text: str) -> None:
    assert ids(text) == ["08LIMA123"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("REF: 06 LIMA 123", "06LIMA123"),
        ("REF: 2006 LIMA 123", "06LIMA123"),
        ("REF: O6 LIMA 123", "06LIMA123"),
        ("REF: LIMA 06 123", "06LIMA123"),
        ("REF: LIMA (06) 0123", "06LIMA123"),
        ("REF: LIMA 123 (06)", "06LIMA123"),
        ("REF: LIMA 123 (2006)", "06LIMA123"),
        ("REF: LIMA 0123-06", "06LIMA123"),
        ("REF: LIMA 1234-91", "91LIMA1234"),
        ("REF: LIMA 00123/06", "06LIMA123"),
        ("REF: LIMA 01234 99", "99LIMA1234"),
    ],
)
def test_the_year_stands_before_or_behind(text: str, found: str) -> None:
    assert ids(text) == [found]


def test_the_year_is_the_cables_own_when_none_is_said() -> None:
    assert ids("REF: LIMA 9", year=1986) == ["86LIMA9"]
    assert ids("REF: LIMA 9", year=86) == ["86LIMA9"]
    assert ids("REF: LIMA 9", year=None, own_id="09ASTANA1") == ["09LIMA9"]
    assert ids("REF: LIMA 9", year=None) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "REF: A. LIMA 12 B. 07 QUITO 345 C. LA PAZ 6",
        "REF: A) LIMA 12, B) 07 QUITO 345, C) LA PAZ 6",
        "REF: (A)LIMA 12, (B)07 QUITO 345, (C)LA PAZ 6",
        "Refs: [A] Lima 12, [B] 07 Quito 345, [C] La Paz 6",
        "REF: A. LIMA 12 \n \n     ¶B. 07 QUITO 345 \n     ¶C. LA PAZ 6",
        "REF: A. A) LIMA 12  B. B) 07 QUITO 345  C. C) LA PAZ 6",
        "REF: A. (A) LIMA 12 \n¶B. (B) 07 QUITO 345 \n¶C. (C) LA PAZ 6",
        "REF: A. REF A LIMA 12   B. REF B: 07 QUITO 345   C. REF C: LA PAZ 6",
        "REF: A. A: LIMA 12 \n B. B: 07 QUITO 345 \n C. C: LA PAZ 6",
        "REF: A. A LIMA 12 \n B. B 07 QUITO 345 \n C. C LA PAZ 6",
        "REF A: LIMA 12; REF B: 07 QUITO 345; REF C: LA PAZ 6",
        "Ref: a. lima 12\nb. 07 quito 345\nc. la paz 6",
        "REF: A. LIMA 12\nB 07 QUITO 345\nC LA PAZ 6",
        "REF: A. LIMA 12B. 07 QUITO 345C. LA PAZ 6",
        "Refs:  (A) Lima 12 \n-      (B) 07 Quito 345 -      (C) La Paz 6, and previous",
        "REF: A. LIMA 12 (NOTES FROM THE\n HARBOUR) B. 07 QUITO 345 (A VISIT) C. LA PAZ 6",
        "REF: A - LIMA 12\nB - 07 QUITO 345\nC - LA PAZ 6",
    ],
)
def test_letters_in_every_dress(text: str) -> None:
    assert letters(text) == [("A", "08LIMA12"), ("B", "07QUITO345"), ("C", "08LAPAZ6")]


def test_a_portion_mark_is_no_letter() -> None:
    assert letters("REF: A. (C) LIMA 1 B. (S) LIMA 2") == [("A", "08LIMA1"), ("B", "08LIMA2")]


def test_a_letter_between_a_post_and_its_serial_is_a_machines() -> None:
    assert letters("REF: G) LIMA 160), H) LIMA      B. 161, I) LIMA 165") == [
        ("G", "08LIMA160"),
        ("H", "08LIMA161"),
        ("I", "08LIMA165"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("REF: STATE 41252 AND 44603", ["08STATE41252", "08STATE44603"]),
        ("REF: Lima 500 & 511", ["08LIMA500", "08LIMA511"]),
        ("REF: 07 LIMA 936/935", ["07LIMA936", "07LIMA935"]),
        ("REF: LIMA 692/317/274/162", ["08LIMA692", "08LIMA317", "08LIMA274", "08LIMA162"]),
        ("REF: LIMA 496, 407, 07 BsAs 892", ["08LIMA496", "08LIMA407", "07BUENOSAIRES892"]),
        (
            "REF: A) LIMA 11657 and 7743, 12155 B) LIMA 4",
            ["08LIMA11657", "08LIMA7743", "08LIMA12155", "08LIMA4"],
        ),
        ("REF: LIMA 123-125", ["08LIMA123", "08LIMA124", "08LIMA125"]),
        ("REF: A. LIMA 2969 \n B. 2962 AND PREVIOUS", ["08LIMA2969", "08LIMA2962"]),
        ("REF: LIMA CABLES 0266 AND 02259 (2002)", ["08LIMA266", "02LIMA2259"]),
        ("REF: LIMA 849, LIMA, 1228, STATE 14847", ["08LIMA849", "08LIMA1228", "08STATE14847"]),
        (
            "REF: SECSTATE 75599, SANJOSE 811, SAN JOSE 07 1963",
            ["08STATE75599", "08SANJOSE811", "07SANJOSE1963"],
        ),
        ("REF: LIMA 0935 QUITO 0915", ["08LIMA935", "08QUITO915"]),
        ("REF: 07LIMA1173; 08LIMA133; 08 LIMA 969", ["07LIMA1173", "08LIMA133", "08LIMA969"]),
    ],
)
def test_what_is_left_out_is_repeated(text: str, found: list[str]) -> None:
    assert ids(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("REF: SECSTATE 12", "08STATE12"),
        ("REF: RIO 12", "08RIODEJANEIRO12"),
        ("REF: RIO \n \nDE JANEIRO 12", "08RIODEJANEIRO12"),
        ("REF: RIO DE JAN 12", "08RIODEJANEIRO12"),
        ("REF: USUN 12", "08USUNNEWYORK12"),
        ("REF: HCMC 12", "08HOCHIMINHCITY12"),
        ("REF: HO CHI MINH 12", "08HOCHIMINHCITY12"),
        ("REF: 0TTAWA 12", "08OTTAWA12"),
        ("REF: COTON0U 12", "08COTONOU12"),
        ("REF: SAO PAUO 12", "08SAOPAULO12"),
        ("REF: São Paulo 12", "08SAOPAULO12"),
        ("REF: Sao Paulo4 2", "08SAOPAULO42"),
        ("REF: KUALA LUMP 12", "08KUALALUMPUR12"),
        ("REF: UNVIE VIEN 12", "08UNVIEVIENNA12"),
        ("REF: ST. PETERSBURG 12", "08STPETERSBURG12"),
        ("REF: USDA FAS 12", "08USDAFAS12"),
        ("REF: TGG 12", "08TEGUCIGALPA12"),
        ("REF: PORT-AU-PRINCE 12", "08PORTAUPRINCE12"),
    ],
)
def test_posts_by_their_other_names(text: str, found: str) -> None:
    assert ids(text) == [found]


def test_a_serial_alone() -> None:
    assert ids("REF: 105173", own_id="08LIMA884") == ["08STATE105173"]
    assert ids("REF: A) 6307 B) STATE 28577", own_id="08LIMA884") == ["08LIMA6307", "08STATE28577"]
    assert ids("REF: 6307") == []


def test_several_blocks_in_one_text() -> None:
    text = "REF: A. LIMA 1 \n     B. LIMA 2\nREF: A. LIMA 1 \n     B. LIMA 2 \n     C. LIMA 3"
    assert letters(text) == [("A", "08LIMA1"), ("B", "08LIMA2"), ("C", "08LIMA3")]


@pytest.mark.parametrize(
    "text",
    [
        "REF: LIMA 9\nTRIPOLI 00000402  001.2 OF 003",
        "REF: LIMA 9 TRIPOLI 00000402",
        "REF: LIMA 9\n CONFIDENTIAL\\\nPAGE 02 TRIPOLI 00402 01 OF 02 082030Z  ",
        "REF: TRIPOLI 402; LIMA 9",
    ],
)
def test_a_cable_does_not_refer_to_itself(text: str) -> None:
    assert ids(text, own_id="08TRIPOLI402") == ["08LIMA9"]


def test_a_page_break_inside() -> None:
    text = "REF: A. LIMA 1  B. LIMA 2 LA PAZ 00016220  001.2 OF 005  C. LIMA 3"
    assert letters(text) == [("A", "08LIMA1"), ("B", "08LIMA2"), ("C", "08LIMA3")]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("REF: ROE-DOE EMAIL 05/11/07", "email", "ROE-DOE EMAIL 05/11/07"),
        ("REF: Roe - Doe e-mails 8/25 and 8/28/08", "email", "Roe - Doe e-mails 8/25 and 8/28/08"),
        (
            "REF: LIMA (ROE) EMAILS JULY 30 AND PREVIOUS TO WHA",
            "email",
            "LIMA (ROE) EMAILS JULY 30 AND PREVIOUS TO WHA",
        ),
        ("REF: E-mail J. Roe-K. Doe", "email", "E-mail J. Roe-K. Doe"),
        ("REF: ROE/DOE TELCON 02/16/2010", "telcon", "ROE/DOE TELCON 02/16/2010"),
        ("REF: Roe-Doe telecon", "telcon", "Roe-Doe telecon"),
        ("REF: Roe-Ops Center phone calls 5/13", "telcon", "Roe-Ops Center phone calls 5/13"),
        ("REF: IIR 6 809 0092 08", "report", "IIR 6 809 0092 08"),
        (
            "REF: USDAO LIMA IIR 6 809 0092 08 291553Z JAN 08",
            "report",
            "USDAO LIMA IIR 6 809 0092 08 291553Z JAN 08",
        ),
        ("REF: TD-314/18176-06", "report", "TD-314/18176-06"),
        ("REF: TDX-315/090481-08", "report", "TDX-315/090481-08"),
        ("REF: 314/07696-07", "report", "314/07696-07"),
        ("REF: OSC EUP20080707950031", "report", "OSC EUP20080707950031"),
        ("REF: FBIS CEP2005101927067", "report", "FBIS CEP2005101927067"),
        ("REF: PARIS POINTS OF 5/2", "report", "PARIS POINTS OF 5/2"),
        ("REF: 10/14/2009 LONDON DAILY REPORT", "report", "10/14/2009 LONDON DAILY REPORT"),
        ("REF: LONDON DAILY 11/17/09", "report", "LONDON DAILY 11/17/09"),
        ("REF: 2004 HUMAN RIGHTS REPORT FOR PANAMA", "report", "2004 HUMAN RIGHTS REPORT FOR PANAMA"),
        ("REF: 9 FAM Appendix K, 406 (6)", "book", "9 FAM Appendix K, 406 (6)"),
        ("REF: 2006 BLUE LANTERN GUIDEBOOK", "book", "2006 BLUE LANTERN GUIDEBOOK"),
        ("REF: SECDEF R162245Z OCT 08", "other", "SECDEF R162245Z OCT 08"),
        ("REF: MAY 1 ROE-DOE LETTER", "other", "MAY 1 ROE-DOE LETTER"),
        ("REF: STATE CA-3400 NOV 2, 1966", "other", "STATE CA-3400 NOV 2, 1966"),
        ("REF: LIMA 2...", "other", "LIMA 2..."),
        ("REF: TEGUCIGALPA", "other", "TEGUCIGALPA"),
    ],
)
def test_papers_that_are_no_cables(text: str, kind: str, words: str) -> None:
    assert ids(text) == []
    assert others(text) == [(kind, words)]


def test_cables_and_other_papers_together() -> None:
    text = (
        "REF: A) LIMA 366 B) ROE-DOE EMAIL 05/11/07 \nC) LIMA 347; Roe e-mails to Doe/USNATO and USNATO 184"
    )
    assert read_references(text, year=2007) == (
        Citation("LIMA 366", CitationKind.CABLE, "A", "07LIMA366"),
        Citation("ROE-DOE EMAIL 05/11/07", CitationKind.EMAIL, "B"),
        Citation("LIMA 347", CitationKind.CABLE, "C", "07LIMA347"),
        Citation("Roe e-mails to Doe/USNATO", CitationKind.EMAIL, "C"),
        Citation("USNATO 184", CitationKind.CABLE, "C", "07USNATO184"),
    )


def test_the_remark_behind_a_cable_stays_with_it() -> None:
    (citation,) = read_references("REF: LIMA 12 (A WALK\n  ROUND THE PORT)", year=2008)
    assert citation.text == "LIMA 12 (A WALK ROUND THE PORT)"


@pytest.mark.parametrize(
    "text", ["", "REF:", "REF: N/A", "REF: SEPTEL", "REF: AND PREVIOUS", "REF: XXXXXXXXXXXX", "REF: A. A..."]
)
def test_nothing_is_referred_to(text: str) -> None:
    assert read_references(text, year=2008) == ()


@pytest.mark.parametrize(
    "tail",
    [
        " Classified By: DCM Jane Roe for reasons 1.4 (b)",
        "Classified By: DCM Jane Roe for reasons 1.4 (b)",
        " SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY",
        " This cable is sensitive. Not for distribution before June 12.",
        "\n1. (C) Summary: The harbour of Lima 900 years ago was small.",
        " (U) Post delivered ref A demarche on April 1 and Lima 44 was not named.",
        "\n\n(SBU) On September 24, Econoff delivered the demarche to the Ministry in Quito 12.",
        "\n-----\nQUITO 12",
    ],
)
def test_what_runs_on_behind_the_block_is_left_out(tail: str) -> None:
    assert ids("REF: LIMA 12" + tail) == ["08LIMA12"]


def test_a_body_that_runs_on_without_a_sign_is_left_out() -> None:
    body = " Per reftel, the office asks that the port be added to the places for the meeting of spring. " * 6
    found = read_references("REF: A) LIMA 1, B) ROE-DOE E-MAIL 11/21/2007" + body, year=2007)
    assert [(c.kind, c.id or c.text) for c in found] == [
        (CitationKind.CABLE, "07LIMA1"),
        (CitationKind.EMAIL, "ROE-DOE E-MAIL 11/21/2007"),
    ]


def test_only_so_much_is_looked_at() -> None:
    text = "REF: " + "LIMA 1, " * MOST
    assert ids(text + "QUITO 2") == ids(text)


@given(st.one_of(st.text(), st.text(alphabet="REF:LIMA 0126789()[].,;-/&'\n¶ABC", max_size=80)))
def test_no_text_raises_and_every_id_has_the_form(text: str) -> None:
    for citation in read_references(text, year=2008, own_id="08ASTANA1"):
        assert (citation.id is None) or (citation.kind is CitationKind.CABLE and citation.id[:2].isdigit())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("REF: 1) LIMA 1 2) QUITO 3 3) ROME 4", ["08LIMA1", "08QUITO3", "08ROME4"]),
        ("REF: 1. LIMA 1\n2. 07 QUITO 3", ["08LIMA1", "07QUITO3"]),
        ("REF: 07/LIMA/13; 2006/QUITO/4", ["07LIMA13", "06QUITO4"]),
        ("REF: STATE NO. 23211; STATE NR. 23; LIMA TEL 4", ["08STATE23211", "08STATE23", "08LIMA4"]),
        (
            "REF: STO. DOMINGO 13; OUAGA 2; ULAN BATOR 3",
            ["08SANTODOMINGO13", "08OUAGADOUGOU2", "08ULAANBAATAR3"],
        ),
    ],
)
def test_items_with_numbers_strokes_and_short_names(text: str, found: list[str]) -> None:
    assert ids(text) == found


def test_posts_that_were_closed_or_renamed_since_the_seventies() -> None:
    found = ids(
        "REF: PEKING 123; LOURENCO MARQUES 45; EC BRUSSELS 678; OECD PARIS 9; SALISBURY 10", year=1975
    )
    assert found == ["75PEKING123", "75LOURENCOMARQUES45", "75ECBRUSSELS678", "75OECDPARIS9", "75SALISBURY10"]
