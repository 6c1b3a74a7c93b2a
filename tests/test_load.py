"""Readers and an importer on one archive: what ``python -m benchmarks.load`` measures, small and untimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
