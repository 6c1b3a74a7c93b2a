"""Whole cables are aligned block by block, then word by word; large texts stay quick and small."""

from __future__ import annotations

import random
import tracemalloc
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from duplicates.diff import Ignore, Options, PartKind
from duplicates.diff.align import equal_runs
from duplicates.diff.cables import compare_cables, passage, transmission
from duplicates.diff.compare import compare, compare_passages
from duplicates.diff.tokens import Tokens, tokenise
from parser import parse, read
from parser.kinds import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from duplicates.diff import WordDiff

OPTIONS = Options()


def changes(diff: WordDiff) -> list[tuple[str, str, str]]:
    return [(part.kind.value, diff.early_text(part), diff.late_text(part)) for part in diff.changes]


def message(*paragraphs: str) -> str:
    cover = "SIPDIS\n\nE.O. 12958: DECL: 04/27/2019\nTAGS: PGOV PREL EN\nSUBJECT: THE CRANE OF NARVA\n\n"
    return cover + "\n\n".join(paragraphs) + "\n\nDRUMMEL"


CRANE = "(C) The harbour master keeps the only key of the crane and will not say where."
BARGE = "(C) The barge is under water, which is where the harbour master says that it belongs."
GOATS = "(C) Nine goats came with the barge; eight of them can swim and the ninth has not been asked."


def test_a_paragraph_is_compared_with_the_paragraph_of_its_number() -> None:
    early = parse(message(f"1. {CRANE}", f"2. {BARGE}", f"3. {GOATS}"))
    late = parse(message(f"1. {CRANE}", f"2. {BARGE.replace('under', 'on the')}", f"3. {GOATS}"))
    assert changes(compare_cables(early, late)) == [("replaced", "under", "on the")]


def test_a_new_paragraph_is_one_insertion_though_the_numbers_shift() -> None:
    early = parse(message(f"1. {CRANE}", f"2. {GOATS}"))
    late = parse(message(f"1. {CRANE}", f"2. {BARGE}", f"3. {GOATS}"))
    options = Options().ignoring(Ignore.PARAGRAPH_NUMBERS)
    (change,) = changes(compare_cables(early, late, options))
    assert change[:2] == ("inserted", "")
    assert "under water" in change[2]
    assert "goats" not in change[2]


def test_paragraphs_that_changed_places_are_moved() -> None:
    early = parse(message(f"1. {CRANE}", f"2. {BARGE}", f"3. {GOATS}"))
    late = parse(message(f"1. {GOATS}", f"2. {CRANE}", f"3. {BARGE}"))
    diff = compare_cables(early, late, Options().ignoring(Ignore.PARAGRAPH_NUMBERS))
    assert {part.kind for part in diff.changes} == {PartKind.MOVED}
    assert "Nine goats" in diff.early_text(
        next(part for part in diff.changes if part.early[0] < part.early[1])
    )


def test_text_that_another_release_breaks_into_other_blocks_is_still_equal() -> None:
    early = parse(message(f"1. {CRANE}\n\n{BARGE[4:]}\n\n2. {GOATS}"))
    late = parse(message(f"1. {CRANE} {BARGE[4:]}", f"2. {GOATS}"))
    assert not compare_cables(early, late).changes


def test_two_copies_inside_one_record(sample_cables: Path) -> None:
    (cable,) = read(sample_cables / "doubled" / "08REYKJAVIK904.txt")
    assert cable.transmissions == 2
    options = Options().ignoring(Ignore.PAGE_BREAKS)
    first, second = (passage(cable, transmission(cable, number), options) for number in (1, 2))
    diff = compare_passages(first, second, options)
    kinds = {part.kind for part in diff.changes}
    assert kinds <= {PartKind.DELETED}  # the cover stands twice before the first copy
    assert "1. (" not in "".join(map(diff.early_text, diff.changes))


def test_what_the_parser_knows_to_be_a_page_break_is_ignored_inside_a_paragraph() -> None:
    early = parse(message(f"1. {CRANE}\n\nNARVA 00000412 002 OF 003\n\n\n{BARGE[4:]}", f"2. {GOATS}"))
    late = parse(message(f"1. {CRANE} {BARGE[4:]}", f"2. {GOATS}"))
    assert compare_cables(early, late).changes
    assert not compare_cables(early, late, Options().ignoring(Ignore.PAGE_BREAKS)).changes


def test_the_table_above_a_message_is_no_text_of_it(sample_cables: Path) -> None:
    text = (sample_cables / "doubled" / "07VALLETTA812.txt").read_text(encoding="utf-8")
    with_table = parse(text)
    table = with_table.blocks[0]
    assert table.kind is Kind.RECORD
    without = parse(text[table.end :])
    options = Options().ignoring(Ignore.PAGE_BREAKS)
    diff = compare_cables(with_table, without, options)
    assert not diff.changes
    assert diff.early == text
    assert not compare_cables(without, with_table, options).changes
    assert [change.early for change in compare_cables(with_table, without).changes] == [
        (0, len(text[: table.end].rstrip()))
    ]


