"""The search as a whole: exact and near groups, families, covers, pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from duplicates.find import find
from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Findings, Parameters, Place
from duplicates.similarity import similarity
from duplicates.words import words
from parser import read
from parser.kinds import Kind
from tests.made_cables import cable, keyed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from parser.model import Cable

FIRST = "2. (C) The harbour master asked for lamps, oil and a keeper who reads the almanac on Sundays."
SECOND = FIRST.replace("Sundays", "Mondays")
THIRD = FIRST.replace("lamps, oil", "ropes, tar").replace("reads", "burns")
OTHER = "3. (C) Nobody in the valley remembers who ordered nine kilometres of rope for the bell."
SIGNED = (Kind.CLASSIFIED_BY, "Classified By: Ambassador Jane Q. Invented for reasons 1.4 (b) and (d).")


def places(findings: Findings, kind: GroupKind) -> list[list[tuple[str, int]]]:
    return [
        [(member.cable, member.block) for member in group.members]
        for group in findings.groups
        if group.kind is kind
    ]


def test_a_changed_copy_is_a_near_group_and_a_pair() -> None:
    found = find(keyed(cable("09ROME1", OTHER, FIRST), cable("09ROME2", SECOND, day=1)))
    assert places(found, GroupKind.NEAR) == [[("09ROME1", 1), ("09ROME2", 0)]]
    expected = similarity(words(FIRST), words(SECOND))
    assert found.groups[0].members[1].similarity == expected
    (pair,) = found.pairs
    assert (pair.a, pair.b, pair.similarity) == (Place("09ROME1", 1), Place("09ROME2", 0), expected)


def test_a_pair_is_named_by_the_earliest_blocks_that_bear_the_texts() -> None:
    found = find(
        keyed(cable("09ROME5", FIRST, day=5), cable("09ROME2", SECOND, day=2), cable("09ROME1", FIRST, day=1))
    )
    assert [(pair.a.cable, pair.b.cable) for pair in found.pairs] == [("09ROME1", "09ROME2")]
    assert places(found, GroupKind.NEAR) == [[("09ROME1", 0), ("09ROME2", 0), ("09ROME5", 0)]]
    assert [member.similarity for member in found.groups[1].members][::2] == [1.0, 1.0]


def test_below_the_threshold_nothing_is_said() -> None:
    assert similarity(words(FIRST), words(THIRD)) < 0.85
    found = find(keyed(cable("09ROME1", FIRST), cable("09ROME2", THIRD)), Parameters(threshold=0.85))
    assert found.groups == ()
    assert found.pairs == ()


def test_groups_are_stars_and_never_chains() -> None:
    line = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    steps = [" ".join(f"w{n}" if n < step else word for n, word in enumerate(line)) for step in range(6)]
    found = find(
        keyed(*(cable(f"09ROME{n}", text, day=n) for n, text in enumerate(steps))), Parameters(threshold=0.9)
    )
    for group in found.groups:
        leader = words(steps[int(group.members[0].cable[6:])])
        for member in group.members:
            alike = similarity(leader, words(steps[int(member.cable[6:])]))
            assert alike == member.similarity
            assert alike >= 0.9
    assert {member.cable for group in found.groups for member in group.members} == {
        f"09ROME{n}" for n in range(6)
    }


def test_what_many_cables_share_with_small_changes_is_a_family() -> None:
    made = [cable(f"09ROME{n}", FIRST.replace("Sundays", f"day {n}"), day=n) for n in range(12)]
    found = find(keyed(*made))
    (family,) = found.groups
    assert family.kind is GroupKind.FAMILY
    assert family.boilerplate
    assert (family.cables, family.posts) == (12, 1)
    assert family.members[0].cable == "09ROME0"


def test_the_boilerplate_rule_can_be_adjusted() -> None:
    made = [cable(f"09ROME{n}", FIRST, day=n) for n in range(12)]
    assert find(keyed(*made)).groups[0].boilerplate
    assert not find(keyed(*made), Parameters(boilerplate_cables=13)).groups[0].boilerplate
    assert not find(keyed(*made), Parameters(boilerplate_posts=2)).groups[0].boilerplate


def test_a_form_line_is_boilerplate_from_two_cables_on() -> None:
    found = find(keyed(cable("09ROME1", SIGNED), cable("09ROME2", SIGNED)))
    assert found.groups[0].boilerplate
    alone = find(keyed(cable("09ROME1", SIGNED, OTHER, SIGNED)))
    assert not alone.groups[0].boilerplate


def test_kinds_and_scopes_are_respected() -> None:
    made = keyed(cable("09ROME1", FIRST, FIRST, SECOND), cable("09ROME2", SECOND, day=1))
    near = find(made, Parameters(kinds=frozenset({GroupKind.NEAR})))
    assert {group.kind for group in near.groups} == {GroupKind.NEAR}
    exact = find(made, Parameters(kinds=frozenset({GroupKind.EXACT})))
    assert {group.kind for group in exact.groups} == {GroupKind.EXACT}
    assert exact.pairs == ()
    within = find(made, Parameters(scopes=frozenset({Scope.WITHIN})))
    assert {group.scope for group in within.groups} == {Scope.WITHIN}
    assert [(pair.a.cable, pair.b.cable) for pair in within.pairs] == [("09ROME1", "09ROME1")]
    across = find(made, Parameters(scopes=frozenset({Scope.ACROSS})))
    assert {group.scope for group in across.groups} == {Scope.ACROSS}


@given(st.permutations(range(6)))
@examples(25)
def test_the_order_of_the_input_does_not_matter(order: list[int]) -> None:
    made = keyed(
        *(cable(f"09ROME{n}", text, day=n // 2) for n, text in enumerate([FIRST, SECOND, THIRD] * 2))
    )
    assert find([made[n] for n in order]) == find(made)


def test_counts() -> None:
    found = find(keyed(cable("09ROME1", FIRST, (Kind.BLANK, "\n"), "short one"), cable("09ROME2", SECOND)))
    assert (found.cables, found.blocks, found.compared) == (2, 4, 2)


def test_nothing_at_all() -> None:
    found = find([])
    assert (found.cables, found.groups, found.pairs) == (0, (), ())
    assert find(keyed(cable("09ROME1"))).groups == ()


def test_ids_are_short_stable_and_different() -> None:
    made = keyed(cable("09ROME1", FIRST, OTHER), cable("09ROME2", FIRST, OTHER, day=1))
    ids = [group.id for group in find(made).groups]
    assert len(set(ids)) == 2
    assert ids == [group.id for group in find(made).groups]


def test_the_seed_record(shared_cables: Path) -> None:
    (made,) = read(shared_cables / "09ASTANA714.txt")
    found = find([("09ASTANA714", made)])
    (cover,) = [group for group in found.groups if group.kind is GroupKind.NEAR]
    assert [made.blocks[member.block].transmission for member in cover.members] == [1, 1, 2]
    assert [member.similarity == 1.0 for member in cover.members] == [True, True, False]
    assert made.blocks[cover.members[0].block].kind is Kind.BANNER
    exact = {group.members[0].block: group for group in found.groups if group.kind is GroupKind.EXACT}
    body = [block for block in made.blocks if block.number and block.transmission == 1]
    assert [block.number for block in body] == list(range(1, 13))
    for block in body:
        assert [made.blocks[member.block].number for member in exact[block.index].members] == [
            block.number
        ] * 2


def test_real_pairs_across_cables(
    some_real_cables: Callable[[set[str]], list[tuple[str, Cable]]],
) -> None:
    wanted = {"10CAIRO100", "10CAIRO101", "05BRASILIA1130", "05BRASILIA1152", "09MOSCOW1108", "10SHENYANG4"}
    found = find(some_real_cables(wanted))
    for early, late in (
        ("10CAIRO100", "10CAIRO101"),
        ("05BRASILIA1130", "05BRASILIA1152"),
        ("09MOSCOW1108", "10SHENYANG4"),
    ):
        shared = [
            group for group in found.groups if {early, late} <= {member.cable for member in group.members}
        ]
        assert sum(group.words for group in shared if group.kind is GroupKind.EXACT) > 500
