"""Near pairs: the join finds what comparing everything with everything finds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from duplicates import candidates, join, matrix, means, rare_words
from duplicates.means import Means
from duplicates.near import compare_all
from duplicates.progress import Stopped, Watch
from duplicates.similarity import similarity
from duplicates.texts import Texts

if TYPE_CHECKING:
    from duplicates.pairs import NearPairs

THRESHOLDS = st.sampled_from([0.3, 0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0]) | st.floats(0.05, 1.0)


@st.composite
def alike(draw: st.DrawFn) -> Texts:
    """Texts of which many are changed copies of one another."""
    word = st.integers(0, draw(st.sampled_from([3, 12, 200])))
    found = draw(st.lists(st.lists(word, min_size=1, max_size=40), min_size=1, max_size=8))
    for _ in range(draw(st.integers(0, 20))):
        copy = list(draw(st.sampled_from(found)))
        for _ in range(draw(st.integers(0, 6))):
            place = draw(st.integers(0, len(copy)))
            if draw(st.booleans()):
                copy.insert(place, draw(word))
            elif len(copy) > 1:
                del copy[min(place, len(copy) - 1)]
        found.append(copy)
    return Texts.of_sequences(found)


def by_definition(texts: Texts, threshold: float) -> list[tuple[int, int, float]]:
    spoken = [texts.of(number).tolist() for number in range(len(texts))]
    every = ((a, b, similarity(spoken[a], spoken[b])) for b in range(len(texts)) for a in range(b))
    return sorted(pair for pair in every if pair[2] >= threshold)


def listed(pairs: NearPairs) -> list[tuple[int, int, float]]:
    return list(zip(pairs.a.tolist(), pairs.b.tolist(), pairs.similarity.tolist(), strict=True))


@given(alike(), THRESHOLDS)
@examples(100)
def test_comparing_all_finds_what_similarity_says(texts: Texts, threshold: float) -> None:
    assert listed(compare_all(texts, threshold)) == by_definition(texts, threshold)


@given(alike(), THRESHOLDS)
@examples(200)
def test_the_join_finds_the_same_pairs(texts: Texts, threshold: float) -> None:
    assert listed(join.join(texts, threshold)) == by_definition(texts, threshold)


@given(alike(), THRESHOLDS)
@examples(100)
def test_the_same_pairs_by_matrix_and_in_small_parts(texts: Texts, threshold: float) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matrix, "MATRIX_FROM", 1)
        patch.setattr(matrix, "ROWS", 4)
        patch.setattr(matrix, "COLUMNS", 3)
        patch.setattr(candidates, "DRAIN", 5)
        patch.setattr(candidates, "SLICE", 2)
        patch.setattr(join, "PART_ENTRIES", 7)
        patch.setattr(join, "RUN_PAIRS", 4)
        found = join.join(texts, threshold, means=Means(jobs=1))  # by processes: in the next test
        assert listed(found) == by_definition(texts, threshold)


@given(alike(), THRESHOLDS)
@examples(25)
def test_the_same_pairs_in_little_memory_and_by_several_threads(texts: Texts, threshold: float) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(means, "LEAST", 0)
        for jobs in (1, 3):
            tiny = Means(memory=3000, jobs=jobs)
            assert listed(join.join(texts, threshold, means=tiny)) == by_definition(texts, threshold)


@given(alike(), THRESHOLDS, st.data())
@examples(100)
def test_fresh_texts_alone_give_those_of_all_pairs_that_touch_them(
    texts: Texts, threshold: float, data: st.DataObject
) -> None:
    fresh = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))), bool)
    expected = [pair for pair in by_definition(texts, threshold) if fresh[pair[0]] or fresh[pair[1]]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matrix, "MATRIX_FROM", data.draw(st.sampled_from([1, 1000])))
        patch.setattr(rare_words, "CHUNK_WORDS", 60)
        assert listed(join.join(texts, threshold, fresh=fresh)) == expected
    assert listed(compare_all(texts, threshold).touching(fresh)) == expected


def _changed(words: list[int], share: float, chance: random.Random) -> list[int]:
    return [chance.randrange(30_000) if chance.random() < share else word for word in words]


@pytest.mark.parametrize(("seed", "threshold"), [(1, 0.7), (2, 0.8), (3, 0.7)])
def test_planted_changes_among_many_texts(seed: int, threshold: float) -> None:
    chance = random.Random(seed)
    frequent = [int(chance.paretovariate(0.7)) % 30_000 for _ in range(50_000)]
    originals = [chance.choices(frequent, k=int(chance.triangular(8, 250, 20))) for _ in range(700)]
    copies = [_changed(words, chance.uniform(0.0, 0.3), chance) for words in originals[:400]]
    texts = Texts.of_sequences(originals + copies)
    truth = compare_all(texts, threshold)
    assert len(truth) > 100
    assert listed(join.join(texts, threshold)) == listed(truth)


def test_texts_that_share_one_word_only_are_no_pair() -> None:
    texts = Texts.of_sequences(
        [[number * 10 + place if place else 0 for place in range(10)] for number in range(50)]
    )
    assert len(join.join(texts, 0.7)) == 0


def test_nothing_gives_nothing() -> None:
    none = Texts.of_sequences([])
    assert len(join.join(none, 0.8)) == 0
    assert len(compare_all(none, 0.8)) == 0
    assert np.array_equal(join.join(Texts.of_sequences([[1, 2, 3]]), 0.8).a, [])


def test_a_search_stops_when_asked() -> None:
    texts = Texts.of_sequences([[1, 2, 3, number] for number in range(9)])
    with pytest.raises(Stopped):
        join.join(texts, 0.7, Watch(stop=lambda: True))
