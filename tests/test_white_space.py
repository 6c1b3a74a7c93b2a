"""Spaces, line ends and page breaks that a machine put in: the fields stay what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parser import Kind, parse

if TYPE_CHECKING:
    from collections.abc import Callable

MESSAGE = """VZCZCXYZ0000
OO RUEHWEB

DE RUEHTA #0714/01 1170539
ZNY CCCCC ZZH
O 270539Z APR 09
FM AMEMBASSY ASTANA
TO RUEHC/SECSTATE WASHDC IMMEDIATE 5272
INFO LOG-00  AF-00   AID-00
RUEHBJ/AMEMBASSY BEIJING 0765

C O N F I D E N T I A L SECTION 01 OF 02 ASTANA 000714

SIPDIS

C O R R E C T E D  C O P Y  (TEXT)

STATE FOR SCA/CEN

E.O. 12958: DECL: 04/27/2019
TAGS: PREL, PGOV, KZ
SUBJECT: FERRY PIER AND LIGHTHOUSE SILT UP IN THE U.S.-
KAZAKH PORT

REF: A. LIMA 12 (NOTAL)
     B. 08 QUITO 33

Classified By: Economic and Political Counselor Jane Q. Roe-Publicman, re
asons 1.4 (b) and (d).

-------
Summary
-------

1. (C) The pier silts up.  The minister's divers saw it.

The Dredger Comes
-----------------

2. (C) The ferry waits outside the harbor, and the dredger
comes in May. (Comment: It came late last year. End Comment.)

ROE
"""


def told(text: str) -> dict[str, object]:
    cable = parse(text, id="09ASTANA714")
    names = (
        *(
            "subject",
            "tags",
            "references",
            "citations",
            "captions",
            "attention",
            "classified_by",
            "corrected",
        ),
        *("classification_reasons", "declassify_on", "classification", "sections", "signers", "routing"),
    )
    found: dict[str, object] = {name: getattr(cable, name) for name in names}
    found["summary"] = " ".join((cable.summary or "").replace("\\", "").split())
    found["comments"] = [" ".join(comment.replace("\\", "").split()) for comment in cable.comments]
    found["blocks"] = [(block.kind, block.number) for block in cable.blocks]
    return found


RIGHT = told(MESSAGE)


def test_the_message_is_read_whole() -> None:
    assert RIGHT["classified_by"] == ("Jane Q. Roe-Publicman",)
    assert RIGHT["subject"] == "FERRY PIER AND LIGHTHOUSE SILT UP IN THE U.S.-KAZAKH PORT"
    assert RIGHT["corrected"] == "TEXT"
    assert [kind for kind, _ in RIGHT["blocks"]].count(Kind.HEADING) == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", " \n"),
        lambda text: text.replace("\n", "\\\n"),
        lambda text: text.replace("\n", " \\ \n"),
        lambda text: text.replace("\n", "\\\r\n"),
        lambda text: text.replace("  ", "\u00a0 "),
        lambda text: text.replace("\n\n", "\n \n \n"),
        lambda text: "\ufeff" + text,
    ],
    ids=["CRLF", "CR", "blanks", "backslashes", "both", "backslash-CRLF", "no-break", "wide gaps", "BOM"],
)
def test_white_space_changes_no_field(change: Callable[[str], str]) -> None:
    assert told(change(MESSAGE)) == RIGHT
