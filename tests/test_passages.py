"""Passages: what moved between blocks that differ as wholes."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from duplicates import word_runs
from duplicates.find import find
from duplicates.group_kinds import GroupKind
from duplicates.means import Means
from duplicates.model import Findings, Group, Parameters
from duplicates.passages import GAP, passages
from duplicates.similarity import similarity
from duplicates.texts import Texts
from duplicates.words import words
from tests.made_cables import cable, keyed

if TYPE_CHECKING:
    from collections.abc import Callable

    from parser.model import Cable

MOVED = (
    "The harbour master told us that seven lighthouses stand idle since the spring, "
    "and that nobody was sent to look after their lamps."
)
EARLY = "2. (C) A long talk with the mayor touched on fishing, on roads and on the price of bread. " + MOVED
LATE = (
    "5. (C) COMMENT: Six months later the same worry came up at dinner. "
    + MOVED.replace("stand ", "stand\n")
    + " We asked what the ministry had done, how much money was left and whether the boats still came in."
)


def found_in(*cables: Cable, least: int = 15) -> tuple[Group, ...]:
    parameters = Parameters(kinds=frozenset({GroupKind.PASSAGE}), passage_words=least)
    return find(keyed(*cables), parameters).groups


def test_a_sentence_that_moved_into_another_paragraph() -> None:
    early, late = cable("09ROME1", "Nothing.", EARLY), cable("09PARIS3", LATE, day=180)
    (group,) = found_in(late, early)
    assert group.kind is GroupKind.PASSAGE
    assert (group.cables, group.posts, group.words) == (2, 2, len(MOVED.split()))
    first, second = group.members
    assert (first.cable, first.block, first.similarity) == ("09ROME1", 1, 1.0)
    assert early.text[first.start : first.end] == MOVED.rstrip(".")
    assert late.text[second.start : second.end] == MOVED.replace("stand ", "stand\n").rstrip(".")


def test_the_span_counts_the_page_break_that_cuts_it() -> None:
    broken = LATE.replace("lamps", "la~mps")
    (group,) = found_in(cable("09ROME1", EARLY), made := cable("09ROME2", broken, day=1))
    member = group.members[1]
    assert made.text[member.start : member.end].endswith("la~mps")


def test_blocks_similar_as_wholes_are_no_passage() -> None:
    assert found_in(cable("09ROME1", MOVED), cable("09ROME2", MOVED + " So we heard.", day=1)) == ()


def test_fourteen_words_are_too_few_fifteen_are_enough() -> None:
    run = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    other = " ".join(f"w{n}" for n in range(30))
    another = " ".join(f"v{n}" for n in range(30))
    short = [cable("09ROME1", f"{other} {run}"), cable("09ROME2", f"{another} {run}", day=1)]
    assert found_in(*short) == ()
    assert len(found_in(*short, least=14)) == 1
    longer = [cable("09ROME1", f"{other} {run} end"), cable("09ROME2", f"{another} {run} end", day=1)]
    (group,) = found_in(*longer)
    assert group.words == 15


def test_one_changed_word_does_not_cut_a_passage() -> None:
    told = (
        MOVED.rstrip(".")
        + " lamps because the money for oil had gone to the new road along the northern shore."
    )
    early = cable("09ROME1", EARLY.replace(MOVED, told))
    late = cable(
        "09ROME2", LATE.replace("stand\n", "stand ").replace(MOVED, told.replace("money", "budget")), day=1
    )
    (group,) = found_in(early, late)
    first, second = group.members
    assert early.text[first.start : first.end] == told.rstrip(".")
    assert late.text[second.start : second.end] == told.replace("money", "budget").rstrip(".")
    assert second.similarity == similarity(words(told), words(told.replace("money", "budget")))


def test_exact_copies_of_both_sides_are_all_listed() -> None:
    (group,) = found_in(
        cable("09ROME1", EARLY), cable("09ROME2", EARLY, day=1), cable("09ROME3", LATE, LATE, day=2)
    )
    assert [(member.cable, member.block) for member in group.members] == [
        ("09ROME1", 0),
        ("09ROME2", 0),
        ("09ROME3", 0),
        ("09ROME3", 1),
    ]


@st.composite
def sharing(draw: st.DrawFn) -> Texts:
    """Texts of few words, some of which hold pieces of others."""
    word = st.integers(0, draw(st.sampled_from([2, 40])))
    found = draw(st.lists(st.lists(word, max_size=25), min_size=1, max_size=6))
    for _ in range(draw(st.integers(0, 8))):
        source = draw(st.sampled_from(found))
        start = draw(st.integers(0, len(source)))
        piece = source[start : draw(st.integers(start, len(source)))]
        found.append(draw(st.lists(word, max_size=9)) + piece + draw(st.lists(word, max_size=9)))
    return Texts.of_sequences(found)


@given(sharing(), st.integers(1, 8), st.sampled_from([0.5, 0.8, 1.0]))
@examples(150)
def test_every_shared_run_is_covered_and_nothing_else_is_said(
    texts: Texts, least: int, threshold: float
) -> None:
    spoken = [texts.of(number).tolist() for number in range(len(texts))]
    found = passages(texts, least, threshold)
    rows = list(
        zip(
            *(column.tolist() for column in (found.a, found.a_start, found.a_end)),
            *(column.tolist() for column in (found.b, found.b_start, found.b_end, found.similarity)),
            strict=True,
        )
    )
    for a, a_start, a_end, b, b_start, b_end, alike in rows:
        assert a < b
        assert similarity(spoken[a], spoken[b]) < threshold
        assert min(a_end - a_start, b_end - b_start) >= least
        assert similarity(spoken[a][a_start:a_end], spoken[b][b_start:b_end]) == alike
    earliest: dict[tuple[int, ...], int] = {}
    for b, line in enumerate(spoken):
        for start in range(len(line) - least + 1):
            a = earliest.setdefault(tuple(line[start : start + least]), b)
            if a != b and similarity(spoken[a], line) < threshold:
                assert any(
                    row[0] == a and row[3] == b and row[4] <= start and start + least <= row[5]
                    for row in rows
                )


@given(sharing())
@examples(30)
def test_small_parts_give_the_same(texts: Texts) -> None:
    whole = passages(texts, 4, 0.8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_runs, "CHUNK_WORDS", 5)
        patch.setattr(word_runs, "PART_WORDS", 11)
        parts = passages(texts, 4, 0.8, means=Means(jobs=2))
    assert whole.a_start.tolist() == parts.a_start.tolist()
    assert whole.b_end.tolist() == parts.b_end.tolist()
    assert whole.similarity.tolist() == parts.similarity.tolist()


@given(sharing(), st.integers(1, 8), st.data())
@examples(100)
def test_fresh_texts_alone_give_those_of_all_passages_that_touch_them(
    texts: Texts, least: int, data: st.DataObject
) -> None:
    fresh = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))), bool)
    whole, found = passages(texts, least, 0.8), passages(texts, least, 0.8, fresh=fresh)
    kept = fresh[whole.a] | fresh[whole.b]
    for field in fields(whole):
        assert getattr(whole, field.name)[kept].tolist() == getattr(found, field.name).tolist()


def test_runs_are_joined_over_a_gap_and_not_over_a_wider_one() -> None:
    head, tail = list(range(20)), list(range(20, 40))
    noise = [list(range(1000 + 100 * n, 1000 + 100 * n + 60)) for n in range(2)]

    def parted(by: int) -> int:
        changed = list(range(500, 500 + by))
        texts = Texts.of_sequences([noise[0] + head + tail, noise[1] + head + changed + tail])
        return len(passages(texts, 15, 0.8))

    assert parted(1) == 1
    assert parted(GAP) == 1
    assert parted(GAP + 1) == 2


def test_a_sentence_in_many_texts_costs_a_match_for_each() -> None:
    line = list(range(20))
    texts = Texts.of_sequences([[*range(100 * n, 100 * n + 60), *line] for n in range(1, 2000)])
    found = passages(texts, 15, 0.8)
    assert len(found) == 1998
    assert set(found.a.tolist()) == {0}


def test_passages_in_real_cables(
    some_real_cables: Callable[[set[str]], list[tuple[str, Cable]]],
) -> None:
    wanted = {"06REYKJAVIK68", "07REYKJAVIK49", "08REYKJAVIK36"}
    made = some_real_cables(wanted)
    found: Findings = find(made)
    by_key = dict(made)
    groups = [group for group in found.groups if group.kind is GroupKind.PASSAGE]
    assert sum(group.words >= 30 for group in groups) > 5
    for group in groups:
        leader = group.members[0]
        text = by_key[leader.cable].text[leader.start : leader.end]
        assert len(text.split()) >= 8
