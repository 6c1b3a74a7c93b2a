"""One thing has one figure: shares are written in one way, and what explains a similarity adds up to it."""

from __future__ import annotations

import re
from fractions import Fraction

from browsing import browsing, findings, press, rest, screen_text
from hypothesis import given
from hypothesis import strategies as st

from duplicates.group_kinds import GroupKind
from duplicates.shares import percent
from tui.reading.explain import why, why_within
from tui.screens.groups import GroupsPage

SOME_WORDS = st.lists(st.sampled_from(["goat", "ferry", "the", "of", "Riga"]), min_size=1, max_size=12)


@given(st.integers(0, 400), st.integers(1, 400))
def test_a_share_is_cut_after_one_decimal(part: int, whole: int) -> None:
    part = min(part, whole)
    written = percent(part / whole)
    assert Fraction(written.removesuffix("%")) <= Fraction(100 * part, whole)
    assert Fraction(100 * part, whole) - Fraction(written.removesuffix("%")) < Fraction(1, 10)
    assert (written == "100.0%") == (part == whole)


@given(SOME_WORDS, SOME_WORDS)
def test_the_words_that_explain_a_similarity_add_up_to_it(ours: list[str], theirs: list[str]) -> None:
    said = why(" ".join(ours), " ".join(theirs), to="the earliest")
    found = re.match(r"([0-9.]+%) like the earliest: (\d+) of (\d+) and (\d+) words", said)
    if found is None:
        assert ours == theirs
    else:
        shared, first, second = map(int, found.groups()[1:])
        assert found[1] == percent(2 * shared / (first + second))


def test_a_reason_says_what_was_not_counted_at_80_columns_too() -> None:
    said = "99.7% like the earliest: 970 of 974 and 970 words, case, punctuation and line ends aside"
    assert why_within(said, len(said)) == said
    short = "99.7% alike: 970 of 974 and 970 words, case, punctuation, line ends aside"
    assert why_within(said, 77) == short
    assert len(short) <= 80 - len(" 1/1 - ")
    assert why_within("the same, character for character", 20) == "the same, character for character"


async def test_a_similarity_is_the_same_figure_wherever_it_stands() -> None:
    (near,) = [
        group for group in findings().groups if group.kind is GroupKind.NEAR and len(group.members) == 3
    ]
    figure = percent(near.least)
    assert figure != "100.0%"
    async with browsing(120, 40) as (browser, pilot):
        await press(pilot, "a")
        page = browser.screen
        assert isinstance(page, GroupsPage)
        page.list.move_to(list(page.list.groups).index(near))
        await rest(pilot)
        lines = screen_text(browser).splitlines()
        assert any(line.startswith("▌ ") and figure in line for line in lines)
        assert any(line.strip().startswith(f"{figure} like the earliest: ") for line in lines)
        assert f"{figure} and more like the earliest" in lines[-1]
        assert sum(figure in line for line in lines) > 3
        await press(pilot, "enter", "G")
        await rest(pilot)
        lines = screen_text(browser).splitlines()
        assert any(line.startswith("▌ ") and figure in line for line in lines)
        assert f"{figure} like the earliest" in lines[-1]
