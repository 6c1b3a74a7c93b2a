"""Classified By lines: the person alone, and the reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.fields.classified_by import MOST, ClassifiedBy, mend_lines, read_classified_by
from parser.fields.titles import is_title


def names(text: str) -> tuple[str, ...]:
    return read_classified_by(text).names


def reasons(text: str) -> tuple[str, ...]:
    return read_classified_by(text).reasons


def test_person_and_reasons() -> None:
    assert read_classified_by(
        "Classified By: Ambassador Jane Q. Roe for reasons 1.4 (b) and (d)."
    ) == ClassifiedBy(names=("Jane Q. Roe",), reasons=("1.4(b)", "1.4(d)"))


@pytest.mark.parametrize(
    "title",
    [
        "Ambassador",
        "Amb.",
        "AMBSSADOR",
        "Ambassadro",
        "AMBASSAD0R",
        "Charge d'Affaires",
        "Charge d'Affaires, a.i.,",
        "Charge d'Affaires a.i.",
        "Charge d,Affaires (AI)",
        "Charge de Affaires",
        "Charge' d'Affaires",
        "CDA",
        "CDA:",
        "DCM",
        "A/DCM",
        "ADCM",
        "DEPUTY CHIEF OF MISSON",
        "Deputy Chief of Mission:",
        "Acting Deputy Principal Officer",
        "POL/ECON COUNSELOR",
        "Pol/Econ Couns",
        "Pol/Econ Off",
        "PolCouns",
        "DepPolCouns",
        "ECONOFF",
        "CAO",
        "XYZQ",
        "ECPO Mincouns",
        "Political M-C",
        "Acting Political MC",
        "Deputy Political M/C",
        "Minister Counselor for Economic and Political Affairs",
        "Economic-Political Minister-Counselour",
        "Acting P/E Counseor",
        "Acting Ecopol Councilor",
        "EST&H OFFICER",
        "USEU MCOUNSELOR",
        "U.S. PERMANENT REPRESENATIVE AMBASSADOR",
        "Assistant Secretary of State for South Asian Affairs",
        "EUR/FO ?",
        "EUR/PRA, Dir.",
        "AF/C -",
        "RSO -",
        "ISN Acting DAS",
        "T U/S",
        "PRT Kirkuk Governance Section Head",
        "AMBASSADOR TO SUDAN",
        "Special Representative for Afghanistan and Pakistan",
        "DEFENSE ATTACHE LTC",
        "Consul General",
        "(U) Classified by CDA",
        "Classfied By: IO",
        "1. CLASSIFIED BY DCM",
        "This message classified by Econ Chief",
        "DOS CLASSIFICATION GUIDE BY",
    ],
)
def test_titles_and_offices_in_front_are_left_off(title: str) -> None:
    assert names(f"Classified By: {title} Jane Q. Roe, reasons 1.4 (b,d)") == ("Jane Q. Roe",)


@pytest.mark.parametrize(
    "title",
    [
        "Ambassador",
        "CDA, U.S. Embassy - Tripoli, Dept of State",
        "Acting ASSISTANT SECRETARY, VCI",
        "Minister-Counselor, Department of State, ECPO",
        "Principal Officeer, Consulate \nMonterrey, Department of State",
        "Charge d'Affaires, a.i., US Embassy Tripoli",
        "POL-ECON, STATE",
        "DIRECTOR, INR/OPS",
    ],
)
def test_titles_and_offices_behind_are_left_off(title: str) -> None:
    assert names(f"CLASSIFIED BY: Jane Q. Roe, {title}; REASON: 1.4(B), (D)") == ("Jane Q. Roe",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Classified By: DCM J. Dean Roe (acting) for reasons 1.4 (b)", "J. Dean Roe"),
        ("Classified By: Jane Roe", "Jane Roe"),
        ("Classified By: Ambassador Roe, reason 1.4 (b)", "Roe"),
        ("Classified By: Ambassador Jane North, reason 1.4 (b)", "Jane North"),
        ("Classified By: Ambassador North, reason 1.4 (b)", "North"),
        ("Classified By: DEFENSE ATTACHE MAJOR JANE ROE, reason 1.4 (b)", "JANE ROE"),
        ("Classified By: Ada Key, Director, North and South America. Reason 1.4 (b)", "Ada Key"),
        ("Classified By: AMB:JROE, Reasons 1.4 (b)", "JROE"),
        ("Classified By: DCM John Roe, Jr. for reasons 1.4 (b)", "John Roe, Jr."),
        ("CLASSIFIED BY JOHN W. ROE, JR., AMBASSADOR.\nREASON: 1.5 (B)", "JOHN W. ROE, JR."),
        ("Classified By: Ambassador John L. Roe, III. \nReasons: 1.4 (b)", "John L. Roe, III"),
        ("Classified By: AMBASSADOR JOHN ROE II FR REASONS 1.4 (b)", "JOHN ROE II"),
        ("Classified By: Amb. Jane van der Roe for reasons 1.4 (b)", "Jane van der Roe"),
        ("Classified By: Political Counselor Jane Roe-Doe, for reasons 1.4 (b)", "Jane Roe-Doe"),
        ("Classified By: Econ Counselor Pete O'Roe for reasons 1.4 b", "Pete O'Roe"),
        ("Classified By: Pol-Mil Counselor A.F. Roe \n \nThe Harbour", "A.F. Roe"),
        ("Classified By: Acting DCM/Jane Roe for reasons 1.4 (b)", "Jane Roe"),
        ("Classified By: PRM/AFR Dir. Jane Roe-reasons 1.4(b/d)", "Jane Roe"),
        ("CLASSIFIED BY: Roe Doe, Jane, Counselor for Political Affairs; REASON: 1.4(B)", "Roe Doe, Jane"),
        ("1. (U) CLASSIFIED BY DEPUTY POLITICAL COUNSEL0R JANE ROE \nPER 1.5 (B)", "JANE ROE"),
        ("Classified By: DCM JANE ROE BASED ON E.O.12958 REASONS 1.4 (b)", "JANE ROE"),
        ("Classified By: DCM JANE ROE DUE TO 1,4 (C)", "JANE ROE"),
        ("Classified By: LIMA 222 \nLIMA 216 \n \nClassified by DCM Jane Roe; reasons 1.4 b", "Jane Roe"),
        ("Classified ByMinister Counselor Jane Roe for reasons 1.4 (b)", "Jane Roe"),
    ],
)
def test_names_of_every_build(text: str, name: str) -> None:
    assert names(text) == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "CLASSIFIED BY DCM ROBERT MILL AND POLCOUNS JANE ROE, REASONS 1.4 (B)",
        "CLASSIFIED BY ROBERT MILL AND JANE ROE FOR REASONS 1.4 (B)",
        "CLASSIFIED BY AF ROBERT MILL, ACTING AND S/CT DAS JANE \nROE ; E.O. 12958 REASON: 1.4 (B)",
    ],
)
def test_two_persons(text: str) -> None:
    assert names(text) == ("ROBERT MILL", "JANE ROE")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Classified By:",
        "Classified By: Ambassador, reason 1.4 (b)",
        "Classified By: Charge d'Affai...",
        "Classified By: XXXXXXXXXXXX for reasons 1.4 (b)",
        "CLASSIFIED BY SECTION 1.5 (B) AND (D).",
        "CLASSIFIED BY NARA 09/02/2009",
        "Classified By: Derived from Multiple Sources",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert names(text) == ()


def broken(text: str) -> str:
    """Break a line as the machine did, after its seventy-first character."""
    return f"{text[:71]} \n{text[71:]}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Classified By: Interagency Provincial Affairs Deputy Coordinator Jane Roe for reasons 1.4 (b)",
            "Jane Roe",
        ),
        (
            "Classified By: Minister Counselor for Econ or Political Matters Janet Roe for reasons 1.4 (b)",
            "Janet Roe",
        ),
        (
            "CLASSIFIED BY: ACTING DEPUTY PRINCIPAL OFFICER LEONORA CHARLES-ROE. REASONS: 1.4 (B)",
            "LEONORA CHARLES-ROE",
        ),
        (
            "Classified By: Political and Economic Affairs Counselor Jane Q. Roe for reasons 1.4 (b)",
            "Jane Q. Roe",
        ),
        (
            "Classified By: CLASSIFIED BY POLITICAL COUNSELOR JANE ALMA ROE FOR REASONS 1.4 (B)",
            "JANE ALMA ROE",
        ),
    ],
)
def test_a_word_broken_by_the_machine_is_made_whole(text: str, name: str) -> None:
    result = read_classified_by(broken(text))
    assert result.names == (name,)
    assert result.reasons == ("1.4(b)",)
    assert read_classified_by(broken(text).replace(" \n", " ")).names == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "Classified By: Minister Counselor for Political Affairs Jane Roe fo r reasons 1.4 (b)",
        "Classified By: Polit ical Counselor Jane Roe for reas ons 1.4 (b)",
        "Classified By: DCM Jane Roe f or reasons 1.4 (b)",
        "Classified By: DCM Jane Roe for reason s: 1.4 (b)",
        "Classified By: DCM Jane Roe for reaons 1.4 (b)",
        "Classified By: DCM Jane Roe. Resons 1.4 (b)",
        "Classified By: DCM Jan e Roe for reasons 1 .4 (b)",
    ],
)
def test_a_blank_left_in_a_word(text: str) -> None:
    assert read_classified_by(text) == ClassifiedBy(("Jane Roe",), ("1.4(b)",))


def test_whole_words_are_not_joined() -> None:
    line = "Classified By: " + "A" * 50 + " Stone"
    assert len(line) == 71
    assert mend_lines(f"{line} \nfor reasons 1.4 (b)") == f"{line} \nfor reasons 1.4 (b)"
    assert mend_lines(f"{line} \nbridge") == f"{line}bridge"
    assert mend_lines("short \nline") == "short \nline"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("reasons 1.4 (b) and (d)", ("1.4(b)", "1.4(d)")),
        ("reasons 1.4 (B),(D)", ("1.4(b)", "1.4(d)")),
        ("reason 1.4 (b/d)", ("1.4(b)", "1.4(d)")),
        ("reasons 1.4 (b&d)", ("1.4(b)", "1.4(d)")),
        ("reasons 1.4 b,d.", ("1.4(b)", "1.4(d)")),
        ("reasons 1.4(b) and 1.4(d)", ("1.4(b)", "1.4(d)")),
        ("reasons 1.4 (b) a nd ( d)", ("1.4(b)", "1.4(d)")),
        ("reasons 1.4 \n(b) and (d\n)", ("1.4(b)", "1.4(d)")),
        ("reasons 1. \n4 (b) & (d)", ("1.4(b)", "1.4(d)")),
        ("reasons 1.4, b/d", ("1.4(b)", "1.4(d)")),
        ("REASON: 1.5 (B), (C) AND (D).", ("1.5(b)", "1.5(c)", "1.5(d)")),
        ("reason 1.5 D.", ("1.5(d)",)),
        ("REASON 1.5.D", ("1.5(d)",)),
        ("Reason: 1/4 (B), (D), (E)", ("1.4(b)", "1.4(d)", "1.4(e)")),
        ("reasons (b) and (d)", ("(b)", "(d)")),
        ("Reason: 1.4", ("1.4",)),
        ("reasons 1.4 (b) and (d) (C) The harbour", ("1.4(b)", "1.4(d)")),
        ("reasons 1.4 (b) and (d). (D) A paragraph", ("1.4(b)", "1.4(d)")),
        ("no reason at all", ()),
    ],
)
def test_reasons_come_to_one_form(words: str, found: tuple[str, ...]) -> None:
    assert reasons(f"Classified By: DCM Jane Roe, {words}") == found


def test_a_classification_that_derives_from_another() -> None:
    assert read_classified_by("DERIVED FROM: DSCG 05-1 B, D\nDECLASSIFY ON: 20300105") == ClassifiedBy(
        derived_from="DSCG 05-1 B, D", declassify_text="20300105"
    )
    assert (
        read_classified_by("Classified By: Derived from Multiple Sources").derived_from == "Multiple Sources"
    )
    assert read_classified_by("money derived from the harbour").derived_from is None


def test_titles_are_told_from_names() -> None:
    assert all(
        is_title(word) for word in ("Counselor", "COUSELOR", "Minister-Counselor", "M/C", "a.i", "d'Affaires")
    )
    assert not any(is_title(word) for word in ("Jane", "Roe", "Roe-Doe", "O'Roe", "McRoe"))


def test_only_so_much_is_looked_at() -> None:
    text = "Classified By: DCM Jane Roe " + "x" * MOST
    assert read_classified_by(text + " for reasons 1.4 (b)") == read_classified_by(text)


@given(st.one_of(st.text(), st.text(alphabet="Classified By: Roe1.4(bd)\n,'-", max_size=100)))
def test_no_text_raises(text: str) -> None:
    assert isinstance(read_classified_by("Classified By: " + text), ClassifiedBy)


def test_a_name_broken_behind_its_hyphen_is_rejoined() -> None:
    assert read_classified_by("Classified By: DCM Jane Q. Quilter-\nBarrow. Reason: 1.4 (b)").names == (
        "Jane Q. Quilter-Barrow",
    )
