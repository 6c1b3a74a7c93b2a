"""Readers and an importer on one archive: what ``python -m benchmarks.load`` measures, small and untimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyte
from frames import HEIGHT, WIDTH, frames
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.bare_screen import BareScreen
from benchmarks.load import run

if TYPE_CHECKING:
    from pathlib import Path


def test_three_readers_and_an_importer_disturb_nobody(tmp_path: Path) -> None:
    load = run(tmp_path, cables=120, readers=3, more=1, each=80, goes_on=lambda rounds: rounds < 1)
    assert [told.wrong for told in load.told] == [[], [], []]
    assert load.importer_wrong == []
    assert [len(told.marks) for told in load.told] == [1, 1, 1]
    assert [told.compared for told in load.told] == [1, 1, 1]
    assert load.lost == []
    assert load.imported >= 1
    assert load.before < load.after


@given(st.lists(frames(), min_size=1, max_size=6), st.integers(1, 40))
def test_a_bare_screen_shows_the_characters_that_a_terminal_shows(written: list[str], size: int) -> None:
    data = b"\x1b[?1049h\x1b[2J\x1b]0;title\x07" + "".join(written).replace("漢", "x").encode()
    whole, bare = pyte.Screen(WIDTH, HEIGHT), BareScreen(WIDTH, HEIGHT)
    pyte.ByteStream(whole).feed(data)
    for start in range(0, len(data), size):
        bare.feed(data[start : start + size])
    assert [bare.line(number) for number in range(HEIGHT)] == whole.display