def test_cables_mirror_too(sample_cables: Path) -> None:
    folder = sample_cables / "releases"
    name = "08OUAGADOUGOU1189.html"
    (early,), (late,) = read(folder / "early" / name), read(folder / "late" / name)
    assert compare_cables(late, early) == compare_cables(early, late).mirrored()


@given(st.lists(st.sampled_from("abcdefg"), max_size=80), st.lists(st.sampled_from("abcdefg"), max_size=80))
def test_runs_are_equal_and_never_cross(early: list[str], late: list[str]) -> None:
    at_early = at_late = 0
    for i, j, length in equal_runs(early, late):
        assert i >= at_early
        assert j >= at_late
        assert early[i : i + length] == late[j : j + length]
        at_early, at_late = i + length, j + length


LINES = [
    *("SIPDIS", "E.O. 12958: DECL: 04/27/2019", "TAGS: PGOV EN", "SUBJECT: THE CRANE", "", "DRUMMEL"),
    *(f"{number}. {text}" for number, text in enumerate((CRANE, BARGE, GOATS), 1)),
    *("2. (SBU) Nobody came but XXXXXXXXXXXX.", "2. (SBU) Nobody came but the abbot of Tartu."),
    *("NARVA 00000714 002 OF 003", "C O N F I D E N T I A L SECTION 01 OF 03 NARVA 000714", "THE HARBOUR"),
]
MESSAGES = st.lists(st.sampled_from(LINES), max_size=25).map("\n".join)


@given(MESSAGES, MESSAGES, st.frozensets(st.sampled_from(Ignore)))
def test_the_diff_of_two_cables_keeps_the_rules_of_every_diff(
    early: str, late: str, ignore: frozenset[Ignore]
) -> None:
    options = Options(ignore)
    first, second = parse(early), parse(late)
    diff = compare_cables(first, second, options)
    assert "".join(map(diff.early_text, diff.parts)) == early
    assert "".join(map(diff.late_text, diff.parts)) == late
    assert compare_cables(second, first, options) == diff.mirrored()
    assert not compare_cables(first, first, options).changes
    tokens = [tokenise(text, options, skip=silent) for text, silent in _sides(diff)]
    for part in diff.parts:
        if part.kind is PartKind.EQUAL:
            assert _keys(tokens[0], part.early) == _keys(tokens[1], part.late)


def _sides(diff: WordDiff) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    return [(diff.early, diff.early_silent), (diff.late, diff.late_silent)]


def _keys(tokens: Tokens, span: tuple[int, int]) -> list[str]:
    pairs = zip(tokens.starts, tokens.keys, strict=True)
    return [key for start, key in pairs if span[0] <= start < span[1]]


def edited(words: list[str], share: float, seed: int) -> list[str]:
    chance = random.Random(seed)
    out: list[str] = []
    for word in words:
        if chance.random() >= share:
            out.append(word)
        elif chance.random() < 0.7:
            out.append(f"changed{chance.randrange(10_000)}")
    return out


def test_large_texts_need_little_memory_and_lose_no_agreement() -> None:
    chance = random.Random(7)
    words = [f"word{chance.randrange(3_000)}" for _ in range(20_000)]
    late = edited(words, 0.1, 8)
    tracemalloc.start()
    try:
        diff = compare(" ".join(words), " ".join(late))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 100_000_000
    equal = sum(len(diff.early_text(part).split()) for part in diff.parts if part.kind is PartKind.EQUAL)
    assert equal > 0.85 * len(words)


def test_a_cable_of_a_thousand_short_lines_needs_little_memory() -> None:
    """All pairs of lines of one kind would be a million, and hundreds of megabytes."""
    drawn = random.Random(7)
    lines = [" ".join(f"Item{drawn.randrange(900)}" for _ in range(4)) for _ in range(1_000)]
    cover = "SIPDIS\nE.O. 12958: DECL: 04/27/2019\nTAGS: PGOV\nSUBJECT: THE CRANE\n\n"
    early = parse(cover + ".\n\n".join(lines))
    lines[500] = "Nothing is left"
    late = parse(cover + ".\n\n".join(lines))
    assert len(early.blocks) > 900
    tracemalloc.start()
    diff = compare_cables(early, late)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [diff.late_text(part).rstrip(".") for part in diff.changes] == ["Nothing is left"]
    assert peak < 30e6


def test_texts_with_nothing_in_common_are_one_replacement() -> None:
    early = " ".join(f"one{number}" for number in range(30_000))
    late = " ".join(f"other{number}" for number in range(30_000))
    assert len(compare(early, late).parts) == 1


def test_hostile_texts_come_to_an_end() -> None:
    for early, late in (
        ("a b " * 30_000, "b a " * 30_000),
        ("X" * 300_000, "X " * 50_000),
        (" " * 300_000, "-" * 300_000),
        ("1," * 60_000 + "a", "(" * 120_000),
        ("[" * 120_000, "[removed" * 20_000),
        ("S E " * 40_000, "PAGE 02 " * 30_000),
        ("\n" * 200_000, "¶\n" * 100_000),
    ):
        for options in (OPTIONS, Options(frozenset(Ignore)), Options(frozenset())):
            diff = compare(early, late, options)
            assert "".join(map(diff.late_text, diff.parts)) == late
