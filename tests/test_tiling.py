"""Blocks tile the text: whatever a reader received stands in exactly one block, and parsing never fails."""

from __future__ import annotations

from itertools import pairwise

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from parser import Cable, Kind, parse

FRAGMENTS = (
    "VZCZCXRO1234",
    "OO RUEHAB RUEHCD",
    "DE RUEHXX #0123/01 0010101",
    "ZNY CCCCC ZZH",
    "O 010101Z JAN 09",
    "FM AMEMBASSY ASTANA",
    "TO RUEHC/SECSTATE WASHDC IMMEDIATE 1234",
    "C O N F I D E N T I A L SECTION 01 OF 02 ASTANA 000123",
    "UNCLAS ASTANA 000123 SIPDIS",
    "SIPDIS",
    "STATE FOR SCA, EUR",
    "E.O. 12958: DECL: 01/01/2019",
    "TAGS: PGOV PREL KZ",
    "SUBJECT: A MEETING ABOUT THE HARBOUR",
    "REF: A. ASTANA 0012",
    "B. 08 ALMATY 77",
    "Classified By: Ambassador Jane Roe: 1.4 (b), (d)",
    "1. (C) SUMMARY: The minister came late. END SUMMARY.",
    "¶2. (SBU) He left early. 3. (C) Nobody asked why.",
    "4) The harbour is deep.",
    "(C) An unnumbered remark.",
    "-- an item of a list",
    "AFGHANISTAN",
    "Background",
    "-------------",
    "GEOPOLITICS -----------",
    "ASTANA 00000123 002 OF 002",
    "the harbour ASTANA 00000123  002.2 OF 002 is deep",
    "CONFIDENTIAL",
    "PAGE 02 STATE 187673",
    "PAGE 01 STATE 187673",
    "COMMENT: It is deep indeed. END COMMENT.",
    "ROE",
    "It is deep. ROE",
    "NNNN",
    "=======CABLE ENDS=======",
    '","',
    "* Missing Section 002 *",
    "id: 1234",
    "----------------- header ends ----------------",
    "1234\t2009-01-01 01:01:00\t09ASTANA123\tEmbassy Astana\\",
    "Message Attributes",
    "Document Number: 1975STATE187673",
    "Identifier",
    "Created",
    "This record is a partial extract of the original cable.",
    "PAGE 02        HARARE  05461  01 OF 02  271458Z",
    "                       LIMITED OFFICIAL USE",
    "THE HARBOUR IS DEEP AND",
    "TAGS: P R E L, K Z,",
    "(S) SUBJECT: THE HARBOUR, AND THE GOATS OF",
    "REFS: A) LIMA 1/2 B) 06-LIMA-13 THROUGH 15 C)",
    "1. CONFIDENTIAL - ENTIRE TEXT.  CLASSIFIED BY:",
    "It is deep. (COMMENT: It (the harbour) is. [Comment: Or not.",
    "INFO  LOG-00   EUR-00     (  )  W",
    "IT IS LOW.  CONFIDENTIAL",
    "-",
    "",
    " ",
    "\\",
    "...",
    "\u2028",
    "\ufeff",
    "\u00b2. (C) superscript",
    "١. digits of another script",
)
line_ends = st.sampled_from(["\n", "\r\n", " \n", "\n\n", "\\\n", "\r", " "])
messages = st.lists(st.tuples(st.sampled_from(FRAGMENTS), line_ends), max_size=30).map(
    lambda parts: "".join(words + end for words, end in parts)
)


def check(cable: Cable) -> None:
    """Assert what holds for the blocks of every cable."""
    text, blocks = cable.text, cable.blocks
    if not text:
        assert blocks == ()
        return
    assert blocks[0].start == 0
    assert blocks[-1].end == len(text)
    assert [block.index for block in blocks] == list(range(len(blocks)))
    for above, below in pairwise(blocks):
        assert above.end == below.start
        assert above.start < above.end
        assert below.transmission in (above.transmission, above.transmission + 1)
    for block in blocks:
        assert block.clean == "".join(text[start:end] for start, end in block.pieces)
        assert block.clean == block.clean.strip()
        ends = [block.start, *(offset for piece in block.pieces for offset in piece), block.end]
        assert ends == sorted(ends)


@given(st.text(max_size=400))
@examples(100)
def test_blocks_tile_any_text(text: str) -> None:
    check(parse(text))


@given(messages)
@examples(200)
def test_blocks_tile_what_looks_like_a_cable(text: str) -> None:
    check(parse(text, id="09ASTANA123"))


@given(messages, st.binary(max_size=60), st.floats(0, 1), st.floats(0, 1))
@examples(100)
def test_blocks_tile_what_was_cut_and_spoilt(text: str, junk: bytes, at: float, until: float) -> None:
    """A cable cut off anywhere, with the bytes of a broken transmission in it as an old encoding has them."""
    cut = text[: int(until * len(text))]
    place = int(at * len(cut))
    check(parse(cut[:place] + junk.decode("cp1252", "replace") + cut[place:], id="09ASTANA123"))


@given(messages, st.text(max_size=12))
def test_every_character_of_a_block_can_be_found_in_the_text(text: str, id_: str) -> None:
    for block in parse(text, id=id_).blocks:
        for offset in (0, len(block.clean) // 2):
            if offset < len(block.clean):
                assert text[block.source_offset(offset)] == block.clean[offset]


def test_an_empty_text_has_no_blocks() -> None:
    assert parse("").blocks == ()


@pytest.mark.parametrize("text", [" ", "\n\n", "\r\n", "\t\u00a0", "\x00", "\ufeff"])
def test_white_space_is_one_blank_block(text: str) -> None:
    (block,) = parse(text).blocks
    assert block.kind is Kind.BLANK
    assert block.clean == ""


def test_offsets_are_true_whatever_the_line_ends() -> None:
    lines = ["SUBJECT: THE “HARBOUR”", "", "¶1. (C) Tabs\tand dashes – stay.", "2. (C) They do."]
    for end in ("\n", "\r\n", " \\\n"):
        text = end.join(lines)
        cable = parse(text)
        check(cable)
        assert [text[b.start : b.end].strip(" \\\r\n") for b in cable.blocks] == [
            line for line in lines if line
        ]
        assert [b.number for b in cable.blocks] == [None, 1, 2]
