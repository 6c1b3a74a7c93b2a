"""A limit on memory changes where the numbers lie, never what is found."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from duplicates import aside, means
from duplicates.aside import Pile, only, room
from duplicates.find import find
from duplicates.means import Means
from duplicates.near import near_pairs
from duplicates.prepare import prepare
from duplicates.texts import Texts
from tests.made_cables import cable, keyed
from tui.commands import main

if TYPE_CHECKING:
    from pathlib import Path

    from parser.model import Cable

LINE = "The harbour master told us that {} lighthouses stand idle since the {} storm of last year."


def cables() -> list[Cable]:
    """Cables whose paragraphs are changed copies of one another, enough of them to go through the join."""
    return [
        cable(
            f"09ROME{number}",
            f"{number + 1}. (C) " + LINE.format(number % 7, f"w{number % 23}"),
            f"{number + 2}. (C) "
            + LINE.format(number, "great")
            + f" We asked envoy {number} about v{number * 7}.",
            day=number % 300,
        )
        for number in range(300)
    ]


def test_a_search_in_little_memory_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    made = keyed(*cables())
    free = find(made)
    monkeypatch.setattr(means, "LEAST", 0)
    for jobs in (1, 2):
        assert find(made, means=Means(memory=20_000, jobs=jobs)) == free
    assert len(free.pairs) > 100


def test_long_arrays_lie_on_disk_and_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    array = room(1000, np.uint32, 100)
    assert isinstance(array.base, np.memmap)
    assert room(1000, np.uint32, 4000).base is None
    find(keyed(*cables()[:20]), means=Means(memory=1000, jobs=2))
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=9), max_size=12))
def test_a_pile_gives_back_its_numbers(pieces: list[list[int]]) -> None:
    low, free = Pile(8), Pile()
    for piece in pieces:
        low.extend(piece)
        free.extend(piece)
    assert low.numbers().tolist() == free.numbers().tolist() == [each for piece in pieces for each in piece]


@given(st.lists(st.lists(st.integers(0, 9), max_size=9), min_size=1, max_size=9), st.data())
def test_texts_chosen_on_disk_are_those_chosen_in_memory(
    spoken: list[list[int]], data: st.DataObject
) -> None:
    texts = Texts.of_sequences(spoken)
    numbers = np.array(data.draw(st.lists(st.integers(0, len(spoken) - 1))), np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aside, "CHUNK_WORDS", 4)
        found = only(texts, numbers, 0)
    assert [found.of(number).tolist() for number in range(len(found))] == [
        spoken[number] for number in numbers
    ]


def test_a_report_takes_a_size_and_refuses_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1. (C) " + LINE + "\n\n2. (C) " + LINE + "\n")
    free = CliRunner().invoke(main, ["report", "--format", "html", str(path)])
    tight = CliRunner().invoke(main, ["report", "--format", "html", "--memory", "64M", str(path)])
    assert (tight.exit_code, tight.output) == (0, free.output)
    wrong = CliRunner().invoke(main, ["report", "--memory", "much", str(path)])
    assert wrong.exit_code == 2
    assert "expected a size such as 4G" in wrong.output


def test_prepared_texts_in_files_are_joined() -> None:
    made = keyed(*cables())
    prepared = prepare(made, 8)
    found, tight = near_pairs(prepared, 0.8), near_pairs(prepared, 0.8, means=Means(memory=1000, jobs=2))
    assert found.a.tolist() == tight.a.tolist()
    assert found.similarity.tolist() == tight.similarity.tolist()
