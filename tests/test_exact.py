"""Exact groups: blocks of the same words, wherever they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duplicates.find import find
from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Group, Parameters
from duplicates.words import words
from parser.kinds import Kind
from tests.made_cables import cable, keyed

LAMPS = "2. (C) The harbour master asked for lamps, oil and a keeper who reads the almanac."
ROPES = "3. (C) Nobody in the valley remembers who ordered nine kilometres of rope for the bell."
ONLY_EXACT = Parameters(kinds=frozenset({GroupKind.EXACT}))


def exact(*cables: tuple[str, object], parameters: Parameters = ONLY_EXACT) -> tuple[Group, ...]:
    return find(list(cables), parameters).groups  # type: ignore[arg-type]


def places(group: Group) -> list[tuple[str, int]]:
    return [(member.cable, member.block) for member in group.members]


def test_the_same_words_with_other_spacing_and_case_are_one_group_in_order_of_time() -> None:
    late = cable("09ROME7", "Something else is said here, in nine words at least.", LAMPS.upper(), day=9)
    early = cable("09PARIS9", LAMPS.replace(" ", "\n"), day=3)
    (group,) = exact(*keyed(late, early))
    assert places(group) == [("09PARIS9", 0), ("09ROME7", 1)]
    assert (group.kind, group.scope, group.cables, group.posts) == (GroupKind.EXACT, Scope.ACROSS, 2, 2)
    assert group.words == len(words(LAMPS))
    assert [member.similarity for member in group.members] == [1.0, 1.0]


def test_spans_point_at_the_blocks_own_text() -> None:
    made = cable("09ROME7", LAMPS, ROPES, LAMPS)
    (group,) = exact(*keyed(made))
    assert group.scope is Scope.WITHIN
    assert [made.text[member.start : member.end] for member in group.members] == [LAMPS, LAMPS]


def test_a_page_break_inside_a_block_does_not_count() -> None:
    broken = LAMPS.replace("keeper ", "keeper ~")
    (group,) = exact(*keyed(cable("09ROME7", LAMPS), cable("09ROME8", broken)))
    assert group.cables == 2


def test_within_and_across_at_once() -> None:
    (group,) = exact(*keyed(cable("09ROME7", LAMPS, LAMPS), cable("09ROME8", LAMPS, day=1)))
    assert group.scope is Scope.BOTH
    assert places(group) == [("09ROME7", 0), ("09ROME7", 1), ("09ROME8", 0)]


def test_across_alone_leaves_one_place_of_each_cable() -> None:
    across = Parameters(kinds=frozenset({GroupKind.EXACT}), scopes=frozenset({Scope.ACROSS}))
    (group,) = exact(*keyed(cable("09ROME7", LAMPS, LAMPS), cable("09ROME8", LAMPS)), parameters=across)
    assert places(group) == [("09ROME7", 0), ("09ROME8", 0)]
    assert exact(*keyed(cable("09ROME7", LAMPS, LAMPS)), parameters=across) == ()


def test_within_alone_looks_at_each_cable_for_itself() -> None:
    within = Parameters(kinds=frozenset({GroupKind.EXACT}), scopes=frozenset({Scope.WITHIN}))
    made = keyed(cable("09ROME8", LAMPS, day=2), cable("09ROME7", ROPES, LAMPS, LAMPS))
    (group,) = exact(*made, parameters=within)
    assert places(group) == [("09ROME7", 1), ("09ROME7", 2)]


def test_short_blocks_are_left_out() -> None:
    assert (
        exact(
            *keyed(
                cable("09ROME7", "Seven words are too few for it."),
                cable("09ROME8", "seven words are too few for it"),
            )
        )
        == ()
    )


def test_a_banner_counts_inside_a_cable_only_and_as_furniture() -> None:
    banner = (Kind.BANNER, "C O N F I D E N T I A L ROME 000007")
    (group,) = exact(*keyed(cable("09ROME7", banner, LAMPS, banner), cable("08ROME7", banner)))
    assert places(group) == [("09ROME7", 0), ("09ROME7", 2)]
    assert group.boilerplate


def test_cables_without_a_date_come_last() -> None:
    (group,) = exact(*keyed(cable("01ROME1", LAMPS, day=None), cable("09ROME2", LAMPS, day=300)))
    assert places(group)[0] == ("09ROME2", 0)


@given(
    st.lists(st.lists(st.sampled_from([LAMPS, ROPES, LAMPS.lower(), "too short"]), max_size=4), max_size=5)
)
def test_every_block_of_equal_words_is_in_one_group_and_no_other(blocks: list[list[str]]) -> None:
    made = [cable(f"09ROME{number}", *some, day=number) for number, some in enumerate(blocks)]
    expected: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for each in made:
        for block in each.blocks:
            spoken = tuple(words(block.clean))
            if len(spoken) >= 8:
                expected.setdefault(spoken, []).append((each.id or "", block.index))
    found = sorted(places(group) for group in exact(*keyed(*made)))
    assert found == sorted(place for place in expected.values() if len(place) > 1)
