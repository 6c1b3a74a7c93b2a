"""Labels of a cover typed wrong: the field is read as if they were right."""

from __future__ import annotations

import re

import pytest

from parser import Cable, parse
from parser.fields.misspelling import misspelt

MESSAGE = """C O N F I D E N T I A L ASTANA 000714

SIPDIS

E.O. 12958: DECL: 04/27/2019
TAGS: PREL, PGOV, KZ
SUBJECT: FERRY PIER SILTS UP

REF: A. LIMA 12
     B. 08 QUITO 33

Classified By: Ambassador Jane Roe, reasons 1.4 (b) and (d).

1. (C) SUMMARY: The pier silts up. END SUMMARY.

2. (C) The ferry waits outside the harbor.

ROE
"""


def fields(cable: Cable) -> dict[str, object]:
    return {
        "subject": cable.subject,
        "tags": cable.tags,
        "references": cable.references,
        "classified_by": cable.classified_by,
        "reasons": cable.classification_reasons,
        "order": cable.executive_order,
        "declassify_on": cable.declassify_on,
        "summary": cable.summary,
        "signers": cable.signers,
    }


RIGHT = fields(parse(MESSAGE, id="09ASTANA714"))


def test_the_message_is_read_whole() -> None:
    assert all(RIGHT.values())


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        *(
            ("SUBJECT:", typed)
            for typed in (
                *(
                    "SIBJECT:",
                    "SUBJECY:",
                    "SUBJEECT:",
                    "USBJECT:",
                    "SBJECT:",
                    "BJECT:",
                    "SUBJEC T:",
                    "SU BJECT:",
                ),
                *(
                    "SUBJECT LINE:",
                    "SUBJECT (C):",
                    "SUBJECT/C:",
                    "SUBJ.:",
                    "SUBJ",
                    "SUBJECT,",
                    "SUBJECT :-",
                    "SUBJECT: -",
                ),
                "SUBJECT::",
            )
        ),
        *(
            ("TAGS:", typed)
            for typed in ("TGAS:", "TASG:", "TAHS:", "RAGS:", "TAGSS:", "TAG S:", "TAGS,", "TAGS::")
        ),
        *(
            ("REF:", typed)
            for typed in (
                *("RFE:", "REFF:", "EF:", "R E F:", "REF -", "REF,", "REFRENCE:", "REFERENCE -", "REFTLE:"),
                *("REF TEL:", "REF/TEL:", "REFTEL(S):", "REF NO:"),
            )
        ),
        *(
            ("Classified By:", typed)
            for typed in (
                *("Clasified By:", "Clssified By:", "Calssified By:", "ClassifiedBy:", "Classified B:"),
                *("CLASSIFICATION BY:", "Class. by:"),
            )
        ),
        ("Classified By: ", "Classified By"),
        *(
            ("E.O. 12958:", typed)
            for typed in ("E/O 12958:", ".O. 12958:", "O. 12958:", "E.O. 1.2958:", "EXECUTIVE ORDER 12958:")
        ),
    ],
)
def test_a_label_typed_wrong_is_still_one(label: str, typed: str) -> None:
    assert fields(parse(MESSAGE.replace(label, typed, 1), id="09ASTANA714")) == RIGHT


@pytest.mark.parametrize(
    "line", ["OBJECT: THE PIER", "PROJECT: THE PIER", "FLAGS: TWO", "RELIEF: NONE", "TASKS: DIG"]
)
def test_other_words_with_a_colon_are_none(line: str) -> None:
    cable = parse(f"1. (C) The pier silts up.\n\n{line}\n\n2. (C) The ferry waits.\n")
    assert (cable.subject, cable.tags, cable.citations) == (None, (), ())


def test_every_single_error_of_a_word_matches() -> None:
    pattern = re.compile(misspelt("TAGS"))
    assert all(pattern.fullmatch(word) for word in ("TAGS", "TGS", "TAXGS", "RAGS", "ATGS", "TASG", "T AGS"))
    assert not any(pattern.fullmatch(word) for word in ("FLAGG", "SGAT", "TG", "TAGGED"))
