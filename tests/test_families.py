"""Stars of similar texts, and crowds of which not every pair is listed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duplicates import crowds, families, matrix
from duplicates.families import Star, stars
from duplicates.join import join
from duplicates.near import compare_all
from duplicates.pairs import NearPairs, in_order
from duplicates.similarity import similarity
from duplicates.texts import Texts


def pairs_of(*rows: tuple[int, int, float]) -> NearPairs:
    a, b, alike = zip(*rows, strict=True) if rows else ((), (), ())
    return in_order(np.array(a, np.int64), np.array(b, np.int64), np.array(alike, np.float64))


def gathered(*rows: tuple[int, int, float]) -> list[Star]:
    return list(stars(pairs_of(*rows), 10))


def test_each_text_joins_the_leader_most_like_it() -> None:
    found = gathered((0, 2, 0.8), (1, 2, 0.9), (0, 3, 0.85))
    assert found == [(0, [(3, 0.85)]), (1, [(2, 0.9)])]


def test_of_equals_the_earliest_leads() -> None:
    assert gathered((0, 2, 0.8), (1, 2, 0.8))[0] == (0, [(2, 0.8)])


def test_a_chain_is_cut_into_stars() -> None:
    found = gathered((0, 1, 0.9), (1, 2, 0.9), (2, 3, 0.9), (3, 4, 0.9))
    assert found == [(0, [(1, 0.9)]), (1, [(2, 0.9)]), (2, [(3, 0.9)]), (3, [(4, 0.9)])]


def test_a_text_that_nobody_joins_leads_the_one_most_like_it() -> None:
    assert gathered((0, 2, 0.9), (1, 2, 0.8), (1, 3, 0.7), (0, 3, 0.9)) == [
        (0, [(2, 0.9), (3, 0.9)]),
        (1, [(2, 0.8)]),
    ]


def test_a_leader_is_preferred_to_a_more_similar_follower() -> None:
    assert gathered((0, 1, 0.8), (0, 2, 0.8), (1, 2, 0.99)) == [(0, [(1, 0.8), (2, 0.8)])]


ROWS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from([0.8, 0.85, 0.9, 1.0]),
)


@given(ROWS)
def test_stars_are_made_of_pairs_and_leave_nobody_out(rows: dict[tuple[int, int], float]) -> None:
    found = gathered(*((a, b, alike) for (a, b), alike in rows.items()))
    edges = [(leader, text) for leader, joined in found for text, _ in joined]
    assert all(rows[leader, text] == alike for leader, joined in found for text, alike in joined)
    assert len(set(edges)) == len(edges)
    assert {text for edge in edges for text in edge} == {text for pair in rows for text in pair}


@given(ROWS)
def test_small_chunks_give_the_same(rows: dict[tuple[int, int], float]) -> None:
    every = [(a, b, alike) for (a, b), alike in rows.items()]
    whole = gathered(*every)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families, "CHUNK", 1)
        assert gathered(*every) == whole


def _lines(count: int) -> Texts:
    """Lines of twelve words that differ in the fourth."""
    return Texts.of_sequences([[0, 1, 2, 100 + number, *range(3, 11)] for number in range(count)])


def test_a_hundred_thousand_lines_that_differ_in_a_word_give_a_pair_each() -> None:
    found = join(_lines(100_000), 0.8)
    assert len(found) == 99_999
    assert set(found.a.tolist()) == {0}
    assert found.crowded == 100_000


def test_a_thousand_lines_are_listed_in_full() -> None:
    found = join(_lines(1000), 0.8)
    assert len(found) == 1000 * 999 // 2
    assert found.crowded == 0


def test_texts_outside_the_crowd_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "CROWD", 3000)
    monkeypatch.setattr(matrix, "MATRIX_FROM", 500)
    crowd = [[0, 1, 2, 100 + number, *range(3, 11)] for number in range(200)]
    others = [[20 + text, *range(40, 50), 60 + copy] for text in range(10) for copy in range(3)]
    texts = Texts.of_sequences(crowd + others)
    truth = compare_all(texts, 0.8)
    found = join(texts, 0.8)
    assert 0 < found.crowded <= 230
    listed = set(zip(found.a.tolist(), found.b.tolist(), strict=True))
    expected = set(zip(truth.a.tolist(), truth.b.tolist(), strict=True))
    assert listed < expected
    assert {pair for pair in expected if pair[0] >= 200} <= listed
    assert {b for _, b in expected} == {b for _, b in listed}
    for a, b, alike in zip(found.a.tolist(), found.b.tolist(), found.similarity.tolist(), strict=True):
        assert similarity(texts.of(a).tolist(), texts.of(b).tolist()) == alike


def test_fresh_texts_of_a_crowd_have_the_pairs_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "CROWD", 3000)
    monkeypatch.setattr(matrix, "MATRIX_FROM", 500)
    crowd = [[0, 1, 2, 100 + number, *range(3, 11 + number % 4)] for number in range(200)]
    texts = Texts.of_sequences(crowd)
    fresh = np.arange(200) % 7 == 3
    whole, part = join(texts, 0.8), join(texts, 0.8, fresh=fresh)
    expected = whole.touching(fresh)
    assert 0 < len(part) < len(whole)
    assert np.array_equal(part.a, expected.a)
    assert np.array_equal(part.b, expected.b)
