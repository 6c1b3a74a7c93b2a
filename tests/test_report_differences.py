"""How the members of a group differ from its leader, in few words, and the figures at a glance."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from duplicates.diff.compare import compare
from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Findings, Group, Member, Parameters
from duplicates.report.differences import MOST_CHANGES, changed_pieces, differences
from duplicates.report.dots import strokes
from duplicates.report.overview import overview

LEADER = "The ferry to the outer islands left at nine and carried forty goats, a priest and the mail."


def member(cable: str, block: int, text: str, year: int = 2008, start: int = 0) -> Member:
    return Member(cable, block, start, start + len(text), datetime(year, 1, 2), 0.9)


def group(*members: Member, kind: GroupKind = GroupKind.NEAR, boilerplate: bool = False) -> Group:
    return Group("g", kind, Scope.BOTH, 18, members, posts=1, boilerplate=boilerplate)


def shown(early: str, late: str) -> str:
    pieces, _ = changed_pieces(compare(early, late))
    return "".join(
        piece.late if piece.kind == "equal" else f"[{piece.early}|{piece.late}]" for piece in pieces
    )


def test_a_change_stands_between_a_few_words() -> None:
    assert shown(LEADER, LEADER.replace("nine", "ten")) == (
        "… the outer islands left at [nine|ten] and carried forty goats, a …"
    )


def test_what_touches_a_change_keeps_touching_it() -> None:
    assert "[SUBJ|SUBJECT]: GOATS" in shown("SUBJ: GOATS", "SUBJECT: GOATS")


def test_the_same_words_give_no_pieces() -> None:
    assert changed_pieces(compare("one two", "one\n two")) == ((), 0)


def test_many_changes_are_cut_and_counted() -> None:
    early = " ".join(f"a{n} same{n} and{n} equal{n} words{n} here{n}" for n in range(MOST_CHANGES + 5))
    late = " ".join(f"b{n} same{n} and{n} equal{n} words{n} here{n}" for n in range(MOST_CHANGES + 5))
    pieces, more = changed_pieces(compare(early, late))
    assert more == 5
    assert sum(piece.kind != "equal" for piece in pieces) == MOST_CHANGES


def test_a_member_like_an_earlier_one_refers_to_it() -> None:
    other = LEADER.replace("nine", "ten")
    texts = {"A": LEADER, "B": other, "C": LEADER.replace(" ", "\n"), "D": other}
    found = list(differences(group(*(member(key, 1, texts[key]) for key in texts)), texts))
    assert [each.like for each in found] == [None, None, None, 2]
    assert [bool(each.pieces) for each in found] == [False, True, False, False]


def test_what_counts_as_the_same_words_is_told_as_the_same() -> None:
    texts = {"A": LEADER, "B": LEADER.replace("forty", "CONFIDENTIAL PAGE 02 forty")}
    same = (replace(member(key, 1, texts[key]), similarity=1.0) for key in texts)
    assert [each.pieces for each in differences(group(*same, kind=GroupKind.EXACT), texts)] == [(), ()]


def test_years_and_posts_count_what_is_no_form() -> None:
    first, second, again = (
        member("07OSLO1", 1, LEADER, 2007),
        member("08PARIS2", 1, LEADER, 2008),
        member("08PARIS2", 5, LEADER, 2008, start=900),
    )
    groups = (group(first, second, again), group(first, second, boilerplate=True))
    figures = overview(Findings(Parameters(), 2, 9, 9, groups))
    assert [(kind.kind, kind.groups, kind.boilerplate) for kind in figures.kinds][:2] == [
        ("exact", 0, 0),
        ("near", 2, 1),
    ]
    assert [(year.year, year.across, year.within) for year in figures.years] == [(2008, 36, 18)]
    assert figures.matrix.posts == ("OSLO", "PARIS")
    assert figures.matrix.words == ((0, 36), (0, 0))


def test_repeats_of_a_record_are_drawn_where_they_stand() -> None:
    found = strokes([group(member("A", 1, "x" * 10), member("A", 5, "x" * 10, start=50))], "A", 100)
    assert [(each.early, each.late, each.same) for each in found] == [((0.0, 0.1), (0.5, 0.6), False)]
