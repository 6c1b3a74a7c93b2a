"""Hunks as a person would draw them, moves, ignore levels."""

from __future__ import annotations

import pytest

from duplicates.diff import Ignore, Options, PartKind
from duplicates.diff.characters import changed_characters
from duplicates.diff.compare import compare


def changes(early: str, late: str, *ignore: Ignore) -> list[tuple[str, str, str]]:
    diff = compare(early, late, Options().ignoring(*ignore))
    return [(part.kind.value, diff.early_text(part), diff.late_text(part)) for part in diff.changes]


def test_line_breaks_and_spacing_are_no_difference() -> None:
    assert not changes("The ferry\nleft  at noon.\n\nIt sank.", "The ferry left at\n\nnoon. It\tsank.")


def test_line_breaks_are_a_difference_when_asked() -> None:
    diff = compare("noon. It", "noon.\n\nIt", Options(frozenset()))
    assert [(diff.early_text(part), diff.late_text(part)) for part in diff.changes] == [(" ", "\n\n")]


def test_stop_words_between_two_edits_belong_to_them() -> None:
    found = changes("a ban on the export of copper", "a ban on smuggling of the tin")
    assert len(found) == 1
    assert found[0][1:] == ("the export of copper", "smuggling of the tin")


def test_two_deletions_around_stop_words_stay_two() -> None:
    found = changes("the old grain ship of the rich miller sank", "the ship of the miller sank")
    assert found == [("deleted", "old grain", ""), ("deleted", "rich", "")]


def test_an_edit_does_not_reach_over_a_blank_line() -> None:
    found = changes("It burnt.\n\nThe mayor wept.", "It froze.\n\nThe abbot wept.")
    assert [early for _, early, _ in found] == ["burnt", "mayor"]


def test_a_deleted_sentence_is_a_whole_sentence() -> None:
    early = "The price of rice rose. The price of salt fell. Nobody complained."
    late = "The price of salt fell. Nobody complained."
    assert changes(early, late) == [("deleted", "The price of rice rose.", "")]


def test_a_block_that_changed_its_place_is_moved() -> None:
    first = "The lighthouse keeper keeps eleven cats and one very old radio in the tower."
    second = "Nobody in the ministry could say who had ordered the second generator last winter."
    third = "The harbour will be dredged in May if the money comes from the regional fund."
    diff = compare(f"{first}\n\n{second}\n\n{third}", f"{second}\n\n{third}\n\n{first}")
    leaving, coming = diff.changes
    assert (leaving.kind, coming.kind) == (PartKind.MOVED, PartKind.MOVED)
    assert diff.early_text(leaving) == diff.late_text(coming) == first
    assert leaving.partner == coming.late
    assert coming.partner == leaving.early


def test_few_words_do_not_move() -> None:
    found = changes("in May the harbour will be dredged", "the harbour will be dredged in May")
    assert [kind for kind, _, _ in found] == ["deleted", "inserted"]


@pytest.mark.parametrize(
    ("level", "early", "late"),
    [
        (Ignore.CASE, "END SUMMARY of Baku", "End Summary of BAKU"),
        (Ignore.PUNCTUATION, "Well, he's gone (he said).", "Well hes gone, he said"),
        (Ignore.QUOTES, '"No" -- it\'s late...', "“No” — it’s late…"),
        (Ignore.QUOTES, "the port's crane", "the port\\'s crane"),
        (Ignore.PAGE_BREAKS, "it ran \n\nRIGA 00000412 002 OF 003 \n\naground", "it ran aground"),
        (Ignore.PAGE_BREAKS, "it ran\nBUENOS AIR 00000412 002.2 OF 003\naground", "it ran aground"),
        (Ignore.PAGE_BREAKS, "it ran\nPAGE 02        RIGA  00412  01 OF 02  011205Z\nup", "it ran up"),
        (Ignore.PAGE_BREAKS, "the President\nRiga 00000412 002 of 003\nsaw it", "the President saw it"),
        (Ignore.SECTION_LINES, "it\nC O N F I D E N T I A L SECTION 02 OF 03 RIGA 000412\nran", "it ran"),
        (Ignore.PARAGRAPH_NUMBERS, "3. (C) It ran.\n\n4. (C) It sank.", "(C) It ran.\n\n5. (C) It sank."),
        (Ignore.PORTION_MARKS, "3. (C) It ran aground.", "3. (SBU) It ran aground."),
        (Ignore.PORTION_MARKS, "3. (S//NF) It ran aground.", "3. It ran aground."),
        (Ignore.PILCROW, "¶3. (C) It ran aground.", "3. (C) It ran aground."),
        (Ignore.HYPHENATION, "assist-\nance for the air-field", "assistance for the airfield"),
        (Ignore.GARBLES, "0TTAWA is a g0od p1ace", "OTTAWA is a good place"),
        (Ignore.GARBLES, "SS E C R E T RIGA 412", "S E C R E T RIGA 412"),
        (Ignore.REDACTION_FORMS, "XXXXXXXXXXXX ran", "[Name removed] ran"),
    ],
)  # fmt: skip
def test_each_ignore_level_is_a_switch(level: Ignore, early: str, late: str) -> None:
    assert not compare(early, late, Options(frozenset({Ignore.LINE_BREAKS, level}))).changes
    assert compare(early, late, Options(frozenset({Ignore.LINE_BREAKS}))).changes


def test_an_ignore_level_hides_nothing_else() -> None:
    assert changes("(A) RIGA 1 (B) RIGA 2", "(A) RIGA 1 (D) RIGA 2", Ignore.PORTION_MARKS)
    assert changes("It grew by 3. 14 men left.", "It grew by 3. 15 men left.", Ignore.PARAGRAPH_NUMBERS)
    assert changes("THE PRESIDENT RIGA 00000412 002 OF 003 SAW IT", "THE SAW IT", Ignore.PAGE_BREAKS)
    assert changes("in 2009 or F16", "in 2OO9 or F18", Ignore.GARBLES)


def test_changed_characters_inside_a_word() -> None:
    assert changed_characters("Tazhin", "Tashin") == (((2, 3),), ((2, 3),))
    assert changed_characters("vineyard", "harbour") is None
    assert changed_characters("Carmel Buttigieg", "Carmelo Borg") == ((), ((6, 7),))
    assert changed_characters("an air field", "an airfield") == (((6, 7),), ())
    assert changed_characters("x" * 400, "x" * 401) is None
