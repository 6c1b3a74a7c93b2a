"""Similarity: twice the longest common subsequence over the words of both."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duplicates.similarity import shortest_partner, similarity

SOME_WORDS = st.lists(st.sampled_from("abcde"), max_size=12)


def test_the_share_of_words_that_a_diff_leaves_standing() -> None:
    assert (
        similarity(
            ["the", "minister", "met", "the", "ambassador"], ["the", "minister", "saw", "the", "ambassador"]
        )
        == 0.8
    )
    assert similarity(["a", "b"], ["b", "a"]) == 0.5
    assert similarity([], []) == 1.0


def _longest_common(a: list[str], b: list[str]) -> int:
    row = [0] * (len(b) + 1)
    for word in a:
        row = [0] + [max(row[j + 1], row[j] + 1 if word == other else 0) for j, other in enumerate(b)]
        for j in range(1, len(row)):
            row[j] = max(row[j], row[j - 1])
    return row[-1]


@given(SOME_WORDS, SOME_WORDS)
def test_it_is_what_its_definition_says(a: list[str], b: list[str]) -> None:
    total = len(a) + len(b)
    expected = 2 * _longest_common(a, b) / total if total else 1.0
    assert abs(similarity(a, b) - expected) < 1e-12
    assert similarity(a, b) == similarity(b, a)


@given(SOME_WORDS, SOME_WORDS, st.floats(min_value=0.01, max_value=1.0))
def test_no_similar_text_is_shorter_than_the_shortest_partner(
    a: list[str], b: list[str], threshold: float
) -> None:
    if similarity(a, b) >= threshold and len(b) <= len(a):
        assert len(b) >= shortest_partner(len(a), threshold)
