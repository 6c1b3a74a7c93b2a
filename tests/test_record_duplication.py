"""What one record holds more than once, said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from duplicates.blocks_in_words import in_words
from duplicates.covers import covers
from duplicates.record import describe
from parser import parse, read
from parser.kinds import Kind
from parser.model import Block

if TYPE_CHECKING:
    from pathlib import Path

ROUTING = """VZCZCXYZ0011
OO RUEHWEB
DE RUEHTA #0321/01 0621145
ZNY CCCCC ZZH
O 031145Z MAR 09
FM AMEMBASSY ASTANA
TO RUEHC/SECSTATE WASHDC IMMEDIATE 4711
"""
BANNER = "C O N F I D E N T I A L SECTION 01 OF 02 ASTANA 000321\n\n"
COVER = """SIPDIS

STATE FOR SCA/CEN, EUR/RPM

E.O. 12958: DECL: 03/03/2019
TAGS: PGOV PREL KZ
SUBJECT: THE HARBOUR MASTER COUNTS HIS LIGHTHOUSES ONCE MORE
REF: ASTANA 0300

Classified By: Ambassador Jane Q. Invented: 1.4 (B), (D)

"""
BODY = """1. (C) SUMMARY: The harbour master told us on Monday that seven lighthouses stand idle. END SUMMARY.

2. (C) He asked for lamps, oil and a keeper who reads the almanac, and he promised a report by June.

3. (C) COMMENT: We have heard this promise twice before, and both times the report was never written.
INVENTED
"""


def test_a_message_sent_once_says_nothing() -> None:
    found = describe(parse(ROUTING + "\n" + BANNER + COVER + BODY))
    assert found.sentence == ""
    assert found.transmissions == 1
    assert len(found.covers) == 1


def test_doubled_message_with_a_tripled_cover() -> None:
    text = ROUTING + "\n" + BANNER + COVER + BANNER + COVER + BODY + "\n" + COVER + BODY
    found = describe(parse(text))
    assert found.sentence == (
        "2 copies of one message; the cover 3 times; copies agree but for the classification line"
    )
    assert found.cut_covers == 0


def test_a_change_in_the_second_copy_is_named() -> None:
    text = ROUTING + "\n" + BANNER + COVER + BODY + "\n" + COVER + BODY.replace("lamps", "ropes")
    found = describe(parse(text))
    assert found.sentence.endswith("copies agree but for the classification line and paragraph 2")
    changed = [row for row in found.copies[0] if 0.0 < row.similarity < 1.0]
    assert len(changed) == 1
    both = BODY.replace("lamps", "ropes").replace("never written", "never sent")
    found = describe(parse(ROUTING + "\n" + BANNER + COVER + BODY + "\n" + COVER + both))
    assert found.sentence.endswith("copies agree but for the classification line and paragraphs 2 and 3")


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ("", ""),
        ("banner", "the classification line"),
        ("banner paragraph=3", "the classification line and paragraph 3"),
        ("paragraph=3 paragraph=4", "paragraphs 3 and 4"),
        ("summary=1 paragraph=2 comment=9", "paragraphs 1, 2 and 9"),
        ("paragraph=2 heading paragraph=2 heading", "paragraph 2 and 2 headings"),
        (
            "banner banner caption paragraph=3 cover summary paragraph=5 paragraph",
            "2 classification lines, a caption, paragraphs 3 and 5, a line of the cover, the summary and a"
            " paragraph",
        ),
    ],
)
def test_blocks_are_named_as_a_sentence_lists_them(kinds: str, words: str) -> None:
    def block(said: str) -> Block:
        kind, _, number = said.partition("=")
        return Block(0, Kind(kind), 0, 0, number=int(number) if number else None)

    assert in_words(map(block, kinds.split())) == words


def test_a_cover_cut_short_before_the_whole_one() -> None:
    cut = COVER[: COVER.index("ONCE MORE")]
    found = describe(parse(ROUTING + "\n" + BANNER + cut + "\n\n" + BANNER + COVER + BODY))
    assert found.cut_covers == 1
    assert found.sentence == "the cover twice, the first cut short"


def test_a_paragraph_that_stands_there_again() -> None:
    again = BODY.splitlines()[2].replace("2. (C)", "4. (C)")
    found = describe(parse(ROUTING + "\n" + BANNER + COVER + BODY.replace("INVENTED\n", "\n" + again + "\n")))
    assert "a paragraph stands there again" in found.sentence


def test_page_banners_of_the_1970s_are_no_covers() -> None:
    cable = parse(BANNER + COVER + BODY.replace("\n\n3.", "\n\n" + BANNER + "3."))
    assert len(covers(cable)) == 1


def test_the_seed_record(shared_cables: Path) -> None:
    (cable,) = read(shared_cables / "09ASTANA714.txt")
    found = describe(cable)
    assert found.sentence == (
        "2 copies of one message; the cover 3 times; copies agree but for the classification line"
    )
    assert [cover.transmission for cover in found.covers] == [1, 1, 2]
