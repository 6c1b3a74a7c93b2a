"""TAGS lines, however their terms are separated, and what the terms stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.fields.tag_codes import COUNTRIES, ORGANISATIONS, PROGRAMMES, SUBJECTS
from parser.fields.tags import MOST, TagKind, continues_tags, read_tags, split_codes, tag_kind


@pytest.mark.parametrize(
    "text",
    [
        "TAGS: PREL PGOV UN FR",
        "TAGS PREL, PGOV, UN, FR",
        "TAG PREL, PGOV, UN, FR",
        "tags: prel, pgov, un, fr",
        "Tags: PREL; PGOV; UN; FR",
        "AGS: PREL, PGOV, UN, FR",
        "TAGS: \nPREL, PGOV, UN, FR",
        "TAGS: PREL PGOV\nUN, FR",
        "TAGS: PREL PGOV \\\nUN, FR \\",
        "TAGS: PREL, PGOV, PREL, PGOV, UN, FR, PREL",
        "TAGS: PREL PGOV UN FR SIPDIS",
        "TAGS: PREL PGOV UN FR SUBJECT: UN IN FR",
        "TAGS: PREL PGOV UN FR UBJECT: A WORD",
        "TAGS: PREL PGOV UN FR REF: LIMA 12",
        "TAGS: PREL PGOV UN FR\nUNCLAS SECTION 01 OF 02 MEXICO 001311",
        "TAGS: PREL PGOV UN FR\nS E C R E T SECTION 01 OF 02 MEXICO 001311",
        "TAGS: PREL PGOV UN FR\nid: 67870\ndate: 6/13/2006",
        "TAGS: PREL PGOV UN FR\nTALK ABOUT HAITI AND OTHER ISSUES, 19 AUGUST",
        "TAGS: PREL PGOV UN FR ¶1. (C) A word about IN and AS.",
        "TAGS: PREL PGOV UN FR\n\nIS AS IN\n\nTHE HARBOUR",
    ],
)
def test_four_terms(text: str) -> None:
    assert read_tags(text) == ("PREL", "PGOV", "UN", "FR")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("TAGS OVIP (ROE, JANE), PREL", ("OVIP", "ROE, JANE", "PREL")),
        ("TAGS: OVIP ROE JANE PREL", ("OVIP", "ROE, JANE", "PREL")),
        ("Tags: ovip (roemer, john b.), prel,\netra", ("OVIP", "ROEMER, JOHN B.", "PREL", "ETRA")),
        ("TAGS OVIP (ROE,\nJANE), PREL", ("OVIP", "ROE, JANE", "PREL")),
        ("TAGS: OVIP (ROEMER JANE) PREL", ("OVIP", "ROEMER, JANE", "PREL")),
        ("TAGS: OVIP (ROE, JANE; DOEMAN, JOHN), PREL", ("OVIP", "ROE, JANE", "DOEMAN, JOHN", "PREL")),
        ("TAGS: OVIP PREL (C) PGOV", ("OVIP", "PREL", "PGOV")),
    ],
)
def test_persons(text: str, terms: tuple[str, ...]) -> None:
    assert read_tags(text) == terms


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("ETRDEINVECINPGOVCS", ("ETRD", "EINV", "ECIN", "PGOV", "CS")),
        (
            "KFRDKIRFCVISCMGTKOCIASECPHUMSMIGEG",
            ("KFRD", "KIRF", "CVIS", "CMGT", "KOCI", "ASEC", "PHUM", "SMIG", "EG"),
        ),
        ("ITPHUM", ("IT", "PHUM")),
        ("KDEMAF", ("KDEM", "AF")),
        ("EUNCH", ("EUN", "CH")),
        ("KNNPMNUC", ("KNNP", "MNUC")),
        ("MOPPS", ("MOPS",)),
        ("EEPET", ("EPET",)),
        ("PGOVE", ("PGOV",)),
        ("UNDESCO", ("UNESCO",)),
        ("UNESCO", ("UNESCO",)),
        ("BRUSSELS", ("BRUSSELS",)),
        ("POLITICS", ("POLITICS",)),
    ],
)
def test_codes_run_together_and_mistyped(word: str, codes: tuple[str, ...]) -> None:
    assert split_codes(word) == codes
    assert read_tags(f"TAGS: {word} PREL") == (*codes, "PREL")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("TAGS: PHUM, IT, HUMAN RIGHTS", ("PHUM", "IT", "HUMAN RIGHTS")),
        ("TAGS: PHUM IT HUMAN RIGHTS", ("PHUM", "IT", "HUMAN RIGHTS")),
        ("TAGS: PREL YM COUNTER TERRORISM", ("PREL", "YM", "COUNTERTERRORISM")),
        ("TAGS: ASEC GM COUNTRY\nCLEARANCE", ("ASEC", "GM", "COUNTRY CLEARANCE")),
        ("TAGS PREL, EUN, USEU BRUSSELS", ("PREL", "EUN", "USEU BRUSSELS")),
        ("TAGS: SU, AU-I, ZANU-PF", ("SU", "AU-1", "ZANU-PF")),
        (
            "TAGS: PREL IT ITALY NATIONAL ELECTIONS IRAQI FREEDOM",
            ("PREL", "IT", "ITALY NATIONAL ELECTIONS", "IRAQI FREEDOM"),
        ),
    ],
)
def test_terms_of_several_words(text: str, terms: tuple[str, ...]) -> None:
    assert read_tags(text) == terms


def test_text_that_ran_on_is_no_term() -> None:
    assert read_tags("TAGS: PREL BR THE HARBOUR TOWNS WHERE NOBODY LIVES ANY LONGER") == ("PREL", "BR")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("PHUM", TagKind.SUBJECT),
        ("phum", TagKind.SUBJECT),
        ("KIPR", TagKind.PROGRAMME),
        ("KXYZ", TagKind.PROGRAMME),
        ("GE", TagKind.COUNTRY),
        ("XF", TagKind.COUNTRY),
        ("RU", TagKind.COUNTRY),
        ("UN", TagKind.ORGANISATION),
        ("NASA", TagKind.ORGANISATION),
        ("AU-1", TagKind.ORGANISATION),
        ("BA'ATH", TagKind.ORGANISATION),
        ("ROE, JANE", TagKind.PERSON),
        ("HUMAN RIGHTS", TagKind.UNKNOWN),
        ("XYZZY", TagKind.UNKNOWN),
        ("", TagKind.UNKNOWN),
    ],
)
def test_what_a_term_stands_for(code: str, kind: TagKind) -> None:
    assert tag_kind(code) is kind


def test_the_vocabulary_has_the_shapes_of_the_handbook() -> None:
    assert all(len(code) == 4 and code[0] in "ABCELMOPST" for code in SUBJECTS)
    assert all(len(code) == 4 and code[0] == "K" for code in PROGRAMMES)
    assert all(len(code) == 2 for code in COUNTRIES)
    assert not ORGANISATIONS & (SUBJECTS | PROGRAMMES | COUNTRIES)


def test_a_line_goes_on_only_with_known_terms() -> None:
    assert continues_tags("NL, IS, SR")
    assert continues_tags("CLEARANCE", "COUNTRY")
    assert not continues_tags("CLEARANCE")
    assert not continues_tags("SUBJECT: IN IS AS")
    assert not continues_tags("-----")


def test_only_so_much_is_looked_at() -> None:
    text = "TAGS: " + "PREL " * MOST
    assert read_tags(text + "PGOV") == ("PREL",)


@given(st.one_of(st.text(), st.text(alphabet="TAGS: PRELKNV,()'\n-", max_size=60)))
def test_no_text_raises(text: str) -> None:
    terms = read_tags(text)
    assert len(set(terms)) == len(terms)
    assert all(isinstance(tag_kind(term), TagKind) for term in terms)


def test_known_terms_between_slashes_are_parted() -> None:
    assert read_tags("TAGS: PREL/PGOV/KZ, PREL/MANGO") == ("PREL", "PGOV", "KZ", "PREL/MANGO")


def test_a_term_that_runs_on_behind_a_phrase_is_set_apart() -> None:
    assert read_tags("TAGS: HUMAN RIGHTSPOLMIL") == ("HUMAN RIGHTS", "POLMIL")
    assert read_tags("TAGS: PREL, HUMAN RIGHTSPGOV, KZ") == ("PREL", "HUMAN RIGHTS", "PGOV", "KZ")
