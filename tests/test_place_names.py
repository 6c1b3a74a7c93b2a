"""What blocks and covers are called: no two places of a copy of a message by one name."""

from __future__ import annotations

from dataclasses import replace

from memory_archive import MemoryArchive

from duplicates.covers import covers
from duplicates.model import Member
from parser import parse
from tui.catalogue import Catalogue
from tui.drawing.glyphs import UNICODE
from tui.names import block_name, cover_name

COVER = (
    "C O N F I D E N T I A L VALLETTA 000101\n\nSIPDIS\n\nE.O. 12958: DECL: 03/04/2018\n"
    "TAGS: EWWT ECON MT\nSUBJECT: HARBOUR: DREDGING TO BEGIN IN AUTUMN\n\n"
)
BODY = "1. (C) The harbour master told the Ambassador that dredging will begin.\n\n2. (C) He thanked him.\n"


def test_a_cover_that_stands_twice_before_one_body_is_told_apart_by_its_first_block() -> None:
    cable = parse(COVER + COVER + BODY, id="08VALLETTA101")
    first, second = (cover.first for cover in covers(cable))
    assert cable.transmissions == 1
    assert [cover_name(cable, first), cover_name(cable, second)] == [f"cover #{first}", f"cover #{second}"]
    assert cover_name(parse(COVER + BODY, id="08VALLETTA101"), 0) == "cover"


def test_fields_of_one_name_are_told_apart_and_others_keep_theirs() -> None:
    cable = parse(COVER + COVER + BODY, id="08VALLETTA101")
    names = [block_name(cable, block.index, UNICODE) for block in cable.blocks if block.clean]
    assert len(names) == len(set(names))
    assert {name.partition(" #")[0] for name in names} >= {"E.O. line", "TAGS", "subject"}
    assert names[-2:] == ["¶1", "¶2"]


def test_a_second_copy_of_the_message_needs_no_further_number() -> None:
    (cable, *_) = (cable for _, cable in MemoryArchive().cables())
    assert [cover_name(cable, cover.first) for cover in covers(cable)] == ["cover", "cover"]
    assert "¶3" in {block_name(cable, block.index, UNICODE) for block in cable.blocks}


def test_a_passage_is_called_part_of_its_block() -> None:
    catalogue = Catalogue(MemoryArchive(), UNICODE)  # type: ignore[arg-type]
    cable = catalogue.cable_of("08VALLETTA104")
    assert cable is not None
    block = next(block for block in cable.blocks if block.clean.startswith("3. (C)"))
    start, end = block.source_offset(0), block.source_offset(len(block.clean) - 1) + 1
    whole = Member("08VALLETTA104", block.index, start, end, None, 1.0)
    assert catalogue.place_of(whole) == "¶3"
    assert catalogue.place_of(replace(whole, start=start + 20)) == "part of ¶3"
